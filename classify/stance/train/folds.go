package train

import (
	"fmt"

	"assay/classify/stance"
	"assay/internal/shards"
)

// CurvePoint is one point of a learning curve.
type CurvePoint struct {
	Share  float64
	Coded  int  // examples learnt from
	Silver bool // with the examples that are not coded
	Held   []Held
}

// Held is a prediction for a row of an example that the model it came from had
// not seen, nor any other of its group.
type Held struct {
	Example int
	Theme   string // "" for sentiment
	P       [stance.Classes]float64
}

// crossed are the predictions of a cross-validation for the same rows, by the first
// layer alone and with the second.
type crossed struct{ linear, both []Held }

// crossValidate fits a model for each fold of groups and predicts the coded
// examples it had not seen. The second layer learns from what the first says of
// rows it had not seen, and is held to the same folds.
func (t *trainer) crossValidate() (crossed, error) {
	fold := Folds(t.ex, t.opt.Folds)
	n := t.opt.Folds
	if t.opt.MeasureFolds > 0 {
		n = min(n, t.opt.MeasureFolds)
	}
	seen := make([][stance.Inputs]float32, len(t.p.row))
	for f := range n {
		theta, err := t.p.solve(t.where(func(e int) bool { return fold[e] != f }), t.opt.Steps)
		if err != nil {
			return crossed{}, fmt.Errorf("cross-validation: %w", err)
		}
		t.inputsOf(theta, func(e int) bool { return fold[e] == f }, seen)
		t.opt.Report(fmt.Sprintf("fold %d of %d", f+1, t.opt.Folds))
	}
	layers := make([]*stance.Layer, n)
	shards.Each(n, 1, func(f, _, _ int) {
		layers[f] = t.fitLayer(seen, func(e int) bool { return fold[e] < n && fold[e] != f })
	})
	t.model.SetLayer(t.fitLayer(seen, func(e int) bool { return fold[e] < n }))
	t.opt.Report("second layer")
	return crossed{
		linear: t.heldOut(seen, func(e int) (*stance.Layer, bool) { return &stance.Layer{}, fold[e] < n }),
		both: t.heldOut(seen, func(e int) (*stance.Layer, bool) {
			if fold[e] >= n {
				return nil, false
			}
			return layers[fold[e]], true
		}),
	}, nil
}

// inputsOf fills seen, by row, with what the first layer of the weights theta
// gives the second for the examples that pass.
func (t *trainer) inputsOf(theta []weights, pass func(example int) bool, seen [][stance.Inputs]float32) {
	m := t.model.With(t.rounded(theta, pruneBelow))
	each(len(t.ex), func(_, from, to int) {
		s := m.Scorer()
		for i := from; i < to; i++ {
			if !pass(i) {
				continue
			}
			s.Sentence(t.ex[i].Parse, 0)
			seen[t.at[i]] = s.Inputs("", nil)
			for k, l := range t.ex[i].Themes {
				seen[t.at[i]+1+k] = s.Inputs(l.Theme, l.Triggers)
			}
		}
	})
}

// heldOut predicts the coded examples, each with the layer that of gives for it.
func (t *trainer) heldOut(seen [][stance.Inputs]float32, of func(example int) (*stance.Layer, bool)) []Held {
	var held []Held
	for r := range seen {
		e := int(t.owner[r])
		if !t.ex[e].Coded || t.p.weight[r] == 0 {
			continue
		}
		if l, ok := of(e); ok {
			held = append(held, Held{e, t.theme[r], stance.VerdictOf(l.Scores(&seen[r], 1), 1).P})
		}
	}
	return held
}

// curve measures the first fold with shares of the coded examples.
func (t *trainer) curve() ([]CurvePoint, error) {
	fold := Folds(t.ex, t.opt.Folds)
	var out []CurvePoint
	for _, silver := range []bool{false, true} {
		for _, share := range t.opt.Curve {
			c := CurvePoint{Share: share, Silver: silver}
			picked := func(e int) bool { return float64(uint32(e)*2654435761>>16)/(1<<16) < share }
			use := t.where(func(e int) bool {
				return fold[e] != 0 && (t.ex[e].Coded && picked(e) || silver && !t.ex[e].Coded)
			})
			for e := range t.ex {
				if fold[e] != 0 && t.ex[e].Coded && picked(e) {
					c.Coded++
				}
			}
			theta, err := t.p.solve(use, t.opt.Steps)
			if err != nil {
				return nil, fmt.Errorf("learning curve: %w", err)
			}
			seen := make([][stance.Inputs]float32, len(t.p.row))
			t.inputsOf(theta, func(e int) bool { return fold[e] == 0 && t.ex[e].Coded }, seen)
			c.Held = t.heldOut(seen, func(e int) (*stance.Layer, bool) { return &stance.Layer{}, fold[e] == 0 })
			out = append(out, c)
			t.opt.Report(fmt.Sprintf("learning curve: %d coded", c.Coded))
		}
	}
	return out, nil
}

// Folds deals the groups of the examples to n folds, in the order of a hash of
// their names.
func Folds(ex []Example, n int) []int {
	out := make([]int, len(ex))
	for i := range ex {
		out[i] = foldOf(ex[i].Group, n)
	}
	return out
}

// foldOf is the fold of a group, of n.
func foldOf(group string, n int) int {
	h := uint64(14695981039346656037) // FNV-1a
	for k := 0; k < len(group); k++ {
		h = (h ^ uint64(group[k])) * 1099511628211
	}
	return int(h >> 17 % uint64(n))
}
