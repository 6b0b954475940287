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
	*form
	lemma   string
	ofLemma *form // nil where the lemma is the form itself
	base    int32 // number of the lemma in the vocabulary
	own     int32 // number of the form, and of the lemma, though another word stands in
	ownBase int32
	tag     extract.Tag
	kind    extract.TokenKind
}

// words gives the tokens of one sentence as words, in ws[:0], grades masked.
func (fs *forms) words(text string, tokens []extract.Token, ws []word) []word {
	fs.forget()
	for i := range tokens {
		t := &tokens[i]
		w := word{Span: t.Span, lemma: t.Lemma, tag: t.Tag, kind: t.Kind, form: fs.number}
		if t.Kind != extract.TokenNumber {
			w.form = fs.ofToken(text, t)
		}
		w.base = w.id
		if w.lemma != "" && w.lemma != w.low {
			w.ofLemma = fs.lemmaOf(w.form, w.lemma)
			if w.kind == extract.TokenWord {
				w.base = w.ofLemma.id
			}
		}
		w.own, w.ownBase = w.id, w.base
		ws = append(ws, w)
	}
	fs.maskGrades(ws)
	return ws
}

// has reports whether the word has one of the flags.
func (w *word) has(f flag) bool { return w.flags&f != 0 }

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
