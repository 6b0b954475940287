package stance

import "math/bits"

// Who a sentence speaks of decides what a sad or a glad word in it means: "he was
// frightened" judges no service, "he was let down by his worker" does.

// Who may be spoken of, as bits.
const (
	actsService    int32 = 1 << iota // leaders, practitioners, words of the themes
	actsFamily                       // children, parents
	actsPartner                      // schools, police and the like
	actsGovernment                   // ministers, regulators
	actsOther                        // everybody else who is heard
	actsSays                         // somebody's word or view is reported
	actsWriter                       // the writer speaks of herself
)

// actorsOf is who the groups of a lexicon entry are.
func actorsOf(g Group) (who int32) {
	for _, x := range [...]struct {
		groups Group
		who    int32
	}{{VoiceLeader | VoicePractitioner | ThemeWord, actsService}, {VoiceChild | VoiceParent, actsFamily}, {VoicePartner, actsPartner},
		{VoiceGovernment, actsGovernment}, {VoiceOther, actsOther}, {Say, actsSays}} {
		if g&x.groups != 0 {
			who |= x.who
		}
	}
	return who
}

// actors is who the sentence speaks of.
func (s *Scorer) actors() (who int32) {
	for i := range s.hits {
		who |= actorsOf(s.hits[i].groups)
	}
	for i := range s.words {
		if s.words[i].has(flagPerson) {
			return who | actsWriter
		}
	}
	return who
}

// actorReach is how many words may stand between who acts and a word of praise or
// blame.
const actorReach = 9

// actorFeatures appends who is spoken of with what the words of praise and blame
// add up to, and for each of these words who stands nearest before it.
func (s *Scorer) actorFeatures() {
	who, signs := s.who, int32(0)
	last := 0 // hits before the turn
	for i := range s.turns {
		t := &s.turns[i]
		if t.good {
			signs |= 1
		} else {
			signs |= 2
		}
		for last < len(s.hits) && s.hits[last].from < t.from {
			last++
		}
		nearest := int32(0)
		for k := last - 1; k >= 0 && t.from-s.hits[k].to < actorReach; k-- {
			if nearest = actorsOf(s.hits[k].groups) &^ actsSays; nearest != 0 {
				break
			}
		}
		s.add(kActor, int32(t.base), int32(bits.OnesCount8(uint8(t.by))&1), nearest, int(t.from), int(t.to))
	}
	s.add(kActors, who, signs, 0, 0, 0)
	for w := who; w != 0; w &= w - 1 {
		s.add(kActors, int32(bits.TrailingZeros32(uint32(w))), signs, 1, 0, 0)
	}
}
