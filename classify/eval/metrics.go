package eval

import "assay/classify/stance"

// Confusion counts pairs of coded and predicted class: [coded][predicted].
type Confusion [stance.Classes][stance.Classes]int

// Add counts one pair.
func (c *Confusion) Add(coded, predicted stance.Class) { c[coded][predicted]++ }

// N is the number of pairs.
func (c *Confusion) N() int {
	n := 0
	for i := range c {
		for j := range c[i] {
			n += c[i][j]
		}
	}
	return n
}

// Accuracy is the share of pairs on the diagonal, 0 where there is no pair.
func (c *Confusion) Accuracy() float64 {
	right := 0
	for i := range c {
		right += c[i][i]
	}
	return ratio(right, c.N())
}

// F1 of a class: 2·right / (coded + predicted), 0 where the class is absent.
func (c *Confusion) F1(k stance.Class) float64 {
	coded, predicted := 0, 0
	for j := range c {
		coded += c[k][j]
		predicted += c[j][k]
	}
	return ratio(2*c[k][k], coded+predicted)
}

// MacroF1 is the mean of F1 over all four classes, an absent class as 0.
func (c *Confusion) MacroF1() float64 {
	sum := 0.0
	for k := stance.Class(0); k < stance.Classes; k++ {
		sum += c.F1(k)
	}
	return sum / stance.Classes
}

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// Counts of a retrieval: found and right, found but wrong, missed.
type Counts struct{ Right, Wrong, Missed int }

// Precision is 0 where nothing was found.
func (c Counts) Precision() float64 { return ratio(c.Right, c.Right+c.Wrong) }

// Recall is 0 where there was nothing to find.
func (c Counts) Recall() float64 { return ratio(c.Right, c.Right+c.Missed) }

// F1 is the harmonic mean of precision and recall, 0 where there is neither
// anything to find nor anything found.
func (c Counts) F1() float64 { return ratio(2*c.Right, 2*c.Right+c.Wrong+c.Missed) }
