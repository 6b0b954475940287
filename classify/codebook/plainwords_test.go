package codebook

import (
	"testing"

	"assay/extract"
)

// The plain words of news and comments are looked for there alone, and not where they
// mean something else.
func TestPlainWordsCountInArticlesAndComments(t *testing.T) {
	t.Parallel()
	m, book := Builtin().Matcher(), Builtin()
	found := func(text string, in extract.Context) (themes []string) {
		hits, _ := m.Sentence(extract.OneIn(text, "", in), 0, nil, nil)
		for _, h := range hits {
			themes = append(themes, book.Themes[h.Theme].ID)
		}
		return themes
	}
	for _, c := range []struct{ text, theme string }{
		{"The bar for getting a family support worker goes up every year.", "thresholds"},
		{"We were told our boy was not bad enough for social care.", "thresholds"},
		{"Nobody could tell us who gets help and at what point.", "thresholds"},
		{"There was no worker left for us, the agency said.", "caseloads"},
		{"No one senior above my worker knew, and nobody senior asked.", "oversight"},
		{"His worker talks to him by the school gate.", "school_hours_visits"},
	} {
		for _, in := range []extract.Context{extract.InArticle, extract.InComment} {
			if got := found(c.text, in); len(got) != 1 || got[0] != c.theme {
				t.Errorf("%q in %v: found %v", c.text, in, got)
			}
		}
		if got := found(c.text, extract.Finding); len(got) != 0 {
			t.Errorf("%q in a report: found %v", c.text, got)
		}
	}
	for _, text := range []string{
		"The traffic was bad enough without the march.", "The wine bar on Mill Street has high stools.", "Eighteen children sang at the fair.",
		"The school gate was painted blue.", "Which level of the car park is it on?",
	} {
		if got := found(text, extract.InComment); len(got) != 0 {
			t.Errorf("%q: found %v", text, got)
		}
	}
}
