package stance

import (
	"assay/classify/stance/sentence"
	"assay/corpus"
)

// themeMoves appends what changes in the theme's clauses and in the others.
func (s *Scorer) themeMoves(triggers []corpus.Span) {
	own, others := s.read.MoveSums(triggers)
	s.add(kMoveSum, own, others, 0, 0, 0)
	for i := range s.read.Moves {
		m := &s.read.Moves[i]
		if s.read.Owns(s.read.Clauses[m.Clause], triggers) {
			x := &s.read.Hits[m.At]
			s.add(kOwnMove, m.SignOf(), m.Told(), 0, int(x.From), int(x.To))
		}
	}
}

// moveKeys appends the features of what changes that direction looks at.
func (s *Scorer) moveKeys(triggers []corpus.Span, keys []uint64) []uint64 {
	for i := range s.read.Moves {
		m := &s.read.Moves[i]
		c := s.read.Clauses[m.Clause]
		where := int32(1)
		if s.read.Owns(c, triggers) {
			where = 0
		}
		sign := m.SignOf()
		keys = append(keys, key(kMove, m.Dir<<2|m.Thing, m.Told(), where), key(kMove, 64+sign, m.Told(), where), key(kMove, 128+sign, m.Told(), int32(c.Role)<<1|where))
		rel := s.read.Relation(&s.read.Hits[m.At], triggers)
		keys = append(keys, key(kMoveNear, m.Dir, rel, m.Told()), key(kMoveNear, 8+sign, rel, where))
		if id := s.read.Words[s.read.Hits[m.At].From].Base; id != noWord {
			keys = append(keys, key(kMoveWord, id, m.Thing, m.Told()))
		}
	}
	past := int32(0)
	for h := range s.read.Hits {
		if s.read.Hits[h].Groups&sentence.PastTime != 0 {
			past = 1
		}
	}
	own, others := s.read.MoveSums(triggers)
	return append(keys, key(kMove, 256, own<<2|others, past))
}
