package train

import (
	"math"

	"assay/classify/stance"
)

// calibrate finds, for sentiment and stance each, the factor on the scores
// under which the held-out coded labels are likeliest.
func (t *trainer) calibrate(held []Held) {
	var sharpen [2]float64
	for task := range sharpen {
		best, bestLoss := 1.0, math.Inf(1)
		for f := 40; f <= 160; f += 2 {
			loss := t.taskLoss(held, task, float64(f)/100)
			if loss < bestLoss {
				best, bestLoss = float64(f)/100, loss
			}
		}
		sharpen[task] = best
	}
	t.model.SetSharpen(sharpen)
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
func sharpened(p [stance.Classes]float64, f float64) [stance.Classes]float64 {
	var z [stance.Classes]float64
	for c := range z {
		z[c] = math.Log(max(p[c], 1e-12))
	}
	return stance.VerdictOf(z, f).P
}

// Calibrated returns predictions of cross-validation as the model would give
// them: with its calibration.
func (t *Trained) Calibrated(held []Held) []Held {
	factors := t.Model.Sharpen()
	out := make([]Held, len(held))
	for i, h := range held {
		task := 0
		if h.Theme != "" {
			task = 1
		}
		h.P = sharpened(h.P, factors[task])
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
