package eval

import (
	"math"
	"sort"
)

// Spearman is the rank correlation of xs and ys, ties given their mean rank; NaN
// where either does not vary.
func Spearman(xs, ys []float64) float64 { return pearson(ranks(xs), ranks(ys)) }

func ranks(xs []float64) []float64 {
	at := make([]int, len(xs))
	for i := range at {
		at[i] = i
	}
	sort.Slice(at, func(i, j int) bool { return xs[at[i]] < xs[at[j]] })
	out := make([]float64, len(xs))
	for i := 0; i < len(at); {
		j := i
		for j < len(at) && xs[at[j]] == xs[at[i]] {
			j++
		}
		for k := i; k < j; k++ {
			out[at[k]] = float64(i+j-1)/2 + 1
		}
		i = j
	}
	return out
}

func pearson(xs, ys []float64) float64 {
	n := float64(len(xs))
	var mx, my, xy, xx, yy float64
	for i := range xs {
		mx += xs[i] / n
		my += ys[i] / n
	}
	for i := range xs {
		xy += (xs[i] - mx) * (ys[i] - my)
		xx += (xs[i] - mx) * (xs[i] - mx)
		yy += (ys[i] - my) * (ys[i] - my)
	}
	if xx == 0 || yy == 0 {
		return math.NaN()
	}
	return xy / math.Sqrt(xx*yy)
}
