package sentence

import "math/bits"

// pastBeing are the verbs that tell how things were.
var pastBeing = map[string]bool{"was": true, "were": true, "used": true, "had": true}

// lasting are words by which what was so is so today.
var lasting = map[string]bool{"still": true, "remain": true, "remains": true, "again": true, "as": true, "also": true, "even": true}

// turnBefore turns the words of praise and blame that are told of as before: those
// between a verb that tells how things were and a verb of the present that a word of
// today stands with, in one clause or in two. "Oversight was poor; it is now strong"
// holds no blame.
func (s *Reading) turnBefore() {
	from, to := s.before()
	for i := range s.Turns {
		t := &s.Turns[i]
		if t.From <= from || t.To > to || !t.mayTurn() || t.By&(byMending|byLoss) != 0 || s.goesOn(to, t.Base < baseBlame) {
			continue
		}
		by := byMending
		if t.Base < baseBlame {
			by = byLoss
		}
		t.By |= by
		t.Good = (t.Base < baseBlame) == (bits.OnesCount8(uint8(t.By))%2 == 0)
		t.Whole.To = max(t.Whole.To, to)
	}
}

// goesOn reports whether what follows verb to says that the good is better today, or
// the bad worse: "it was bad, now it is worse".
func (s *Reading) goesOn(to int32, good bool) bool {
	more := Worse
	if good {
		more = Better
	}
	return s.AnyIn(to+1, to+nowReach, more)
}

// nowReach is how far a word of today may stand from its verb.
const nowReach = 4

// before is the words (from, to) told of as before, from the verb that tells of the
// past to that of today; the same number twice where there are none.
func (s *Reading) before() (from, to int32) {
	for h := range s.Hits {
		x := &s.Hits[h]
		if x.Groups&Now == 0 {
			continue
		}
		verb := s.presentBy(x)
		if verb < 0 {
			continue
		}
		for i := verb - 1; i >= 0; i-- {
			switch w := &s.Words[i]; {
			case pastBeing[w.Low]:
				return i, verb
			case w.Is(present):
				i = -1 // another verb of today stands between
			}
		}
	}
	return 0, 0
}

// presentBy is the verb of the present that a word of today stands with, -1 for none
// or where a word says that it lasts.
func (s *Reading) presentBy(x *Hit) int32 {
	verb := int32(-1)
	for i := max(0, x.From-nowReach); i < min(int32(len(s.Words)), x.To+nowReach); i++ {
		w := &s.Words[i]
		if lasting[w.Low] {
			return -1
		}
		if verb < 0 && w.Is(present) {
			verb = i
		}
	}
	return verb
}

var present = Tags("VBZ", "VBP")
