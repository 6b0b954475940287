package stance

import (
	"assay/classify/stance/sentence"
	"assay/corpus"
)

// signFeatures appends what the clauses say one after the other, by their roles
// and the sets of their effects, and what the sentence says in its tense.
func (s *Scorer) signFeatures() {
	before, all, next := int32(-1), int32(0), 0
	for ci, c := range s.read.Clauses {
		set := int32(0)
		for ; next < len(s.read.Scoped) && int(s.read.Scoped[next].Clause) == ci; next++ {
			set |= sentence.SetOf[s.read.Scoped[next].Effect]
		}
		sign := int32(c.Role)<<6 | set
		if before >= 0 {
			s.add(kSigns, before, sign, 0, 0, 0)
		}
		before = sign
		all |= set
	}
	s.add(kSetTense, all, int32(s.tense), 0, 0, 0)
	verb, first := int32(0), int32(0)
	for i := range s.read.Words {
		w := &s.read.Words[i]
		if first == 0 && sentence.IsWord(w) {
			first = int32(w.Tag) + 1
		}
		if w.Is(sentence.Finite) {
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
	first, last := s.read.TriggerWords(triggers)
	others, next, ownRole := int32(0), 0, int32(0)
	for ci, c := range s.read.Clauses {
		own := s.read.Owns(c, triggers)
		for ; next < len(s.read.Scoped) && int(s.read.Scoped[next].Clause) == ci; next++ {
			x := &s.read.Scoped[next]
			if !own {
				others |= sentence.SetOf[x.Effect]
			}
			side, away := int32(0), int32(0)
			switch {
			case x.Main < first:
				side, away = 1, first-x.Main
			case x.Main > last:
				side, away = 2, x.Main-last
			}
			if !own {
				side += 3
			}
			from, to := int(x.From), int(x.To)
			s.add(kNear, int32(x.Effect), side, sentence.Nearness(away), from, to)
			if theme != noWord {
				s.add(kThemeNear, theme, int32(x.Effect), side, from, to)
			}
		}
		if !own {
			continue
		}
		ownRole = int32(c.Role)
		s.ownRows(int(c.From), int(c.To))
	}
	s.add(kOwnOther, set, others, ownRole, 0, 0)
	if s.change = NoChange; !s.demanding() {
		s.change = s.read.Direction(triggers)
	}
	change := int32(s.change)
	s.add(kChange, change, set, 0, 0, 0)
	if theme != noWord {
		s.add(kThemeChange, theme, change, 0, 0, 0)
	}
}

// ownRows appends rows of lemmas, and words with others between, of a clause.
func (s *Scorer) ownRows(from, to int) {
	ws := s.read.Words
	for i := from; i < to; i++ {
		a := ws[i].Base
		if a == noWord || i+1 >= to {
			continue
		}
		if b := ws[i+1].Base; b != noWord {
			s.add(kOwnLemma2, a, b, 0, i, i+2)
		}
		for d := 2; d <= 3 && i+d < to; d++ {
			if c := ws[i+d].Base; c != noWord && sentence.IsWord(&ws[i]) && sentence.IsWord(&ws[i+d]) {
				s.add(kOwnSkip, a, c, 0, i, i+d+1)
			}
		}
	}
}
