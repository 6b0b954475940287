package stance

import (
	"math/bits"

	"assay/classify/stance/sentence"
)

// styleFeatures appends the style of the sentence, and the sum of its turns by mood.
func (s *Scorer) styleFeatures(turnSum int32) {
	seen, all := s.read.Style()
	for k, v := range seen {
		if v != 0 {
			s.add(kStyle, int32(k), v, 0, 0, 0)
		}
	}
	s.add(kStyle, int32(sentence.Styles), all, seen[sentence.StyleLength], 0, 0)
	s.add(kTurnSum, turnSum, s.mood(&seen), moodSum, 0, 0)
}

// moodSum tells the sums of turns by mood from those by the sign of the last.
const moodSum = 3

// mood is whether the sentence says that something is so, asks it, orders it or wants
// it: what is good in a demand is missing.
func (s *Scorer) mood(seen *[sentence.Styles]int32) int32 {
	mood := seen[sentence.StyleModal]<<4 | seen[sentence.StyleQuestion]<<2 | seen[sentence.StyleOrders]<<1 | seen[sentence.StyleNoVerb]
	if s.read.AnyIn(0, int32(len(s.read.Words)), sentence.Demand) {
		mood |= 1 << 3
	}
	return mood
}

// actorReach is how many words may stand between who acts and a word of praise or
// blame.
const actorReach = 9

// actorFeatures appends who is spoken of with what the words of praise and blame
// add up to, and for each of these words who stands nearest before it.
func (s *Scorer) actorFeatures() {
	who, signs := s.read.Who, int32(0)
	last := 0 // hits before the turn
	for i := range s.read.Turns {
		t := &s.read.Turns[i]
		signs |= signBit(t.Good)
		for last < len(s.read.Hits) && s.read.Hits[last].From < t.From {
			last++
		}
		nearest := int32(0)
		for k := last - 1; k >= 0 && t.From-s.read.Hits[k].To < actorReach; k-- {
			if nearest = sentence.ActorsOf(s.read.Hits[k].Groups) &^ sentence.ActsSays; nearest != 0 {
				break
			}
		}
		s.add(kActor, int32(t.Base), int32(bits.OnesCount8(uint8(t.By))&1), nearest, int(t.From), int(t.To))
	}
	s.add(kActors, who, signs, 0, 0, 0)
	for w := who; w != 0; w &= w - 1 {
		s.add(kActors, int32(bits.TrailingZeros32(uint32(w))), signs, 1, 0, 0)
	}
}
