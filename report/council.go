package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"assay/out/kindname"
	"assay/report/chart"
	"assay/report/wording"
)

// CouncilPage is the view of the page of one council.
type CouncilPage struct {
	Base         string // "" : the page stands in the folder of the report
	Title        string
	Name, Region string
	GSS, Slug    string
	Previous     *Named // in the order of names, to turn pages
	Next         *Named
	Inspections  []InspectionCard
	Grid         []GridRow
	Graded       []string // month and year of the inspections of Grid
	Frameworks   bool     // more than one framework
	Themes       []CouncilTheme
	Beside       []*Beside // by kind, that of the last inspection first
	Asked        bool      // something was asked
	Then         []Then
	Now          *Then
	Articles     []Thread // about it
	Few          int
}

// InspectionCard is one inspection of a council.
type InspectionCard struct {
	Title, When, Framework, Visit, Published, Lead string
	Grade, Outcome                                 string
	Source                                         Named
	Sentences                                      N
	Net                                            Net
	Pages                                          int
	Short                                          string // month and year
}

// GridRow is a judgement across the inspections of a council.
type GridRow struct {
	Label string
	Cells []GridCell
}

// GridCell is a judgement in one inspection.
type GridCell struct{ Grade, Class, Why string }

// CouncilTheme is a theme across the inspections of a council.
type CouncilTheme struct {
	Label   string
	Panel   *chart.Panel
	Rows    []ThemeRow
	Change  string
	Telling []Telling
}

// Telling is a sentence worth reading first.
type Telling struct {
	Parts  []Part
	Stance string
	P      string
	Where  string
	Source Named
}

// Part is a piece of a sentence: plain, the trigger, or a cue.
type Part struct{ Text, Class string }

// Then is what an inspection wanted improved, and what the next one says.
type Then struct {
	When, NextWhen string
	Themes         []ThenTheme
	Others         []Telling
}

// ThenTheme is the recommendations on one theme and what was found of it next.
type ThenTheme struct {
	Label   string
	Asked   []Telling
	Net     Net
	Bar     StanceBar
	Each    [4]N
	Telling []Telling
}

func (d *data) councilPage(c *council, previous, next *council) *CouncilPage {
	p := &CouncilPage{Title: c.name, Name: c.name, Region: c.region, GSS: c.gss, Slug: c.slug, Few: few}
	if previous != nil {
		p.Previous = &Named{Title: previous.name, Href: fileOf(previous)}
	}
	if next != nil {
		p.Next = &Named{Title: next.name, Href: fileOf(next)}
	}
	for _, doc := range c.docs {
		p.Inspections = append(p.Inspections, d.card(doc))
		p.Frameworks = p.Frameworks || doc.kind != c.docs[0].kind
		p.Asked = p.Asked || len(doc.actions) > 0
	}
	graded := slices.DeleteFunc(slices.Clone(c.docs), func(doc *document) bool {
		return !slices.ContainsFunc(doc.insp.judgements, func(j judgement) bool { return j.grade != "" })
	})
	p.Grid = grid(graded)
	for _, doc := range graded {
		p.Graded = append(p.Graded, wording.MonthOf(doc.date()))
	}
	for t := range d.themes {
		p.Themes = append(p.Themes, d.councilTheme(c, t))
	}
	for _, doc := range slices.Backward(c.docs) {
		if v := d.beside(c, doc); doc.last && v != nil {
			p.Beside = append(p.Beside, v)
		}
	}
	p.Articles = d.articlesAbout(c)
	for i, doc := range c.docs[:len(c.docs)-1] {
		if then := d.then(doc, c.docs[i+1]); then != nil {
			p.Then = append(p.Then, *then)
		}
	}
	slices.Reverse(p.Then)
	p.Now = d.then(c.docs[len(c.docs)-1], nil)
	return p
}

