package stance

import (
	"math/bits"

	"assay/extract"
)

// finite marks the tags of verbs that carry a sentence; verbal those of any verb.
var finite, verbal = tagSet("VBZ", "VBP", "VBD", "MD"), tagSet("VB", "VBG", "VBN", "VBZ", "VBP", "VBD")

func tagSet(names ...string) (set uint64) {
	for _, n := range names {
		set |= 1 << extract.TagOf(n)
	}
	return set
}

// lemmaFeatures appends rows of lemmas, and words with others between them.
func (s *Scorer) lemmaFeatures() {
	ws := s.words
	for i := range ws {
		a := ws[i].base
		if a == noWord || i+1 >= len(ws) {
			continue
		}
		if b := ws[i+1].base; b != noWord {
			s.add(kLemma2, a, b, 0, i, i+2)
			if i+2 < len(ws) && ws[i+2].base != noWord {
				s.add(kLemma3, a, b, ws[i+2].base, i, i+3)
			}
		}
		for d := 2; d <= 3 && i+d < len(ws); d++ {
			if c := ws[i+d].base; c != noWord && taggable(&ws[i]) && taggable(&ws[i+d]) {
				s.add(kSkip, a, c, 0, i, i+d+1)
			}
		}
	}
}

// frameFeatures appends what the sentence is built like: its first words, its
// first finite verb, its parts of speech with the words of the lexicon by group.
func (s *Scorer) frameFeatures() {
	ws := s.words
	s.add(kTense, int32(s.tense), 0, 0, 0, 0)
	if len(ws) > 2 {
		s.add(kStart, ws[0].id, 0, 0, 0, 1)
		s.add(kStart, ws[0].id, ws[1].id, 0, 0, 2)
		s.add(kStart, ws[0].id, ws[1].id, ws[2].id, 0, 3)
	}
	for i := range ws {
		if finite>>ws[i].tag&1 == 0 {
			continue
		}
		s.add(kVerb, int32(ws[i].tag), ws[i].base, 0, i, i+1)
		for k := i + 1; k < len(ws) && k < i+5; k++ {
			if verbal>>ws[k].tag&1 != 0 {
				s.add(kVerb2, ws[i].base, ws[k].base, int32(ws[k].tag), i, k+1)
				break
			}
		}
		break
	}
	h := 0
	var row [4]int32
	for i := range ws {
		c := int32(ws[i].tag) + 1
		for h < len(s.hits) && int(s.hits[h].to) <= i {
			h++
		}
		if h < len(s.hits) && int(s.hits[h].from) <= i {
			c = 64 + int32(bits.TrailingZeros32(uint32(s.hits[h].groups)))
		}
		row[0], row[1], row[2], row[3] = row[1], row[2], row[3], c
		if i >= 3 {
			s.add(kTags, row[0]<<7|row[1], row[2], row[3], i-3, i+1)
		}
	}
}
