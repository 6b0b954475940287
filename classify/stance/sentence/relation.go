package sentence

import "assay/corpus"

// Relation is how a word of change stands to the nearest trigger: on which side, how
// far, and what stands between: a verb or a comma, a preposition.
func (s *Reading) Relation(x *Hit, triggers []corpus.Span) int32 {
	best, from, to, side := int32(1<<20), int32(0), int32(0), int32(0)
	for i := range triggers {
		first, last := s.TriggerWords(triggers[i : i+1])
		if d := first - x.To; d >= 0 && d < best {
			best, from, to, side = d, x.To, first, 1
		}
		if d := x.From - last - 1; d >= 0 && d < best {
			best, from, to, side = d, last+1, x.From, 2
		}
	}
	between := int32(0)
	for i := from; i < to; i++ {
		switch w := &s.Words[i]; {
		case w.Is(Finite) && !beings[w.Low] && !haves[w.Low], w.Low == ",":
			between |= 2
		case w.Is(preposition):
			between |= 1
		}
	}
	return side<<8 | Nearness(best)<<4 | between
}

// Nearness sorts a distance in words.
func Nearness(away int32) int32 {
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
