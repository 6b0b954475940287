package stance

import "assay/classify/stance/sentence"

// frameFeatures appends what the sentence is built like: its first words, its
// first finite verb.
func (s *Scorer) frameFeatures() {
	ws := s.read.Words
	s.add(kTense, int32(s.tense), 0, 0, 0, 0)
	if len(ws) > 2 {
		s.add(kStart, ws[0].ID, 0, 0, 0, 1)
		s.add(kStart, ws[0].ID, ws[1].ID, 0, 0, 2)
		s.add(kStart, ws[0].ID, ws[1].ID, ws[2].ID, 0, 3)
	}
	for i := range ws {
		if sentence.Finite>>ws[i].Tag&1 == 0 {
			continue
		}
		s.add(kVerb, int32(ws[i].Tag), ws[i].Base, 0, i, i+1)
		for k := i + 1; k < len(ws) && k < i+5; k++ {
			if sentence.Verbal>>ws[k].Tag&1 != 0 {
				s.add(kVerb2, ws[i].Base, ws[k].Base, int32(ws[k].Tag), i, k+1)
				break
			}
		}
		break
	}
}
