package report

import (
	"slices"
	"strconv"
	"strings"

	"assay/report/chart"
	"assay/report/wording"
)

// Main is the view of report.html.
type Main struct {
	Base      string // path from the page to the folder of the report
	Title     string
	Lead      Lead
	Missing   []string
	StandOut  []StandOut
	Themes    []ThemeBlock
	Kinds     Kinds
	Losses    []Loss
	Warnings  []Loss
	Copies    []Named
	Groups    []GroupTable
	Councils  []RegionNames
	Actions   bool // there is a page of them
	Language  *Language
	Recommend *Recommend
	Talk      *Talk
	Methods   Methods
	Few       int
	Unit      string // what is counted: findings of inspection reports
}

// Lead is the first paragraph in numbers.
type Lead struct {
	Documents, Inspections, Others, Councils, Lost, Skipped, Copies int
	From, To                                                        string
	Scored, Mentions                                                N
	ThemeCount                                                      int
}

// Named is a document by name, with where it is. URI is as it is, to be copied.
type Named struct {
	Title, URI, Href string
}

// ThemeBlock is one theme of the overview.
type ThemeBlock struct {
	Theme
	Href      string
	Row       ThemeRow
	PanelKind string // the kind of document that Panel and Years are of
	Panel     *chart.Panel
	Years     []ThemeRow
}

// Kinds is documents by kind and year.
type Kinds struct {
	Chart  *chart.Columns
	Layers []Layer
	Years  []string
	Rows   []KindRow
	Totals []string
}

// Layer is an entry of a chart's legend.
type Layer struct{ Class, Label string }

// KindRow is one kind of document.
type KindRow struct {
	Label string
	Cells []string
	Total string
}

// Loss is a number of inputs lost, skipped or warned of for one reason, with one
// hint what to do.
type Loss struct {
	Severity, Reason string
	Count            int
	Hint             string
	Inputs           []failure
}

// GroupTable is the themes by one division of the documents.
type GroupTable struct {
	ID, Title, Note string
	Themes          []GroupTheme
}

// GroupTheme is one theme of a GroupTable.
type GroupTheme struct {
	Label string
	Rows  []ThemeRow
}

func (d *data) main() *Main {
	d.toSources = "" // this page alone stands beside them
	defer func() { d.toSources = "../" }()
	docs, ctx := d.population()
	m := &Main{Base: Folder + "/", Missing: d.missing, Few: few, Unit: unitOf(docs, ctx)}
	m.Lead = d.lead()
	m.Title = "Themes and stance in " + wording.Some(len(d.docs), "document")
	m.StandOut = d.standOut()
	m.Themes = d.themeBlocks(docs, ctx)
	m.Kinds = d.kinds()
	m.Losses, m.Warnings = d.losses()
	for _, c := range d.copies {
		m.Copies = append(m.Copies, Named{titleOf(c), c.uri, d.href(c)})
	}
	m.Groups = d.groups(docs, ctx)
	m.Councils = d.regionNames()
	m.Language = d.language()
	m.Recommend = d.recommend()
	m.Talk = d.talk().first()
	m.Methods = d.methods(m)
	return m
}

func unitOf(docs []*document, ctx int) string {
	switch {
	case len(docs) > 0 && docs[0].insp != nil:
		return "findings of inspection reports"
	case ctx == article:
		return "articles"
	case ctx == comment:
		return "comments"
	}
	return "findings"
}

