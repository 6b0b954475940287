package report

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"assay/classify/eval"
)

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

// CouncilTable is net stance by council and theme.
type CouncilTable struct {
	Themes  []string
	Rows    []CouncilRow
	Regions []string
	Grades  []string
}

// CouncilRow is one council.
type CouncilRow struct {
	Name, Href, Region string
	Inspections        int
	Last, LastSort     string
	Grade, GradeClass  string
	GradeRank          string
	Cells              []CouncilCell
}

// CouncilCell is one theme of a council: in its last inspection, in all of them.
type CouncilCell struct {
	Last, All Net
	Spark     Spark
}

func (d *data) councilTable() *CouncilTable {
	if len(d.councils) == 0 {
		return nil
	}
	t := &CouncilTable{}
	for _, theme := range d.themes {
		t.Themes = append(t.Themes, theme.Label)
	}
	regions, grades := map[string]bool{}, map[string]bool{}
	for _, c := range d.councils {
		last := c.docs[len(c.docs)-1]
		r := CouncilRow{Name: c.name, Href: Folder + "/" + fileOf(c), Region: c.region, Inspections: len(c.docs), Last: monthOf(last.date()), LastSort: last.date(),
			Grade: lastGrade(c.docs)}
		r.GradeClass = gradeClass(r.Grade)
		if rank := gradeRank(r.Grade); rank > 0 {
			r.GradeRank = coord(rank)
			grades[r.Grade] = true
		}
		if c.region != "" {
			regions[c.region] = true
		}
		for i, theme := range d.themes {
			q := query{kind: "m", theme: theme.ID, context: finding, slug: c.slug}
			ql := q
			ql.slug, ql.doc = "", last.index+1
			cell := CouncilCell{Last: ql.net(c.latest.themes[i], capital(theme.Label)+", "+titleOf(last)), All: q.net(c.all.themes[i], capital(theme.Label)+", "+c.name+", all inspections")}
			var tallies []tally
			var dates []string
			for _, doc := range c.docs {
				if doc.kind != last.kind {
					continue // no line through inspections of different kinds
				}
				tallies, dates = append(tallies, doc.counts.themes[finding][i]), append(dates, monthOf(doc.date()))
			}
			cell.Spark = spark(tallies, dates)
			r.Cells = append(r.Cells, cell)
		}
		t.Rows = append(t.Rows, r)
	}
	for r := range regions {
		t.Regions = append(t.Regions, r)
	}
	slices.Sort(t.Regions)
	for _, g := range gradeOrder {
		if grades[g] {
			t.Grades = append(t.Grades, g)
		}
	}
	return t
}

// lastGrade is the overall grade given last; not every inspection gives one.
func lastGrade(docs []*document) string {
	for _, doc := range slices.Backward(docs) {
		if doc.insp.overall != "" {
			return doc.insp.overall
		}
	}
	return ""
}

func fileOf(c *council) string { return "council-" + c.slug + ".html" }

// Language is how warm the wording of reports is against the grade they give.
type Language struct {
	Panels   []LanguagePanel
	Outliers []Outlier
}

// LanguagePanel is the reports of one framework.
type LanguagePanel struct {
	Framework string
	Strip     Strip
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
		if doc.insp != nil && gradeRank(doc.insp.overall) > 0 && doc.counts.ungraded >= leastUngraded {
			by[doc.insp.framework] = append(by[doc.insp.framework], doc)
		}
	}
	var l Language
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

func (doc *document) warmth() float64 { return doc.counts.ungradedScore / float64(doc.counts.ungraded) }

