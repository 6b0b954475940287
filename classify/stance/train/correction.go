package train

import (
	"math"
	"slices"

	"assay/classify/stance"
)

// fitted is a correction while it is learnt.
type fitted struct {
	depth   Depth
	learnt  mask
	gain    float64
	add     [stance.Classes]float64
	names   []string
	index   map[string]int
	weights [][stance.Classes]float64
}

// How a correction is fitted: by Adam over all lessons at once, the step falling to
// nothing. The gain is drawn towards 1 and the rest towards 0.
const (
	fitSteps = 150
	fitStep  = 0.12
	gainL2   = 8
	addL2    = 1
	termSeen = 2 // lessons that must have a term
	leastFix = 0.02
)

// fit learns what a choice allows of some classes from lessons.
func fit(lessons []Lesson, c choice, classes mask) *fitted {
	m := &fitted{depth: c.depth, learnt: classes, gain: 1, index: map[string]int{}}
	if c.depth == Nothing || len(lessons) == 0 {
		return m
	}
	if c.depth == Words {
		m.dictionary(lessons)
	}
	rows := make([][]int, len(lessons))
	for i := range lessons {
		for _, t := range lessons[i].Terms {
			if k, ok := m.index[t]; ok {
				rows[i] = append(rows[i], k)
			}
		}
	}
	n := 1 + stance.Classes + stance.Classes*len(m.names)
	slope, first, second := make([]float64, n), make([]float64, n), make([]float64, n)
	a, b := 1.0, 1.0
	for step := range fitSteps {
		m.slope(slope, lessons, rows, c.l2)
		a, b = a*0.9, b*0.99
		rate := fitStep * (1 - float64(step)/fitSteps)
		for p := range slope {
			first[p] = float64(0.9*first[p]) + float64(0.1*slope[p])
			second[p] = float64(0.99*second[p]) + float64(0.01*float64(slope[p]*slope[p]))
			*m.at(p) -= float64(rate * (first[p] / (1 - a)) / (math.Sqrt(second[p]/(1-b)) + 1e-8))
		}
	}
	return m
}

// at is parameter p.
func (m *fitted) at(p int) *float64 {
	switch {
	case p == 0:
		return &m.gain
	case p <= stance.Classes:
		return &m.add[p-1]
	}
	p -= 1 + stance.Classes
	return &m.weights[p/stance.Classes][p%stance.Classes]
}

// dictionary numbers the terms of enough lessons.
func (m *fitted) dictionary(lessons []Lesson) {
	seen := map[string]int{}
	for i := range lessons {
		for _, t := range lessons[i].Terms {
			seen[t]++
		}
	}
	for t, n := range seen {
		if n >= termSeen {
			m.names = append(m.names, t)
		}
	}
	slices.Sort(m.names)
	for i, t := range m.names {
		m.index[t] = i
	}
	m.weights = make([][stance.Classes]float64, len(m.names))
}

// whole are the weights of all classes from those of the classes that are learnt:
// another class moves with their mean, so that it keeps its share.
func (m *fitted) whole(w [stance.Classes]float64) [stance.Classes]float64 {
	mean, n := 0.0, 0.0
	for k, on := range m.learnt {
		if on {
			mean += w[k]
			n++
		}
	}
	for k, on := range m.learnt {
		if !on {
			w[k] = mean / max(n, 1)
		}
	}
	return w
}

// slope fills slope with how the loss rises with every parameter.
func (m *fitted) slope(slope []float64, lessons []Lesson, rows [][]int, l2 float64) {
	for p := range slope {
		switch x := *m.at(p); {
		case p == 0:
			slope[p] = gainL2 * (x - 1)
		case p <= stance.Classes:
			slope[p] = addL2 * x
		default:
			slope[p] = l2 * x
		}
	}
	for i := range lessons {
		l := &lessons[i]
		p := m.probabilities(l, rows[i])
		var pull [stance.Classes]float64
		spread := 0.0 // of the classes not learnt
		n := 0.0
		for k := range p {
			pull[k] = p[k]
			if stance.Class(k) == l.Coded {
				pull[k]--
			}
			slope[0] += pull[k] * logOf(l.Given[k])
			if m.learnt[k] {
				n++
			} else {
				spread += pull[k]
			}
		}
		for k, on := range m.learnt {
			if !on {
				continue
			}
			g := pull[k] + spread/n
			slope[1+k] += g
			for _, t := range rows[i] {
				slope[1+stance.Classes+t*stance.Classes+k] += g * l.Scale
			}
		}
	}
	for k, on := range m.learnt {
		if !on {
			slope[1+k] = 0
		}
	}
}

func logOf(p float64) float64 { return math.Log(max(p, 1e-12)) }

// probabilities of a lesson with the terms of row.
func (m *fitted) probabilities(l *Lesson, row []int) [stance.Classes]float64 {
	var z [stance.Classes]float64
	sum := m.add
	for _, t := range row {
		for k := range sum {
			sum[k] += float64(l.Scale * m.weights[t][k])
		}
	}
	sum = m.whole(sum)
	for k := range z {
		z[k] = float64(m.gain*logOf(l.Given[k])) + sum[k]
	}
	return stance.VerdictOf(z, 1).P
}

// judge is what the correction makes of a lesson.
func (m *fitted) judge(l *Lesson) [stance.Classes]float64 {
	if m.depth == Nothing {
		return l.Given
	}
	var row []int
	for _, t := range l.Terms {
		if k, ok := m.index[t]; ok {
			row = append(row, k)
		}
	}
	return m.probabilities(l, row)
}

// correction is what was learnt, rounded to thousandths, terms that say nothing
// left out.
func (m *fitted) correction() *stance.Correction {
	round := func(w [stance.Classes]float64) (out [stance.Classes]float64) {
		w = m.whole(w)
		for k := range w {
			out[k] = math.RoundToEven(w[k]*1000) / 1000
		}
		return out
	}
	c := &stance.Correction{Gain: math.RoundToEven(m.gain*1000) / 1000, Add: round(m.add)}
	for i, name := range m.names {
		w := round(m.weights[i])
		if max(w[0], w[1], w[2], w[3])-min(w[0], w[1], w[2], w[3]) >= leastFix {
			c.Terms = append(c.Terms, stance.Term{Name: name, Weight: w})
		}
	}
	return c
}
