package stance

// comparison is the sense of "more effective", "stronger", "less consistent",
// "more variable" at word i.
func (s *Scorer) comparison(i int) sense {
	ws := s.words
	at := func(from int) Group {
		if from+1 < len(ws) && ws[from].is(adverb) && ws[from+1].is(adjective) && ws[from].low != "well" {
			from++
		}
		for k := range s.hits {
			if int(s.hits[k].from) <= from && from < int(s.hits[k].to) {
				return s.hits[k].groups
			}
		}
		switch ws[from].low {
		case "regular", "frequent", "systematic", "challenging", "reflective", "understood":
			return Praise // once compared
		}
		return 0
	}
	describes := func(k int) bool { return k < len(ws) && (ws[k].is(adjective) || ws[k].is(adverb)) }
	switch low := ws[i].low; {
	case (low == "more" || low == "increasingly") && describes(i+1):
		if g := at(i + 1); g&Praise != 0 {
			return toBetter
		} else if g&Blame != 0 {
			return toWorse
		}
	case low == "less" && describes(i+1):
		if g := at(i + 1); g&Praise != 0 {
			return toWorse
		} else if g&Blame != 0 {
			return toBetter
		}
	case low == "become" || low == "becoming" || low == "became":
		if !describes(i+1) || ws[i+1].low == "more" || ws[i+1].low == "less" || ws[i+1].low == "increasingly" {
			return noSense
		}
		if g := at(i + 1); g&Praise != 0 {
			return toBetter
		} else if g&Blame != 0 {
			return toWorse
		}
	case ws[i].is(comparative):
		switch low {
		case "better", "stronger", "clearer", "closer", "tighter", "safer", "sharper", "healthier":
			return toBetter
		case "worse", "weaker", "poorer":
			return toWorse
		}
	}
	return noSense
}

var adjective, comparative = tagSet("JJ", "JJR", "VBN", "VBG"), tagSet("JJR", "RBR", "JJ", "RB")

// since reports whether the clause of word i compares with an earlier time.
func (s *Scorer) since(i int, c clause) bool {
	for k := int(c.from); k < int(c.to); k++ {
		if l := s.words[k].lemma; (l == "make" || l == "result" || l == "lead" || l == "enable") && (k > i || k < i-6) {
			continue
		}
		if sinceThen[s.words[k].low] || sinceThen[s.words[k].lemma] {
			return true
		}
	}
	return false
}
