package hyphen

import (
	"fmt"
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

// TestJoinOverOtherText: text of another kind may stand between the halves, told by
// its size where a reader knows that; "9|" before a row is its size, \f the end of
// a page.
func TestJoinOverOtherText(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a head in small letters", "11|no over-\f\n9|page 3 of 12\n11|sight of it", "no oversight"},
		{"a head in small letters, of one size", "11|no over-\f\n11|page 3 of 12\n11|sight of it", "no oversight"},
		{"heads without sizes", "no over-\f\npage 3 of 12\nsight of it", "no oversight"},
		{"a long note at the foot", "11|no over-\n8|1 As set out in\n8|the plan of that\n8|year, in its annex\n8|on the work of\n8|the board and of\n8|those it asks, and\n8|in none besides.\f\n11|sight of it", "no oversight"},
		{"a quotation set apart", "11|no over-\n16|We were never\n16|asked what we\n16|thought of it\n11|sight of it", "no oversight"},
		{"a caption of one size", "11|no over-\n11|Figure 2: visits\n11|sight of it", "no oversight"},
		{"a caption over the page", "11|no over-\f\n9|Figure 2: visits\n9|in the spring\n11|sight of it", "no oversight"},
		{"a note that could go on", "11|no over-\n8|see the annex\n11|sight of it", "no oversight"},
		{"the second half in another size", "16|no manage-\n11|ment of it", "no management"},
		{"a name goes on at once", "11|in Bren-\n11|telow they", "in Brentelow"},
		{"a compound stays", "11|a long-\n8|Figure 2\n11|term plan", "a long-"},
		{"the next text is no second half", "11|the re-\f\n11|commissioning of all the services of it\n11|work was done", "the re-"},
		{"no word", "11|a pre-\n8|Figure 2\n11|number of plans", "a pre-"},
		{"after two pages", "11|no over-\f\n9|Figure 2\f\n11|sight of it", "no over-"},
		{"two halves and one word", "11|no over-\n11|Some had no over-\n11|sight of it", "no over-\nSome had no oversight"},
	} {
		var rows []Row
		page := false
		for line := range strings.SplitSeq(c.text, "\n") {
			text, turn := strings.CutSuffix(line, "\f")
			var size float32
			if n, rest, ok := strings.Cut(text, "|"); ok {
				text = rest
				fmt.Sscan(n, &size)
			}
			rows = append(rows, Row{Text: text, Size: size, Page: page})
			page = turn
		}
		Join(rows)
		var got []string
		for _, r := range rows {
			got = append(got, r.Text)
		}
		if s := strings.Join(got, "\n"); !strings.HasPrefix(s, c.want+"\n") {
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
