package hyphen

import (
	"strings"
	"testing"
)

func TestJoin(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a half that is no word", "a lack of manage-\nment grip", "a lack of management\ngrip"},
		{"two words that make one", "that over-\nsight was weak", "that oversight\nwas weak"},
		{"a compound", "high in long-\nterm teams", "high in long-term\nteams"},
		{"a compound of this document", "a well-being board. Their well-\nbeing matters", "a well-being board. Their well-being\nmatters"},
		{"a word of this document", "the Hartmere. In Hart-\nmere they said", "the Hartmere. In Hartmere\nthey said"},
		{"a lower-case word of this document", "a zogrelt. The zo-\ngrelt", "a zogrelt. The zogrelt\n"},
		{"in capitals", "WHAT MANAGE-\nMENT DOES", "WHAT MANAGEMENT\nDOES"},
		{"a soft hyphen", "the thres\u00ad\nholds", "the thresholds\n"},
		{"with its stop", "no over-\nsight. They said", "no oversight.\nThey said"},
		{"suspended", "short-\nand long-term", "short-\nand long-term"},
		{"not going on", "a dash -\nthen more", "a dash -\nthen more"},
		{"a new sentence", "over-\nSight", "over-\nSight"},
		{"a blank line between", "over-\n\nsight", "over-\n\nsight"},
		{"a prefix", "in multi-\nagency work", "in multi-agency\nwork"},
		{"a name before a word", "the Ofsted-\nled visit", "the Ofsted-led\nvisit"},
		{"over a page", "their over-\n12\f\nInspection of Fenwick\nsight is weak", "their oversight\n12\nInspection of Fenwick\nis weak"},
		{"a compound over a page stays", "a long-\n12\f\nterm plan", "a long-\n12\nterm plan"},
		{"marked in one row", "of manage\uFFFEment and long\uFFFEterm plans", "of management and long-term plans"},
		{"before a number", "COVID everywhere. COVID\uFFFE19 and post\uFFFE16", "COVID everywhere. COVID-19 and post-16"},
		{"indented", "of manage-\n    ment and\n", "of management\n    and\n"},
		{"a number", "in 2019-\n20", "in 2019-\n20"},
		{"twice", "the over-\nsight of man-\nagement", "the oversight\nof management\n"},
	} {
		var rows []Row
		apart, page := false, false
		for line := range strings.SplitSeq(c.text, "\n") {
			if line == "" {
				apart = true
			}
			text, turn := strings.CutSuffix(line, "\f")
			rows = append(rows, Row{Text: text, Apart: apart && line != "", Page: page})
			page = turn
			if line != "" {
				apart = false
			}
		}
		Join(rows)
		var got []string
		for _, r := range rows {
			got = append(got, r.Text)
		}
		if s := strings.Join(got, "\n"); s != c.want {
			t.Errorf("%s: got %q, want %q", c.name, s, c.want)
		}
	}
}

func FuzzJoin(f *testing.F) {
	f.Add("a lack of manage-\nment\u00ad\ngrip\uFFFEs in over-")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?") // readers decode first
		var rows []Row
		for i, line := range strings.Split(text, "\n") {
			rows = append(rows, Row{Text: line, Page: i%5 == 4})
		}
		Join(rows)
		letters := func(s string) string {
			return strings.Map(func(r rune) rune {
				if strings.ContainsRune("-\u00ad\u2010\uFFFE \t\n", r) {
					return -1
				}
				return r
			}, s)
		}
		var got strings.Builder
		for _, r := range rows {
			got.WriteString(r.Text)
			if strings.ContainsRune(r.Text, Mark) {
				t.Errorf("a mark is left in %q", r.Text)
			}
		}
		if a, b := []rune(letters(strings.ToValidUTF8(text, "?"))), []rune(letters(strings.ToValidUTF8(got.String(), "?"))); len(a) != len(b) {
			t.Errorf("%d characters of %d are left of %q", len(b), len(a), text)
		}
	})
}