func (d *data) card(doc *document) InspectionCard {
	in := doc.insp
	c := InspectionCard{Title: wording.Plain(doc.title), When: wording.Span(in.start, in.end), Framework: in.framework, Lead: in.lead, Grade: in.overall, Outcome: wording.Named(wording.OutcomeWords, in.outcome),
		Source: Named{Title: titleOf(doc), URI: doc.uri, Href: d.href(doc)}, Pages: doc.pages, Short: wording.MonthOf(doc.date())}
	if in.start == "" {
		c.When = "no date found"
	}
	if in.visit != "" {
		c.Visit = in.visit
		if in.inferred {
			c.Visit += " (inferred from its length)"
		}
	}
	if in.published != "" {
		c.Published = wording.Day(in.published)
		if in.publishedIn == "file_name" {
			c.Published += " (from the file name)"
		}
	}
	q := query{kind: "s", context: finding, doc: doc.index + 1}
	c.Sentences = q.of(doc.counts.sentences[finding], titleOf(doc)+": findings")
	c.Net = q.net(doc.counts.sentiment[finding], titleOf(doc)+": findings")
	return c
}

func grid(docs []*document) []GridRow {
	var rows []GridRow
	at := map[string]int{}
	for i, doc := range docs {
		for _, j := range doc.insp.judgements {
			k, ok := at[j.key]
			if !ok {
				k = len(rows)
				at[j.key] = k
				rows = append(rows, GridRow{Label: wording.Named(wording.JudgementWords, j.key), Cells: make([]GridCell, len(docs))})
			}
			rows[k].Cells[i] = GridCell{Grade: j.grade, Class: wording.GradeClass(j.grade), Why: wording.StatusWords[j.status]}
		}
	}
	return slices.DeleteFunc(rows, func(r GridRow) bool {
		return !slices.ContainsFunc(r.Cells, func(c GridCell) bool { return c.Grade != "" })
	})
}

func (d *data) councilTheme(c *council, t int) CouncilTheme {
	theme := d.themes[t]
	v := CouncilTheme{Label: theme.Label}
	var steps []chart.Step
	limit := 0.0
	for _, doc := range c.docs {
		g := newGroup(len(d.themes))
		g.add(doc, finding)
		r := d.row(g, t, wording.MonthOf(doc.date())+", "+wording.Plain(kindname.Short(doc.kind)), "findings of "+titleOf(doc), query{context: finding, doc: doc.index + 1})
		r.Class = wording.GradeClass(doc.insp.overall)
		v.Rows = append(v.Rows, r)
		label := doc.date()
		if len(label) >= 4 {
			label = label[:4]
		}
		steps = append(steps, chart.Step{Kind: doc.kind, Label: label, Long: wording.MonthOf(doc.date()), Rate: g.rate(t), Stances: g.themes[t].stances(), Q: r.Mentions.Q, Title: r.Mentions.Title})
		limit = max(limit, g.rate(t))
	}
	if len(steps) > 1 && limit > 0 {
		p := chart.NewPanel(steps, theme.Label, limit)
		v.Panel = &p
	}
	v.Change = d.change(c, t)
	last := c.docs[len(c.docs)-1]
	v.Telling = d.tellings(last, t, "")
	return v
}

// Beside is a council beside the others of its region and all councils, by the last
// inspections of one kind.
type Beside struct {
	Kind, Region string
	When         string // month and year of the council's own
	Rows         []BesideRow
}

// BesideRow is one theme of it.
type BesideRow struct {
	Label            string
	Own, Others, All Net
	Place, Of        int  // from the best, among councils with few mentions or more; 0: not ranked
	Enough           bool // its own mentions are not few
}

// beside is that of the kind of own, the last inspection of that kind; nil where no
// other council was inspected in it.
func (d *data) beside(c *council, own *document) *Beside {
	v := &Beside{Kind: wording.Plain(kindname.Short(own.kind)), Region: c.region, When: wording.MonthOf(own.date())}
	others := false
	for _, s := range d.standings[[2]string{own.kind, c.name}] {
		label := d.themes[d.theme(s.Theme)].Label
		r := BesideRow{Label: label, Own: d.netOf(own, d.theme(s.Theme)), Place: s.Place, Of: s.Of, Enough: !s.Own.Few()}
		q := query{kind: "m", theme: s.Theme, context: finding, docKind: own.kind, last: true}
		r.All = q.net(tallyOf(s.All), wording.Capital(label)+", all councils: "+v.Kind)
		if q.region, q.without = c.region, c.slug; c.region != "" {
			r.Others = q.net(tallyOf(s.Others), wording.Capital(label)+", others of "+c.region+": "+v.Kind)
		} else {
			r.Others = query{}.net(tallyOf(s.Others), "").plain() // no query chooses those of no region
		}
		others = others || s.Among > 1
		v.Rows = append(v.Rows, r)
	}
	if !others {
		return nil
	}
	return v
}

