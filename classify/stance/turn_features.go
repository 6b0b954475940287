package stance

import (
	"math/bits"

	"assay/classify/stance/sentence"
	"assay/corpus"
)

// scopeFeatures appends the words that what turns a sign reaches, each with how it
// is reached.
func (s *Scorer) scopeFeatures() {
	for _, r := range s.read.Reaches {
		if r.How == sentence.Negated {
			continue // kNegWord
		}
		in := int32(inNegated) + int32(r.How)
		for i := r.From; i < r.To; i++ {
			if s.read.Light(int(i)) {
				continue
			}
			if w := &s.read.Words[i]; w.ID != noWord {
				s.add(kReached, in, w.ID, 0, int(i), int(i)+1)
				s.add(kReached, in, s.m.vocab.info[w.ID].coarse, 1, int(i), int(i)+1)
			}
		}
	}
}

// toldGroups are the groups whose words say what kind of statement a sentence is.
const toldGroups = sentence.Law | sentence.Announced | sentence.Advice | sentence.Litotes | sentence.NotOnly | sentence.Process | sentence.Hedge | sentence.Demand | sentence.PastTime | sentence.NotYet | sentence.Weakener | sentence.Strengthener | sentence.Deny | sentence.Refute | sentence.Mend | sentence.Lose | sentence.Once | sentence.Prevent | sentence.Say

// turnFeatures appends the turns of the sentence, what they add up to, and the
// groups of its words, and gives the sum of good and bad turns.
func (s *Scorer) turnFeatures() (sum int32) {
	var good, bad, last int32
	for i := range s.read.Turns {
		t := &s.read.Turns[i]
		from, to := int(t.From), int(t.To)
		s.add(kTurn, int32(t.Base), int32(t.By), 0, from, to)
		if id := s.read.Words[t.To-1].ID; t.By != 0 && id != noWord {
			s.add(kTurnWord, int32(t.By), id, 0, from, to)
		}
		if !t.Tells() {
			continue
		}
		if last = signBit(t.Good); t.Good {
			good = min(good+1, 3)
		} else {
			bad = min(bad+1, 3)
		}
	}
	s.add(kTurnSum, good, bad, last, 0, 0)
	for i := range s.read.Hits {
		for g := s.read.Hits[i].Groups & toldGroups; g != 0; g &= g - 1 {
			s.add(kGroup, int32(bits.TrailingZeros64(uint64(g))), 0, 0, int(s.read.Hits[i].From), int(s.read.Hits[i].To))
		}
	}
	return good<<2 | bad
}

// signBit is the bit of good or bad.
func signBit(good bool) int32 {
	if good {
		return 1
	}
	return 2
}

// themeTurns appends what the turns of the theme's own clauses add up to, those
// next to its words, and what acts on its words themselves.
func (s *Scorer) themeTurns(theme int32, triggers []corpus.Span) {
	first, last := s.read.TriggerWords(triggers)
	var sums [2][2]int32 // own or other clause: good, bad
	var next, prev int32 // sign of the nearest turn after and before, 0 for none
	for i := range s.read.Turns {
		t := &s.read.Turns[i]
		own := s.read.Owns(s.read.Clauses[t.Clause], triggers)
		if own {
			s.add(kOwnTurn, int32(t.Base), int32(t.By), 0, int(t.From), int(t.To))
		}
		if !t.Tells() {
			continue
		}
		sign, other := signBit(t.Good), 0
		if !own {
			other = 1
		}
		sums[other][sign-1] = min(sums[other][sign-1]+1, 2)
		if !own {
			continue
		}
		switch {
		case t.To <= first:
			prev = sign
		case t.From > last && next == 0:
			next = sign
		}
	}
	s.add(kOwnSum, sums[0][0]*3+sums[0][1], sums[1][0]*3+sums[1][1], 0, 0, 0)
	s.add(kNextSign, prev, next, theme, 0, 0)
	for ci := range s.read.Clauses {
		c := s.read.Clauses[ci]
		if !s.read.Owns(c, triggers) || len(triggers) == 0 || first < c.From || first >= c.To {
			continue
		}
		lost, _ := s.read.TurnersOf(first, last+1, c, true, true)
		mended, _ := s.read.TurnersOf(first, last+1, c, false, true)
		by := lost | mended
		s.add(kThemeTurned, int32(by), 0, 0, 0, 0)
		s.add(kThemeTurned, int32(by), sums[0][0]*3+sums[0][1], 1, 0, 0)
	}
}
