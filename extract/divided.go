package extract

import (
	"slices"
	"strings"

	"assay/extract/text"
	"assay/internal/compound"
)

// divided decides of every token that the end of a row divides whether the hyphen
// belongs to the word, notes in Parse.Joined those that do not, and gives the texts of
// all such tokens, by their start; nil where there is none.
func divided(p *Parse) map[int32]string {
	doc := p.Doc.Text
	if !mayDivide(doc) {
		return nil
	}
	var whole map[int32]string
	var words map[string]int
	for i := range p.Tokens {
		t := &p.Tokens[i]
		printed := t.Of(doc)
		if !text.Divided(printed) {
			continue
		}
		if whole == nil {
			whole, words = map[int32]string{}, wordsOf(p)
		}
		first, second, hyphen := text.Halves(printed)
		if second != "" && t.Kind != TokenURL && t.Kind != TokenEmail && !compound.Hyphened(first, second, words) {
			p.Joined = append(p.Joined, t.Start+int32(hyphen))
			whole[t.Start] = first + second
		} else {
			whole[t.Start] = first + "-" + second
		}
	}
	slices.Sort(p.Joined)
	return whole
}

// mayDivide reports whether a row may end in a word of doc.
func mayDivide(doc string) bool {
	return strings.Contains(doc, "-\n") || strings.Contains(doc, "- \n") || strings.Contains(doc, softHyphen)
}

// softHyphen is how a reader marks a row's end within a word.
const softHyphen = "\u00ad"

// wordsOf counts the words of the document that no row's end divides, in lower case.
func wordsOf(p *Parse) map[string]int {
	words := map[string]int{}
	for i := range p.Tokens {
		if t := &p.Tokens[i]; t.Kind == TokenWord {
			if s := t.Of(p.Doc.Text); !text.Divided(s) {
				words[strings.ToLower(s)]++
			}
		}
	}
	return words
}
