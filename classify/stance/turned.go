package stance

import "math/bits"

// A word of praise or blame whose sign is turned round says the opposite of what
// it says elsewhere, so its place is taken by a word that stands for all such
// words: "not weak", "no longer late" and "without a single gap" then share what
// is learnt of any of them.
const (
	turnedBad  = "<turned bad>"  // blame that is denied, mended, kept off
	turnedGood = "<turned good>" // praise that is denied, lost
)

// mightTurn are the bases of words whose place is taken.
var mightTurn = [...]bool{basePraise: true, baseGoodWord: true, baseBlame: true, baseBadWord: true, baseBadThing: true}

// mayTurn reports whether a turn is of a word that tells, and names no theme.
func (t *turn) mayTurn() bool {
	return int(t.base) < len(mightTurn) && mightTurn[t.base] &&
		!(t.base == baseBadThing && t.theme) // "nobody thinks caseloads are ..." turns what is said of them
}

// replaceTurned puts the stand-ins into the sentence.
func (s *Scorer) replaceTurned() {
	for i := range s.turns {
		t := &s.turns[i]
		if !t.mayTurn() || bits.OnesCount8(uint8(t.by))%2 == 0 {
			continue
		}
		if t.base == baseBadThing && t.whole.to-t.whole.from > maxPhrase {
			continue // far from what turns it
		}
		f := s.forms.turnedBad
		if t.base < baseBlame {
			f = s.forms.turnedGood
		}
		for k := t.from; k < t.to; k++ {
			w := &s.words[k]
			w.form, w.ofLemma, w.base = f, nil, f.id
		}
	}
}
