package sentence

import "math/bits"

// AnyVoice are the groups of who may speak.
const AnyVoice = VoiceLeader | VoicePractitioner | VoiceChild | VoiceParent | VoicePartner | VoiceGovernment | VoiceOther

// Who a noun is, where no group of who may speak says it: those have the number of
// their bit and 8.
const (
	whoNobody  = 1 + iota // there is no noun
	whoWriter             // I, we
	whoPronoun            // she, they
	whoName
	whoNoun // any other noun
)

// WhoIs is who the noun at word i is; i may be -1 for none.
func (s *Reading) WhoIs(i int32) int32 {
	if i < 0 {
		return whoNobody
	}
	for h := range s.Hits {
		x := &s.Hits[h]
		if g := x.Groups & AnyVoice; g != 0 && x.From <= i && i < x.To {
			return 8 + int32(bits.TrailingZeros64(uint64(g)))
		}
	}
	switch w := &s.Words[i]; {
	case w.Has(flagPerson) && !secondPerson[w.Low]:
		return whoWriter
	case w.Is(pronoun):
		return whoPronoun
	case w.Is(properNoun):
		return whoName
	}
	return whoNoun
}

// Saying is a word of saying with the noun of who says it.
type Saying struct {
	Hit int   // the word of saying
	By  int32 // word, -1 where none is found
	How int32 // how By stands to it
}

// How who says something stands to the word of saying.
const (
	sayerBefore int32 = iota // leaders say
	sayerAfter               // said a mother
	sayerNamed               // according to a report
	sayerHears               // leaders were told
)

// Sayings appends the words of saying of the sentence.
func (s *Reading) Sayings(out []Saying) []Saying {
	end := int32(len(s.Words))
	for h := range s.Hits {
		x := &s.Hits[h]
		if x.Groups&Say == 0 {
			continue
		}
		y := Saying{Hit: h, How: sayerNamed}
		switch last := &s.Words[x.To-1]; {
		case last.Is(preposition) || last.Low == "to":
			y.By = s.Object(x.To, end)
		default:
			if y.How, y.By = sayerBefore, s.Subject(x.From, 0); y.By < 0 {
				y.How, y.By = sayerAfter, s.Object(x.To, end)
			} else if last.Is(pastForm) && x.From > 0 && beings[s.Words[x.From-1].Low] {
				y.How = sayerHears
			}
		}
		out = append(out, y)
	}
	return out
}

// Quoted tells whether word at stands within quotation marks (0 or 1), and whether
// the writer speaks of herself outside (1) and inside (2) of them.
func (s *Reading) Quoted(at int32) (inside, writer int32) {
	open := int32(0)
	for i := range s.Words {
		w := &s.Words[i]
		if w.Has(FlagQuote) {
			open ^= 1
		}
		if int32(i) == at {
			inside = open
		}
		if w.Has(flagPerson) && !secondPerson[w.Low] {
			writer |= 1 << open
		}
	}
	return inside, writer
}
