package report

import (
	"cmp"
	"slices"
	"strings"

	"assay/out/figure"
	"assay/report/chart"
	"assay/report/wording"
)

// CouncilsPage is the view of the table of councils: net stance by council and
// theme.
type CouncilsPage struct {
	Base, Title string
	Few         int
	Themes      []string
	Rows        []CouncilRow
	Regions     []string
	Grades      []string
	Kinds       []string // of last inspections
}

// CouncilRow is one council.
type CouncilRow struct {
	Name, Href, Region string
	Inspections        int
	Last, LastSort     string
	Kind               string // of the last inspection
	Grade, GradeOf     string // the overall grade given last; when, where not by the last inspection
	GradeRank          string
	Cells              []CouncilCell
}

// CouncilCell is one theme of a council: in its last inspection, in all of them.
type CouncilCell struct {
	Last, All Net
	Spark     chart.Spark
}

func (d *data) councilsPage() *CouncilsPage {
	t := &CouncilsPage{Title: "Councils and themes", Few: few}
	for _, theme := range d.themes {
		t.Themes = append(t.Themes, theme.Label)
	}
	regions, grades, kinds := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, c := range d.councils {
		last := c.docs[len(c.docs)-1]
		r := CouncilRow{Name: c.name, Href: fileOf(c), Region: c.region, Inspections: len(c.docs), Last: wording.MonthOf(last.date()), LastSort: last.date(), Kind: d.kindLabel(last)}
		kinds[r.Kind] = true
		if graded := lastGraded(c.docs); graded != nil {
			r.Grade = graded.insp.overall
			if graded != last {
				r.GradeOf = wording.MonthOf(graded.date())
			}
		}
		if rank := wording.GradeRank(r.Grade); rank > 0 {
			r.GradeRank = wording.Coord(rank)
			grades[r.Grade] = true
		}
		if c.region != "" {
			regions[c.region] = true
		}
		for i, theme := range d.themes {
			q := query{kind: "m", theme: theme.ID, context: finding, slug: c.slug}
			ql := q
			ql.slug, ql.doc = "", last.index+1
			cell := CouncilCell{Last: ql.net(c.latest.themes[i], wording.Capital(theme.Label)+", "+titleOf(last)), All: q.net(c.all.themes[i], wording.Capital(theme.Label)+", "+c.name+", all inspections")}
			var tallies []figure.Stances
			var dates []string
			for _, doc := range c.docs {
				if doc.kind != last.kind {
					continue // no line through inspections of different kinds
				}
				tallies, dates = append(tallies, doc.counts.themes[finding][i].stances()), append(dates, wording.MonthOf(doc.date()))
			}
			cell.Spark = chart.NewSpark(tallies, dates)
			r.Cells = append(r.Cells, cell)
		}
		t.Rows = append(t.Rows, r)
	}
	t.Regions, t.Kinds = keysOf(regions), keysOf(kinds)
	for _, g := range wording.GradeOrder {
		if grades[g] {
			t.Grades = append(t.Grades, g)
		}
	}
	return t
}

// lastGraded is the inspection that gave an overall grade last, nil where none
// did; not every inspection gives one.
func lastGraded(docs []*document) *document {
	for _, doc := range slices.Backward(docs) {
		if doc.insp.overall != "" {
			return doc
		}
	}
	return nil
}

func fileOf(c *council) string { return "council-" + c.slug + ".html" }

// councilHref is the page of a document's council, in the folder of the report; ""
// where it has none.
func (d *data) councilHref(doc *document) string {
	if doc.of == nil {
		return ""
	}
	return fileOf(doc.of)
}

// RegionNames are the councils of a region by name.
type RegionNames struct {
	Region   string
	Councils []Named
}

// regionNames are all councils by region, those of none at the end.
func (d *data) regionNames() []RegionNames {
	var list []RegionNames
	at := map[string]int{}
	for _, c := range d.councils {
		i, ok := at[c.region]
		if !ok {
			i = len(list)
			at[c.region] = i
			list = append(list, RegionNames{Region: c.region})
		}
		list[i].Councils = append(list[i].Councils, Named{Title: c.name, Href: Folder + "/" + fileOf(c)})
	}
	slices.SortFunc(list, func(a, b RegionNames) int {
		return cmp.Or(cmpBool(a.Region == "", b.Region == ""), strings.Compare(a.Region, b.Region))
	})
	return list
}