func (d *data) lead() Lead {
	l := Lead{Documents: len(d.docs), Councils: len(d.councils), Copies: len(d.copies), ThemeCount: len(d.themes)}
	scored, mentions := 0, 0
	for _, doc := range d.docs {
		if doc.insp != nil {
			l.Inspections++
			if at := doc.date(); at != "" {
				if l.From == "" || at < l.From {
					l.From = at
				}
				l.To = max(l.To, at)
			}
		}
		for c := range contexts {
			scored += doc.counts.sentences[c]
			for _, t := range doc.counts.themes[c] {
				mentions += t.total()
			}
		}
	}
	l.Others = l.Documents - l.Inspections
	l.From, l.To = wording.MonthOf(l.From), wording.MonthOf(l.To)
	l.Scored = query{kind: "s", context: -1}.of(scored, "All scored sentences")
	l.Mentions = query{kind: "m", context: -1}.of(mentions, "All mentions")
	for _, f := range d.fails {
		switch f.Severity {
		case "lost":
			l.Lost++
		case "skipped":
			l.Skipped++
		}
	}
	return l
}

// base is the query of the population.
func base(docs []*document, ctx int) query {
	return query{context: ctx, insp: len(docs) > 0 && docs[0].insp != nil}
}

// divide counts documents by a key, in the order of the keys given back.
func (d *data) divide(docs []*document, ctx int, key func(*document) string) (map[string]*group, []string) {
	by := map[string]*group{}
	var keys []string
	for _, doc := range docs {
		k := key(doc)
		if k == "" {
			continue
		}
		if by[k] == nil {
			by[k] = newGroup(len(d.themes))
			keys = append(keys, k)
		}
		by[k].add(doc, ctx)
	}
	slices.Sort(keys)
	return by, keys
}

func yearKey(doc *document) string {
	if y := doc.year(); y > 0 {
		return strconv.Itoa(y)
	}
	return ""
}

