package eval

import "fmt"

// Drops compares figures with committed ones and names every one that fell by
// more than its interval: below the low end of the 95 % interval committed with
// it. Figures that either lacks are not compared, except that a committed one
// that is gone is named too.
func Drops(now, committed *Report) []string {
	var out []string
	values := now.values()
	old := committed.values()
	for _, name := range sortedKeys(committed.Intervals) {
		low := committed.Intervals[name][0]
		x, ok := values[name]
		switch {
		case !ok:
			out = append(out, fmt.Sprintf("%s: was %.4f, is no longer measured", name, old[name]))
		case x < low:
			out = append(out, fmt.Sprintf("%s: %.4f, was %.4f (interval from %.4f)", name, x, old[name], low))
		}
	}
	for _, name := range sortedKeys(committed.ECE) {
		if x := now.ECE[name]; x > maxECE && x > committed.ECE[name] {
			out = append(out, fmt.Sprintf("%s.ece: %.4f, was %.4f (at most %.2f)", name, x, committed.ECE[name], maxECE))
		}
	}
	return out
}

// maxECE is the expected calibration error the probabilities must keep.
const maxECE = 0.05

func (r *Report) values() map[string]float64 {
	v := map[string]float64{"sentiment.accuracy": r.Sentiment.Accuracy, "sentiment.macro_f1": r.Sentiment.MacroF1,
		"stance.accuracy": r.Stance.Accuracy, "stance.macro_f1": r.Stance.MacroF1, "joint_f1": r.JointF1}
	for c, x := range r.Sentiment.F1 {
		v["sentiment.f1."+c] = x
	}
	for c, x := range r.Stance.F1 {
		v["stance.f1."+c] = x
	}
	for id, t := range r.Themes {
		v["themes."+id+".f1"] = t.F1
	}
	return v
}
