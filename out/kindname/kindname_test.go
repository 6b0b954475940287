package kindname

import (
	"strings"
	"testing"

	"assay/extract/profiles"
)

func TestNames(t *testing.T) {
	for kind, want := range map[string][4]string{
		"focused_visit":      {"focused visit letter", "focused visit letters", "Focused visits", "focused visit"},
		"article_collection": {"page of several articles", "pages of several articles", "article collection", "articles"},
		"other":              {"other document", "other documents", "Other inspections", ""},
		"":                   {"other document", "other documents", "", ""},
		"hospital_report":    {"hospital report", "hospital report", "hospital report", "hospital report"}, // a user's own
	} {
		if got := [4]string{Of(kind, 1), Of(kind, 2), Short(kind), Word(kind)}; got != want {
			t.Errorf("%q: %q, want %q", kind, got, want)
		}
	}
	if Of("focused_visit", 0) != "focused visit letters" {
		t.Error("none are several")
	}
}

// Every kind that the program knows has a row, and no row lacks a name.
func TestEveryKindHasItsNames(t *testing.T) {
	for _, p := range profiles.BuiltIn().Profiles {
		if _, ok := known[p.ID]; !ok {
			t.Errorf("kinds.txt has no row for %s", p.ID)
		}
	}
	for line := range strings.Lines(table) {
		if n := strings.Count(line, "|"); line[0] != '#' && strings.TrimSpace(line) != "" && n != 4 {
			t.Errorf("%d bars in %q", n, line)
		}
	}
	for kind, k := range known {
		if k.one == "" || k.several == "" || k.one == k.several || k.word == "" {
			t.Errorf("%s: %+v", kind, k)
		}
	}
}
