package stance

// Calibration makes probabilities of scores: for sentiment (0) and stance (1),
// in reports, articles and comments.
type Calibration [2][Copies]Calibrated

// Calibrated is what scores are multiplied with and what is added to them before
// they become probabilities. The sums tell how often the classes are met in a
// kind of text, which training sentences, chosen for what they teach, do not.
type Calibrated struct {
	Second float64 // how much of what the second layer corrects counts, 0 to 1
	Factor float64
	Add    [Classes]float64
}

// Verdict is the verdict on scores.
func (c *Calibrated) Verdict(z [Classes]float64) Verdict {
	for k := range z {
		z[k] = float64(z[k]*c.Factor) + c.Add[k]
	}
	return verdictOf(z, 1)
}

// Uncalibrated leaves scores as they are.
func Uncalibrated() (c Calibration) {
	for t := range c {
		for k := range c[t] {
			c[t][k].Second, c[t][k].Factor = 1, 1
		}
	}
	return c
}

// floats lists every number of the calibration.
func (c *Calibration) floats() (out []*float64) {
	for t := range c {
		for k := range c[t] {
			out = append(out, &c[t][k].Second, &c[t][k].Factor)
			for i := range c[t][k].Add {
				out = append(out, &c[t][k].Add[i])
			}
		}
	}
	return out
}

// demanded is the verdict where something is asked for: what would be praise
// elsewhere is what is missing here; only a plain sentence stays one.
func (v Verdict) demanded() Verdict {
	v.P[Negative] += v.P[Positive] + v.P[Mixed]
	v.P[Positive], v.P[Mixed] = 0, 0
	if v.Class = Neutral; v.P[Negative] >= v.P[Neutral] {
		v.Class = Negative
	}
	return v
}
