package report

import "assay/report/wording"

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
		r.Rows = append(r.Rows, RecommendRow{Label: theme.Label, Count: query{kind: "m", theme: theme.ID, context: recommendation}.of(n, wording.Capital(theme.Label)+" in recommendations"),
			Share: wording.Percent(float64(n) / float64(g.sentences)), Docs: docs[t], DocShare: wording.Percent(float64(docs[t]) / float64(g.docs)), Bar: 100 * float64(docs[t]) / float64(g.docs)})
	}
	return r
}
