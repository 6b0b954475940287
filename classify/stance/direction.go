package stance

import (
	"assay/corpus"
)

// direction is the change the sentence asserts in the clauses of the triggers:
// improving where something good grew, something bad shrank or anything got
// better, worsening the other way round. A change that is wanted, planned,
// asked for, denied or only supposed is none, and so is one of a child's own
// risk or need. A change of the theme itself outvotes others of its clause;
// a clause about "this" or "it" right after the theme's speaks of the theme too.
func (s *Scorer) direction(triggers []corpus.Span) Direction {
	if s.demanding() || commanding(s.words) {
		return NoChange
	}
	votes := [2][Worsening + 1]int{} // of the theme itself, of others in its clause
	owned := false
	for ci, c := range s.clauses {
		if c.role == purposeClause && ci > 0 && s.licensed(int(c.from)+1, s.clauses[ci-1]) {
			c = clause{s.clauses[ci-1].from, c.to, mainClause} // has helped | to reduce
		}
		owns := s.owns(c, triggers)
		if !owns && !(owned && refersBack(s.words[c.from:c.to])) {
			owned = owned && owns
			continue
		}
		owned = true
		if c.role == purposeClause {
			continue
		}
		for i := int(s.clauses[ci].from); i < int(c.to); i++ {
			d, from, to := s.changeAt(i, c)
			if d == NoChange {
				continue
			}
			other := 1
			if from < to {
				span := corpus.Span{Start: s.words[from].Start, End: s.words[to-1].End}
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

var baseForm, pastForm, nounForm = tagSet("VB"), tagSet("VBN", "VBD"), tagSet("NN", "NNS", "NNP", "NNPS")

func (w *word) is(set uint64) bool { return set>>w.tag&1 != 0 }

// commanding reports whether a sentence tells someone what to do: it starts with
// a base verb, or is a question.
func commanding(ws []word) bool {
	for i := range ws {
		if !taggable(&ws[i]) {
			continue
		}
		return ws[i].is(baseForm) || commands[ws[i].low]
	}
	return false
}

// commands are verbs that start a recommendation and are not always tagged so.
var commands = map[string]bool{"ensure": true, "improve": true, "strengthen": true, "review": true, "reduce": true, "develop": true,
	"increase": true, "accelerate": true, "continue": true, "implement": true, "establish": true, "take": true, "address": true}

// refersBack reports whether a clause starts with a word for what was said before.
func refersBack(ws []word) bool {
	for i := 0; i < min(len(ws), 4); i++ {
		switch ws[i].low {
		case "this", "these", "it", "they", "which", "both", "that":
			return true
		}
	}
	return false
}
