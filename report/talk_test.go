package report

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestHowOftenCommentsAreWrong: the note beside threads says "about one time in four",
// README and the notebook say so too; that is what was measured.
func TestHowOftenCommentsAreWrong(t *testing.T) {
	data, err := os.ReadFile("../docs/evaluation.json")
	if err != nil {
		t.Fatal(err)
	}
	var measured struct {
		Kinds map[string]map[string]float64 `json:"kinds"`
	}
	if err := json.Unmarshal(data, &measured); err != nil {
		t.Fatal(err)
	}
	if wrong := 1 - measured.Kinds["comment"]["stance.accuracy"]; wrong < 0.18 || wrong > 0.33 {
		t.Errorf("%.2f of the stances of comments are wrong: say so in thread-note (assets/threads.html), README.md and notebooks/questions.ipynb", wrong)
	}
}

// TestApart: the comments less the article, with a verdict where chance is no answer,
// and nothing of too few.
func TestApart(t *testing.T) {
	for _, c := range []struct {
		comments, article tally
		text, verdict     string
	}{
		{tally{20, 0, 0, 2}, tally{1, 0, 0, 12}, "+1.66", "better"},
		{tally{1, 0, 0, 12}, tally{20, 0, 0, 2}, "−1.66", "worse"},
		{tally{8, 1, 2, 13}, tally{1, 0, 0, 3}, "+0.29", "unclear"},
		{tally{2, 0, 0, 0}, tally{20, 0, 0, 2}, "–", ""},
		{tally{20, 0, 0, 2}, tally{}, "–", ""},
	} {
		if got := apart(c.comments, c.article); got.Text != c.text || got.Verdict != c.verdict {
			t.Errorf("%v less %v: %+v", c.comments, c.article, got)
		}
	}
}

// TestArticlesAbout: articles about a council stand on its page, the newest first,
// with the sides they have; inspections and articles about others do not. Of a
// document with several articles only that one is counted.
func TestArticlesAbout(t *testing.T) {
	count := func(articles, comments int) counts {
		var c counts
		c.sentences[article], c.sentences[comment] = articles, comments
		for k := range c.themes {
			c.themes[k] = make([]tally, 1)
		}
		c.sentiment[article] = tally{1, 0, 0, articles - 1}
		return c
	}
	of := func(about, day string, articles, comments int) *document {
		c := count(articles, comments)
		return &document{kind: "article", articles: 1, published: day, title: day, counts: c, parts: []part{{about: about, published: day, counts: c}}}
	}
	report := of("Exampleshire", "2024-01-01", 3, 0)
	report.insp = &inspection{council: "Exampleshire"}
	several := of("Elsewhere", "2021-01-01", 7, 0)
	several.articles = 2
	several.parts = append(several.parts, part{ordinal: 1, title: "Second", about: "Exampleshire", counts: count(5, 0)})
	d := &data{themes: []Theme{{ID: "x", Label: "x"}}, docs: []*document{of("Exampleshire", "2020-05-01", 4, 0), report, several, of("Elsewhere", "2021-05-01", 4, 2), of("Exampleshire", "2022-05-01", 2, 9)}}
	got := d.articlesAbout(&council{name: "Exampleshire"})
	if len(got) != 3 || got[0].Title != "2022-05-01" || got[1].Title != "Second" || got[2].Title != "2020-05-01" {
		t.Fatalf("got %+v", got)
	}
	if len(got[0].Sides) != 2 || got[0].Comments != 9 || len(got[2].Sides) != 1 || got[2].Sides[0].Label != "The article" || got[2].When != "1 May 2020" {
		t.Errorf("got %+v", got)
	}
	if n := got[1].Sides[0].Sentences; n.Count != 5 || !strings.HasPrefix(n.Q, "a=1&") || got[1].When != "1 January 2021" {
		t.Errorf("the second article of two: %+v", got[1])
	}
	if q := got[0].Sides[0].Sentences.Q; strings.Contains(q, "a=") {
		t.Errorf("of one article alone: %s", q)
	}
}
