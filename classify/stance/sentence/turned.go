package sentence

import "math/bits"

// A word of praise or blame whose sign is turned round says the opposite of what
// it says elsewhere, so its place is taken by a word that stands for all such
// words: "not weak", "no longer late" and "without a single gap" then share what
// is learnt of any of them.
const (
	TurnedBad  = "<turned bad>"  // blame that is denied, mended, kept off
	TurnedGood = "<turned good>" // praise that is denied, lost
)

// mightTurn are the bases of words whose place is taken.
var mightTurn = [...]bool{basePraise: true, baseGoodWord: true, baseBlame: true, baseBadWord: true, baseBadThing: true}

// turnedSpan is how many words a bad thing and what turns it may span.
const turnedSpan = 7

// mayTurn reports whether a turn is of a word that tells, and names no theme.
func (t *Turn) mayTurn() bool {
	return int(t.Base) < len(mightTurn) && mightTurn[t.Base] &&
		!(t.Base == baseBadThing && t.theme) // "nobody thinks caseloads are ..." turns what is said of them
}

// replaceTurned puts the stand-ins into the sentence.
func (s *Reading) replaceTurned(fs *Forms) {
	for i := range s.Turns {
		t := &s.Turns[i]
		if !t.mayTurn() || bits.OnesCount8(uint8(t.By))%2 == 0 {
			continue
		}
		if t.Base == baseBadThing && t.Whole.To-t.Whole.From > turnedSpan {
			continue // far from what turns it
		}
		f := fs.turnedBad
		if t.Base < baseBlame {
			f = fs.turnedGood
		}
		for k := t.From; k < t.To; k++ {
			w := &s.Words[k]
			w.Form, w.ofLemma, w.Base = f, nil, f.ID
		}
	}
}
