package stance

import (
	"slices"
	"testing"

	"assay/extract"
)

// TestTrendKeys: what changes is told of the theme: its sign, which times there are, how
// numbers compare, what is compared with what; and heads of time and voice can leave all
// of it out.
func TestTrendKeys(t *testing.T) {
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	s := m.Scorer()
	theme := m.vocab.ids[themeKey("caseloads")]
	of := func(sort, what, more int32) uint64 { return key(kTrendTheme, theme, sort<<12|what, more) }
	const worse, load, than, rises, grew = 2, 0, 1, 0, 1
	for text, want := range map[string]uint64{
		"Lists have lengthened.":               of(trendSign, worse, 0),
		"Lists have not lengthened.":           of(trendSign, worse, 1<<1),
		"Lists have swollen.":                  of(trendThing, rises<<4|load, 0),
		"Lists are longer than last year.":     of(trendThan, rises+1, than),
		"Lists went from 16 cases to 21.":      of(trendAmount, grew<<4|load, 4),
		"They used to have lists, now audits.": of(trendParts, 2<<2|1, 0), // load before, watching today
		"It is 16 now.":                        of(trendAmount, 8+1, 5),
		"It was so, and today it is.":          of(trendTime, 1|2, 0),
	} {
		s.Sentence(extract.OneIn(text, "", extract.InArticle), 0)
		s.Towards("caseloads", nil)
		keys := s.MentionRow()
		if !slices.Contains(keys, want) {
			t.Errorf("%q lacks %d %d", text, want>>argBits&(1<<argBits-1)>>12, want>>argBits&(1<<12-1))
		}
		if rest := slices.DeleteFunc(keys, OfChange); slices.Contains(rest, want) || len(rest) < 10 {
			t.Errorf("%q: %d features are left without those of change", text, len(rest))
		}
	}
	s.Sentence(extract.OneIn("Lists have lengthened.", "", extract.InArticle), 0)
	s.Towards("weather", nil)
	if slices.ContainsFunc(s.MentionRow(), func(k uint64) bool { return kindOf(k) == kTrendTheme }) {
		t.Error("a theme that the model does not know has features of its own")
	}
}
