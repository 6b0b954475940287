package stance

// changeAt is the direction that word i of clause c asserts, with the words
// [from, to) in which the thing that changes stands.
func (s *Scorer) changeAt(i int, c clause) (d Direction, from, to int) {
	ws := s.words
	w := &ws[i]
	lemma := w.lemma
	if lemma == "" {
		lemma = w.low
	}
	switch {
	case s.isChangeVerb(i, lemma):
		return s.verbAt(i, c, changeVerbs[lemma])
	case changeParts[lemma] != nil:
		for k := i + 1; k < min(i+5, int(c.to)); k++ {
			if sn := changeParts[lemma][ws[k].low]; sn != noSense && !s.unassertedVerb(i, c) {
				return s.settle(sn, i, k+1, c)
			}
		}
	case changeNouns[lemma] != noSense && w.is(nounForm):
		if i+1 < len(ws) && (compounds[ws[i+1].low] || ws[i+1].is(nounForm)) || s.listed(i, c) || s.unasserted(i, c) || !s.broughtAbout(i, c) {
			return NoChange, 0, 0
		}
		return s.settleNoun(changeNouns[lemma], i, c)
	case lemma == "progress" && w.is(nounForm):
		return s.progressAt(i, c)
	case w.low == "fewer" || w.low == "lower" || w.low == "shorter":
		if s.unasserted(i, c) || !s.since(i, c) {
			return NoChange, 0, 0
		}
		return s.settle(toLess, i, i+1, c)
	default:
		if sn := s.comparison(i); sn != noSense && !s.unasserted(i, c) && s.since(i, c) {
			return dirOf(sn), max(int(c.from), i-8), min(i+6, int(c.to))
		}
	}
	return NoChange, 0, 0
}

// isChangeVerb reports whether word i is a verb of change or its participle.
func (s *Scorer) isChangeVerb(i int, lemma string) bool {
	if changeVerbs[lemma] == noSense {
		return false
	}
	w := &s.words[i]
	if w.is(verbal) {
		return true
	}
	n := len(w.low)
	return n > 3 && (w.low[n-3:] == "ing" || w.low[n-2:] == "ed") && !(lemma == "improving")
}

// verbAt is a verb of change as the head of its clause, or as a participle
// before a noun.
func (s *Scorer) verbAt(i int, c clause, sn sense) (Direction, int, int) {
	ws := s.words
	w := &ws[i]
	n := len(w.low)
	ing := n > 3 && w.low[n-3:] == "ing"
	switch {
	case s.governed(i, c): // has improved, are improving, was reduced
		if s.unassertedVerb(i, c) || ing && s.aimBefore(i, c) {
			return NoChange, 0, 0
		}
	case w.is(baseForm) || i > int(c.from) && ws[i-1].low == "to":
		if !s.licensed(i, c) {
			return NoChange, 0, 0
		}
	case ing && s.partOfNoun(i) && sn != toRest: // an improving picture, rising demand
		if s.unasserted(i, c) {
			return NoChange, 0, 0
		}
		if i > int(c.from) && (gerundAfter[ws[i-1].low] || sn == toBetter && !ws[i-1].is(adverb) && ws[i-1].low != "an") && !s.worked(i, c) {
			return NoChange, 0, 0
		}
	case ing:
		if i > int(c.from) && ws[i-1].low != "," && !s.worked(i, c) || s.unasserted(i, c) {
			return NoChange, 0, 0
		}
	case w.is(pastForm) || n > 2 && w.low[n-2:] == "ed":
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
var gerundAfter = map[string]bool{"on": true, "of": true, "for": true, "by": true, "in": true, "and": true, "at": true, "to": true,
	"towards": true, "or": true}

// listed reports whether the noun of change i is only named in a list ("learning
// and improvement").
func (s *Scorer) listed(i int, c clause) bool {
	if i-1 <= int(c.from) || s.words[i].low != "improvement" {
		return false
	}
	return s.words[i-1].low == "and" && s.words[i-2].is(nounForm)
}

// governed reports whether an auxiliary stands before verb i, with only adverbs
// between.
func (s *Scorer) governed(i int, c clause) bool {
	for k := i - 1; k >= int(c.from) && k >= i-5; k-- {
		switch s.words[k].low {
		case "has", "have", "had", "is", "are", "was", "were", "been", "being", "'s", "be":
			return true
		case "not", "n't", "also", "now", "all", "both":
			continue
		}
		if !s.words[k].is(adverb) {
			return false
		}
	}
	return false
}

// aimBefore reports whether what "is reducing" is an aim: "the priority is reducing ...".
func (s *Scorer) aimBefore(i int, c clause) bool {
	for k := i - 2; k >= int(c.from) && k >= i-3; k-- {
		switch s.words[k].lemma {
		case "priority", "aim", "focus", "task", "challenge", "ambition", "goal", "objective", "intention":
			return true
		}
	}
	return false
}

var adverb = tagSet("RB", "RBR", "RBS")

// partOfNoun reports whether a noun follows the participle i.
func (s *Scorer) partOfNoun(i int) bool {
	for k := i + 1; k < min(i+4, len(s.words)); k++ {
		if s.words[k].is(nounForm) {
			return true
		}
		if s.words[k].low == "the" || s.words[k].low == "their" {
			return false
		}
	}
	return false
}

// worked reports whether the gerund i hangs on something that worked: effective
// in reducing, resulting in improving, progress in strengthening.
func (s *Scorer) worked(i int, c clause) bool {
	ws := s.words
	for k := i - 1; k >= int(c.from) && k >= i-5; k-- {
		switch ws[k].low {
		case "effective", "successful", "success", "instrumental", "resulting", "resulted", "progress", "succeeded", "also", "already", "thereby", "thus", "steadily", "been":
			return true
		case "is", "are", "was", "were":
			return true
		}
	}
	return false
}

// reallyPast reports whether the participle i has an auxiliary, as "has been
// addressed" has and "issues addressed in supervision" has not.
func (s *Scorer) reallyPast(i int) bool {
	return i > 0 && (s.words[i-1].low == "has" || s.words[i-1].low == "have" || s.words[i-1].low == "been")
}

// broughtAbout reports whether a noun of change is said to be there.
func (s *Scorer) broughtAbout(i int, c clause) bool {
	for k := i - 1; k >= int(c.from); k-- {
		if bringing[s.words[k].low] || bringing[s.words[k].lemma] {
			return true
		}
	}
	for k := i + 1; k < int(c.to); k++ { // improvements in X have been made
		switch s.words[k].low {
		case "is", "are", "has", "have", "was", "were", "made", "evident", "seen", "mean", "means":
			return true
		}
	}
	return false
}

// progressAt is "progress has been made" or "has made good progress", not the
// progress of a child or a plan.
func (s *Scorer) progressAt(i int, c clause) (Direction, int, int) {
	ws := s.words
	made := s.perfect(int(c.from), int(c.to))
	if !made {
		return NoChange, 0, 0
	}
	made = false
	for k := max(int(c.from), i-6); k < min(i+6, int(c.to)); k++ {
		switch ws[k].low {
		case "made", "making":
			made = true
		case "child", "children", "pupils", "young", "they", "child's", "plan", "plans", "education", "being", "when", "about", "monitor", "review", "limited", "insufficient":
			return NoChange, 0, 0
		}
	}
	if !made || s.unasserted(i, c) {
		return NoChange, 0, 0
	}
	return Improving, max(int(c.from), i-8), min(i+8, int(c.to))
}
