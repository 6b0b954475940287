package stance

import "assay/corpus"

// signFeatures appends what the clauses say one after the other, by their roles
// and the sets of their effects, and what the sentence says in its tense.
func (s *Scorer) signFeatures() {
	before, all, next := int32(-1), int32(0), 0
	for ci, c := range s.clauses {
		set := int32(0)
		for ; next < len(s.scoped) && int(s.scoped[next].clause) == ci; next++ {
			set |= setOf[s.scoped[next].effect]
		}
		sign := int32(c.role)<<6 | set
		if before >= 0 {
			s.add(kSigns, before, sign, 0, 0, 0)
		}
		before = sign
		all |= set
	}
	s.add(kSetTense, all, int32(s.tense), 0, 0, 0)
	verb, first := int32(0), int32(0)
	for i := range s.words {
		w := &s.words[i]
		if first == 0 && taggable(w) {
			first = int32(w.tag) + 1
		}
		if w.is(finite) {
			verb = 1
			break
		}
	}
	s.add(kShape, s.context, verb, first, 0, 0)
	if s.head != nil && s.head.whole != noWord {
		s.add(kHeadShape, s.head.whole, verb, 0, 0, 0)
		s.add(kHeadSet, s.head.whole, all, 0, 0, 0)
	}
}

// themeFeatures appends the effects by where they stand from the triggers, rows
// of lemmas of the theme's own clauses, and the change they speak of. set are
// the effects of the own clauses.
func (s *Scorer) themeFeatures(theme, set int32, triggers []corpus.Span) {
	first, last := s.triggerWords(triggers)
	others, next, ownRole := int32(0), 0, int32(0)
	for ci, c := range s.clauses {
		own := s.owns(c, triggers)
		for ; next < len(s.scoped) && int(s.scoped[next].clause) == ci; next++ {
			x := &s.scoped[next]
			if !own {
				others |= setOf[x.effect]
			}
			side, away := int32(0), int32(0)
			switch {
			case x.main < first:
				side, away = 1, first-x.main
			case x.main > last:
				side, away = 2, x.main-last
			}
			if !own {
				side += 3
			}
			from, to := int(x.from), int(x.to)
			s.add(kNear, int32(x.effect), side, nearness(away), from, to)
			if theme != noWord {
				s.add(kThemeNear, theme, int32(x.effect), side, from, to)
			}
		}
		if !own {
			continue
		}
		ownRole = int32(c.role)
		s.ownRows(int(c.from), int(c.to))
	}
	s.add(kOwnOther, set, others, ownRole, 0, 0)
	s.change = s.direction(triggers)
	change := int32(s.change)
	s.add(kChange, change, set, 0, 0, 0)
	if theme != noWord {
		s.add(kThemeChange, theme, change, 0, 0, 0)
	}
}

// nearness sorts a distance in words.
func nearness(away int32) int32 {
	switch {
	case away <= 2:
		return 0
	case away <= 5:
		return 1
	case away <= 10:
		return 2
	}
	return 3
}

// triggerWords is the first and the last word of the triggers; the whole
// sentence where there are none.
func (s *Scorer) triggerWords(triggers []corpus.Span) (first, last int32) {
	first, last = -1, int32(len(s.words)-1)
	for i := range s.words {
		for _, t := range triggers {
			if s.words[i].Overlaps(t) {
				if first < 0 {
					first = int32(i)
				}
				last = int32(i)
			}
		}
	}
	return max(first, 0), last
}

// ownRows appends rows of lemmas, and words with others between, of a clause.
func (s *Scorer) ownRows(from, to int) {
	ws := s.words
	for i := from; i < to; i++ {
		a := ws[i].base
		if a == noWord || i+1 >= to {
			continue
		}
		if b := ws[i+1].base; b != noWord {
			s.add(kOwnLemma2, a, b, 0, i, i+2)
		}
		for d := 2; d <= 3 && i+d < to; d++ {
			if c := ws[i+d].base; c != noWord && taggable(&ws[i]) && taggable(&ws[i+d]) {
				s.add(kOwnSkip, a, c, 0, i, i+d+1)
			}
		}
	}
}
