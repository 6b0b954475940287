package report

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"assay/out/kindname"
	"assay/report/chart"
	"assay/report/wording"
)

// DocumentsPage is the view of the list of all documents.
type DocumentsPage struct {
	Base, Title string
	Rows        []DocumentRow
	Kinds       []string
	Grades      []string
	Outcomes    []string
	Years       []string
	Line        *TimeLine
}

// DocumentRow is one document.
type DocumentRow struct {
	Name, Href, Kind, Region, Council string
	Date, When, Year                  string
	Grade, GradeRank                  string
	Outcome                           string
	About                             []Named // the councils its articles are about
	Sentences, Mentions               N
	Net                               Net
	Source                            Named
}

func (d *data) documentsPage() *DocumentsPage {
	p := &DocumentsPage{Title: "Documents"}
	kinds, grades, years, outcomes := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, doc := range d.docs {
		r := DocumentRow{Name: titleOf(doc), Kind: d.kindLabel(doc), Date: doc.date(), When: wording.Day(doc.date()), Year: yearKey(doc), Source: Named{titleOf(doc), doc.uri, d.href(doc)}}
		if in := doc.insp; in != nil {
			r.Council, r.Region, r.Grade = in.council, in.region, in.overall
			r.Href, r.Outcome = d.councilHref(doc), wording.Named(wording.OutcomeWords, in.outcome)
			if rank := wording.GradeRank(r.Grade); rank > 0 {
				r.GradeRank = wording.Coord(rank)
				grades[r.Grade] = true
			}
		}
		r.About = d.aboutOf(doc)
		scored, mentions := 0, 0
		for c := range contexts {
			scored += doc.counts.sentences[c]
			for _, m := range doc.counts.themes[c] {
				mentions += m.total()
			}
		}
		q := query{kind: "s", context: -1, doc: doc.index + 1}
		r.Sentences = q.of(scored, titleOf(doc)+": scored sentences")
		own := q
		own.context = doc.ownContext()
		r.Net = own.net(doc.counts.sentiment[own.context], titleOf(doc)+": "+contextNames[own.context]+"s")
		q.kind = "m"
		r.Mentions = q.of(mentions, titleOf(doc)+": mentions")
		kinds[r.Kind] = true
		if r.Outcome != "" {
			outcomes[r.Outcome] = true
		}
		if r.Year != "" {
			years[r.Year] = true
		}
		p.Rows = append(p.Rows, r)
	}
	slices.SortStableFunc(p.Rows, func(a, b DocumentRow) int { return cmp.Compare(a.Name, b.Name) })
	p.Kinds, p.Years, p.Outcomes = keysOf(kinds), keysOf(years), keysOf(outcomes)
	slices.Reverse(p.Years)
	for _, g := range wording.GradeOrder {
		if grades[g] {
			p.Grades = append(p.Grades, g)
		}
	}
	p.Line = d.timeLine()
	return p
}

// ownContext is the context of what a document itself says: findings of a report,
// else the article above a thread, else findings.
func (d *document) ownContext() int {
	if d.insp == nil && d.counts.sentences[article] > 0 {
		return article
	}
	return finding
}

// aboutOf are the councils with a page that a document's articles are about.
func (d *data) aboutOf(doc *document) []Named {
	var list []Named
	for i := range doc.parts {
		if c := d.byName[doc.parts[i].about]; c != nil && doc.insp == nil {
			if n := (Named{Title: c.name, Href: fileOf(c)}); !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
	}
	return list
}

func keysOf(set map[string]bool) []string {
	var list []string
	for k := range set {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}

// kindLabel is the kind of a document in a word or two.
func (d *data) kindLabel(doc *document) string {
	if doc.kind == "other" && doc.insp == nil {
		return "Other document"
	}
	return wording.Capital(wording.Plain(kindname.Short(doc.kind)))
}

// TimeLine is every dated inspection as a dot, a row a kind.
type TimeLine struct {
	W, H  float64
	Left  float64
	Rows  []TimeRow
	Years []chart.Tick
	Text  string
}

// TimeRow is the inspections of one kind.
type TimeRow struct {
	Y     float64
	Label string
	Dots  []chart.Dot
}

// timeLine places the inspections by day; nil with fewer than two dated ones.
func (d *data) timeLine() *TimeLine {
	const left, wide, slot, head = 130.0, 860.0, 54.0, 18.0
	var docs []*document
	first, last := "", ""
	for _, doc := range d.inspections() {
		if at := doc.date(); at != "" {
			docs = append(docs, doc)
			if first == "" || at < first {
				first = at
			}
			last = max(last, at)
		}
	}
	if len(docs) < 2 || first[:4] == last[:4] {
		return nil
	}
	from, to := atoi(first[:4]), atoi(last[:4])+1
	x := func(year float64) float64 {
		return left + (year-float64(from))/float64(to-from)*(wide-left-16)
	}
	v := &TimeLine{W: wide, Left: left}
	for y := from; y <= to; y++ {
		v.Years = append(v.Years, chart.Tick{At: x(float64(y)), Label: strconv.Itoa(y)})
	}
	for i, k := range byKind(docs) {
		row := TimeRow{Y: head + slot*(float64(i)+0.5), Label: k.label}
		for _, doc := range k.docs {
			q := query{kind: "s", context: finding, doc: doc.index + 1}
			dot := chart.Dot{X: x(yearFraction(doc.date())), Y: row.Y, Name: titleOf(doc), Tip: titleOf(doc), Q: q.String(), Title: titleOf(doc) + ": findings", Class: wording.GradeClass(doc.insp.overall)}
			if said := cmp.Or(doc.insp.overall, wording.Named(wording.OutcomeWords, doc.insp.outcome)); said != "" {
				dot.Tip += ", " + said
			}
			row.Dots = append(row.Dots, dot)
		}
		chart.Stack(row.Dots, row.Y, slot/2-5, 2.6)
		v.Rows = append(v.Rows, row)
		v.H = row.Y + slot/2 + 20
		v.Text += k.label + ": " + wording.Some(len(k.docs), "inspection") + ". "
	}
	v.Text = "Inspections from " + first[:4] + " to " + last[:4] + ", a dot each. " + v.Text
	return v
}

// yearFraction is a day as a year with a fraction.
func yearFraction(iso string) float64 {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return float64(atoi(yearOf(iso)))
	}
	return float64(t.Year()) + float64(t.YearDay()-1)/366
}