func (l *Language) panel(d *data, framework string, docs []*document) {
	p := LanguagePanel{Framework: framework, N: len(docs)}
	var xs, ys []float64
	lo, hi := 0.0, 0.0
	for _, doc := range docs {
		xs, ys = append(xs, doc.warmth()), append(ys, gradeRank(doc.insp.overall))
		lo, hi = math.Min(lo, doc.warmth()), math.Max(hi, doc.warmth())
	}
	if rho := eval.Spearman(xs, ys); !math.IsNaN(rho) {
		p.Rho = signed(rho)
	}
	lo, hi = math.Floor(lo*5)/5, math.Ceil(hi*5)/5
	if hi == lo {
		hi += 0.2
	}
	s := Strip{W: 360, H: 306, Left: 38, Top: 12, Base: 252}
	y := func(v float64) float64 { return s.Base - (v-lo)/(hi-lo)*(s.Base-s.Top) }
	for v := lo; v < hi+0.01; v += 0.2 {
		s.Y = append(s.Y, Tick{y(v), signed(v)})
	}
	s.Zero = y(0)
	var shown []string
	for _, g := range slices.Backward(gradeOrder) {
		if slices.ContainsFunc(docs, func(doc *document) bool { return doc.insp.overall == g }) {
			shown = append(shown, g)
		}
	}
	slot := (s.W - s.Left - 4) / float64(len(shown))
	for i, g := range shown {
		col := StripColumn{From: s.Left + slot*float64(i), Label: strings.Fields(g), Class: gradeClass(g)}
		col.To, col.X = col.From+slot, col.From+slot/2
		var values []float64
		for _, doc := range docs {
			if doc.insp.overall == g {
				values = append(values, doc.warmth())
			}
		}
		slices.Sort(values)
		q1, q2, q3 := quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)
		col.Low, col.Middle, col.High, col.N = y(q1), y(q2), y(q3), number(len(values))
		for _, doc := range docs {
			if doc.insp.overall != g {
				continue
			}
			w := doc.warmth()
			out := len(values) >= outlierFrom && (w < q1-1.5*(q3-q1) || w > q3+1.5*(q3-q1))
			q := query{kind: "s", context: finding, doc: doc.index + 1, ungraded: true}
			score := N{Text: signed(w), Q: q.String(), Title: titleOf(doc) + ": findings without grade words", Count: doc.counts.ungraded}
			col.Dots = append(col.Dots, Dot{Y: y(w), Outlier: out, Tip: titleOf(doc) + ": " + signed(w) + ", " + g, Q: score.Q, Title: score.Title, Name: titleOf(doc)})
			p.Reports = append(p.Reports, ReportRow{Name: titleOf(doc), Href: d.councilHref(doc), Grade: g, Score: score, Sentences: doc.counts.ungraded, Outlier: out})
			if out {
				l.Outliers = append(l.Outliers, Outlier{Name: titleOf(doc), Href: d.councilHref(doc), Grade: g, Framework: framework, Score: score, Warmer: w > q2, Middle: signed(q2)})
			}
		}
		swarm(col.Dots, col.X, slot/2-4, 3)
		s.Columns = append(s.Columns, col)
		p.Rows = append(p.Rows, LanguageRow{Grade: g, Class: gradeClass(g), N: len(values), Low: signed(q1), Middle: signed(q2), High: signed(q3),
			Lowest: signed(values[0]), Highest: signed(values[len(values)-1])})
	}
	s.Text = framework + ": mean score of " + number(len(docs)) + " reports by overall grade, a dot a report."
	for _, r := range p.Rows {
		s.Text += " " + capital(r.Grade) + ": median " + r.Middle + " of " + number(r.N) + "."
	}
	p.Strip = s
	slices.SortStableFunc(p.Reports, func(a, b ReportRow) int { return strings.Compare(a.Name, b.Name) })
	l.Panels = append(l.Panels, p)
}

// councilHref is the page of a document's council, seen from report.html.
func (d *data) councilHref(doc *document) string {
	for _, c := range d.councils {
		if doc.insp != nil && c.name == doc.insp.council {
			return Folder + "/" + fileOf(c)
		}
	}
	return ""
}

// Recommend is the recommendations by theme.
type Recommend struct {
	Total, Themed N
	Docs          int
	Rows          []RecommendRow
}

// RecommendRow is the recommendations on one theme.
type RecommendRow struct {
	Label    string
	Count    N
	Share    string
	Docs     int
	DocShare string
	Bar      float64 // of 100, share of reports
	PerGrade []string
}

func (d *data) recommend() *Recommend {
	g := newGroup(len(d.themes))
	docs := make([]int, len(d.themes))
	themed := 0
	for _, doc := range d.docs {
		if doc.counts.sentences[recommendation] == 0 {
			continue
		}
		g.add(doc, recommendation)
		themed += doc.counts.recommended
		for t := range d.themes {
			if doc.counts.themes[recommendation][t].total() > 0 {
				docs[t]++
			}
		}
	}
	if g.docs == 0 {
		return nil
	}
	r := &Recommend{Docs: g.docs, Total: query{kind: "s", context: recommendation}.of(g.sentences, "Recommendations: all sentences")}
	r.Themed = query{kind: "m", context: recommendation, themed: true}.of(themed, "Recommendations that speak of a theme")
	for t, theme := range d.themes {
		n := g.themes[t].total()
		r.Rows = append(r.Rows, RecommendRow{Label: theme.Label, Count: query{kind: "m", theme: theme.ID, context: recommendation}.of(n, capital(theme.Label)+" in recommendations"),
			Share: percent(float64(n) / float64(g.sentences)), Docs: docs[t], DocShare: percent(float64(docs[t]) / float64(g.docs)), Bar: 100 * float64(docs[t]) / float64(g.docs)})
	}
	return r
}

// Talk is comments against the articles they are on.
type Talk struct {
	Threads []Thread
}

// Thread is one document with comments.
type Thread struct {
	Named
	Comments int
	Sides    []Side
}

// Side is the article, or the comments, of a thread.
type Side struct {
	Label     string
	Sentences N
	Bar       StanceBar
	Net       Net
	Themes    []ThemeRow
}

func (d *data) talk() *Talk {
	var talk Talk
	for _, doc := range d.docs {
		if doc.counts.sentences[comment] == 0 || doc.counts.sentences[article] == 0 {
			continue
		}
		th := Thread{Named: Named{titleOf(doc), doc.uri, d.href(doc)}}
		for _, side := range []struct {
			ctx   int
			label string
		}{{article, "the article"}, {comment, "the comments"}} {
			q := query{kind: "s", context: side.ctx, doc: doc.index + 1}
			g := newGroup(len(d.themes))
			g.add(doc, side.ctx)
			title := capital(side.label) + ": " + titleOf(doc)
			s := Side{Label: capital(side.label), Sentences: q.of(g.sentences, title), Bar: stanceBar(g.sentiment), Net: q.net(g.sentiment, title)}
			for t, theme := range d.themes {
				s.Themes = append(s.Themes, d.row(g, t, theme.Label, side.label, q))
			}
			th.Sides = append(th.Sides, s)
		}
		talk.Threads = append(talk.Threads, th)
	}
	if len(talk.Threads) == 0 {
		return nil
	}
	return &talk
}
