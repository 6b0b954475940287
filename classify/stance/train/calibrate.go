package train

import (
	"math"

	"assay/classify/stance"
)

// calibrate finds, for sentiment and stance in every kind of text, the factor on
// the scores under which the held-out coded labels are likeliest, and for articles
// and comments what to add to the classes as well: there the sentences of whole
// texts, which stand in natural proportion, count most.
func (t *trainer) calibrate(held []Held) {
	c := stance.Uncalibrated()
	for task := range c {
		for kind := range c[task] {
			c[task][kind] = t.fitCalibration(held, task, kind)
		}
	}
	t.model.SetCalibration(c)
}

// calibrationSteps and calibrationRate are those of plain descent on a convex
// loss of five numbers; unnatural is what a sentence counts that was chosen for
// what it teaches, pullBack the penalty on what is added.
const (
	calibrationSteps = 300
	calibrationRate  = 0.5
	unnatural        = 0.25
	pullBack         = 0.002
)

func (t *trainer) fitCalibration(held []Held, task, kind int) stance.Calibrated {
	c := stance.Calibrated{Factor: 1}
	type row struct {
		z, want [stance.Classes]float64
		weight  float64
	}
	var rows []row
	total := 0.0
	for _, h := range held {
		e := &t.ex[h.Example]
		if (h.Theme != "") != (task == 1) || stance.KindOf(e.Parse.Sentences[0].Context) != kind {
			continue
		}
		r := row{z: logs(h.P), want: t.want(h), weight: 1}
		if kind > 0 && !e.Natural {
			r.weight = unnatural
		}
		rows, total = append(rows, r), total+r.weight
	}
	if total < 50 {
		return c // too few to tell
	}
	for range calibrationSteps {
		var slope stance.Calibrated
		for i := range rows {
			r := &rows[i]
			p := c.Verdict(r.z).P
			for k := range p {
				g := r.weight / total * (p[k] - r.want[k])
				slope.Factor += g * r.z[k]
				slope.Add[k] += g
			}
		}
		c.Factor -= calibrationRate / 4 * slope.Factor
		for k := range c.Add {
			if kind > 0 {
				c.Add[k] -= calibrationRate * (slope.Add[k] + pullBack*c.Add[k])
			}
		}
	}
	return c
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

// lossOf is how unlikely the labels are under the predictions: the sum of minus
// the logs.
func (t *trainer) lossOf(held []Held) float64 {
	loss := 0.0
	for _, h := range held {
		for c, w := range t.want(h) {
			if w > 0 {
				loss -= w * math.Log(max(h.P[c], 1e-12))
			}
		}
	}
	return loss
}

// Calibrated returns predictions of cross-validation as the model would give
// them: with its calibration, and with what it knows of demands.
func (t *Trained) Calibrated(ex []Example, held []Held) []Held {
	c := t.Model.Calibration()
	s := t.Model.Scorer()
	out := make([]Held, len(held))
	for i, h := range held {
		task := 0
		if h.Theme != "" {
			task = 1
		}
		p := ex[h.Example].Parse
		v := c[task][stance.KindOf(p.Sentences[0].Context)].Verdict(logs(h.P))
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
