package eval

import "sort"

// Grades in the order of the scale, with their value; adequate is the third
// grade of before November 2013.
var gradeValue = map[string]float64{"outstanding": 4, "good": 3, "requires improvement": 2, "adequate": 2, "inadequate": 1}

// Graded is one report: the mean score of its findings and its overall grade.
type Graded struct {
	Document  string
	Framework string
	Grade     string // overall effectiveness
	Sentences int
	Sum       float64 // of the scores
}

// GradeFigure is how the language of a framework's reports follows their grades.
type GradeFigure struct {
	Framework string             `json:"framework"`
	Reports   int                `json:"reports"`
	Rho       float64            `json:"rho"`
	Low       float64            `json:"low"`
	High      float64            `json:"high"`
	Means     map[string]float64 `json:"mean_score"` // by grade
}

// Follow returns, for each framework with at least three graded reports, Spearman's rho
// between the mean score of a report's findings and its overall grade, with a
// bootstrap interval over reports. Reports without a grade or without sentences
// are left out.
func Follow(reports []Graded) []GradeFigure {
	by := map[string][]Graded{}
	for _, r := range reports {
		if gradeValue[r.Grade] > 0 && r.Sentences > 0 {
			by[r.Framework] = append(by[r.Framework], r)
		}
	}
	var names []string
	for f := range by {
		if len(by[f]) >= 3 {
			names = append(names, f)
		}
	}
	sort.Strings(names)
	var out []GradeFigure
	for _, name := range names {
		rs := by[name]
		rho := func(at []int) []float64 {
			var xs, ys []float64
			for _, i := range at {
				xs = append(xs, rs[i].Sum/float64(rs[i].Sentences))
				ys = append(ys, gradeValue[rs[i].Grade])
			}
			return []float64{Spearman(xs, ys)}
		}
		all := make([]int, len(rs))
		means, n := map[string]float64{}, map[string]float64{}
		for i, r := range rs {
			all[i] = i
			means[r.Grade] += r.Sum / float64(r.Sentences)
			n[r.Grade]++
		}
		for g := range means {
			means[g] = rounded(means[g] / n[g])
		}
		low, high := Bootstrap(len(rs), Resamples, rho)
		out = append(out, GradeFigure{name, len(rs), rounded(rho(all)[0]), rounded(low[0]), rounded(high[0]), means})
	}
	return out
}
