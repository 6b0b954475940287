package train

import (
	"math"
	"math/rand/v2"

	"assay/classify/stance"
)

// How the second layer is fitted: Adam over so many rounds of the rows in
// batches, the step falling evenly to nothing. Coded rows count more than silver
// ones, of which there are six times as many. Set by cross-validation.
const (
	layerRounds = 12
	layerBatch  = 256
	layerStep   = 3e-3
	layerDecay  = 1e-4
	layerCoded  = 2
)

// fitLayer learns a second layer from the rows of the examples that pass. The
// same rows give the same layer.
func (t *trainer) fitLayer(seen [][stance.Inputs]float32, pass func(example int) bool) *stance.Layer {
	var rows []int
	for r := range seen {
		if pass(int(t.owner[r])) {
			rows = append(rows, r)
		}
	}
	rng := rand.New(rand.NewPCG(8, stance.Hidden))
	size := spreads(seen, rows)
	l, slope := &stance.Layer{On: true}, &stance.Layer{}
	for h := range l.In {
		for i := range l.In[h] {
			l.In[h][i] = float32(rng.NormFloat64() / math.Sqrt(stance.Inputs))
		}
	}
	ps, gs := l.Floats(), slope.Floats()
	adam := newAdam(ps, gs)
	steps := layerRounds * ((len(rows) + layerBatch - 1) / layerBatch)
	step := 0
	for range layerRounds {
		rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		for from := 0; from < len(rows); from += layerBatch {
			batch := rows[from:min(len(rows), from+layerBatch)]
			for _, r := range batch {
				weight := t.p.weight[r] / float64(len(batch))
				if e := &t.ex[t.owner[r]]; e.Coded || e.Composed {
					weight *= layerCoded
				}
				x := seen[r]
				for i := range x {
					x[i] /= size[i]
				}
				learn(l, slope, &x, &seen[r], &t.p.want[r], weight)
			}
			adam.step(layerStep * (1 - float64(step)/float64(steps)))
			step++
		}
	}
	for h := range l.In {
		for i := range l.In[h] {
			l.In[h][i] /= size[i]
		}
	}
	return l
}

// learn adds to slope how the loss of one row falls with every number of l. x
// are its inputs as l sees them, raw the same unscaled.
func learn(l, slope *stance.Layer, x, raw *[stance.Inputs]float32, want *[stance.Classes]float64, weight float64) {
	var on [stance.Hidden]float32
	sum := l.Base
	for h := range l.In {
		if a := l.Unit(h, x); a > 0 {
			on[h] = a
			sum.Add(l.Out[h], a)
		}
	}
	var z [stance.Classes]float64
	for c := range z {
		z[c] = float64(raw[stance.TotalInput+c]) + float64(sum[c])
	}
	p := stance.VerdictOf(z, 1).P
	var pull weights
	for c := range pull {
		pull[c] = float32(weight * (p[c] - want[c]))
	}
	slope.Base.Add(pull, 1)
	for h, a := range on {
		if a <= 0 {
			continue
		}
		slope.Out[h].Add(pull, a)
		o := &l.Out[h]
		g := pull[0]*o[0] + pull[1]*o[1] + pull[2]*o[2] + pull[3]*o[3]
		slope.Bias[h] += g
		for i := range x {
			slope.In[h][i] += g * x[i]
		}
	}
}

// spreads is the root of the mean square of every input.
func spreads(seen [][stance.Inputs]float32, rows []int) (out [stance.Inputs]float32) {
	var sums [stance.Inputs]float64
	for _, r := range rows {
		for i, x := range seen[r] {
			sums[i] += float64(x * x)
		}
	}
	for i := range out {
		out[i] = float32(math.Sqrt(sums[i]/float64(max(len(rows), 1)))) + 1e-3
	}
	return out
}

// adam is the optimiser of Kingma and Ba (2015).
type adam struct {
	ps, gs []*float32
	m, v   []float64
	a, b   float64 // powers of the two decay rates
}

func newAdam(ps, gs []*float32) *adam {
	return &adam{ps, gs, make([]float64, len(ps)), make([]float64, len(ps)), 1, 1}
}

// step moves every number against its slope and clears the slopes.
func (o *adam) step(rate float64) {
	const decayM, decayV = 0.9, 0.999
	o.a *= decayM
	o.b *= decayV
	for i, p := range o.ps {
		g := float64(*o.gs[i]) + float64(layerDecay*float64(*p))
		*o.gs[i] = 0
		o.m[i] = float64(decayM*o.m[i]) + float64((1-decayM)*g)
		o.v[i] = float64(decayV*o.v[i]) + float64(float64((1-decayV)*g)*g)
		*p -= float32(rate * (o.m[i] / (1 - o.a)) / (math.Sqrt(o.v[i]/(1-o.b)) + 1e-8))
	}
}
