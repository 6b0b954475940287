package train

import (
	"math"

	"assay/classify/stance"
)

// pruneBelow is the smallest weight, in thousandths (of the class where it is
// largest, the mean of the four taken off), a feature must have to be kept.
const pruneBelow = 4

// finish folds, prunes and rounds the weights into the model.
func (t *trainer) finish(theta []weights) {
	t.model.SetWeights(t.rounded(theta, pruneBelow))
}

// rounded are the folded weights that are large enough to be kept.
func (t *trainer) rounded(theta []weights, atLeast int16) (keys []uint64, ws []stance.Rounded) {
	v := make([]weights, len(theta))
	t.p.fold(theta, v)
	for i, w := range v {
		mean := (w[0] + w[1] + w[2] + w[3]) / stance.Classes
		var kept stance.Rounded
		most := int16(0)
		for c := range w {
			kept[c] = round(w[c] - mean)
			most = max(most, kept[c], -kept[c])
		}
		if most >= atLeast {
			keys, ws = append(keys, t.dict[i]), append(ws, kept)
		}
	}
	return keys, ws
}

// round keeps a weight as a whole number of thousandths.
func round(w float32) int16 { return int16(math.RoundToEven(float64(w) * 1000)) }

func (t *trainer) fillCard() {
	c := &t.model.Card
	c.Features = t.model.Features()
	for i := range t.ex {
		switch {
		case t.ex[i].Coded:
			c.Coded++
			c.Mentions += len(t.ex[i].Themes)
		case t.ex[i].Composed:
			c.Composed++
		default:
			c.Silver++
		}
	}
}
