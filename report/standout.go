package report

import (
	"slices"

	"assay/out/answers"
	"assay/out/figure"
	"assay/report/wording"
)

// StandOut is what stands out in the inspections of one kind.
type StandOut struct {
	Label string
	Docs  int
	From  string
	To    string
	Rows  []StandRow
}

// StandRow is one theme in it. Nil where nothing stands out.
type StandRow struct {
	Label, Href             string
	Net                     Net
	Best, Worst, Rose, Fell *Stand
	NoEnds                  string // why Best and Worst are nil
}

// Stand is one inspection that stands out.
type Stand struct {
	Name, Href string
	Net        Net
	Before     *Net // of the inspection of the same kind before it, for a change
}

// any reports whether anything of a theme stands out.
func (r StandRow) any() bool {
	return r.Best != nil || r.Worst != nil || r.Rose != nil || r.Fell != nil
}

// standOut names, by kind and theme, the authorities whose last inspection
// speaks best and worst of it, and the largest moves from one inspection to the
// next of the same kind. Best and worst are named among inspections with few
// mentions or more; a move where its 95 % interval leaves out 0.
func (d *data) standOut() []StandOut {
	var list []StandOut
	for _, k := range byKind(d.inspections()) {
		if len(k.docs) < figure.FewRanked {
			continue
		}
		v := StandOut{Label: k.label, Docs: len(k.docs)}
		for _, doc := range k.docs {
			if at := doc.date(); at != "" {
				if v.From == "" || at < v.From {
					v.From = at
				}
				v.To = max(v.To, at)
			}
		}
		v.From, v.To = yearOf(v.From), yearOf(v.To)
		all := d.sumOf(k.docs, finding)
		for t, theme := range d.themes {
			q := query{kind: "m", theme: theme.ID, context: finding, insp: true, docKind: k.kind}
			r := StandRow{Label: theme.Label, Href: Folder + "/" + themeFile(t, d), Net: q.net(all.themes[t], wording.Capital(theme.Label)+": "+k.label)}
			d.standOfTheme(&r, k.kind, t)
			v.Rows = append(v.Rows, r)
		}
		if slices.ContainsFunc(v.Rows, StandRow.any) {
			list = append(list, v)
		}
	}
	return list
}

func yearOf(iso string) string {
	if len(iso) < 4 {
		return ""
	}
	return iso[:4]
}

// standOfTheme finds the extremes of one theme over the authorities of a kind.
func (d *data) standOfTheme(r *StandRow, kind string, t int) {
	id := d.themes[t].ID
	r.Fell, r.Rose = d.extremes(id, kind)
	ranks := d.ranks[[2]string{kind, id}]
	if len(ranks) < figure.FewRanked {
		r.NoEnds = "too few reports of " + wording.Number(few) + " mentions or more (" + wording.Number(len(ranks)) + ")"
		return
	}
	worst, best := ranks[0], ranks[len(ranks)-1]
	if worst.Net() == best.Net() {
		r.NoEnds = "all alike"
		return
	}
	r.Worst, r.Best = d.standOfRank(worst, t), d.standOfRank(best, t)
}

// standOfRank is nil where the report does not know the document.
func (d *data) standOfRank(r answers.Rank, t int) *Stand {
	for _, doc := range d.docs {
		if doc.uri == r.URI {
			return &Stand{Name: titleOf(doc), Href: inFolder(d.councilHref(doc)), Net: d.netOf(doc, t)}
		}
	}
	return nil
}

// inFolder is a page of the folder as the first page links it, "" for none.
func inFolder(href string) string {
	if href == "" {
		return ""
	}
	return Folder + "/" + href
}

// netOf is the net stance of a theme in the findings of one document.
func (d *data) netOf(doc *document, t int) Net {
	q := query{kind: "m", theme: d.themes[t].ID, context: finding, doc: doc.index + 1}
	return q.net(doc.counts.themes[finding][t], wording.Capital(d.themes[t].Label)+", "+titleOf(doc))
}
