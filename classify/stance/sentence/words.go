package sentence

import (
	"strings"
	"unicode/utf8"

	"assay/corpus"
	"assay/extract"
)

// Word is one token as the features see it.
type Word struct {
	corpus.Span
	*Form
	Lemma   string
	ofLemma *Form // nil where the lemma is the form itself
	Base    int32 // number of the lemma in the vocabulary
	Own     int32 // number of the form, and of the lemma, though another word stands in
	OwnBase int32
	Tag     extract.Tag
	Kind    extract.TokenKind
}

// Words gives the tokens of one sentence as words, in ws[:0], grades masked.
func (fs *Forms) Words(text string, tokens []extract.Token, ws []Word) []Word {
	fs.forget()
	for i := range tokens {
		t := &tokens[i]
		w := Word{Span: t.Span, Lemma: t.Lemma, Tag: t.Tag, Kind: t.Kind, Form: fs.number}
		if t.Kind != extract.TokenNumber {
			w.Form = fs.ofToken(text, t)
		}
		w.Base = w.ID
		if w.Lemma != "" && w.Lemma != w.Low {
			w.ofLemma = fs.lemmaOf(w.Form, w.Lemma)
			if w.Kind == extract.TokenWord {
				w.Base = w.ofLemma.ID
			}
		}
		w.Own, w.OwnBase = w.ID, w.Base
		ws = append(ws, w)
	}
	fs.maskGrades(ws)
	return ws
}

// Has reports whether the word has one of the flags.
func (w *Word) Has(f Flag) bool { return w.flags&f != 0 }

// Lower is strings.ToLower with a typographic apostrophe made straight; it
// allocates only where something changes.
func Lower(s string) string {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ReplaceAll(strings.ToLower(s), "’", "'")
		}
	}
	return s
}

// IsWord reports whether the token is a word, not a number or a mark.
func IsWord(w *Word) bool { return w.Kind == extract.TokenWord }
