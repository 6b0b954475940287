package report

import (
	"cmp"
	"slices"

	"assay/out/figure"
	"assay/report/chart"
	"assay/report/wording"
)

// ThemePage is the view of the page of one theme.
type ThemePage struct {
	Base           string // "": the page stands in the folder of the report
	Title          string
	Theme          Theme
	Previous, Next *Named
	Unit           string
	Row            ThemeRow
	Kinds          []ThemeKind
	Regions        []ThemeRow
	Map            *HexMap
	MapKind        string
	With           []ThemeRow
	Worst, Best    []Telling
	Phrases        []PhraseSide
	Few, FewPaired int
	Changed        bool // there are changes of some kind
	Asked, Talked  bool // there is a page of what was asked, of threads
}

// ThemeKind is a theme in the documents of one kind.
type ThemeKind struct {
	Label string
	Row   ThemeRow
	Panel *chart.Panel
	Years []ThemeRow
	// Changes from one inspection to the next, worst first; LeftOut those of too few
	// mentions to rank, Silent how many pairs say nothing of the theme on a side.
	Changes, LeftOut []ChangeRow
	Silent, Pairs    int
}

// tellingOfTheme is how many sentences of each side the page of a theme shows,
// at most one a document, so that no single report speaks for all.
const tellingOfTheme = 8

func themeFile(i int, d *data) string { return "theme-" + d.themeSlugs[i] + ".html" }

func (d *data) themePage(t int) *ThemePage {
	theme := d.themes[t]
	docs, ctx := d.population()
	q := base(docs, ctx)
	p := &ThemePage{Title: wording.Capital(theme.Label), Theme: theme, Unit: unitOf(docs, ctx), Few: few, FewPaired: figure.FewPaired}
	if t > 0 {
		p.Previous = &Named{Title: d.themes[t-1].Label, Href: themeFile(t-1, d)}
	}
	if t+1 < len(d.themes) {
		p.Next = &Named{Title: d.themes[t+1].Label, Href: themeFile(t+1, d)}
	}
	all := d.sumOf(docs, ctx)
	p.Row = d.row(all, t, theme.Label, p.Unit, q)
	for i, k := range byKind(docs) {
		v := d.themeKind(k, t, ctx, q)
		p.Kinds = append(p.Kinds, v)
		p.Changed = p.Changed || v.Pairs+len(v.LeftOut) > 0
		if i == 0 {
			p.Regions, p.Map, p.MapKind = d.themeRegions(k, t, ctx, q)
		}
	}
	p.With = d.themeWith(docs, t, ctx, q)
	p.Worst, p.Best = d.tellingSides(docs, t)
	p.Phrases = d.phrasesOf(theme.ID)
	for _, doc := range d.docs {
		p.Asked = p.Asked || slices.ContainsFunc(doc.actions, func(a action) bool { return slices.Contains(a.themes, t) })
		p.Talked = p.Talked || doc.counts.sentences[article] > 0 && doc.counts.themes[comment][t].total() > 0
	}
	return p
}

// themeKind is a theme in the documents of one kind, and over their years.
func (d *data) themeKind(k kindGroup, t, ctx int, q query) ThemeKind {
	q.docKind = k.kind
	label := d.themes[t].Label
	v := ThemeKind{Label: k.label, Row: d.row(d.sumOf(k.docs, ctx), t, k.label, k.label+": "+contextNames[ctx]+"s", q)}
	if ctx == finding {
		v.Changes = d.changeRows(d.themes[t].ID, k.kind)
		v.LeftOut, v.Silent = d.leftOut(d.themes[t].ID, k.kind)
		v.Pairs = len(d.changesOf(d.themes[t].ID, k.kind))
	}
	years, keys := d.divide(k.docs, ctx, yearKey)
	var steps []chart.Step
	limit := 0.0
	for _, y := range keys {
		qy := q
		qy.year = atoi(y)
		r := d.row(years[y], t, y, k.label+", "+y, qy)
		v.Years = append(v.Years, r)
		steps = append(steps, chart.Step{Label: "’" + y[2:], Long: y, Rate: years[y].rate(t), Stances: years[y].themes[t].stances(), Q: r.Mentions.Q, Title: r.Mentions.Title})
		limit = max(limit, years[y].rate(t))
	}
	if len(steps) > 1 && limit > 0 {
		c := chart.NewPanel(steps, k.label+", "+label, limit)
		v.Panel = &c
	}
	return v
}

// themeRegions divides the documents of a kind by the region of their authority.
func (d *data) themeRegions(k kindGroup, t, ctx int, q query) ([]ThemeRow, *HexMap, string) {
	q.docKind = k.kind
	by, keys := d.divide(k.docs, ctx, func(doc *document) string {
		if doc.insp == nil {
			return ""
		}
		return doc.insp.region
	})
	var rows []ThemeRow
	for _, region := range keys {
		qr := q
		qr.region = region
		rows = append(rows, d.row(by[region], t, region, k.label+", "+region, qr))
	}
	if len(rows) < 2 {
		return nil, nil, ""
	}
	return rows, hexMap(rows, wording.Capital(d.themes[t].Label)+" by region, "+k.label), k.label
}

// themeWith is what is said of a theme in sentences that speak of another too.
func (d *data) themeWith(docs []*document, t, ctx int, q query) []ThemeRow {
	var rows []ThemeRow
	for u, other := range d.themes {
		if u == t {
			continue
		}
		g := newGroup(len(d.themes))
		for _, doc := range docs {
			if c := doc.counts.with[ctx][[2]int{t, u}]; c.total() > 0 {
				g.docs++
				g.themes[t].add(c)
			}
		}
		if g.docs == 0 {
			continue
		}
		qw := q
		qw.with = other.ID
		rows = append(rows, d.row(g, t, other.Label, "in sentences that speak of "+other.Label+" too", qw))
	}
	return rows
}

// tellingSides are the sentences of documents that speak most clearly ill and
// well of a theme.
func (d *data) tellingSides(docs []*document, t int) (worst, best []Telling) {
	var sides [2][]*quote
	for _, doc := range docs {
		var top [2]*quote // of this document
		for i := range doc.telling {
			q := &doc.telling[i]
			if q.theme != t {
				continue
			}
			side := 0
			if q.stance == "positive" {
				side = 1
			}
			if top[side] == nil || q.weight > top[side].weight {
				top[side] = q
			}
		}
		for side, q := range top {
			if q != nil {
				sides[side] = append(sides[side], q)
			}
		}
	}
	var lists [2][]Telling
	for side, list := range sides {
		slices.SortStableFunc(list, func(a, b *quote) int { return cmp.Compare(b.weight, a.weight) })
		for _, q := range list[:min(len(list), tellingOfTheme)] {
			lists[side] = append(lists[side], d.tellingOf(q))
		}
	}
	return lists[0], lists[1]
}
