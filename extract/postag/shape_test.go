package postag

import (
	"strings"
	"testing"

	"assay/corpus"
	"assay/extract/text"
)

// TestShapes tags words that the model hardly knows by what their form allows.
func TestShapes(t *testing.T) {
	g := Get()
	defer Put(g)
	for _, c := range []struct{ sentence, word, tag, lemma string }{
		{"The geese flew over the hall .", "geese", "NNS", "goose"},
		{"Two wharves were closed .", "wharves", "NNS", "wharf"},
		{"This leaves them alone .", "leaves", "VBZ", "leave"},
		{"The roofs leak .", "roofs", "NNS", "roof"},
		{"The sizes differ .", "sizes", "NNS", "size"},
		{"She overheard it .", "overheard", "VBD", "overhear"},
		{"It was upheld .", "upheld", "VBN", "uphold"},
		{"It was redone .", "redone", "VBN", "redo"},
		{"They foresaw it .", "foresaw", "VBD", "foresee"},
		{"It is the busiest .", "busiest", "JJS", "busy"},
		{"They work wider than before .", "wider", "", "wide"},
		{"He focusses on it .", "focusses", "VBZ", "focus"},
		{"They went outdoors .", "outdoors", "", "outdoors"},
		{"One species lives there .", "species", "", "species"},
		{"It is unheard of .", "unheard", "JJ", "unheard"},
	} {
		words := strings.Fields(c.sentence)
		var tokens []text.Token
		at := 0
		for _, w := range words {
			i := strings.Index(c.sentence[at:], w) + at
			kind := text.TokenWord
			if w == "." {
				kind = text.TokenPunct
			}
			tokens = append(tokens, text.Token{Span: corpus.Span{Start: int32(i), End: int32(i + len(w))}, Kind: kind})
			at = i + len(w)
		}
		g.Sentence(c.sentence, tokens, nil)
		for i, w := range words {
			if w != c.word {
				continue
			}
			if got := tokens[i].Tag.String(); c.tag != "" && got != c.tag || tokens[i].Lemma != c.lemma {
				t.Errorf("%s: %s is %s with the lemma %s, want %s and %s", c.sentence, w, got, tokens[i].Lemma, c.tag, c.lemma)
			}
		}
	}
}
