package text

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"assay/corpus"
)

// spansOf writes spans as "start-end:doc".
func spansOf(doc string, spans []corpus.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, fmt.Sprintf("%d-%d:%s", s.Start, s.End, s.Of(doc)))
	}
	return strings.Join(out, " | ")
}

func TestSentenceOffsets(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", "One. Two.", "0-4:One. | 5-9:Two."},
		{"space around", "  One.  Two.\n", "2-6:One. | 8-12:Two."},
		{"curly quotes", "‘Go.’ She went.", "0-9:‘Go.’ | 10-19:She went."},
		{"é as one", "Café. Été.", "0-6:Café. | 7-13:Été."},
		{"é as two", "Cafe\u0301. E\u0301te\u0301.", "0-7:Cafe\u0301. | 8-16:E\u0301te\u0301."},
		{"emoji", "Great! 😀 They came.", "0-11:Great! 😀 | 12-22:They came."},
		{"right to left", "שלום. מה?", "0-9:שלום. | 10-15:מה?"},
		{"ideographs", "一。二。", "0-6:一。 | 6-12:二。"},
		{"glued", "It ends.It begins.", "0-8:It ends. | 8-18:It begins."},
		{"footnote", "It ends.2 It begins.", "0-9:It ends.2 | 10-20:It begins."},
		{"hard space", "One.\u00a0Two.", "0-4:One. | 6-10:Two."},
		{"list", "• One • Two", "0-7:• One | 8-15:• Two"},
		{"empty", " \n\t ", ""},
	} {
		if got := spansOf(c.text, AppendSentences(nil, c.text, 0, len(c.text), false)); got != c.want {
			t.Errorf("%s: got %q want %q", c.name, got, c.want)
		}
	}
}

func TestTokenOffsets(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"contractions", "don't we’re", "0-2:do 2-5:n't 6-8:we 8-13:’re"},
		{"stacked", "shouldn't've", "0-6:should 6-9:n't 9-12:'ve"},
		{"possessives", "child’s carers’ own", "0-5:child 5-9:’s 10-16:carers 16-19:’ 20-23:own"},
		{"name", "O’Brien o'clock", "0-9:O’Brien 10-17:o'clock"},
		{"cannot", "cannot Cannot", "0-3:can 3-6:not 7-10:Can 10-13:not"},
		{"hyphens", "16-year-olds pre- and", "0-12:16-year-olds 13-16:pre 16-17:- 18-21:and"},
		{"broken word", "well-\nbeing", "0-11:well-\nbeing"},
		{"money", "£1.2m $5 20%", "0-2:£ 2-6:1.2m 7-8:$ 8-9:5 10-12:20 12-13:%"},
		{"numbers", "80,400 12,13 5th 10:30 24/7", "0-6:80,400 7-9:12 9-10:, 10-12:13 13-16:5th 17-22:10:30 23-27:24/7"},
		{"dash", "2014–15 a–b", "0-4:2014 4-7:– 7-9:15 10-11:a 11-14:– 14-15:b"},
		{"slash", "and/or", "0-3:and 3-4:/ 4-6:or"},
		{"sections", "(s.17) para.5.", "0-1:( 1-5:s.17 5-6:) 7-13:para.5 13-14:."},
		{"abbreviations", "Dr. U.K. e.g. etc.", "0-3:Dr. 4-8:U.K. 9-13:e.g. 14-18:etc."},
		{"initial", "A. Penrose and I.", "0-2:A. 3-10:Penrose 11-14:and 15-16:I 16-17:."},
		{"glued", "to.Then", "0-2:to 2-3:. 3-7:Then"},
		{"address", "www.a.example/b?c=1. (http://a.example)", "0-19:www.a.example/b?c=1 19-20:. 21-22:( 22-38:http://a.example 38-39:)"},
		{"mail", "Jo.Bly@a.example, x", "0-16:Jo.Bly@a.example 16-17:, 18-19:x"},
		{"host", "see westmarch.gov.uk/x.", "0-3:see 4-22:westmarch.gov.uk/x 22-23:."},
		{"ellipsis", "so... … ‘x’", "0-2:so 2-5:... 6-9:… 10-13:‘ 13-14:x 14-17:’"},
		{"é as one and two", "é e\u0301", "0-2:é 3-6:e\u0301"},
		{"emoji", "👍🏽👨‍👩‍👧🇬🇧", "0-8:👍🏽 8-26:👨‍👩‍👧 26-34:🇬🇧"},
		{"right to left", "שלום, עולם", "0-8:שלום 8-9:, 10-18:עולם"},
		{"acronyms", "R&D IROs", "0-3:R&D 4-8:IROs"},
	} {
		var got []string
		for _, k := range AppendTokens(nil, c.text, 0, len(c.text)) {
			got = append(got, fmt.Sprintf("%d-%d:%s", k.Start, k.End, k.Of(c.text)))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s: got %q want %q", c.name, g, c.want)
		}
	}
}

func TestTokenKinds(t *testing.T) {
	doc := "Twelve 12 1.2m 5pm 16-year-olds £ , www.a.example a@b.example • s.17"
	want := "word number number number word symbol punct url email symbol word"
	var got []string
	for _, k := range AppendTokens(nil, doc, 0, len(doc)) {
		got = append(got, k.Kind.String())
	}
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got %s want %s", g, want)
	}
}

// whole fails unless spans are in order, on rune boundaries and the gaps between
// them white space, so that spans and gaps rebuild the text.
func whole(t *testing.T, doc string, lo, hi int, spans []corpus.Span) {
	t.Helper()
	at := lo
	for _, s := range append(spans, corpus.Span{Start: int32(hi), End: int32(hi)}) {
		if int(s.Start) < at || s.End < s.Start {
			t.Fatalf("span %v after byte %d of %q", s, at, doc)
		}
		for _, r := range doc[at:s.Start] {
			if !unicode.IsSpace(r) && r > ' ' && r != 0x7F {
				t.Fatalf("%q lost between %d and %d of %q", r, at, s.Start, doc)
			}
		}
		at = int(s.End)
	}
}

func FuzzSentences(f *testing.F) {
	for _, s := range []string{"Leaders’ plans (2019 to 2020, e.g. the ‘core’ offer) drift. ‘No,’ said Dr. Vale. It is £1.2m; see s.17.", "a) One b) Two", "‘… no’. . . . The end.2 ", "(a. B) c.D", "1. 2. 3.", "é\u0301 😀! שלום. x\n- Y\n2. Z", "co. U.S. A. B. I. The", ". a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		if !utf8.ValidString(doc) {
			return
		}
		whole(t, doc, 0, len(doc), AppendSentences(nil, doc, 0, len(doc), false))
		whole(t, doc, 0, len(doc), AppendSentences(nil, doc, 0, len(doc), true))
	})
}
