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

// Tells reports whether the turn speaks for its sign: a thing that is good where there
// is some of it does only where there is none, and what a theme is about only where
// something acts on it.
func (t *Turn) Tells() bool {
	switch {
	case t.Base == baseGoodThing || t.Base == baseHelp:
		return t.By == byNegation || t.By == byPrevention
	case t.Base == baseBadThing && t.theme:
		return t.By != 0
	}
	return true
}

// goodBefore is the sign of the turn but for what ended or was lost: what tailed off was
// bad.
func (t *Turn) goodBefore() bool {
	return (t.Base < baseBlame) == (bits.OnesCount8(uint8(t.By&before))%2 == 0)
}

// effectIf is what an effect becomes where all that acts on its word leaves the word
// bad (0) or good (1); no effect: it stays.
var effectIf = [effectCount][2]Effect{
	praise: {notPraise, 0}, weakPraise: {notPraise, 0}, notPraise: {0, praise},
	blame: {0, notBlame}, notBlame: {blame, 0}, bad: {0, lessBad}, moreBad: {0, lessBad}, lessBad: {bad, 0},
}

// turnEffects gives the effect of a word the sign that all that acts on it leaves, so
// that scope and turns say the same; blame that only acts on another word has none.
func (s *Reading) turnEffects() {
	kept, next := s.Scoped[:0], 0
	for _, x := range s.Scoped {
		for next < len(s.Turns) && s.Turns[next].To <= x.Main {
			next++
		}
		switch {
		case next < len(s.Turns) && s.Turns[next].From <= x.Main:
			s.Turns[next].turnEffect(&x)
		case x.Effect == blame || x.Effect == notBlame:
			continue
		}
		kept = append(kept, x)
	}
	s.Scoped = kept
}

// turnEffect gives an effect of the turn's word the sign of the turn.
func (t *Turn) turnEffect(x *Scoped) {
	if t.By == 0 || t.Base == baseGoodThing || t.Base == baseHelp {
		return
	}
	good := 0
	if t.Good {
		good = 1
	}
	e := effectIf[x.Effect][good]
	if e == noEffect {
		return
	}
	if e == notBlame && t.By&byMending != 0 {
		e = mended
	}
	x.Effect, x.From, x.To = e, min(x.From, t.Whole.From), max(x.To, t.Whole.To)
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
