package stance

import (
	"math/bits"
	"strconv"
	"strings"

	"assay/classify/stance/sentence"
	"assay/extract"
)

// headFamilies are the families of the features of a sentence and of a theme
// that direction, tense and voice look at, beside the words.
var headFamilies = familySet(kBias, kWord2, kStart, kVerb, kVerb2, kTense, kContext, kTurn, kTurnWord, kStyle, kGroup, kEffect, kEffectWord, kEffectSet,
	kStance, kTheme, kOwnEffect, kNear, kOwnTurn, kNextSign, kThemeTurned, kOwnSum, kTurnSum, kSetTense, kOwnEffSet, kThemeNear, kNegWord, kReached, kOwnMove, kMoveSum, kActor, kActors, kThemeWord, kChange, kThemeChange, kNext, kPrev, kOwnWord, kAfter, kBefore)

// mentionKeys are the features of direction, tense and voice of the mention
// judged last.
func (s *Scorer) mentionKeys(keys []uint64) []uint64 {
	for _, f := range s.feats {
		if f.key>>copyAt == 0 && headFamilies[kindOf(f.key)] {
			keys = append(keys, f.key)
		}
	}
	for i := range s.read.Words {
		w := &s.read.Words[i]
		if w.Base != noWord {
			keys = append(keys, key(kWord, w.Base, 0, 0))
		}
		x := s.m.vocab.info[w.ID]
		keys = append(keys, key(kFine, x.fine, 0, 0))
		if i > 0 && i+1 < len(s.read.Words) && s.read.Words[i-1].Base != noWord && s.read.Words[i+1].Base != noWord {
			keys = append(keys, key(kOwnSkip, s.read.Words[i-1].Base, s.read.Words[i+1].Base, 0))
		}
	}
	keys = s.voiceKeys(keys)
	keys = s.countKeys(keys)
	keys = s.moveKeys(s.triggers, keys)
	keys = s.trendKeys(keys)
	return append(keys, key(kSpeaker, int32(s.role), 0, 0))
}

// sayReach is how many words may stand between a word of saying and who says it.
const sayReach = 8

// voiceGroups are the groups of who may speak.
const voiceGroups = sentence.VoiceLeader | sentence.VoicePractitioner | sentence.VoiceChild | sentence.VoiceParent | sentence.VoicePartner | sentence.VoiceGovernment | sentence.VoiceOther

// voiceKeys appends who stands next to which word of saying, on which side, and
// whether there are both.
func (s *Scorer) voiceKeys(keys []uint64) []uint64 {
	says, quoted := int32(0), int32(0)
	for i := range s.read.Words {
		if s.read.Words[i].Has(sentence.FlagQuote) {
			quoted = 1
		}
	}
	for h := range s.read.Hits {
		x := &s.read.Hits[h]
		if x.Groups&sentence.Say == 0 {
			continue
		}
		says = 1
		verb := s.read.Words[x.From].Base
		for _, step := range [...]int{-1, 1} {
			for k := h + step; k >= 0 && k < len(s.read.Hits); k += step {
				y := &s.read.Hits[k]
				if away := max(x.From-y.To, y.From-x.To); away > sayReach {
					break
				}
				if g := y.Groups & voiceGroups; g != 0 {
					who := int32(bits.TrailingZeros64(uint64(g)))
					side := int32(1)
					if step > 0 {
						side = 2
					}
					keys = append(keys, key(kVoice, who, side, quoted), key(kVoice, who, 3, verb))
					break
				}
			}
		}
	}
	all := int32(0)
	for h := range s.read.Hits {
		if g := s.read.Hits[h].Groups & voiceGroups; g != 0 {
			who := int32(bits.TrailingZeros64(uint64(g)))
			all |= 1 << (who - int32(bits.TrailingZeros64(uint64(sentence.VoiceLeader))))
			keys = append(keys, key(kVoice, who, 4, says<<1|quoted))
			if s.read.Hits[h].From <= 2 {
				keys = append(keys, key(kVoice, who, 5, says<<1|quoted))
			}
		}
	}
	return append(keys, key(kVoice, 0, says<<1|quoted, all))
}

// countKeys appends how two numbers compare: "from 21 to 16", "16, down from 21".
func (s *Scorer) countKeys(keys []uint64) []uint64 {
	last, at := -1.0, -1
	for i := range s.read.Words {
		w := &s.read.Words[i]
		if w.Kind != extract.TokenNumber {
			continue
		}
		x, err := strconv.ParseFloat(strings.ReplaceAll(w.Of(s.read.Text), ",", ""), 64)
		if err != nil {
			continue
		}
		if at >= 0 && i-at < 8 {
			grew := int32(1)
			if x < last {
				grew = 2
			}
			from := int32(0)
			for k := max(0, at-2); k < i; k++ {
				if s.read.Words[k].Low == "from" {
					if from = 1; k > at {
						from = 2
					}
				}
			}
			keys = append(keys, key(kCount, grew, from, 0))
		}
		last, at = x, i
	}
	return keys
}

// Telling is what a mention tells of change and time, and whose word it is.
type Telling struct {
	Direction Direction
	Tense     extract.Tense
	Voice     Voice
}

// Telling answers for the mention judged last by Stance. A head the model has not
// learnt leaves it to the rules for words of change, and to the tense of the
// sentence.
func (s *Scorer) Telling() Telling {
	h := &s.m.heads
	t := Telling{Direction: s.change, Tense: s.tense}
	if len(h.at) == 0 {
		return t
	}
	s.keys = s.mentionKeys(s.keys[:0])
	s.mentionSums = append(s.mentionSums[:0], make([]int32, h.mention.width)...)
	h.mention.add(s.keys, s.mentionSums)
	if d, ok := s.answer(HeadDirection); ok {
		t.Direction = Direction(d)
	}
	if e, ok := s.answer(HeadTense); ok {
		t.Tense = extract.Tense(e)
	}
	if v, ok := s.answer(HeadVoice); ok {
		t.Voice = s.asNamed(Voice(v))
	}
	return t
}

// asNamed is a voice that the head hears, where a speaker is named whose role no voice
// of the head stands for: inspectors and academics, who speak of the same things as
// leaders and children do, are taken for them by their words.
func (s *Scorer) asNamed(v Voice) Voice {
	if v != NoVoice && s.named && (s.role == extract.Inspector || s.role == extract.Academic) {
		return OtherVoice
	}
	return v
}

// answer is what a head says, false where the model has no such head.
func (s *Scorer) answer(head string) (best int, ok bool) {
	h := &s.m.heads
	cols := h.at[head]
	if cols == nil {
		return 0, false
	}
	scale := rowScale(len(s.read.Words))
	var ps [Voices]float64
	for i, col := range cols {
		ps[i] = logistic(float64(s.mentionSums[col]) / 1000 * scale * h.factors[col])
	}
	best, _ = Answered(ps[:len(cols)], h.nothing[head])
	return best, true
}

// Answered is the answer that probabilities of several give: the first, which is
// nothing to tell, where its share is above the limit, else the likeliest other.
// It makes them shares.
func Answered(ps []float64, nothing float64) (best int, p float64) {
	sum := 0.0
	for _, x := range ps {
		sum += x
	}
	if sum == 0 {
		return 0, 0
	}
	for i := range ps {
		ps[i] /= sum
	}
	if ps[0] > nothing {
		return 0, ps[0]
	}
	best = 1
	for i := 2; i < len(ps); i++ {
		if ps[i] > ps[best] {
			best = i
		}
	}
	return best, ps[best]
}
