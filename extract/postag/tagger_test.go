package postag

import (
	"strings"
	"testing"
	"unsafe"

	"assay/extract/text"
)

// TestTaggerKeepsNoDocument: what a tagger remembers of word forms holds no piece
// of the text they were met in, which would keep the whole document in memory.
func TestTaggerKeepsNoDocument(t *testing.T) {
	doc := "the flats were let quickly, see www.example.org/" + strings.Repeat("flats-", 20) + " or ask ann@example.org today."
	tokens := text.AppendTokens(nil, doc, 0, len(doc))
	from := uintptr(unsafe.Pointer(unsafe.StringData(doc)))
	within := func(s string) bool {
		at := uintptr(unsafe.Pointer(unsafe.StringData(s)))
		return len(s) > 0 && from <= at && at < from+uintptr(len(doc))
	}
	g := newTagger(loadTagModel())
	g.Sentence(doc, tokens, nil)
	for i := range g.forms {
		f := &g.forms[i]
		for _, s := range append(f.lemmas[:], f.text) {
			if within(s) {
				t.Errorf("form %q holds a piece of the document: %q", f.text, s)
			}
		}
	}
	for _, tok := range tokens {
		if within(tok.Lemma) {
			t.Errorf("the lemma of %q is a piece of the document", tok.Of(doc))
		}
	}
	formNumbers.Lock()
	defer formNumbers.Unlock()
	for s := range formNumbers.of {
		if within(s) {
			t.Errorf("the number of %q is kept by a piece of the document", s)
		}
	}
}

// TestTaggerForgets: long tokens, which do not come again, are dropped.
func TestTaggerForgets(t *testing.T) {
	doc := strings.Repeat("a", maxLong+1) + " is long."
	g := newTagger(loadTagModel())
	g.Sentence(doc, text.AppendTokens(nil, doc, 0, len(doc)), nil)
	if g.forget(); g.long != 0 || len(g.index) != 0 {
		t.Errorf("%d bytes, %d forms kept", g.long, len(g.index))
	}
}
