package report

import (
	"strings"
	"testing"
)

// Of a council whose last inspection gives no grade the grade is the one given last,
// with its day; a line runs through inspections of the last one's kind alone.
func TestCouncilOfManyKinds(t *testing.T) {
	of := func(kind, day, grade string) *document {
		d := &document{kind: kind, title: kind, insp: &inspection{start: day, overall: grade}}
		d.counts.themes[finding] = []tally{{10, 0, 0, 2}}
		if grade != "" {
			d.insp.judgements = []judgement{{key: "overall_effectiveness", grade: grade, status: "graded"}}
		}
		return d
	}
	d := &data{themes: []Theme{{ID: "caseloads", Label: "caseloads"}}}
	row := func(docs ...*document) CouncilRow {
		c := &council{name: "Bristol", slug: "bristol", docs: docs, latest: newGroup(1), all: newGroup(1)}
		c.latest.add(docs[len(docs)-1], finding)
		for _, doc := range docs {
			c.all.add(doc, finding)
		}
		d.councils = []*council{c}
		page := d.councilsPage()
		if (len(page.Grades) > 0) != (page.Rows[0].Grade != "") {
			t.Errorf("grades to choose from %q, grade %q", page.Grades, page.Rows[0].Grade)
		}
		return page.Rows[0]
	}
	first, second := of("ilacs_inspection", "2018-05-01", "inadequate"), of("ilacs_inspection", "2022-03-01", "good")
	joint, area := of("jtai", "2019-06-01", ""), of("area_send", "2024-01-10", "")

	r := row(first, joint, second, area)
	if r.Grade != "good" || !strings.Contains(r.GradeOf, "2022") {
		t.Errorf("grade %q of %q, want good of 2022", r.Grade, r.GradeOf)
	}
	if n := len(r.Cells[0].Spark.Points); n != 1 {
		t.Errorf("a line through %d inspections, want the one of the last kind", n)
	}
	r = row(first, joint, second)
	if r.Grade != "good" || r.GradeOf != "" || len(r.Cells[0].Spark.Points) != 2 {
		t.Errorf("grade %q of %q, %d points; want good of the last inspection, 2 points", r.Grade, r.GradeOf, len(r.Cells[0].Spark.Points))
	}
	if r = row(joint, area); r.Grade != "" || r.GradeRank != "" || r.GradeOf != "" {
		t.Errorf("grade %q of kinds without grades", r.Grade)
	}
	if g := grid([]*document{joint, area}); len(g) != 0 {
		t.Errorf("a table of grades of kinds without: %v", g)
	}
	if g := grid([]*document{first, second}); len(g) != 1 || g[0].Cells[1].Grade != "good" {
		t.Errorf("table of grades: %v", g)
	}
}
