package stance

import "math"

// rowScale keeps long sentences from being surer than short ones only because
// they have more words: the fourth root, half of the way to unit length, did
// best in cross-validation. 24 words are the mean of the reports.
func rowScale(words int) float64 { return math.Sqrt(math.Sqrt(24 / float64(max(words, 4)))) }

// verdictOf turns scores into probabilities and the class of the highest.
func verdictOf(z [Classes]float64, scale float64) Verdict {
	hi := z[0]
	for _, x := range z[1:] {
		hi = max(hi, x)
	}
	var v Verdict
	sum := 0.0
	for c, x := range z {
		v.P[c] = math.Exp(float64(scale * float64(x-hi)))
		sum += v.P[c]
	}
	for c := range v.P {
		v.P[c] /= sum
		if v.P[c] > v.P[v.Class] {
			v.Class = Class(c)
		}
	}
	return v
}
