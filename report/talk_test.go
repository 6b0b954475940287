package report

import "testing"

// TestArticlesAbout: articles about a council stand on its page, the newest first,
// with the sides they have; inspections and articles about others do not.
func TestArticlesAbout(t *testing.T) {
	of := func(about, day string, articles, comments int) *document {
		doc := &document{kind: "article", about: about, published: day, title: day}
		doc.counts.sentences[article], doc.counts.sentences[comment] = articles, comments
		for c := range doc.counts.themes {
			doc.counts.themes[c] = make([]tally, 1)
		}
		doc.counts.sentiment[article] = tally{1, 0, 0, articles - 1}
		return doc
	}
	report := of("Exampleshire", "2024-01-01", 3, 0)
	report.insp = &inspection{council: "Exampleshire"}
	d := &data{themes: []Theme{{ID: "x", Label: "x"}}, docs: []*document{of("Exampleshire", "2020-05-01", 4, 0), report, of("Elsewhere", "2021-05-01", 4, 2), of("Exampleshire", "2022-05-01", 2, 9)}}
	got := d.articlesAbout(&council{name: "Exampleshire"})
	if len(got) != 2 || got[0].Title != "2022-05-01" || got[1].Title != "2020-05-01" {
		t.Fatalf("got %+v", got)
	}
	if len(got[0].Sides) != 2 || got[0].Comments != 9 || len(got[1].Sides) != 1 || got[1].Sides[0].Label != "The article" || got[1].When != "1 May 2020" {
		t.Errorf("got %+v", got)
	}
}
