package stance

import (
	"strings"
	"unicode/utf8"

	"assay/corpus"
	"assay/extract"
)

// word is one token as the features see it.
type word struct {
	corpus.Span
	low   string // lower case, straight apostrophe; a number is "0"
	lemma string
	tag   extract.Tag
	kind  extract.TokenKind
	id    int32 // number in the vocabulary
	base  int32 // number of the lemma in the vocabulary
}

// wordsOf gives the tokens of one sentence as words, in ws[:0], grades masked.
func wordsOf(text string, tokens []extract.Token, ws []word) []word {
	for i := range tokens {
		t := &tokens[i]
		w := word{Span: t.Span, lemma: t.Lemma, tag: t.Tag, kind: t.Kind}
		if t.Kind == extract.TokenNumber {
			w.low = "0"
		} else {
			w.low = lower(t.Of(text))
			if strings.IndexByte(w.low, '\n') >= 0 { // broken after its hyphen
				w.low = strings.ReplaceAll(w.low, "\n", "")
			}
		}
		ws = append(ws, w)
	}
	maskGrades(ws)
	return ws
}

// lower is strings.ToLower with a typographic apostrophe made straight; it
// allocates only where something changes.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ReplaceAll(strings.ToLower(s), "’", "'")
		}
	}
	return s
}
