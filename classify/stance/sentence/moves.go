package sentence

import "assay/corpus"

// Move is a word of change with the thing that changes: "delays have not been
// reduced" is a fall of a bad thing, told as done, denied.
type Move struct {
	At     int32 // hit
	Clause int32
	Dir    int32 // 0 to 5: up, down, better, worse, mended, lost
	Thing  int32 // thing* below
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
	compared = Tags("JJR", "RBR")
	ingForm  = Tags("VBG")

	preposition = Tags("IN")
	haves       = map[string]bool{"has": true, "have": true, "had": true, "'ve": true, "'s": true}
	beings      = map[string]bool{"is": true, "are": true, "was": true, "were": true, "been": true, "being": true, "be": true}
)

// moveOf is what the hit h tells of change in group g; its thing is looked for in
// its clause.
func (s *Reading) moveOf(h int, dir int32, c Clause) Move {
	x := &s.Hits[h]
	m := Move{At: int32(h), Dir: dir, aspect: s.aspectOf(x.From, c)}
	away := int32(thingReach + 1)
	for k := range s.Hits {
		y := &s.Hits[k]
		if k == h || y.From < c.From || y.From >= c.To {
			continue
		}
		if before := x.From - y.To; before >= 0 && before < NegationReach && y.Groups&Negation != 0 {
			m.denied = 1
		}
		thing := thingNone
		switch {
		case y.Groups&BadThing != 0:
			thing = thingBad
		case y.Groups&GoodThing != 0:
			thing = thingGood
		case y.Groups&ThemeWord != 0:
			thing = thingTheme
		case y.Groups&(Blame|BadWord) != 0:
			thing = thingBad
		case y.Groups&(Praise|GoodWord) != 0:
			thing = thingGood
		}
		if d := max(x.From-y.To, y.From-x.To); thing != thingNone && d < away {
			away, m.Thing = d, thing
		}
	}
	return m
}

// aspectOf is how the word of change at word i is told.
func (s *Reading) aspectOf(i int32, c Clause) int32 {
	w := &s.Words[i]
	if w.Is(compared) {
		return aspectCompared
	}
	for k := i - 1; k >= c.From && k >= i-auxReach; k-- {
		y := &s.Words[k]
		switch {
		case haves[y.Low]:
			return aspectDone
		case y.Low == "to":
			return aspectBare
		case y.Is(modalVerb):
			return aspectModal
		case y.Low == "been" || y.Is(adverb) || y.Low == "not" || y.Low == "n't":
		case beings[y.Low]:
			if w.Is(ingForm) {
				return aspectGoing
			}
			if y.Low == "was" || y.Low == "were" {
				return aspectWas
			}
			return aspectPlain
		default:
			k = -1
		}
	}
	switch {
	case w.Is(pastVerb):
		return aspectWas
	case w.Is(ingForm):
		return aspectGoing
	case w.Is(baseForm):
		return aspectBare
	}
	return aspectPlain
}

// SignOf is 1 where a change of a thing is for the better, 2 where for the worse,
// 0 where the words do not tell.
func (m *Move) SignOf() int32 {
	sign := int32(0)
	switch directions[m.Dir] {
	case Better, Mend:
		sign = 1
	case Worse, Lose:
		sign = 2
	case Up:
		sign = [...]int32{0, 1, 2, 0}[m.Thing]
	case Down:
		sign = [...]int32{0, 2, 1, 0}[m.Thing]
	}
	return sign
}

// movesOf appends the changes a sentence tells of.
func (s *Reading) movesOf(out []Move) []Move {
	for h, ci := range beside(s.Hits, s.Clauses) {
		for d, g := range directions {
			if s.Hits[h].Groups&g != 0 {
				m := s.moveOf(h, int32(d), s.Clauses[ci])
				m.Clause = int32(ci)
				out = append(out, m)
			}
		}
	}
	return out
}

// Told is how a change is told.
func (m *Move) Told() int32 { return m.aspect<<1 | m.denied }

// holds reports whether a change is told as one that is so.
func (m *Move) holds() bool {
	return m.denied == 0 && m.aspect != aspectBare && m.aspect != aspectModal
}

// MoveSums is what the changes that are so add up to in the theme's clauses and in
// the others: 0 none, 1 better, 2 worse, 3 both.
func (s *Reading) MoveSums(triggers []corpus.Span) (own, others int32) {
	for i := range s.Moves {
		m := &s.Moves[i]
		switch {
		case !m.holds():
		case s.Owns(s.Clauses[m.Clause], triggers):
			own |= m.SignOf()
		default:
			others |= m.SignOf()
		}
	}
	return own, others
}
