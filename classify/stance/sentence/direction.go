package sentence

import "assay/corpus"

// Direction is the change the sentence asserts in the clauses of the triggers:
// improving where something good grew, something bad shrank or anything got
// better, worsening the other way round. A change that is wanted, planned,
// asked for, denied or only supposed is none, and so is one of a child's own
// risk or need. A change of the theme itself outvotes others of its clause;
// a clause about "this" or "it" right after the theme's speaks of the theme too.
func (s *Reading) Direction(triggers []corpus.Span) Direction {
	if commanding(s.Words) {
		return NoChange
	}
	votes := [2][Worsening + 1]int{} // of the theme itself, of others in its clause
	owned := false
	for ci, c := range s.Clauses {
		if c.Role == purposeClause && ci > 0 && s.licensed(int(c.From)+1, s.Clauses[ci-1]) {
			c = Clause{s.Clauses[ci-1].From, c.To, MainClause} // has helped | to reduce
		}
		owns := s.Owns(c, triggers)
		if !owns && !(owned && refersBack(s.Words[c.From:c.To])) {
			owned = owned && owns
			continue
		}
		owned = true
		if c.Role == purposeClause {
			continue
		}
		for i := int(s.Clauses[ci].From); i < int(c.To); i++ {
			d, from, to := s.changeAt(i, c)
			if d == NoChange {
				continue
			}
			other := 1
			if from < to {
				span := s.SpanOf(from, to)
				for _, t := range triggers {
					if t.Overlaps(span) {
						other = 0
					}
				}
			}
			votes[other][d]++
		}
	}
	for _, v := range votes {
		switch {
		case v[Improving] > v[Worsening]:
			return Improving
		case v[Worsening] > v[Improving]:
			return Worsening
		case v[Improving] > 0:
			return NoChange
		}
	}
	return NoChange
}

var baseForm, pastForm, nounForm = Tags("VB"), Tags("VBN", "VBD"), Tags("NN", "NNS", "NNP", "NNPS")

// Is reports whether the part of speech of the word is in a set of Tags.
func (w *Word) Is(set uint64) bool { return set>>w.Tag&1 != 0 }

// refersBack reports whether a clause starts with a word for what was said before.
func refersBack(ws []Word) bool {
	for i := 0; i < min(len(ws), 4); i++ {
		switch ws[i].Low {
		case "this", "these", "it", "they", "which", "both", "that":
			return true
		}
	}
	return false
}
