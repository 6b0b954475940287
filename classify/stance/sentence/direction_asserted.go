package sentence

// unassertedVerb looks at the verb group before verb i alone: negation, modals,
// and a supposing word that opens the clause.
func (s *Reading) unassertedVerb(i int, c Clause) bool {
	ws := s.Words
	for k := i - 1; k >= int(c.From) && k >= i-5; k-- {
		if notSoYet[ws[k].Low] {
			if ws[k].Low == "to" && s.licensed(i, c) {
				continue
			}
			return true
		}
		if !ws[k].Is(adverb) && !ws[k].Is(Verbal) {
			break
		}
	}
	// "no one", "little": a denied subject
	if k := int(c.From); ws[k].Low == "no" || ws[k].Low == "little" || ws[k].Low == "few" {
		return true
	}
	return s.supposed(i, c)
}

// supposed reports whether a word before i in its stretch between commas opens
// a supposition.
func (s *Reading) supposed(i int, c Clause) bool {
	for k := i - 1; k >= 0; k-- {
		switch s.Words[k].Low {
		case ",", ";", ".", "but", "however":
			return false
		case "to":
			if k+1 < i && (s.Words[k+1].Low == "ensure" || s.Words[k+1].Low == "make") {
				return true
			}
			continue
		case "where":
			if k > 0 && s.Words[k-1].Low == "," {
				return false
			}
			return true
		case "as":
			if k+1 < len(s.Words) && (s.Words[k+1].Low == "a" || s.Words[k+1].Low == "well" || k > 0 && s.Words[k-1].Low == "well") {
				continue
			}
			return !s.perfect(k, i)
		}
		if supposing[s.Words[k].Low] {
			return true
		}
	}
	return false
}

// perfect reports whether "has", "have" or "had" stands between two words.
func (s *Reading) perfect(from, to int) bool {
	for k := from; k < to; k++ {
		switch s.Words[k].Low {
		case "has", "have", "had":
			return true
		}
	}
	return false
}

// unasserted looks at the clause before word i, and at what is said of a noun
// after it.
func (s *Reading) unasserted(i int, c Clause) bool {
	ws := s.Words
	for k := i - 1; k >= int(c.From); k-- {
		w := &ws[k]
		if unasserting[w.Low] || unasserting[w.Lemma] || w.Low == "to" && k+1 < i && ws[k+1].Is(baseForm) && !s.licensed(k+1, c) {
			return true
		}
	}
	for k := i + 1; k < min(i+12, int(c.To)); k++ {
		switch low := ws[k].Low; {
		case wantedAfter[low]:
			return true
		case low == "not":
			return k+1 < len(ws) && ws[k+1].Low == "yet"
		case low == ",", low == ";", low == "and", low == "which", low == "that":
			return s.supposed(i, c)
		}
	}
	return s.supposed(i, c)
}

// licensed reports whether the base verb i, with or without "to", hangs on a
// verb that says it happened: continues to improve, has helped reduce.
func (s *Reading) licensed(i int, c Clause) bool {
	ws := s.Words
	noun := false
	for k := i - 1; k >= int(c.From) && k >= i-4; k-- {
		switch {
		case ws[k].Low == "to" || ws[k].Is(adverb) && ws[k].Low != "not":
			continue
		case licensing[ws[k].Low] || licensing[ws[k].Lemma]:
			if noun && ws[k].Low != "helped" && ws[k].Low != "enabled" || ws[k].Low == "enabling" || ws[k].Low == "enable" {
				return false
			}
			return !s.unassertedVerb(k, c) && !(k > 0 && ws[k-1].Low == "to")
		}
		// "has helped staff reduce", "work has enabled managers to reduce"
		if ws[k].Is(nounForm) {
			noun = true
			continue
		}
		return false
	}
	return false
}
