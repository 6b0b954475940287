package report

import (
	"math"
	"slices"
	"strings"

	"assay/classify/eval"
	"assay/report/chart"
	"assay/report/wording"
)

// Language is how warm the wording of reports is against the grade they give: the
// view of a page, and what the first page shows of it.
type Language struct {
	Base, Title string
	Panels      []LanguagePanel
	Outliers    []Outlier
}

// LanguagePanel is the reports of one framework.
type LanguagePanel struct {
	Framework string
	Strip     chart.Strip
	Rho       string
	N         int
	Rows      []LanguageRow
	Reports   []ReportRow
}

// LanguageRow is the reports of one grade.
type LanguageRow struct {
	Grade, Class      string
	N                 int
	Low, Middle, High string
	Lowest, Highest   string
}

// ReportRow is one report.
type ReportRow struct {
	Name, Href, Grade string
	Score             N
	Sentences         int
	Outlier           bool
}

// Outlier is a report whose wording is unlike that of others with its grade.
type Outlier struct {
	Name, Href, Grade, Framework string
	Score                        N
	Warmer                       bool
	Middle                       string
}

// outlierFrom is how many reports of a grade make an outlier among them worth
// naming: quartiles of fewer are chance.
const outlierFrom = 8

// leastUngraded is the number of sentences a report's mean must be of.
const leastUngraded = 20

func (d *data) language() *Language {
	by := map[string][]*document{}
	for _, doc := range d.docs {
		if doc.insp != nil && wording.GradeRank(doc.insp.overall) > 0 && doc.counts.ungraded >= leastUngraded {
			by[doc.insp.framework] = append(by[doc.insp.framework], doc)
		}
	}
	l := Language{Title: "Does the language match the grade?"}
	for _, f := range []string{"ILACS", "SIF"} {
		if len(by[f]) >= 3 {
			l.panel(d, f, by[f])
		}
	}
	if len(l.Panels) == 0 {
		return nil
	}
	slices.SortStableFunc(l.Outliers, func(a, b Outlier) int { return strings.Compare(a.Name, b.Name) })
	return &l
}

func (d *document) warmth() float64 { return d.counts.ungradedScore / float64(d.counts.ungraded) }

func (l *Language) panel(d *data, framework string, docs []*document) {
	p := LanguagePanel{Framework: framework, N: len(docs)}
	var xs, ys []float64
	lo, hi := 0.0, 0.0
	for _, doc := range docs {
		xs, ys = append(xs, doc.warmth()), append(ys, wording.GradeRank(doc.insp.overall))
		lo, hi = math.Min(lo, doc.warmth()), math.Max(hi, doc.warmth())
	}
	if rho := eval.Spearman(xs, ys); !math.IsNaN(rho) {
		p.Rho = wording.Signed(rho)
	}
	lo, hi = math.Floor(lo*5)/5, math.Ceil(hi*5)/5
	if hi == lo {
		hi += 0.2
	}
	s := chart.Strip{W: 360, H: 306, Left: 38, Top: 12, Base: 252}
	y := func(v float64) float64 { return s.Base - (v-lo)/(hi-lo)*(s.Base-s.Top) }
	for v := lo; v < hi+0.01; v += 0.2 {
		s.Y = append(s.Y, chart.Tick{At: y(v), Label: wording.Signed(v)})
	}
	s.Zero = y(0)
	var shown []string
	for _, g := range slices.Backward(wording.GradeOrder) {
		if slices.ContainsFunc(docs, func(doc *document) bool { return doc.insp.overall == g }) {
			shown = append(shown, g)
		}
	}
	slot := (s.W - s.Left - 4) / float64(len(shown))
	for i, g := range shown {
		col := chart.StripColumn{From: s.Left + slot*float64(i), Label: strings.Fields(g), Class: wording.GradeClass(g)}
		col.To, col.X = col.From+slot, col.From+slot/2
		var values []float64
		for _, doc := range docs {
			if doc.insp.overall == g {
				values = append(values, doc.warmth())
			}
		}
		slices.Sort(values)
		q1, q2, q3 := chart.Quantile(values, 0.25), chart.Quantile(values, 0.5), chart.Quantile(values, 0.75)
		col.Low, col.Middle, col.High, col.N = y(q1), y(q2), y(q3), wording.Number(len(values))
		for _, doc := range docs {
			if doc.insp.overall != g {
				continue
			}
			w := doc.warmth()
			out := len(values) >= outlierFrom && (w < q1-1.5*(q3-q1) || w > q3+1.5*(q3-q1))
			q := query{kind: "s", context: finding, doc: doc.index + 1, ungraded: true}
			score := N{Text: wording.Signed(w), Q: q.String(), Title: titleOf(doc) + ": findings without grade words", Count: doc.counts.ungraded}
			col.Dots = append(col.Dots, chart.Dot{Y: y(w), Outlier: out, Tip: titleOf(doc) + ": " + wording.Signed(w) + ", " + g, Q: score.Q, Title: score.Title, Name: titleOf(doc)})
			p.Reports = append(p.Reports, ReportRow{Name: titleOf(doc), Href: d.councilHref(doc), Grade: g, Score: score, Sentences: doc.counts.ungraded, Outlier: out})
			if out {
				l.Outliers = append(l.Outliers, Outlier{Name: titleOf(doc), Href: d.councilHref(doc), Grade: g, Framework: framework, Score: score, Warmer: w > q2, Middle: wording.Signed(q2)})
			}
		}
		chart.Swarm(col.Dots, col.X, slot/2-4, 3)
		s.Columns = append(s.Columns, col)
		p.Rows = append(p.Rows, LanguageRow{Grade: g, Class: wording.GradeClass(g), N: len(values), Low: wording.Signed(q1), Middle: wording.Signed(q2), High: wording.Signed(q3),
			Lowest: wording.Signed(values[0]), Highest: wording.Signed(values[len(values)-1])})
	}
	s.Text = framework + ": mean score of " + wording.Number(len(docs)) + " reports by overall grade, a dot a report."
	for _, r := range p.Rows {
		s.Text += " " + wording.Capital(r.Grade) + ": median " + r.Middle + " of " + wording.Number(r.N) + "."
	}
	p.Strip = s
	slices.SortStableFunc(p.Reports, func(a, b ReportRow) int { return strings.Compare(a.Name, b.Name) })
	l.Panels = append(l.Panels, p)
}
