package stance

import "assay/extract"

// finite marks the tags of verbs that carry a sentence; verbal those of any verb.
var finite, verbal = tagSet("VBZ", "VBP", "VBD", "MD"), tagSet("VB", "VBG", "VBN", "VBZ", "VBP", "VBD")

func tagSet(names ...string) (set uint64) {
	for _, n := range names {
		set |= 1 << extract.TagOf(n)
	}
	return set
}

// frameFeatures appends what the sentence is built like: its first words, its
// first finite verb.
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
}
