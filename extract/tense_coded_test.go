package extract

import (
	"os"
	"strings"
	"testing"

	"assay/corpus"
	"assay/internal/calendar"
)

// TestTenseCoded holds the tense of made-up clauses against their coding.
func TestTenseCoded(t *testing.T) {
	raw, err := os.ReadFile("testdata/tense.txt")
	if err != nil {
		t.Fatal(err)
	}
	right, all := 0, 0
	for l := range strings.Lines(string(raw)) {
		want, text, ok := strings.Cut(strings.TrimSpace(l), " | ")
		if !ok || strings.HasPrefix(l, "#") {
			continue
		}
		all++
		if got := tenseIn(text); got.String() == want {
			right++
		} else {
			t.Logf("%s, coded %s: %s", got, want, text)
		}
	}
	t.Logf("%d of %d right", right, all)
	if all < 80 || right < all-2 {
		t.Errorf("%d of %d clauses have the tense they were coded with", right, all)
	}
}

// tenseIn is the tense of a sentence of a report on an inspection of March 2024.
func tenseIn(text string) Tense {
	p := &Parse{Doc: textDocument(text + "\n"), Inspection: &Inspection{Start: calendar.Make(2024, 3, 4)}}
	p.Sections = []Section{{Span: corpus.Span{End: int32(len(text))}, Kind: KindParagraph, Parent: -1, Comment: -1}}
	sentences(p)
	tokens(p)
	tags(p)
	tenses(p)
	if len(p.Sentences) == 0 {
		return Current
	}
	return p.Sentences[0].Tense
}
