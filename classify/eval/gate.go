package eval

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

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
		case !ok && now.lacks(name):
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

// lacks reports whether a figure is of a part that was not measured at all: the
// card's and the grades' are added by who has them.
func (r *Report) lacks(name string) bool {
	return strings.HasPrefix(name, "cross.") && r.Cross == nil || strings.HasPrefix(name, "rho.") && r.Rho == nil
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
	for apart, groups := range map[string]map[string]map[string]float64{"kinds": r.Kinds, "files": r.Files} {
		for group, fs := range groups {
			for name, x := range fs {
				v[apart+"."+group+"."+name] = x
			}
		}
	}
	for name, x := range r.Tells {
		v["tells."+name] = x
	}
	for name, x := range r.Rho {
		v["rho."+name] = x
	}
	for name, x := range r.Cross {
		v["cross."+name] = x
	}
	for id, t := range r.Themes {
		v["themes."+id+".f1"] = t.F1
	}
	return v
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
