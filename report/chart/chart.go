// Package chart turns numbers into coordinates; the templates of the report draw them.
package chart

import (
	"cmp"
	"math"
	"slices"

	"assay/out/figure"
	"assay/report/wording"
)

// Bar is a rectangle of a chart; Class is how it is filled.
type Bar struct {
	X, Y, W, H float64
	Class      string
	Label      string // written above it, "" for none
	Tip        string
}

// Tick is a mark on an axis.
type Tick struct {
	At    float64
	Label string
}

// Point is a dot with its interval.
type Point struct {
	X, Y     float64
	Top, End float64 // of the interval
	Few      bool
	Label    string
	Tip      string
	Q, Title string // the evidence behind it
	Kind     string
}

// Columns is a chart of stacked columns.
type Columns struct {
	W, H, Base float64
	Bars       []Bar
	X, Y       []Tick
	Left       float64
	Text       string // what it shows, in words
}

// Stacked places columns: values[i][k] is layer k of column i.
func Stacked(labels []string, values [][]int, layers []string, w, h float64) Columns {
	const left, bottom, top = 34, 22, 16
	c := Columns{W: w, H: h, Base: h - bottom, Left: left}
	most := 1
	for _, v := range values {
		sum := 0
		for _, n := range v {
			sum += n
		}
		most = max(most, sum)
	}
	step := niceStep(float64(most), 4)
	limit := math.Ceil(float64(most)/step) * step
	scale := (c.Base - top) / limit
	for y := 0.0; y <= limit; y += step {
		c.Y = append(c.Y, Tick{c.Base - y*scale, wording.Number(int(y))})
	}
	slot := (w - left - 4) / float64(max(1, len(values)))
	for i, v := range values {
		x, y, sum := left+slot*float64(i)+slot*0.14, c.Base, 0
		for k, n := range v {
			if n == 0 {
				continue
			}
			sum += n
			y -= float64(n) * scale
			c.Bars = append(c.Bars, Bar{X: x, Y: y, W: slot * 0.72, H: float64(n) * scale, Class: layers[k], Tip: labels[i] + ": " + wording.Number(n)})
		}
		if len(c.Bars) > 0 && sum > 0 {
			c.Bars[len(c.Bars)-1].Label = wording.Number(sum)
		}
		c.X = append(c.X, Tick{x + slot*0.36, labels[i]})
	}
	return c
}

func niceStep(most float64, steps int) float64 {
	raw := most / float64(steps)
	mag := math.Pow(10, math.Floor(math.Log10(math.Max(raw, 1))))
	for _, m := range []float64{1, 2, 5, 10} {
		if m*mag >= raw {
			return m * mag
		}
	}
	return 10 * mag
}

// Panel is a theme over time or from inspection to inspection: columns of its
// rate above, net stance with intervals below.
type Panel struct {
	W, H      float64
	Left      float64
	Right     float64
	RateBase  float64
	Bars      []Bar
	Zero      float64
	Top, Foot float64 // of the lower part: +1 and -1
	Points    []Point
	Path      string
	X         []Tick
	Text      string
}

// Step is one column of a panel.
type Step struct {
	Kind        string // points of different kinds are not joined
	Label, Long string
	Rate        float64
	Stances     figure.Stances
	Q, Title    string
}

// NewPanel is the chart of a theme, called by label; limit is the highest rate that it
// has room for.
func NewPanel(steps []Step, label string, limit float64) Panel {
	const left, right, rateTop, rateBase, top, foot = 34.0, 356.0, 30.0, 92.0, 128.0, 216.0
	p := Panel{W: 360, H: 240, Left: left, Right: right, RateBase: rateBase, Zero: (top + foot) / 2, Top: top, Foot: foot, Text: trend(label, steps)}
	slot := (right - left) / float64(max(1, len(steps)))
	half := (foot - top) / 2
	wide := math.Min(slot*0.72, 40)
	for i, s := range steps {
		x := left + slot*(float64(i)+0.5)
		p.X = append(p.X, Tick{x, s.Label})
		n := s.Stances.Total()
		h := 0.0
		if limit > 0 {
			h = s.Rate / limit * (rateBase - rateTop)
		}
		p.Bars = append(p.Bars, Bar{X: x - wide/2, Y: rateBase - h, W: wide, H: h, Class: "rate", Label: rateLabel(s.Rate),
			Tip: s.Long + ": " + wording.Decimal(s.Rate) + " per 1,000 sentences"})
		if n == 0 {
			continue
		}
		net := s.Stances.Net()
		low, high := s.Stances.Interval()
		p.Points = append(p.Points, Point{Kind: s.Kind, X: x, Y: p.Zero - net*half, Top: p.Zero - high*half, End: p.Zero - low*half,
			Few: s.Stances.Few(), Label: wording.Signed(net), Tip: s.Long + ": net stance " + wording.Signed(net) + " of " + wording.Some(n, "mention"), Q: s.Q, Title: s.Title})
	}
	p.Path = joined(p.Points)
	return p
}

