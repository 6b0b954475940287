package stance

import (
	"fmt"
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
	P       [Classes]float64
}

// crossValidate fits a model for each fold of groups and predicts the coded
// examples it had not seen.
func (t *trainer) crossValidate() ([]Held, error) {
	fold := Folds(t.ex, t.opt.Folds)
	var held []Held
	for f := 0; f < t.opt.Folds && (t.opt.MeasureFolds == 0 || f < t.opt.MeasureFolds); f++ {
		hs, err := t.heldOut(t.where(func(e int) bool { return fold[e] != f }), fold, f)
		if err != nil {
			return nil, fmt.Errorf("cross-validation: %w", err)
		}
		held = append(held, hs...)
		t.opt.Report(fmt.Sprintf("fold %d of %d", f+1, t.opt.Folds))
	}
	return held, nil
}

// heldOut fits the rows of use and predicts the coded examples of a fold.
func (t *trainer) heldOut(use []bool, fold []int, f int) ([]Held, error) {
	theta, err := t.p.solve(use, nil, t.opt.Steps)
	if err != nil {
		return nil, err
	}
	v := t.p.fold(theta)
	var held []Held
	for r := range use {
		e := int(t.owner[r])
		if fold[e] == f && t.ex[e].Coded {
			held = append(held, Held{e, t.theme[r], verdictOf(t.p.scores(v, r), 1).P})
		}
	}
	return held, nil
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
			var err error
			if c.Held, err = t.heldOut(use, fold, 0); err != nil {
				return nil, fmt.Errorf("learning curve: %w", err)
			}
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
		h := uint64(14695981039346656037) // FNV-1a
		for k := 0; k < len(ex[i].Group); k++ {
			h = (h ^ uint64(ex[i].Group[k])) * 1099511628211
		}
		out[i] = int(h >> 17 % uint64(n))
	}
	return out
}
