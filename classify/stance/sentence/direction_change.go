package sentence

// changeAt is the direction that word i of clause c asserts, with the words
// [from, to) in which the thing that changes stands.
func (s *Reading) changeAt(i int, c Clause) (d Direction, from, to int) {
	ws := s.Words
	w := &ws[i]
	lemma := w.Lemma
	if lemma == "" {
		lemma = w.Low
	}
	switch {
	case s.isChangeVerb(i, lemma):
		return s.verbAt(i, c, changeVerbs[lemma])
	case changeParts[lemma] != nil:
		for k := i + 1; k < min(i+5, int(c.To)); k++ {
			if sn := changeParts[lemma][ws[k].Low]; sn != noSense && !s.unassertedVerb(i, c) {
				return s.settle(sn, i, k+1, c)
			}
		}
	case changeNouns[lemma] != noSense && w.Is(nounForm):
		if i+1 < len(ws) && (compounds[ws[i+1].Low] || ws[i+1].Is(nounForm)) || s.listed(i, c) || s.unasserted(i, c) || !s.broughtAbout(i, c) {
			return NoChange, 0, 0
		}
		return s.settleNoun(changeNouns[lemma], i, c)
	case lemma == "progress" && w.Is(nounForm):
		return s.progressAt(i, c)
	case w.Low == "fewer" || w.Low == "lower" || w.Low == "shorter":
		if s.unasserted(i, c) || !s.since(i, c) {
			return NoChange, 0, 0
		}
		return s.settle(toLess, i, i+1, c)
	default:
		if sn := s.comparison(i); sn != noSense && !s.unasserted(i, c) && s.since(i, c) {
			return dirOf(sn), max(int(c.From), i-8), min(i+6, int(c.To))
		}
	}
	return NoChange, 0, 0
}

// isChangeVerb reports whether word i is a verb of change or its participle.
func (s *Reading) isChangeVerb(i int, lemma string) bool {
	if changeVerbs[lemma] == noSense {
		return false
	}
	w := &s.Words[i]
	if w.Is(Verbal) {
		return true
	}
	n := len(w.Low)
	return n > 3 && (w.Low[n-3:] == "ing" || w.Low[n-2:] == "ed") && !(lemma == "improving")
}

// verbAt is a verb of change as the head of its clause, or as a participle
// before a noun.
func (s *Reading) verbAt(i int, c Clause, sn sense) (Direction, int, int) {
	ws := s.Words
	w := &ws[i]
	n := len(w.Low)
	ing := n > 3 && w.Low[n-3:] == "ing"
	switch {
	case s.governed(i, c): // has improved, are improving, was reduced
		if s.unassertedVerb(i, c) || ing && s.aimBefore(i, c) {
			return NoChange, 0, 0
		}
	case w.Is(baseForm) || i > int(c.From) && ws[i-1].Low == "to":
		if !s.licensed(i, c) {
			return NoChange, 0, 0
		}
	case ing && s.partOfNoun(i) && sn != toRest: // an improving picture, rising demand
		if s.unasserted(i, c) {
			return NoChange, 0, 0
		}
		if i > int(c.From) && (gerundAfter[ws[i-1].Low] || sn == toBetter && !ws[i-1].Is(adverb) && ws[i-1].Low != "an") && !s.worked(i, c) {
			return NoChange, 0, 0
		}
	case ing:
		if i > int(c.From) && ws[i-1].Low != "," && !s.worked(i, c) || s.unasserted(i, c) {
			return NoChange, 0, 0
		}
	case w.Is(pastForm) || n > 2 && w.Low[n-2:] == "ed":
		if sn == toRest && !s.reallyPast(i) {
			return NoChange, 0, 0
		}
		if s.unasserted(i, c) {
			return NoChange, 0, 0
		}
	default: // reduces, increase
		if s.unassertedVerb(i, c) || s.supposed(i, c) {
			return NoChange, 0, 0
		}
	}
	return s.settle(sn, i, i+1, c)
}

// gerundAfter are words after which a form in -ing is a doing, not an adjective.
var gerundAfter = set("before a doing")

// listed reports whether the noun of change i is only named in a list ("learning
// and improvement").
func (s *Reading) listed(i int, c Clause) bool {
	if i-1 <= int(c.From) || s.Words[i].Low != "improvement" {
		return false
	}
	return s.Words[i-1].Low == "and" && s.Words[i-2].Is(nounForm)
}

// governed reports whether an auxiliary stands before verb i, with only adverbs
// between.
func (s *Reading) governed(i int, c Clause) bool {
	for k := i - 1; k >= int(c.From) && k >= i-5; k-- {
		switch low := s.Words[k].Low; {
		case auxiliaries[low]:
			return true
		case low == "not", low == "n't", low == "also", low == "now", low == "all", low == "both":
			continue
		}
		if !s.Words[k].Is(adverb) {
			return false
		}
	}
	return false
}

// aimBefore reports whether what "is reducing" is an aim: "the priority is reducing ...".
func (s *Reading) aimBefore(i int, c Clause) bool {
	for k := i - 2; k >= int(c.From) && k >= i-3; k-- {
		if aims[s.Words[k].Lemma] {
			return true
		}
	}
	return false
}

var adverb = Tags("RB", "RBR", "RBS")

// partOfNoun reports whether a noun follows the participle i.
func (s *Reading) partOfNoun(i int) bool {
	for k := i + 1; k < min(i+4, len(s.Words)); k++ {
		if s.Words[k].Is(nounForm) {
			return true
		}
		if s.Words[k].Low == "the" || s.Words[k].Low == "their" {
			return false
		}
	}
	return false
}

// worked reports whether the gerund i hangs on something that worked: effective
// in reducing, resulting in improving, progress in strengthening.
func (s *Reading) worked(i int, c Clause) bool {
	ws := s.Words
	for k := i - 1; k >= int(c.From) && k >= i-5; k-- {
		if worked[ws[k].Low] {
			return true
		}
	}
	return false
}

// reallyPast reports whether the participle i has an auxiliary, as "has been
// addressed" has and "issues addressed in supervision" has not.
func (s *Reading) reallyPast(i int) bool {
	return i > 0 && (s.Words[i-1].Low == "has" || s.Words[i-1].Low == "have" || s.Words[i-1].Low == "been")
}

// broughtAbout reports whether a noun of change is said to be there.
func (s *Reading) broughtAbout(i int, c Clause) bool {
	for k := i - 1; k >= int(c.From); k-- {
		if bringing[s.Words[k].Low] || bringing[s.Words[k].Lemma] {
			return true
		}
	}
	for k := i + 1; k < int(c.To); k++ { // improvements in X have been made
		if isThere[s.Words[k].Low] {
			return true
		}
	}
	return false
}

// progressAt is "progress has been made" or "has made good progress", not the
// progress of a child or a plan.
func (s *Reading) progressAt(i int, c Clause) (Direction, int, int) {
	ws := s.Words
	made := s.perfect(int(c.From), int(c.To))
	if !made {
		return NoChange, 0, 0
	}
	made = false
	for k := max(int(c.From), i-6); k < min(i+6, int(c.To)); k++ {
		switch low := ws[k].Low; {
		case low == "made", low == "making":
			made = true
		case anothersProgress[low]:
			return NoChange, 0, 0
		}
	}
	if !made || s.unasserted(i, c) {
		return NoChange, 0, 0
	}
	return Improving, max(int(c.From), i-8), min(i+8, int(c.To))
}
