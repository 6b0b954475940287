package stance

import (
	"math/bits"

	"assay/corpus"
)

// turn is a word of praise or blame with what acts on it: "no longer late" is
// blame that was mended, "denied that visits were useful" praise that is denied.
// What acts on it may stand on either side, and several may act together: each
// turns the sign round once more.
type turn struct {
	from, to int32 // words [from, to)
	clause   int32
	base     base
	by       turner  // what acts on it
	theme    bool    // it names what themes are about
	whole    stretch // its words and those that act on it
	good     bool    // its sign with all that acts on it
}

// base is how a word of praise or blame stands in the lexicon.
type base uint8

const (
	noBase base = iota
	basePraise
	baseGoodWord
	baseGoodThing
	baseHelp
	baseBlame // blame and what follows are bad by themselves
	baseBadWord
	baseBadThing
)

// baseOf is the base of a lexicon hit, the surer group first.
func baseOf(g Group) base {
	switch {
	case g&Praise != 0:
		return basePraise
	case g&Blame != 0:
		return baseBlame
	case g&GoodWord != 0:
		return baseGoodWord
	case g&BadWord != 0:
		return baseBadWord
	case g&BadThing != 0:
		return baseBadThing
	case g&GoodThing != 0:
		return baseGoodThing
	case g&Help != 0:
		return baseHelp
	}
	return noBase
}

// turner is a set of what turns a sign round.
type turner uint8

const (
	byNegation turner = 1 << iota
	byDenial
	byPrevention
	byMending // of what is bad
	byLoss    // of what is good
	turnerSets
)

// Reach in words of what turns: a negation reaches past an adverb and an
// auxiliary, a denial to what is denied, mending and loss over the verb.
const (
	denialReach     = 14
	preventionReach = 8
	mendingReach    = 10
)

// turnsOf appends the turns of the lexicon hits of a sentence.
func turnsOf(hits []hit, cs []clause, out []turn) []turn {
	for h, ci := range beside(hits, cs) {
		b := baseOf(hits[h].groups)
		if b == noBase {
			continue
		}
		t := turn{from: hits[h].from, to: hits[h].to, clause: int32(ci), base: b, good: b < baseBlame, theme: hits[h].groups&ThemeWord != 0}
		t.by, t.whole = turnersOf(hits, hits[h].from, hits[h].to, cs[ci], t.good)
		if k := refutedAfter(hits, cs, ci); k >= 0 {
			t.by |= byDenial
			t.whole.to = hits[k].to
		}
		if bits.OnesCount8(uint8(t.by))%2 == 1 {
			t.good = !t.good
		}
		out = append(out, t)
	}
	return out
}

// refutedAfter is the hit of the clause after clause ci that refutes what it says,
// where that clause judges nothing itself: "..., but inspectors disagreed". -1 is none.
func refutedAfter(hits []hit, cs []clause, ci int) int {
	if ci+1 >= len(cs) {
		return -1
	}
	next, refutes := cs[ci+1], -1
	for k := range hits {
		x := &hits[k]
		if x.from < next.from || x.from >= next.to {
			continue
		}
		if x.groups&Refute != 0 {
			refutes = k
		} else if b := baseOf(x.groups); b != noBase && b != baseGoodThing && b != baseHelp {
			return -1
		}
	}
	return refutes
}

// turnersOf is what acts on words [from, to) within their clause, and the words
// from the first to the last of all these; good says which of mending and loss can
// act. A word acts in one way only: what both denies and prevents turns once.
func turnersOf(hits []hit, from, to int32, c clause, good bool) (by turner, whole stretch) {
	whole = stretch{from: from, to: to}
	for k := range hits {
		x := &hits[k]
		if x.from < c.from || x.from >= c.to || x.from < to && x.to > from {
			continue
		}
		acts := actsOn(x, from-x.to, x.from-to, good)
		if acts == 0 && x.groups&Once != 0 && x.to <= from && from-x.to < mendingReach && !judgedBetween(hits, k, from) {
			if acts = byMending; good {
				acts = byLoss
			}
		}
		if acts&^by != 0 {
			by |= acts
			whole.from, whole.to = min(whole.from, x.from), max(whole.to, x.to)
		}
	}
	return by, whole
}

// actsOn is how a hit acts on words that begin so many words after its end and end
// so many before its start; one of the two is negative.
func actsOn(x *hit, before, after int32, good bool) turner {
	away := max(before, after)
	switch {
	case before >= 0 && before < negationReach && x.groups&Negation != 0:
		return byNegation
	case before >= 0 && before < denialReach && x.groups&Deny != 0, after >= 0 && after < denialReach && x.groups&Refute != 0:
		return byDenial
	case before >= 0 && before < preventionReach && x.groups&Prevent != 0 && !(good && x.groups&Help != 0): // what protects keeps off the bad alone
		return byPrevention
	case !good && away < mendingReach && x.groups&Mend != 0:
		return byMending
	case good && away < mendingReach && x.groups&Lose != 0:
		return byLoss
	}
	return 0
}

