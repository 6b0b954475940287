package report

import (
	"math"
	"slices"
)

// The charts: numbers to coordinates. The templates draw them.

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

// stacked places columns: values[i][k] is layer k of column i.
func stacked(labels []string, values [][]int, layers []string, w, h float64) Columns {
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
		c.Y = append(c.Y, Tick{c.Base - y*scale, number(int(y))})
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
			c.Bars = append(c.Bars, Bar{X: x, Y: y, W: slot * 0.72, H: float64(n) * scale, Class: layers[k], Tip: labels[i] + ": " + number(n)})
		}
		if len(c.Bars) > 0 && sum > 0 {
			c.Bars[len(c.Bars)-1].Label = number(sum)
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

// step is one column of a panel.
type step struct {
	kind        string // points of different kinds are not joined
	label, long string
	rate        float64
	tally       tally
	q, title    string
}

func panel(steps []step, text string, limit float64) Panel {
	const left, right, rateTop, rateBase, top, foot = 34.0, 356.0, 30.0, 92.0, 128.0, 216.0
	p := Panel{W: 360, H: 240, Left: left, Right: right, RateBase: rateBase, Zero: (top + foot) / 2, Top: top, Foot: foot, Text: text}
	slot := (right - left) / float64(max(1, len(steps)))
	half := (foot - top) / 2
	wide := math.Min(slot*0.72, 40)
	for i, s := range steps {
		x := left + slot*(float64(i)+0.5)
		p.X = append(p.X, Tick{x, s.label})
		n := s.tally.total()
		h := 0.0
		if limit > 0 {
			h = s.rate / limit * (rateBase - rateTop)
		}
		p.Bars = append(p.Bars, Bar{X: x - wide/2, Y: rateBase - h, W: wide, H: h, Class: "rate", Label: rateLabel(s.rate),
			Tip: s.long + ": " + decimal(s.rate) + " per 1,000 sentences"})
		if n == 0 {
			continue
		}
		net := s.tally.net()
		low, high := s.tally.stances().Interval()
		p.Points = append(p.Points, Point{Kind: s.kind, X: x, Y: p.Zero - net*half, Top: p.Zero - high*half, End: p.Zero - low*half,
			Few: n < few, Label: signed(net), Tip: s.long + ": net stance " + signed(net) + " of " + some(n, "mention"), Q: s.q, Title: s.title})
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
			path += "M" + coord(points[from].X) + " " + coord(points[from].Y) + " L" + coord(pt.X) + " " + coord(pt.Y) + " "
		}
		at[pt.Kind] = i
	}
	return path
}

// rateLabel is short enough for a narrow column.
func rateLabel(x float64) string {
	if x >= 100 {
		return number(int(math.Round(x)))
	}
	return decimal(x)
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

func spark(tallies []tally, dates []string) Spark {
	var s Spark
	slot := (sparkW - 8) / float64(max(1, len(tallies)-1))
	for i, t := range tallies {
		if t.total() == 0 {
			continue
		}
		x := 4 + slot*float64(i)
		if len(tallies) == 1 {
			x = sparkW / 2
		}
		y := sparkH/2 - t.net()*(sparkH/2-3)
		if s.Path == "" {
			s.Path = "M"
		} else {
			s.Path += " L"
			s.Text += ", "
		}
		s.Path += coord(x) + " " + coord(y)
		s.Points = append(s.Points, Point{X: x, Y: y, Few: t.total() < few})
		s.Text += dates[i] + ": " + signed(t.net())
		if t.total() < few {
			s.Text += " (few)"
		}
	}
	return s
}

// quantile is the value below which the share q of sorted values lies, between
// two of them by their distance (the method of Excel and of numpy's default).
func quantile(sorted []float64, q float64) float64 {
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

// swarm moves dots that would cover each other sideways: each takes the free
// place nearest to the middle.
func swarm(dots []Dot, middle, half, radius float64) {
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
