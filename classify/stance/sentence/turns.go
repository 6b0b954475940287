package sentence

import "math/bits"

// Turn is a word of praise or blame with what acts on it: "no longer late" is
// blame that was mended, "denied that visits were useful" praise that is denied.
// What acts on it may stand on either side, and several may act together: each
// turns the sign round once more.
type Turn struct {
	From, To int32 // words [from, to)
	Clause   int32
	Base     Base
	By       Turner // what acts on it
	theme    bool   // it names what themes are about
	Whole    Row    // its words and those that act on it
	Good     bool   // its sign with all that acts on it
}

// Row is words [from, to).
type Row struct{ From, To int32 }

// Base is how a word of praise or blame stands in the lexicon.
type Base uint8

const (
	noBase Base = iota
	basePraise
	baseGoodWord
	baseGoodThing
	baseHelp
	baseBlame // blame and what follows are bad by themselves
	baseBadWord
	baseBadThing
)

// baseOf is the base of a lexicon hit, the surer group first.
func baseOf(g Group) Base {
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

// Turner is a set of what turns a sign round.
type Turner uint8

const (
	byNegation Turner = 1 << iota
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
	negatedReach    = 4 // of a negation, to another word that turns
	preventionReach = 8
	mendingReach    = 10
	endedReach      = 16 // of mending and loss, back to what they are said of
)

// turnsOf appends the turns of the lexicon hits of a sentence.
func (s *Reading) turnsOf(out []Turn) []Turn {
	hits, cs := s.Hits, s.Clauses
	for h, ci := range beside(hits, cs) {
		b := baseOf(hits[h].Groups)
		if b == noBase || s.onlyActs(h, b, cs[ci]) {
			continue
		}
		t := Turn{From: hits[h].From, To: hits[h].To, Clause: int32(ci), Base: b, Good: b < baseBlame, theme: hits[h].Groups&ThemeWord != 0}
		t.Whole = Row{t.From, t.To}
		if hits[h].Groups&(Negation|Deny) == 0 { // "nobody" is turned by nothing
			t.By, t.Whole = s.TurnersOf(t.From, t.To, cs[ci], t.Good, s.isThing(b, t.To-1))
		}
		if k := refutedAfter(hits, cs, ci); k >= 0 {
			t.By |= byDenial
			t.Whole.To = hits[k].To
		}
		if bits.OnesCount8(uint8(t.By))%2 == 1 {
			t.Good = !t.Good
		}
		out = append(out, t)
	}
	return out
}

// isThing reports whether a base stands for something there can be more or less of:
// a thing of the lexicon or a noun of blame that ends with word i.
func (s *Reading) isThing(b Base, i int32) bool {
	return b == baseBadThing || b == baseGoodThing || b >= baseBlame && s.Words[i].Is(nouns)
}

var nouns = Tags("NN", "NNS")

// acting are the groups whose words may say only what becomes of something else.
const acting = Deny | Refute | Mend | Lose | Prevent

// onlyActs reports whether hit h, blame by itself, acts on another word of praise or
// blame of its clause and so says nothing of its own: "the dread has vanished".
func (s *Reading) onlyActs(h int, b Base, c Clause) bool {
	x := &s.Hits[h]
	if b < baseBlame || x.Groups&acting == 0 {
		return false
	}
	for k := range s.Hits {
		y := &s.Hits[k]
		o := baseOf(y.Groups)
		if k == h || y.From < c.From || y.From >= c.To || o == noBase || o == baseHelp || o == baseGoodThing || y.Groups&acting != 0 {
			continue
		}
		if s.actsOn(x, y.From, y.To, o < baseBlame, s.isThing(o, y.To-1))&^byNegation != 0 {
			return true
		}
	}
	return false
}

// refutedAfter is the hit of the clause after clause ci that refutes what it says,
// where that clause judges nothing itself: "..., but inspectors disagreed". -1 is none.
func refutedAfter(hits []Hit, cs []Clause, ci int) int {
	if ci+1 >= len(cs) {
		return -1
	}
	next, refutes := cs[ci+1], -1
	for k := range hits {
		x := &hits[k]
		if x.From < next.From || x.From >= next.To {
			continue
		}
		if x.Groups&Refute != 0 {
			refutes = k
		} else if b := baseOf(x.Groups); b != noBase && b != baseGoodThing && b != baseHelp {
			return -1
		}
	}
	return refutes
}

// ReachKind is how a word that turns a sign reaches another.
type ReachKind uint8

// The kinds of reach.
const (
	Negated ReachKind = iota
	denied
	prevented
	mendedBy // around a word of mending
	lostBy   // around a word of loss
	onceSo   // after a word of before
)

// Reach is words [from, to) that a word which turns a sign reaches.
type Reach struct {
	Row
	How ReachKind
}

// reachesOf appends the words of its clause that each word which turns a sign
// reaches.
func reachesOf(hits []Hit, cs []Clause, out []Reach) []Reach {
	for h, ci := range beside(hits, cs) {
		x, c := &hits[h], cs[ci]
		reaches := func(how ReachKind, before, after int32) {
			if before > 0 {
				out = append(out, Reach{Row{max(c.From, x.From-before), x.From}, how})
			}
			if to := min(c.To, x.To+after); to > x.To {
				out = append(out, Reach{Row{x.To, to}, how})
			}
		}
		g := x.Groups
		switch {
		case g&Negation != 0:
			reaches(Negated, 0, NegationReach)
		case g&Deny != 0:
			reaches(denied, 0, denialReach)
		case g&Refute != 0:
			reaches(denied, denialReach, 0)
		case g&Prevent != 0:
			reaches(prevented, 0, preventionReach)
		case g&Once != 0:
			reaches(onceSo, 0, mendingReach)
		}
		if g&Mend != 0 {
			reaches(mendedBy, mendingReach, mendingReach)
		}
		if g&Lose != 0 {
			reaches(lostBy, mendingReach, mendingReach)
		}
	}
	return out
}
