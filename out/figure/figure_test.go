package figure

import (
	"math/rand/v2"
	"testing"
)

func TestHundredths(t *testing.T) {
	for x, want := range map[float64]float64{0.625: 0.63, -0.125: -0.13, 0.124: 0.12, 0.375: 0.38, -1: -1, 0.004: 0} {
		if got := Hundredths(x); got != want {
			t.Errorf("%v: %v, want %v", x, got, want)
		}
	}
}

func TestFigures(t *testing.T) {
	s := Stances{Positive: 6, Negative: 9, Mixed: 2, Neutral: 3}
	if s.Total() != 20 || s.Net() != -0.15 || s.ShareNegative() != 0.45 || s.Few() {
		t.Errorf("%+v: %d, %v, %v", s, s.Total(), s.Net(), s.ShareNegative())
	}
	if got := Rate(3, 1500); got != 2 {
		t.Errorf("rate %v", got)
	}
	var none Stances
	if low, high := none.Interval(); none.Net() != 0 || low != -1 || high != 1 || !none.Few() || Rate(1, 0) != 0 {
		t.Error("no mentions")
	}
	s.Add("negative", 2)
	if s.Negative != 11 || s.Plus(Stances{Mixed: 1}).Mixed != 3 {
		t.Errorf("%+v", s)
	}
}

// TestIntervalCovers draws mentions and counts how often the interval holds the
// net stance they were drawn from, few and lopsided ones included.
func TestIntervalCovers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		n    int
		p, q float64
	}{{10, 0.9, 0.05}, {10, 0.4, 0.4}, {15, 0.1, 0.8}, {40, 0.3, 0.5}, {200, 0.6, 0.2}} {
		const draws = 4000
		held := 0
		for range draws {
			var s Stances
			for range c.n {
				switch u := r.Float64(); {
				case u < c.p:
					s.Positive++
				case u < c.p+c.q:
					s.Negative++
				default:
					s.Neutral++
				}
			}
			if low, high := s.Interval(); low <= c.p-c.q && c.p-c.q <= high {
				held++
			}
		}
		if got := float64(held) / draws; got < 0.925 || got > 0.995 {
			t.Errorf("%d mentions, %.2f positive, %.2f negative: held %.3f of the time", c.n, c.p, c.q, got)
		}
	}
}

// TestApart: the interval of a difference holds the difference, is wider than that of
// either side and turns round with the sides; it leaves 0 out where they are surely
// apart.
func TestApart(t *testing.T) {
	all := []Stances{{Positive: 3}, {Negative: 40, Neutral: 3}, {Positive: 6, Negative: 9, Mixed: 2, Neutral: 3}, {Positive: 200, Negative: 100}, {Neutral: 12}, {Positive: 1000}}
	for _, a := range all {
		for _, b := range all {
			d, low, high := a.Apart(b)
			back, blow, bhigh := b.Apart(a)
			if d != a.Net()-b.Net() || low > d || high < d || back != -d || blow != -high || bhigh != -low {
				t.Errorf("%+v less %+v: %v (%v to %v), turned round %v (%v to %v)", a, b, d, low, high, back, blow, bhigh)
			}
			alow, ahigh := a.Interval()
			if high-low < ahigh-alow {
				t.Errorf("%+v less %+v: %v wide, one side alone %v", a, b, high-low, ahigh-alow)
			}
		}
	}
	if _, low, _ := all[3].Apart(all[1]); low <= 0 {
		t.Errorf("praise and blame are apart by %v at least", low)
	}
	if _, low, high := all[0].Apart(all[2]); low > 0 || high < 0 {
		t.Errorf("three mentions are surely apart: %v to %v", low, high)
	}
	if d, low, high := (Stances{}).Apart(all[0]); d != 0 || low != -2 || high != 2 {
		t.Errorf("of nothing: %v, %v, %v", d, low, high)
	}
}
