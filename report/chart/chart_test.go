package chart

import (
	"math"
	"strings"
	"testing"

	"assay/out/figure"
)

func TestQuantile(t *testing.T) {
	for _, c := range []struct {
		sorted []float64
		q      float64
		want   float64
	}{
		{[]float64{1, 2, 3, 4}, 0.5, 2.5}, {[]float64{1, 2, 3, 4}, 0.25, 1.75}, {[]float64{1, 2, 3, 4}, 0, 1}, {[]float64{1, 2, 3, 4}, 1, 4}, {[]float64{7}, 0.75, 7},
	} {
		if got := Quantile(c.sorted, c.q); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v at %g: %g, want %g", c.sorted, c.q, got, c.want)
		}
	}
	if !math.IsNaN(Quantile(nil, 0.5)) {
		t.Error("of nothing there is none")
	}
}

// Layers stand on each other from the base up, none reaches beyond the top, and the
// column says how many it holds.
func TestStacked(t *testing.T) {
	c := Stacked([]string{"2022", "2023", "2024"}, [][]int{{3, 4}, {0, 0}, {0, 12}}, []string{"praise", "blame"}, 300, 120)
	if len(c.Bars) != 3 || len(c.X) != 3 {
		t.Fatalf("%d bars, %d columns", len(c.Bars), len(c.X))
	}
	first, second, tallest := c.Bars[0], c.Bars[1], c.Bars[2]
	if first.Y+first.H != c.Base || math.Abs(second.Y+second.H-first.Y) > 1e-9 || first.X != second.X {
		t.Errorf("%+v does not stand on %+v", second, first)
	}
	if math.Abs(first.H*4-second.H*3) > 1e-9 || tallest.Y < 0 || tallest.Y > second.Y {
		t.Errorf("heights %g, %g, %g", first.H, second.H, tallest.H)
	}
	if first.Label != "" || second.Label != "7" || tallest.Label != "12" || tallest.Tip != "2024: 12" {
		t.Errorf("labels %q, %q, %q; %q", first.Label, second.Label, tallest.Label, tallest.Tip)
	}
	if last := c.Y[len(c.Y)-1]; last.Label != "12" && last.Label != "15" || c.Y[0].At != c.Base {
		t.Errorf("ticks %v", c.Y)
	}
	empty := Stacked(nil, nil, nil, 300, 120)
	if len(empty.Bars) != 0 || math.IsNaN(empty.Y[0].At) {
		t.Errorf("of nothing: %+v", empty)
	}
}

// An axis has at most so many steps, of 1, 2 or 5 times a power of ten.
func TestNiceStep(t *testing.T) {
	for most, want := range map[float64]float64{1: 1, 4: 1, 5: 2, 8: 2, 9: 5, 21: 10, 41: 20, 400: 100, 0: 1} {
		if got := niceStep(most, 4); got != want {
			t.Errorf("%g: %g, want %g", most, got, want)
		}
	}
}

// Inspections of two kinds are never joined by a line, whatever stands between them.
func TestLineJoinsOneKind(t *testing.T) {
	points := []Point{{Kind: "a", X: 1, Y: 10}, {Kind: "b", X: 2, Y: 20}, {Kind: "a", X: 3, Y: 30}, {Kind: "b", X: 4, Y: 40}}
	if got := strings.TrimSpace(joined(points)); got != "M1 10 L3 30 M2 20 L4 40" {
		t.Error(got)
	}
	if got := joined(points[:2]); got != "" {
		t.Errorf("two kinds, a point each: %q", got)
	}
}

func stances(praise, blame int) figure.Stances {
	return figure.Stances{Positive: praise, Negative: blame}
}

// Where nothing is counted there is no point; few are marked.
func TestNewSpark(t *testing.T) {
	s := NewSpark([]figure.Stances{stances(20, 0), {}, stances(0, 5)}, []string{"2022", "2023", "2024"})
	if len(s.Points) != 2 || s.Points[0].Few || !s.Points[1].Few {
		t.Fatalf("%+v", s.Points)
	}
	if s.Points[0].Y >= s.Points[1].Y || s.Points[0].X >= s.Points[1].X || strings.Count(s.Path, "L") != 1 {
		t.Errorf("praise stands above blame: %+v, %s", s.Points, s.Path)
	}
	if s.Text != "2022: +1.00, 2024: −1.00 (few)" {
		t.Error(s.Text)
	}
	if one := NewSpark([]figure.Stances{stances(1, 0)}, []string{"2022"}); one.Points[0].X != sparkW/2 {
		t.Errorf("one point stands in the middle: %+v", one.Points)
	}
}

