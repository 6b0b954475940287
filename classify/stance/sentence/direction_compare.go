package sentence

// comparison is the sense of "more effective", "stronger", "less consistent",
// "more variable" at word i.
func (s *Reading) comparison(i int) sense {
	ws := s.Words
	at := func(from int) Group {
		if from+1 < len(ws) && ws[from].Is(adverb) && ws[from+1].Is(adjective) && ws[from].Low != "well" {
			from++
		}
		for k := range s.Hits {
			if int(s.Hits[k].From) <= from && from < int(s.Hits[k].To) {
				return s.Hits[k].Groups
			}
		}
		switch ws[from].Low {
		case "regular", "frequent", "systematic", "challenging", "reflective", "understood":
			return Praise // once compared
		}
		return 0
	}
	describes := func(k int) bool { return k < len(ws) && (ws[k].Is(adjective) || ws[k].Is(adverb)) }
	switch low := ws[i].Low; {
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
		if !describes(i+1) || ws[i+1].Low == "more" || ws[i+1].Low == "less" || ws[i+1].Low == "increasingly" {
			return noSense
		}
		if g := at(i + 1); g&Praise != 0 {
			return toBetter
		} else if g&Blame != 0 {
			return toWorse
		}
	case ws[i].Is(comparative):
		switch low {
		case "better", "stronger", "clearer", "closer", "tighter", "safer", "sharper", "healthier":
			return toBetter
		case "worse", "weaker", "poorer":
			return toWorse
		}
	}
	return noSense
}

var adjective, comparative = Tags("JJ", "JJR", "VBN", "VBG"), Tags("JJR", "RBR", "JJ", "RB")

// since reports whether the clause of word i compares with an earlier time.
func (s *Reading) since(i int, c Clause) bool {
	for k := int(c.From); k < int(c.To); k++ {
		if l := s.Words[k].Lemma; (l == "make" || l == "result" || l == "lead" || l == "enable") && (k > i || k < i-6) {
			continue
		}
		if sinceThen[s.Words[k].Low] || sinceThen[s.Words[k].Lemma] {
			return true
		}
	}
	return false
}
