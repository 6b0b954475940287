package stance

import "assay/corpus"

// move is a word of change with the thing that changes: "delays have not been
// reduced" is a fall of a bad thing, told as done, denied.
type move struct {
	at     int32 // hit
	clause int32
	dir    int32 // 0 to 5: up, down, better, worse, mended, lost
	thing  int32 // thing* below
	aspect int32 // aspect* below
	denied int32 // 0 or 1
}

// What changes.
const (
	thingNone int32 = iota
	thingGood
	thingBad
	thingTheme
)

// How the change is told.
const (
	aspectPlain    int32 = iota // no verb form that says more
	aspectDone                  // has risen, have been reduced
	aspectWas                   // rose, was reduced
	aspectGoing                 // is rising
	aspectBare                  // to reduce, reduce
	aspectModal                 // will fall, should be reduced
	aspectCompared              // fewer, higher
)

// Words looked at around a word of change: auxiliaries before it, the thing on
// either side.
const (
	auxReach   = 4
	thingReach = 7
)

// directions are the groups of change, in the order of move.dir.
var directions = [...]Group{Up, Down, Better, Worse, Mend, Lose}

var (
	compared = tagSet("JJR", "RBR")
	ingForm  = tagSet("VBG")

	preposition = tagSet("IN")
	haves       = map[string]bool{"has": true, "have": true, "had": true, "'ve": true, "'s": true}
	beings      = map[string]bool{"is": true, "are": true, "was": true, "were": true, "been": true, "being": true, "be": true}
)

// moveOf is what the hit h tells of change in group g; its thing is looked for in
// its clause.
func (s *Scorer) moveOf(h int, dir int32, c clause) move {
	x := &s.hits[h]
	m := move{at: int32(h), dir: dir, aspect: s.aspectOf(x.from, c)}
	away := int32(thingReach + 1)
	for k := range s.hits {
		y := &s.hits[k]
		if k == h || y.from < c.from || y.from >= c.to {
			continue
		}
		if before := x.from - y.to; before >= 0 && before < negationReach && y.groups&Negation != 0 {
			m.denied = 1
		}
		thing := thingNone
		switch {
		case y.groups&BadThing != 0:
			thing = thingBad
		case y.groups&GoodThing != 0:
			thing = thingGood
		case y.groups&ThemeWord != 0:
			thing = thingTheme
		case y.groups&(Blame|BadWord) != 0:
			thing = thingBad
		case y.groups&(Praise|GoodWord) != 0:
			thing = thingGood
		}
		if d := max(x.from-y.to, y.from-x.to); thing != thingNone && d < away {
			away, m.thing = d, thing
		}
	}
	return m
}

// aspectOf is how the word of change at word i is told.
func (s *Scorer) aspectOf(i int32, c clause) int32 {
	w := &s.words[i]
	if w.is(compared) {
		return aspectCompared
	}
	for k := i - 1; k >= c.from && k >= i-auxReach; k-- {
		y := &s.words[k]
		switch {
		case haves[y.low]:
			return aspectDone
		case y.low == "to":
			return aspectBare
		case y.is(modalVerb):
			return aspectModal
		case y.low == "been" || y.is(adverb) || y.low == "not" || y.low == "n't":
		case beings[y.low]:
			if w.is(ingForm) {
				return aspectGoing
			}
			if y.low == "was" || y.low == "were" {
				return aspectWas
			}
			return aspectPlain
		default:
			k = -1
		}
	}
	switch {
	case w.is(pastVerb):
		return aspectWas
	case w.is(ingForm):
		return aspectGoing
	case w.is(baseForm):
		return aspectBare
	}
	return aspectPlain
}

// signOf is 1 where a change of a thing is for the better, 2 where for the worse,
// 0 where the words do not tell.
func (m *move) signOf() int32 {
	sign := int32(0)
	switch directions[m.dir] {
	case Better, Mend:
		sign = 1
	case Worse, Lose:
		sign = 2
	case Up:
		sign = [...]int32{0, 1, 2, 0}[m.thing]
	case Down:
		sign = [...]int32{0, 2, 1, 0}[m.thing]
	}
	return sign
}