// themeBlocks are the themes over all documents, and over the years of the
// commonest kind of document.
func (d *data) themeBlocks(docs []*document, ctx int) []ThemeBlock {
	q := base(docs, ctx)
	all := d.sumOf(docs, ctx)
	var blocks []ThemeBlock
	for t, theme := range d.themes {
		b := ThemeBlock{Theme: theme, Href: Folder + "/" + themeFile(t, d), Row: d.row(all, t, theme.Label, unitOf(docs, ctx), q)}
		if kinds := byKind(docs); len(kinds) > 0 {
			k := d.themeKind(kinds[0], t, ctx, q)
			b.PanelKind, b.Panel, b.Years = k.Label, k.Panel, k.Years
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// kinds counts documents by kind and year, at most three kinds in the chart.
func (d *data) kinds() Kinds {
	count, total := map[string]map[string]int{}, map[string]int{}
	years := map[string]bool{}
	undated := false
	for _, doc := range d.docs {
		y := yearKey(doc)
		if y == "" {
			undated = true
		} else {
			years[y] = true
		}
		if count[doc.kind] == nil {
			count[doc.kind] = map[string]int{}
		}
		count[doc.kind][y]++
		total[doc.kind]++
	}
	var kinds []string
	for k := range total {
		kinds = append(kinds, k)
	}
	slices.SortFunc(kinds, func(a, b string) int {
		if total[a] != total[b] {
			return total[b] - total[a]
		}
		return strings.Compare(a, b)
	})
	var v Kinds
	var keys []string
	for y := range years {
		keys = append(keys, y)
	}
	slices.Sort(keys)
	v.Years = slices.Clone(keys)
	if undated {
		keys = append(keys, "")
		v.Years = append(v.Years, "no date")
	}
	sums := make([]int, len(keys))
	for _, k := range kinds {
		r := KindRow{Label: wording.Capital(wording.Kind(k)), Total: wording.Number(total[k])}
		for i, y := range keys {
			sums[i] += count[k][y]
			r.Cells = append(r.Cells, zero(count[k][y]))
		}
		v.Rows = append(v.Rows, r)
	}
	for _, n := range sums {
		v.Totals = append(v.Totals, wording.Number(n))
	}
	if len(years) > 1 {
		v.chart(kinds, keys[:len(years)], count)
	}
	return v
}

func zero(n int) string {
	if n == 0 {
		return "·"
	}
	return wording.Number(n)
}

func (v *Kinds) chart(kinds, years []string, count map[string]map[string]int) {
	layers := []string{"k1", "k2", "k3"}
	shown := min(len(kinds), 2)
	values := make([][]int, len(years))
	labels := make([]string, len(years))
	rest := 0
	for i, y := range years {
		values[i] = make([]int, shown+1)
		labels[i] = y
		for k, kind := range kinds {
			values[i][min(k, shown)] += count[kind][y]
			if k >= shown {
				rest += count[kind][y]
			}
		}
	}
	for k := range shown {
		v.Layers = append(v.Layers, Layer{layers[k], wording.Kind(kinds[k])})
	}
	if rest > 0 {
		v.Layers = append(v.Layers, Layer{layers[shown], "others"})
	}
	c := chart.Stacked(labels, values, layers, 640, 220)
	c.Text = "Documents by year, " + years[0] + " to " + years[len(years)-1] + ", in columns divided by kind. The table below has every number."
	v.Chart = &c
}

func (d *data) losses() (lost, warned []Loss) {
	at := map[string]int{}
	var all []Loss
	for _, f := range d.fails {
		key := f.Severity + " " + f.Reason + " " + f.Hint // one reason may have several remedies
		i, ok := at[key]
		if !ok {
			i = len(all)
			at[key] = i
			all = append(all, Loss{Severity: f.Severity, Reason: wording.Named(nil, f.Reason), Hint: f.Hint})
		}
		f.URI = wording.Plain(f.URI)
		all[i].Count++
		all[i].Inputs = append(all[i].Inputs, f)
	}
	slices.SortStableFunc(all, func(a, b Loss) int { return strings.Compare(a.Severity+a.Reason, b.Severity+b.Reason) })
	for _, l := range all {
		if l.Severity == "warning" {
			warned = append(warned, l)
		} else {
			lost = append(lost, l)
		}
	}
	return lost, warned
}

// groups divides the inspections by kind, and each kind by grade or outcome.
func (d *data) groups(docs []*document, ctx int) []GroupTable {
	if len(docs) == 0 || docs[0].insp == nil {
		return nil
	}
	byGrade := GroupTable{ID: "grade", Title: "By kind, and by overall grade or outcome",
		Note: "Kinds that give no grade may give an outcome. Grades are those printed as overall effectiveness, within one kind of inspection: kinds differ in length and in their way of writing. The wording of a grade is not counted as a mention of anything."}
	kinds := byKind(docs)
	for t, theme := range d.themes {
		g := GroupTheme{Label: theme.Label}
		for _, k := range kinds {
			q := base(docs, ctx)
			q.docKind = k.kind
			g.Rows = append(g.Rows, d.row(d.sumOf(k.docs, ctx), t, k.label, "findings of "+k.label+" reports", q))
			grades, _ := d.divide(k.docs, ctx, func(doc *document) string { return doc.insp.overall })
			for _, grade := range wording.GradeOrder {
				if grades[grade] == nil {
					continue
				}
				qg := q
				qg.grade = grade
				r := d.row(grades[grade], t, grade, "findings of "+k.label+" reports graded "+grade, qg)
				r.Class = wording.GradeClass(grade)
				g.Rows = append(g.Rows, r)
			}
			outcomes, came := d.divide(k.docs, ctx, func(doc *document) string { return doc.insp.outcome })
			for _, o := range came {
				qo := q
				qo.outcome = o
				r := d.row(outcomes[o], t, wording.Named(wording.OutcomeWords, o), "findings of "+k.label+" reports, outcome: "+wording.Named(wording.OutcomeWords, o), qo)
				r.Class = "outcome"
				g.Rows = append(g.Rows, r)
			}
		}
		byGrade.Themes = append(byGrade.Themes, g)
	}
	return []GroupTable{byGrade}
}

func titleOf(doc *document) string {
	if doc.insp != nil && doc.insp.council != "" {
		return doc.insp.council + ", " + wording.MonthOf(doc.date())
	}
	if doc.title != "" {
		return wording.Cut(doc.title, 120)
	}
	return wording.Plain(doc.uri)
}