// joined is the line through the points of each kind.
func joined(points []Point) string {
	path := ""
	at := map[string]int{} // the last point of a kind
	for i, pt := range points {
		if from, ok := at[pt.Kind]; ok {
			path += "M" + wording.Coord(points[from].X) + " " + wording.Coord(points[from].Y) + " L" + wording.Coord(pt.X) + " " + wording.Coord(pt.Y) + " "
		}
		at[pt.Kind] = i
	}
	return path
}

// rateLabel is short enough for a narrow column.
func rateLabel(x float64) string {
	if x >= 100 {
		return wording.Number(int(math.Round(x)))
	}
	return wording.Decimal(x)
}

// Spark is a small trend line of net stance.
type Spark struct {
	Path   string
	Points []Point
	Text   string
}

const (
	sparkW = 64.0
	sparkH = 20.0
)

// NewSpark is the line through net stances, a date each; where nothing is counted there
// is no point.
func NewSpark(stances []figure.Stances, dates []string) Spark {
	var s Spark
	slot := (sparkW - 8) / float64(max(1, len(stances)-1))
	for i, t := range stances {
		if t.Total() == 0 {
			continue
		}
		x := 4 + slot*float64(i)
		if len(stances) == 1 {
			x = sparkW / 2
		}
		y := sparkH/2 - t.Net()*(sparkH/2-3)
		if s.Path == "" {
			s.Path = "M"
		} else {
			s.Path += " L"
			s.Text += ", "
		}
		s.Path += wording.Coord(x) + " " + wording.Coord(y)
		s.Points = append(s.Points, Point{X: x, Y: y, Few: t.Few()})
		s.Text += dates[i] + ": " + wording.Signed(t.Net())
		if t.Few() {
			s.Text += " (few)"
		}
	}
	return s
}

// Quantile is the value below which the share q of sorted values lies, between
// two of them by their distance (the method of Excel and of numpy's default).
func Quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// Strip is a chart of one dot a report, in a column for each grade.
type Strip struct {
	W, H      float64
	Left, Top float64
	Base      float64
	Zero      float64
	Y         []Tick
	Columns   []StripColumn
	Text      string
}

// StripColumn is the reports of one grade.
type StripColumn struct {
	X, From, To       float64  // middle and edges
	Label             []string // a line a word
	Class             string
	N                 string
	Low, Middle, High float64 // quartiles, as y
	Dots              []Dot
}

// Dot is one report.
type Dot struct {
	X, Y    float64
	Outlier bool
	Tip     string
	Q       string
	Title   string
	Name    string
	Class   string
}

// Swarm moves dots that would cover each other sideways: each takes the free
// place nearest to the middle.
func Swarm(dots []Dot, middle, half, radius float64) {
	order := make([]int, len(dots))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case dots[a].Y < dots[b].Y:
			return -1
		case dots[a].Y > dots[b].Y:
			return 1
		}
		return 0
	})
	var placed []int
	for _, i := range order {
		best := middle
		for k := 0; ; k++ {
			off := math.Ceil(float64(k)/2) * radius
			if k%2 == 1 {
				off = -off
			}
			if math.Abs(off) > half {
				break
			}
			best = middle + off
			free := true
			for _, j := range placed {
				dx, dy := dots[j].X-best, dots[j].Y-dots[i].Y
				if dx*dx+dy*dy < 4*radius*radius*0.9 {
					free = false
					break
				}
			}
			if free {
				break
			}
		}
		dots[i].X = best
		placed = append(placed, i)
	}
}

// Stack moves dots that would cover each other up or down, each to the free
// place nearest to the middle of its row.
func Stack(dots []Dot, middle, half, radius float64) {
	slices.SortStableFunc(dots, func(a, b Dot) int { return cmp.Compare(a.X, b.X) })
	for i := range dots {
		for k := 0; ; k++ {
			off := math.Ceil(float64(k)/2) * radius
			if k%2 == 1 {
				off = -off
			}
			if math.Abs(off) > half {
				break
			}
			dots[i].Y = middle + off
			free := true
			for j := i - 1; j >= 0 && dots[i].X-dots[j].X < 2*radius; j-- {
				dx, dy := dots[i].X-dots[j].X, dots[i].Y-dots[j].Y
				free = free && dx*dx+dy*dy >= 3.6*radius*radius
			}
			if free {
				break
			}
		}
	}
}

// trend says in words what a panel shows.
func trend(label string, steps []Step) string {
	first, last := steps[0], steps[len(steps)-1]
	s := wording.Capital(label) + ", " + first.Long + " to " + last.Long + ": mentions per 1,000 sentences from " + wording.Decimal(first.Rate) + " to " + wording.Decimal(last.Rate)
	lo, hi := -1, -1
	for i, st := range steps {
		if st.Stances.Few() {
			continue
		}
		if lo < 0 || st.Stances.Net() < steps[lo].Stances.Net() {
			lo = i
		}
		if hi < 0 || st.Stances.Net() > steps[hi].Stances.Net() {
			hi = i
		}
	}
	if lo >= 0 {
		s += "; net stance lowest in " + steps[lo].Long + " (" + wording.Signed(steps[lo].Stances.Net()) + "), highest in " + steps[hi].Long + " (" + wording.Signed(steps[hi].Stances.Net()) + ")"
	}
	return s + ". All figures stand in the table below."
}