// movesOf appends the changes a sentence tells of.
func (s *Scorer) movesOf(out []move) []move {
	for h, ci := range beside(s.hits, s.clauses) {
		for d, g := range directions {
			if s.hits[h].groups&g != 0 {
				m := s.moveOf(h, int32(d), s.clauses[ci])
				m.clause = int32(ci)
				out = append(out, m)
			}
		}
	}
	return out
}

// told is how a change is told.
func (m *move) told() int32 { return m.aspect<<1 | m.denied }

// holds reports whether a change is told as one that is so.
func (m *move) holds() bool {
	return m.denied == 0 && m.aspect != aspectBare && m.aspect != aspectModal
}

// moveSums is what the changes that are so add up to in the theme's clauses and in
// the others: 0 none, 1 better, 2 worse, 3 both.
func (s *Scorer) moveSums(triggers []corpus.Span) (own, others int32) {
	for i := range s.moves {
		m := &s.moves[i]
		switch {
		case !m.holds():
		case s.owns(s.clauses[m.clause], triggers):
			own |= m.signOf()
		default:
			others |= m.signOf()
		}
	}
	return own, others
}

// themeMoves appends what changes in the theme's clauses and in the others.
func (s *Scorer) themeMoves(triggers []corpus.Span) {
	own, others := s.moveSums(triggers)
	s.add(kMoveSum, own, others, 0, 0, 0)
	for i := range s.moves {
		m := &s.moves[i]
		if s.owns(s.clauses[m.clause], triggers) {
			x := &s.hits[m.at]
			s.add(kOwnMove, m.signOf(), m.told(), 0, int(x.from), int(x.to))
		}
	}
}

// relation is how a word of change stands to the nearest trigger: on which side, how
// far, and what stands between: a verb or a comma, a preposition.
func (s *Scorer) relation(x *hit, triggers []corpus.Span) int32 {
	best, from, to, side := int32(1<<20), int32(0), int32(0), int32(0)
	for i := range triggers {
		first, last := s.triggerWords(triggers[i : i+1])
		if d := first - x.to; d >= 0 && d < best {
			best, from, to, side = d, x.to, first, 1
		}
		if d := x.from - last - 1; d >= 0 && d < best {
			best, from, to, side = d, last+1, x.from, 2
		}
	}
	between := int32(0)
	for i := from; i < to; i++ {
		switch w := &s.words[i]; {
		case w.is(finite) && !beings[w.low] && !haves[w.low], w.low == ",":
			between |= 2
		case w.is(preposition):
			between |= 1
		}
	}
	return side<<8 | nearness(best)<<4 | between
}

// moveKeys appends the features of what changes that direction looks at.
func (s *Scorer) moveKeys(triggers []corpus.Span, keys []uint64) []uint64 {
	for i := range s.moves {
		m := &s.moves[i]
		c := s.clauses[m.clause]
		where := int32(1)
		if s.owns(c, triggers) {
			where = 0
		}
		sign := m.signOf()
		keys = append(keys, key(kMove, m.dir<<2|m.thing, m.told(), where), key(kMove, 64+sign, m.told(), where), key(kMove, 128+sign, m.told(), int32(c.role)<<1|where))
		rel := s.relation(&s.hits[m.at], triggers)
		keys = append(keys, key(kMoveNear, m.dir, rel, m.told()), key(kMoveNear, 8+sign, rel, where))
		if id := s.words[s.hits[m.at].from].base; id != noWord {
			keys = append(keys, key(kMoveWord, id, m.thing, m.told()))
		}
	}
	past := int32(0)
	for h := range s.hits {
		if s.hits[h].groups&PastTime != 0 {
			past = 1
		}
	}
	own, others := s.moveSums(triggers)
	return append(keys, key(kMove, 256, own<<2|others, past))
}