// judgedBetween reports whether a word of praise or blame stands between hit k and
// word from.
func judgedBetween(hits []hit, k int, from int32) bool {
	for k++; k < len(hits) && hits[k].from < from; k++ {
		if baseOf(hits[k].groups) != noBase && hits[k].groups&ThemeWord == 0 {
			return true
		}
	}
	return false
}

// reachesOf appends the words of its clause that each word which turns a sign
// reaches, by the input of the second layer they count in.
func (s *Scorer) reachesOf(out []stretch) []stretch {
	for h, ci := range beside(s.hits, s.clauses) {
		x, c := &s.hits[h], s.clauses[ci]
		reach := func(in input, before, after int32) {
			if before > 0 {
				out = append(out, stretch{in, max(c.from, x.from-before), x.from})
			}
			if to := min(c.to, x.to+after); to > x.to {
				out = append(out, stretch{in, x.to, to})
			}
		}
		g := x.groups
		switch {
		case g&Negation != 0:
			reach(inNegated, 0, negationReach)
		case g&Deny != 0:
			reach(inDenied, 0, denialReach)
		case g&Refute != 0:
			reach(inDenied, denialReach, 0)
		case g&Prevent != 0:
			reach(inPrevented, 0, preventionReach)
		case g&Once != 0:
			reach(inOnce, 0, mendingReach)
		}
		if g&Mend != 0 {
			reach(inMended, mendingReach, mendingReach)
		}
		if g&Lose != 0 {
			reach(inLost, mendingReach, mendingReach)
		}
	}
	return out
}

// scopeFeatures appends the words that what turns a sign reaches, each with how it
// is reached.
func (s *Scorer) scopeFeatures() {
	for _, r := range s.reaches {
		if r.in == inNegated {
			continue // kNegWord
		}
		for i := r.from; i < r.to; i++ {
			if s.light(int(i)) {
				continue
			}
			if w := &s.words[i]; w.id != noWord {
				s.add(kReached, int32(r.in), w.id, 0, int(i), int(i)+1)
				s.add(kReached, int32(r.in), s.m.vocab.info[w.id].coarse, 1, int(i), int(i)+1)
			}
		}
	}
}

// toldGroups are the groups whose words say what kind of statement a sentence is.
const toldGroups = Law | Announced | Advice | Litotes | NotOnly | Process | Hedge | Demand | PastTime | NotYet | Weakener | Strengthener | Deny | Refute | Mend | Lose | Once | Prevent | Say

// turnFeatures appends the turns of the sentence, what they add up to, and the
// groups of its words.
func (s *Scorer) turnFeatures() {
	var good, bad, last int32
	for i := range s.turns {
		t := &s.turns[i]
		from, to := int(t.from), int(t.to)
		s.add(kTurn, int32(t.base), int32(t.by), 0, from, to)
		if id := s.words[t.to-1].id; t.by != 0 && id != noWord {
			s.add(kTurnWord, int32(t.by), id, 0, from, to)
		}
		if last = 2; t.good {
			good, last = min(good+1, 3), 1
		} else {
			bad = min(bad+1, 3)
		}
	}
	s.add(kTurnSum, good, bad, last, 0, 0)
	for i := range s.hits {
		for g := s.hits[i].groups & toldGroups; g != 0; g &= g - 1 {
			s.add(kGroup, int32(bits.TrailingZeros64(uint64(g))), 0, 0, int(s.hits[i].from), int(s.hits[i].to))
		}
	}
}

// themeTurns appends what the turns of the theme's own clauses add up to, those
// next to its words, and what acts on its words themselves.
func (s *Scorer) themeTurns(theme int32, triggers []corpus.Span) {
	first, last := s.triggerWords(triggers)
	var sums [2][2]int32 // own or other clause: good, bad
	var next, prev int32 // sign of the nearest turn after and before, 0 for none
	for i := range s.turns {
		t := &s.turns[i]
		sign, other := int32(1), 0
		if !t.good {
			sign = 2
		}
		own := s.owns(s.clauses[t.clause], triggers)
		if !own {
			other = 1
		}
		sums[other][sign-1] = min(sums[other][sign-1]+1, 2)
		if !own {
			continue
		}
		s.add(kOwnTurn, int32(t.base), int32(t.by), 0, int(t.from), int(t.to))
		switch {
		case t.to <= first:
			prev = sign
		case t.from > last && next == 0:
			next = sign
		}
	}
	s.add(kOwnSum, sums[0][0]*3+sums[0][1], sums[1][0]*3+sums[1][1], 0, 0, 0)
	s.add(kNextSign, prev, next, theme, 0, 0)
	for ci := range s.clauses {
		c := s.clauses[ci]
		if !s.owns(c, triggers) || len(triggers) == 0 || first < c.from || first >= c.to {
			continue
		}
		lost, _ := turnersOf(s.hits, first, last+1, c, true)
		mended, _ := turnersOf(s.hits, first, last+1, c, false)
		by := lost | mended
		s.add(kThemeTurned, int32(by), 0, 0, 0, 0)
		s.add(kThemeTurned, int32(by), sums[0][0]*3+sums[0][1], 1, 0, 0)
	}
}
