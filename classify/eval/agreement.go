package eval

import (
	"fmt"
	"math"
	"sort"

	"assay/classify/gold"
	"assay/classify/stance"
)

// Agreement of two coders on one question.
type Agreement struct {
	What                string // "sentiment", "presence of THEME", "stance on THEME"
	N                   int    // units both coded
	Observed            float64
	Kappa               float64 // Cohen's; NaN where it is not defined
	KappaLow, KappaHigh float64
	Alpha               float64 // Krippendorff's, nominal
	AlphaLow, AlphaHigh float64
}

// pair is what two coders said of one unit.
type pair struct{ a, b int }

// Agree compares two coders' records, matched by id: presence and stance of
// every theme that either coded, and sentiment. Stance is compared where both
// coded the theme. Records that only one file holds are returned by id.
func Agree(a, b []gold.Record) ([]Agreement, []string, error) {
	other := map[string]*gold.Record{}
	for i := range b {
		other[b[i].ID] = &b[i]
	}
	var alone []string
	var both [][2]*gold.Record
	themes := map[string]bool{}
	for i := range a {
		r := other[a[i].ID]
		if r == nil {
			alone = append(alone, a[i].ID)
			continue
		}
		if r.Text != a[i].Text {
			return nil, nil, fmt.Errorf("id %q has another text in the other file (lines %d and %d)", r.ID, a[i].Line, r.Line)
		}
		both = append(both, [2]*gold.Record{&a[i], r})
		for _, s := range append(append([]gold.Stance(nil), a[i].Stances...), r.Stances...) {
			themes[s.Theme] = true
		}
		delete(other, r.ID)
	}
	for id := range other {
		alone = append(alone, id)
	}
	sort.Strings(alone)
	var ids []string
	for id := range themes {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	var out []Agreement
	ask := func(what string, f func(x, y *gold.Record) (pair, bool)) {
		var ps []pair
		for _, r := range both {
			if p, ok := f(r[0], r[1]); ok {
				ps = append(ps, p)
			}
		}
		out = append(out, agree(what, ps))
	}
	ask("sentiment", func(x, y *gold.Record) (pair, bool) {
		return pair{int(gold.Class(x.Sentiment)), int(gold.Class(y.Sentiment))}, !x.ThemesOnly && !y.ThemesOnly
	})
	for _, id := range ids {
		ask("presence of "+id, func(x, y *gold.Record) (pair, bool) {
			_, p := x.Stance(id)
			_, q := y.Stance(id)
			return pair{bit(p), bit(q)}, true
		})
		ask("stance on "+id, func(x, y *gold.Record) (pair, bool) {
			p, ok := x.Stance(id)
			q, ok2 := y.Stance(id)
			return pair{int(p), int(q)}, ok && ok2
		})
	}
	return out, alone, nil
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func agree(what string, ps []pair) Agreement {
	r := Agreement{What: what, N: len(ps)}
	r.Observed, r.Kappa, r.Alpha = agreementOf(ps)
	if len(ps) == 0 {
		nan := math.NaN()
		r.KappaLow, r.KappaHigh, r.AlphaLow, r.AlphaHigh = nan, nan, nan, nan
		return r
	}
	sample := make([]pair, len(ps))
	low, high := Bootstrap(len(ps), Resamples, func(at []int) []float64 {
		for i, k := range at {
			sample[i] = ps[k]
		}
		_, k, a := agreementOf(sample)
		return []float64{k, a}
	})
	r.KappaLow, r.AlphaLow, r.KappaHigh, r.AlphaHigh = low[0], low[1], high[0], high[1]
	return r
}

// agreementOf returns the observed agreement, Cohen's kappa (Cohen 1960:
// (po-pe)/(1-pe), pe from each coder's own shares) and Krippendorff's alpha for
// nominal data and two coders (Krippendorff 2011: 1 - Do/De over the 2n values
// pooled). Where all values are one and the same there is nothing to be
// agreed about by chance: both are NaN.
func agreementOf(ps []pair) (observed, kappa, alpha float64) {
	var a, b, pooled [stance.Classes]float64
	same := 0.0
	n := float64(len(ps))
	for _, p := range ps {
		a[p.a]++
		b[p.b]++
		pooled[p.a]++
		pooled[p.b]++
		if p.a == p.b {
			same++
		}
	}
	if n == 0 {
		return math.NaN(), math.NaN(), math.NaN()
	}
	observed = same / n
	chance, pairs := 0.0, 0.0
	for c := range a {
		chance += a[c] / n * (b[c] / n)
		pairs += pooled[c] * (pooled[c] - 1)
	}
	kappa, alpha = math.NaN(), math.NaN()
	if chance < 1 {
		kappa = (observed - chance) / (1 - chance)
	}
	if expected := 1 - pairs/(2*n*(2*n-1)); expected > 0 {
		alpha = 1 - (1-observed)/expected
	}
	return observed, kappa, alpha
}
