package train

import (
	"math"
	"slices"

	"assay/classify/stance"
)

// calibrate finds, for sentiment and stance in every kind of text, how much of the
// second layer's correction counts and the factor on the scores under which the
// held-out coded labels are likeliest, and for articles and comments what to add to
// the classes as well: there the sentences of whole texts, which stand in natural
// proportion, count most, and for sentiment no others. It returns the predictions under
// these shares, not calibrated.
func (t *trainer) calibrate(cross crossed) []Held {
	c := stance.Uncalibrated()
	for task := range c {
		for kind := range c[task] {
			c[task][kind] = t.fitCalibration(cross, task, kind)
		}
	}
	t.model.SetCalibration(c)
	held := slices.Clone(cross.both)
	for i := range held {
		held[i].P = stance.VerdictOf(cross.scores(i, c[held[i].task()][t.kindOf(held[i])].Second), 1).P
	}
	return held
}

// scores are those of a prediction under a share of the second layer's correction.
func (x *crossed) scores(i int, share float64) (z [stance.Classes]float64) {
	a, b := logs(x.linear[i].P), logs(x.both[i].P)
	for c := range z {
		z[c] = float64((1-share)*a[c]) + float64(share*b[c])
	}
	return z
}

// task is 0 for sentiment, 1 for stance.
func (h *Held) task() int {
	if h.Theme == "" {
		return 0
	}
	return 1
}

func (t *trainer) kindOf(h Held) int {
	return stance.KindOf(t.ex[h.Example].Parse.Sentences[0].Context)
}

// calibrationSteps and calibrationRate are those of plain descent on a convex
// loss of five numbers; pullBack is the penalty on what is added.
const (
	calibrationSteps = 300
	calibrationRate  = 0.5
	pullBack         = 0.002
)

// unnatural is what an article's or a comment's sentence counts that was chosen for
// what it teaches, for sentiment and stance: how often nothing is judged can be learnt
// from whole texts alone, but these hold too few stances.
var unnatural = [2]float64{0, 0.25}

// secondShares are the shares of the second layer that are tried.
var secondShares = [...]float64{0, 0.25, 0.5, 0.75, 1}

// fitCalibration is the best calibration of a task in a kind of text.
func (t *trainer) fitCalibration(cross crossed, task, kind int) stance.Calibrated {
	best, least := stance.Calibrated{Second: 1, Factor: 1}, math.Inf(1)
	for _, share := range secondShares {
		rows := t.calibrationRows(cross, task, kind, share)
		if len(rows) < 50 {
			break // too few to tell
		}
		c, loss := fitCalibrated(rows, kind > 0)
		if c.Second = share; loss < least {
			best, least = c, loss
		}
	}
	return best
}

// calibrationRow is a prediction to calibrate by; the weights of all add up to 1.
type calibrationRow struct {
	z, want [stance.Classes]float64
	weight  float64
}

func (t *trainer) calibrationRows(cross crossed, task, kind int, share float64) []calibrationRow {
	var rows []calibrationRow
	total := 0.0
	for i, h := range cross.both {
		if h.task() != task || t.kindOf(h) != kind {
			continue
		}
		r := calibrationRow{z: cross.scores(i, share), want: t.want(h), weight: 1}
		if kind > 0 && !t.ex[h.Example].Natural {
			r.weight = unnatural[task]
		}
		if r.weight > 0 {
			rows, total = append(rows, r), total+r.weight
		}
	}
	for i := range rows {
		rows[i].weight /= total
	}
	return rows
}

// fitCalibrated fits a factor, and what to add where that is asked for, and says how
// unlikely the labels are under them.
func fitCalibrated(rows []calibrationRow, adds bool) (c stance.Calibrated, loss float64) {
	c.Factor = 1
	for range calibrationSteps {
		var slope stance.Calibrated
		loss = 0
		for i := range rows {
			r := &rows[i]
			p := c.Verdict(r.z).P
			for k := range p {
				g := r.weight * (p[k] - r.want[k])
				slope.Factor += g * r.z[k]
				slope.Add[k] += g
				loss -= r.weight * r.want[k] * math.Log(max(p[k], 1e-12))
			}
		}
		c.Factor -= calibrationRate / 4 * slope.Factor
		for k := range c.Add {
			if adds {
				c.Add[k] -= calibrationRate * (slope.Add[k] + pullBack*c.Add[k])
			}
		}
	}
	return c, loss
}

func logs(p [stance.Classes]float64) (z [stance.Classes]float64) {
	mean := 0.0
	for c := range z {
		z[c] = math.Log(max(p[c], 1e-12))
		mean += z[c] / stance.Classes
	}
	for c := range z {
		z[c] -= mean
	}
	return z
}

// Calibrated returns predictions of cross-validation as the model would give
// them: with its calibration, and with what it knows of demands.
func (t *Trained) Calibrated(ex []Example, held []Held) []Held {
	c := t.Model.Calibration()
	s := t.Model.Scorer()
	out := make([]Held, len(held))
	for i, h := range held {
		p := ex[h.Example].Parse
		v := c[h.task()][stance.KindOf(p.Sentences[0].Context)].Verdict(logs(h.P))
		h.P = s.Placed(p, v).P
		out[i] = h
	}
	return out
}

func (t *trainer) want(h Held) [stance.Classes]float64 {
	e := &t.ex[h.Example]
	for _, l := range e.Themes {
		if l.Theme == h.Theme {
			return l.P
		}
	}
	return e.Sentiment
}
