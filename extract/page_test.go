package extract

import (
	"strings"
	"testing"

	"assay/corpus"
)

// A sentence is on the page that its first byte is on, though its paragraph began on
// another: before, at and after the byte that a page begins with.
func TestPageOfSentence(t *testing.T) {
	const doc = "One stands here. Two begins a page. Three follows it."
	second := int32(strings.Index(doc, "Two"))
	for _, c := range []struct {
		start int32
		want  []int32
	}{
		{second, []int32{1, 2, 2}},
		{second - 1, []int32{1, 2, 2}},
		{second + 1, []int32{1, 1, 2}},
	} {
		p := &Parse{Doc: &corpus.Document{Text: doc, Pages: []corpus.Span{{Start: 0, End: c.start}, {Start: c.start, End: int32(len(doc))}}}}
		p.Sections = []Section{{Span: corpus.Span{End: int32(len(doc))}, Parent: -1, Comment: -1, Kind: KindParagraph, Page: 1}}
		sentences(p)
		for i, s := range p.Sentences {
			if s.Page != c.want[i] {
				t.Errorf("page from byte %d: %q is on page %d, want %d", c.start, s.Of(doc), s.Page, c.want[i])
			}
		}
	}
}

// The mark behind a plural's s closes no quotation where the sentence goes on.
func TestPossessiveInQuote(t *testing.T) {
	for doc, want := range map[string]string{
		"‘The workers’ views are never heard,’ said Ms Holt.":   "The workers’ views are never heard,",
		"'The workers' views are never heard,' said Ms Holt.":   "The workers' views are never heard,",
		"‘They do not see the workers’ Ms Holt said on Monday.": "They do not see the workers",
		"‘They never see the workers’ said Ms Holt on Monday.":  "They never see the workers", // where nothing else can
	} {
		p := One(doc, "")
		if len(p.Quotes) != 1 || !strings.Contains(p.Quotes[0].Of(doc), want) || strings.Contains(p.Quotes[0].Of(doc), "Holt") {
			t.Errorf("%s: %d quotes", doc, len(p.Quotes))
			for _, q := range p.Quotes {
				t.Log(q.Of(doc))
			}
		}
	}
}
