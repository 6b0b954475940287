package stance

import (
	"math"
)

// pruneBelow is the smallest weight (of the class where it is largest, the mean
// of the four taken off) a feature must have to be kept.
const pruneBelow = 0.004

// finish folds, prunes and rounds the weights into the model.
func (t *trainer) finish(theta []float64) {
	v := t.p.fold(theta)
	for i, w := range v {
		mean := (w[0] + w[1] + w[2] + w[3]) / Classes
		most := float32(0)
		for c := range w {
			w[c] = float32(unround(round(w[c] - mean)))
			most = max(most, w[c], -w[c])
		}
		if most >= pruneBelow {
			t.model.keys = append(t.model.keys, t.dict[i])
			t.model.weights = append(t.model.weights, w)
		}
	}
	t.model.table = newTable(t.model.keys)
}

// round and unround keep a weight as a whole number of thousandths.
func round(w float32) int16   { return int16(math.RoundToEven(float64(w) * 1000)) }
func unround(n int16) float64 { return float64(n) / 1000 }

func (t *trainer) fillCard() {
	c := &t.model.Card
	c.Features = len(t.model.keys)
	for i := range t.ex {
		if t.ex[i].Coded {
			c.Coded++
			c.Mentions += len(t.ex[i].Themes)
		} else {
			c.Silver++
		}
	}
}
