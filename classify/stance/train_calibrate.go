package stance

import "math"

// calibrate finds, for sentiment and stance each, the factor on the scores
// under which the held-out coded labels are likeliest.
func (t *trainer) calibrate(held []Held) {
	for task := range t.model.sharpen {
		best, bestLoss := 1.0, math.Inf(1)
		for f := 40; f <= 160; f += 2 {
			loss := t.taskLoss(held, task, float64(f)/100)
			if loss < bestLoss {
				best, bestLoss = float64(f)/100, loss
			}
		}
		t.model.sharpen[task] = best
	}
}

// taskLoss is how unlikely the labels are under the predictions for sentiment (0)
// or stance (1), their log-odds multiplied by f: the sum of minus the logs.
func (t *trainer) taskLoss(held []Held, task int, f float64) float64 {
	loss := 0.0
	for _, h := range held {
		if (h.Theme != "") != (task == 1) {
			continue
		}
		p := sharpened(h.P, f)
		for c, w := range t.want(h) {
			if w > 0 {
				loss -= w * math.Log(max(p[c], 1e-12))
			}
		}
	}
	return loss
}

// lossOf is the loss of both tasks.
func (t *trainer) lossOf(held []Held) float64 {
	return t.taskLoss(held, 0, 1) + t.taskLoss(held, 1, 1)
}

// sharpened is p with its log-odds multiplied by f.
func sharpened(p [Classes]float64, f float64) [Classes]float64 {
	var z [Classes]float64
	for c := range z {
		z[c] = math.Log(max(p[c], 1e-12))
	}
	return verdictOf(z, f).P
}

// Calibrate returns predictions of cross-validation as the model would give
// them: with its calibration.
func (m *Model) Calibrate(held []Held) []Held {
	out := make([]Held, len(held))
	for i, h := range held {
		task := 0
		if h.Theme != "" {
			task = 1
		}
		h.P = sharpened(h.P, m.sharpen[task])
		out[i] = h
	}
	return out
}

func (t *trainer) want(h Held) [Classes]float64 {
	e := &t.ex[h.Example]
	for _, l := range e.Themes {
		if l.Theme == h.Theme {
			return l.P
		}
	}
	return e.Sentiment
}
