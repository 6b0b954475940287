package extract

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"assay/corpus"
)

// TestHoles puts a footer into the middle of a sentence: the sentence runs over
// it, its text does not hold it, no token lies in it.
func TestHoles(t *testing.T) {
	text := "The board met often.\nIt had no\nReport. Page 3 of 9\nplan for child-\nren."
	hole := corpus.Span{Start: int32(strings.Index(text, "Report.")), End: int32(strings.Index(text, "\nplan"))}
	all := corpus.Span{End: int32(len(text))}
	p := &Parse{Doc: &corpus.Document{Text: text}, Articles: []Article{{Span: all}}, Holes: []corpus.Span{hole},
		Sections: []Section{{Span: all, Parent: -1, Comment: -1, Kind: KindParagraph}, {Span: hole, Comment: -1, Kind: KindFurniture, Context: Furniture}}}
	sentences(p)
	tokens(p)
	if err := p.Check(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range p.Sentences {
		got = append(got, SentenceText(p, i))
	}
	if g, want := strings.Join(got, "|"), "The board met often.|It had no plan for child-ren.|Report.|Page 3 of 9"; g != want {
		t.Errorf("got %q want %q", g, want)
	}
	for i := p.Sentences[1].FirstToken; i < p.Sentences[1].EndToken; i++ {
		if p.Tokens[i].Overlaps(hole) {
			t.Errorf("token %q lies in the hole", p.Tokens[i].Of(text))
		}
	}
}

func TestOne(t *testing.T) {
	p := One("Plans drift. Managers do not check.", "What needs to improve")
	if len(p.Sentences) != 1 || p.Sentences[0].Context != Recommendation {
		t.Fatalf("got %d sentences, context %v", len(p.Sentences), p.Sentences[0].Context)
	}
	if err := p.Check(); err != nil {
		t.Error(err)
	}
	s := p.Sentences[0]
	if got := s.Heading.Of(p.Doc.Text); got != "What needs to improve" {
		t.Errorf("heading %q", got)
	}
	if p := One("", ""); len(p.Sentences) != 1 || len(p.Tokens) != 0 {
		t.Error("an empty sentence is one sentence without tokens")
	}
}

// whole fails unless spans are in order, on rune boundaries and the gaps between
// them white space, so that spans and gaps rebuild the text.
func whole(t *testing.T, text string, lo, hi int, spans []corpus.Span) {
	t.Helper()
	at := lo
	for _, s := range append(spans, corpus.Span{Start: int32(hi), End: int32(hi)}) {
		if int(s.Start) < at || s.End < s.Start {
			t.Fatalf("span %v after byte %d of %q", s, at, text)
		}
		for _, r := range text[at:s.Start] {
			if !unicode.IsSpace(r) && r > ' ' && r != 0x7F {
				t.Fatalf("%q lost between %d and %d of %q", r, at, s.Start, text)
			}
		}
		at = int(s.End)
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{prosePiece, "don't x's's 'tis", "http://a.b/(c) www. a@b.c", "1,000.5/6:30", "well-\nbeing s.17 U.K.", "👍🏽👨‍👩‍👧🇬🇧 e\u0301 \u200d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		if !utf8.ValidString(doc) || doc == "" {
			return
		}
		p := One(doc, "")
		var spans []corpus.Span
		for _, k := range p.Tokens {
			if k.Len() == 0 || k.Lemma == "" || k.Tag == TagNone {
				t.Fatalf("token %v of %q: lemma %q tag %v", k.Span, doc, k.Lemma, k.Tag)
			}
			spans = append(spans, k.Span)
		}
		whole(t, doc, 0, len(doc), spans)
		if err := p.Check(); err != nil {
			t.Fatal(err)
		}
	})
}