// change says in words how net stance moved from the inspection before to the
// last one, both of one kind, "" where there is none before.
func (d *data) change(c *council, t int) string {
	last := len(c.docs) - 1
	if previousOfKind(c.docs, last) == nil {
		return ""
	}
	ch := d.lastChange(d.themes[t].ID, c.docs[last].kind, c.name)
	if ch == nil {
		return "too few mentions to compare the last two inspections of one kind"
	}
	moved := " (" + wording.Signed(ch.Before.Net()) + " to " + wording.Signed(ch.After.Net()) + ")"
	switch ch.Verdict() {
	case "better":
		return "better spoken of than at the inspection of this kind before" + moved
	case "worse":
		return "worse spoken of than at the inspection of this kind before" + moved
	}
	return "no clear change from the inspection of this kind before" + moved
}

// tellings are the telling sentences of a document on a theme, of one side or of
// both.
func (d *data) tellings(doc *document, theme int, stance string) []Telling {
	var list []Telling
	for i := range doc.telling {
		q := &doc.telling[i]
		if q.theme == theme && (stance == "" || q.stance == stance) {
			list = append(list, d.tellingOf(q))
		}
	}
	return list
}

func (d *data) tellingOf(q *quote) Telling {
	s := &q.sentence
	t := Telling{Parts: parts(s.text, q.marks, q.stance), Stance: q.stance, Source: Named{Title: titleOf(q.doc), URI: q.doc.uri, Href: d.hrefAt(q.doc, s.page)}}
	if q.weight > 0 {
		t.P = wording.Percent(q.weight)
	}
	if s.heading != "" {
		t.Where = "under “" + wording.Cut(s.heading, 110) + "”"
	}
	if s.page > 0 {
		t.Where = strings.TrimPrefix(t.Where+", page "+strconv.Itoa(s.page), ", ")
	}
	if s.role != "" && s.role != "inspector" && s.role != "unknown" {
		t.Where += ", said by " + wording.Named(wording.RoleWords, s.role)
	}
	return t
}

// parts cuts a sentence at its marks: the trigger, and the cues that speak for
// the stance. Where they overlap the trigger wins, then the stronger cue.
func parts(text string, marks []mark, stance string) []Part {
	class := make([]byte, len(text)) // 0 plain, 1 cue, 2 trigger
	for _, m := range marks {
		switch {
		case m.effect == "":
			fill(class[m.start:m.end], 2)
		case m.effect == stance && m.weight > 0:
			fill(class[m.start:m.end], 1)
		}
	}
	var list []Part
	for i := 0; i < len(text); {
		end := i + 1
		for end < len(text) && class[end] == class[i] {
			end++
		}
		list = append(list, Part{text[i:end], [...]string{"", "cue " + stance, "trigger"}[class[i]]})
		i = end
	}
	return list
}

func fill(class []byte, c byte) {
	for i := range class {
		class[i] = max(class[i], c)
	}
}

// then gathers what an inspection wanted improved by theme; next is the
// inspection after it, nil for the last.
func (d *data) then(doc, next *document) *Then {
	if len(doc.recommendations) == 0 {
		return nil
	}
	v := &Then{When: wording.MonthOf(doc.date())}
	if next != nil {
		v.NextWhen = wording.MonthOf(next.date())
	}
	asked := make([][]Telling, len(d.themes))
	for i := range doc.recommendations {
		q := &doc.recommendations[i]
		t := d.tellingOf(q)
		if len(q.themes) == 0 {
			v.Others = append(v.Others, t)
		}
		for _, theme := range q.themes {
			asked[theme] = append(asked[theme], t)
		}
	}
	for i, list := range asked {
		if len(list) == 0 {
			continue
		}
		th := ThenTheme{Label: d.themes[i].Label, Asked: list}
		if next != nil {
			g := newGroup(len(d.themes))
			g.add(next, finding)
			r := d.row(g, i, "", "findings of "+titleOf(next), query{context: finding, doc: next.index + 1})
			th.Net, th.Bar, th.Each = r.Net, r.Bar, r.Each
			th.Telling = d.tellings(next, i, "")
			slices.SortStableFunc(th.Telling, func(a, b Telling) int { return cmp.Compare(b.Stance, a.Stance) })
		}
		v.Themes = append(v.Themes, th)
	}
	return v
}
