package postag

import (
	"strings"

	"assay/extract/text"
	"assay/internal/lexicon"
)

// noPlurals are words that end in -s and are no plurals of what stands before it.
var noPlurals = wordLists.Set("no plurals")

func tagSet(tags ...text.Tag) (set uint64) {
	for _, t := range tags {
		set |= 1 << t
	}
	return set
}

var (
	plurals   = tagSet(tagNNS)
	pluralOrS = tagSet(tagNNS, VBZ)
	pasts     = tagSet(VBD, VBN)
	nouns     = tagSet(tagNN, tagNNS)
	mosts     = tagSet(tagJJS, tagRBS)
	adverbs   = tagSet(text.TagOf("RB"), text.TagOf("JJ"))
)

// usualWeight is what a word's own row reaches for some tag once the model has seen the
// word often, in thousandths.
const usualWeight = 2000

// rare reports whether the model has seen the word of that row seldom or never.
func (m *tagModel) rare(row int32) bool {
	for _, e := range m.cells[row+rowHead : row+rowHead+m.cells[row]] {
		if e>>8 > usualWeight {
			return false
		}
	}
	return true
}

// shape is the set of tags that a word can have by its form, for one that the model
// hardly knows: what the lexicon and the tables of irregular forms say of it. It is 0
// where they say nothing.
func (m *tagModel) shape(word string) uint64 {
	for i := 0; i < len(word); i++ {
		if !text.IsASCIILower(word[i]) {
			return 0
		}
	}
	if base, ok := irregulars[lemmaVerbPast][word]; ok && base != word && lexicon.Has(base) {
		switch {
		case preterites[word] && !participles[word]:
			return tagSet(VBD)
		case participles[word] && !preterites[word]:
			return tagSet(VBN)
		}
		return pasts
	}
	if base, ok := irregulars[lemmaPlural][word]; ok {
		if base == word || maybeSingular[word] {
			return nouns
		}
		if word[len(word)-1] == 's' {
			return pluralOrS // "this leaves them"
		}
		return plurals
	}
	switch {
	case noPlurals[word]:
		return adverbs
	case len(word) < 5:
		return 0
	case strings.HasSuffix(word, "est"):
		if m.word[m.words[word]].here == 0 && m.positive(word, word[:len(word)-3]) != word {
			return mosts
		}
	case word[len(word)-1] == 's' && !hasAnySuffix(word, "ss", "us", "is", "wards"):
		if stem := m.stripS(word); stem != word && lexicon.Has(stem) && lexicon.Has(word) {
			return pluralOrS
		}
	}
	return 0
}