// Dots keep their values; as far as there is room none covers another.
func TestSwarmAndStack(t *testing.T) {
	dots := make([]Dot, 9)
	for i := range dots {
		dots[i].Y = 50
	}
	Swarm(dots, 100, 40, 4)
	apart(t, "swarm", dots, 4)
	for _, d := range dots {
		if d.Y != 50 || math.Abs(d.X-100) > 40 {
			t.Errorf("swarm: %+v", d)
		}
	}
	for i := range dots {
		dots[i] = Dot{X: 70}
	}
	Stack(dots, 20, 40, 4)
	apart(t, "stack", dots, 4)
	for _, d := range dots {
		if d.X != 70 || math.Abs(d.Y-20) > 40 {
			t.Errorf("stack: %+v", d)
		}
	}
}

// apart holds that dots cover each other by a tenth of their width at most.
func apart(t *testing.T, what string, dots []Dot, radius float64) {
	t.Helper()
	for i := range dots {
		for j := range i {
			if d := math.Hypot(dots[i].X-dots[j].X, dots[i].Y-dots[j].Y); d < 1.8*radius {
				t.Errorf("%s: dots %d and %d are %g apart", what, j, i, d)
			}
		}
	}
}

// A region without a place gives no map rather than one that lacks it.
func TestHexagons(t *testing.T) {
	list, w, h := Hexagons([]string{"London", "Yorkshire and the Humber", "South West"})
	if len(list) != 3 || w <= 0 || h <= 0 {
		t.Fatalf("%d hexagons, %g by %g", len(list), w, h)
	}
	for i, x := range list {
		if strings.Count(x.Points, ",") != 6 || x.X < 0 || x.X > w || x.Y < 0 || x.Y > h {
			t.Errorf("%+v", x)
		}
		for _, y := range list[:i] {
			if math.Hypot(x.X-y.X, x.Y-y.Y) < 80 {
				t.Errorf("%v lies on %v", x.Lines, y.Lines)
			}
		}
		for _, line := range x.Lines {
			if len(line) > 11 {
				t.Errorf("%q is wider than a hexagon", line)
			}
		}
	}
	if list, _, _ := Hexagons([]string{"London", "Atlantis"}); list != nil {
		t.Errorf("%v", list)
	}
}

// A panel shows the rate of every step and the net stance where anything is counted, with
// its interval around it; its words say the first and the last, the lowest and the highest.
func TestNewPanel(t *testing.T) {
	p := NewPanel([]Step{
		{Kind: "a", Label: "22", Long: "May 2022", Rate: 4, Stances: stances(20, 0)}, {Kind: "a", Label: "23", Long: "May 2023", Rate: 0},
		{Kind: "a", Label: "24", Long: "May 2024", Rate: 120.4, Stances: stances(1, 2)}, {Kind: "a", Label: "25", Long: "May 2025", Rate: 8, Stances: stances(0, 30)},
	}, "caseloads", 120.4)
	if len(p.Bars) != 4 || len(p.X) != 4 || len(p.Points) != 3 {
		t.Fatalf("%d bars, %d ticks, %d points", len(p.Bars), len(p.X), len(p.Points))
	}
	for i, b := range p.Bars {
		if b.Y+b.H != p.RateBase || b.Y < 0 || b.X < p.Left || b.X+b.W > p.Right || math.Abs(b.X+b.W/2-p.X[i].At) > 1e-9 {
			t.Errorf("bar %d: %+v", i, b)
		}
	}
	if p.Bars[1].H != 0 || math.Abs(p.Bars[2].H/p.Bars[0].H-30.1) > 1e-9 || p.Bars[2].Label != "120" || p.Bars[0].Label != "4.0" {
		t.Errorf("bars %+v", p.Bars)
	}
	for i, pt := range p.Points {
		if pt.Top > pt.Y || pt.End < pt.Y || pt.Top < p.Top || pt.End > p.Foot {
			t.Errorf("point %d: %+v", i, pt)
		}
	}
	if p.Points[0].Y != p.Top || p.Points[2].Y != p.Foot || p.Points[0].Few || !p.Points[1].Few {
		t.Errorf("points %+v", p.Points)
	}
	want := "Caseloads, May 2022 to May 2025: mentions per 1,000 sentences from 4.0 to 8.0; net stance lowest in May 2025 (−1.00), highest in May 2022 (+1.00). All figures stand in the table below."
	if p.Text != want {
		t.Errorf("%s, want %s", p.Text, want)
	}
	if empty := NewPanel([]Step{{Long: "May 2022"}}, "x", 0); empty.Bars[0].H != 0 || len(empty.Points) != 0 || empty.Path != "" {
		t.Errorf("of nothing: %+v", empty)
	}
}
