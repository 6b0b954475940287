package stance

// unassertedVerb looks at the verb group before verb i alone: negation, modals,
// and a supposing word that opens the clause.
func (s *Scorer) unassertedVerb(i int, c clause) bool {
	ws := s.words
	for k := i - 1; k >= int(c.from) && k >= i-5; k-- {
		switch ws[k].low {
		case "not", "n't", "never", "yet", "hardly", "will", "should", "must", "could", "would", "may", "might", "can", "cannot", "to", "rarely", "do", "be":
			if ws[k].low == "to" && s.licensed(i, c) {
				continue
			}
			return true
		}
		if !ws[k].is(adverb) && !ws[k].is(verbal) {
			break
		}
	}
	// "no one", "little": a denied subject
	if k := int(c.from); ws[k].low == "no" || ws[k].low == "little" || ws[k].low == "few" {
		return true
	}
	return s.supposed(i, c)
}

// supposed reports whether a word before i in its stretch between commas opens
// a supposition.
func (s *Scorer) supposed(i int, c clause) bool {
	for k := i - 1; k >= 0; k-- {
		switch s.words[k].low {
		case ",", ";", ".", "but", "however":
			return false
		case "to":
			if k+1 < i && (s.words[k+1].low == "ensure" || s.words[k+1].low == "make") {
				return true
			}
			continue
		case "where":
			if k > 0 && s.words[k-1].low == "," {
				return false
			}
			return true
		case "as":
			if k+1 < len(s.words) && (s.words[k+1].low == "a" || s.words[k+1].low == "well" || k > 0 && s.words[k-1].low == "well") {
				continue
			}
			return !s.perfect(k, i)
		}
		if supposing[s.words[k].low] {
			return true
		}
	}
	return false
}

// perfect reports whether "has", "have" or "had" stands between two words.
func (s *Scorer) perfect(from, to int) bool {
	for k := from; k < to; k++ {
		switch s.words[k].low {
		case "has", "have", "had":
			return true
		}
	}
	return false
}

// unasserted looks at the clause before word i, and at what is said of a noun
// after it.
func (s *Scorer) unasserted(i int, c clause) bool {
	ws := s.words
	for k := i - 1; k >= int(c.from); k-- {
		w := &ws[k]
		if unasserting[w.low] || unasserting[w.lemma] || w.low == "to" && k+1 < i && ws[k+1].is(baseForm) && !s.licensed(k+1, c) {
			return true
		}
	}
	for k := i + 1; k < min(i+12, int(c.to)); k++ {
		switch ws[k].low {
		case "needed", "required", "necessary", "planned", "expected", "needs", "needing", "recommended", "requires", "should", "must", "will", "identified":
			return true
		case "not":
			return k+1 < len(ws) && ws[k+1].low == "yet"
		case ",", ";", "and", "which", "that":
			return s.supposed(i, c)
		}
	}
	return s.supposed(i, c)
}

// licensed reports whether the base verb i, with or without "to", hangs on a
// verb that says it happened: continues to improve, has helped reduce.
func (s *Scorer) licensed(i int, c clause) bool {
	ws := s.words
	noun := false
	for k := i - 1; k >= int(c.from) && k >= i-4; k-- {
		switch {
		case ws[k].low == "to" || ws[k].is(adverb) && ws[k].low != "not":
			continue
		case licensing[ws[k].low] || licensing[ws[k].lemma]:
			if noun && ws[k].low != "helped" && ws[k].low != "enabled" || ws[k].low == "enabling" || ws[k].low == "enable" {
				return false
			}
			return !s.unassertedVerb(k, c) && !(k > 0 && ws[k-1].low == "to")
		}
		// "has helped staff reduce", "work has enabled managers to reduce"
		if ws[k].is(nounForm) {
			noun = true
			continue
		}
		return false
	}
	return false
}
