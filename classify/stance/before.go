package stance

import "math/bits"

// pastBeing are the verbs that tell how things were.
var pastBeing = map[string]bool{"was": true, "were": true, "used": true, "had": true}

// lasting are words by which what was so is so today.
var lasting = map[string]bool{"still": true, "remain": true, "remains": true, "again": true}

// turnBefore turns the words of praise and blame that are told of as before: those
// between a verb that tells how things were and a verb of the present that a word of
// today stands with, in one clause or in two. "Oversight was poor; it is now strong"
// holds no blame.
func (s *Scorer) turnBefore() {
	from, to := s.before()
	for i := range s.turns {
		t := &s.turns[i]
		if t.from <= from || t.to > to || !t.mayTurn() || t.by&(byMending|byLoss) != 0 {
			continue
		}
		by := byMending
		if t.base < baseBlame {
			by = byLoss
		}
		t.by |= by
		t.good = (t.base < baseBlame) == (bits.OnesCount8(uint8(t.by))%2 == 0)
		t.whole.to = max(t.whole.to, to)
	}
}

// nowReach is how far a word of today may stand from its verb.
const nowReach = 4

// before is the words (from, to) told of as before, from the verb that tells of the
// past to that of today; the same number twice where there are none.
func (s *Scorer) before() (from, to int32) {
	for h := range s.hits {
		x := &s.hits[h]
		if x.groups&Now == 0 {
			continue
		}
		verb := s.presentBy(x)
		if verb < 0 {
			continue
		}
		for i := verb - 1; i >= 0; i-- {
			switch w := &s.words[i]; {
			case pastBeing[w.low]:
				return i, verb
			case w.is(present):
				i = -1 // another verb of today stands between
			}
		}
	}
	return 0, 0
}

// presentBy is the verb of the present that a word of today stands with, -1 for none
// or where a word says that it lasts.
func (s *Scorer) presentBy(x *hit) int32 {
	verb := int32(-1)
	for i := max(0, x.from-nowReach); i < min(int32(len(s.words)), x.to+nowReach); i++ {
		w := &s.words[i]
		if lasting[w.low] {
			return -1
		}
		if verb < 0 && w.is(present) {
			verb = i
		}
	}
	return verb
}

var present = tagSet("VBZ", "VBP")
