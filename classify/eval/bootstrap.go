package eval

import (
	"math"
	"math/rand/v2"
	"sort"
)

// Resamples of a bootstrap: at a thousand the ends of a 95 % interval move by a
// few thousandths from seed to seed.
const Resamples = 1000

// Bootstrap resamples n units with replacement and returns, for each figure of
// f, the 2.5th and 97.5th percentile. The same n and f give the same intervals.
func Bootstrap(n, resamples int, f func(at []int) []float64) (low, high []float64) {
	rng := rand.New(rand.NewPCG(1, uint64(n)))
	at := make([]int, n)
	var all [][]float64
	for range resamples {
		for i := range at {
			at[i] = rng.IntN(n)
		}
		for k, x := range f(at) {
			if k == len(all) {
				all = append(all, nil)
			}
			if !math.IsNaN(x) {
				all[k] = append(all[k], x)
			}
		}
	}
	for _, xs := range all {
		sort.Float64s(xs)
		low = append(low, percentile(xs, 0.025))
		high = append(high, percentile(xs, 0.975))
	}
	return low, high
}

// percentile of sorted values by linear interpolation; NaN where there are none.
func percentile(xs []float64, q float64) float64 {
	if len(xs) == 0 {
		return math.NaN()
	}
	at := q * float64(len(xs)-1)
	i := int(at)
	if i+1 == len(xs) {
		return xs[i]
	}
	return xs[i] + (at-float64(i))*(xs[i+1]-xs[i])
}

// WithIntervals are the figures of the outcomes with their intervals over
// sentences.
func WithIntervals(outcomes []Outcome) []Figure {
	fs := Count(outcomes, nil).Figures()
	if len(outcomes) == 0 {
		return fs
	}
	place := map[string]int{}
	for i, f := range fs {
		place[f.Name] = i
	}
	low, high := Bootstrap(len(outcomes), Resamples, func(at []int) []float64 {
		values := make([]float64, len(fs)) // a theme absent from a resample counts as 0, as in the figure
		for _, f := range Count(outcomes, at).Figures() {
			values[place[f.Name]] = f.Value
		}
		return values
	})
	for i := range fs {
		fs[i].Low, fs[i].High, fs[i].HasInterval = low[i], high[i], true
	}
	return fs
}
