package stance

import (
	"math"

	"assay/corpus"
)

// Evidence is what the patterns of a codebook make of a theme in a sentence.
type Evidence struct {
	Theme    string
	Hits     []corpus.Span // triggers of a match
	Rejected []corpus.Span // candidates that a rule turned away
}

// Found is what a sentence is found to say of a theme.
type Found struct {
	Present  bool
	Learnt   bool          // Present without a pattern
	P        float64       // how likely it is; 0 where the model does not judge the theme
	Triggers []corpus.Span // of the patterns, else the words that speak most for the theme; nil where none does
}

// Find decides whether the sentence read last speaks of a theme: the patterns
// alone where the model does not judge it, else pattern and model together.
func (s *Scorer) Find(e *Evidence) Found {
	f := Found{Present: len(e.Hits) > 0, Triggers: e.Hits}
	if !s.m.Judges(e.Theme) {
		return f
	}
	f.P, f.Present = s.presentIn(e)
	if len(e.Hits) == 0 {
		if t := s.learntTrigger(e.Theme); t.End > t.Start {
			f.Triggers = []corpus.Span{t}
		}
		f.Present = f.Present && f.Triggers != nil && s.Hinted(e) // no word speaks for it: nothing to show
		f.Learnt = f.Present
	}
	return f
}

// How a pattern's word stands in the features of presence.
const (
	seenNothing = iota // no pattern of the theme matches
	seenHit
	seenRejected
)

// pairReach is how far the words of a pair may stand apart.
const pairReach = 5

// presenceKeys appends the features of presence of the sentence read last that
// stand for more than one word, all themes alike.
func (s *Scorer) presenceKeys(fs []feature) []feature {
	ws := s.read.Words
	last := int32(startWord)
	for i := range ws {
		id := ws[i].Own
		if last != noWord && id != noWord {
			fs = append(fs, feature{key(kWord2, last, id, 0), uint16(max(i-1, 0)), uint16(i + 1)})
		}
		last = id
		a := ws[i].OwnBase
		if a == noWord || s.read.Light(i) {
			continue
		}
		for d := 1; d <= pairReach && i+d < len(ws); d++ {
			if b := ws[i+d].OwnBase; b != noWord && !s.read.Light(i+d) {
				fs = append(fs, feature{key(kOwnSkip, a, b, 0), uint16(i), uint16(i + d + 1)})
			}
		}
	}
	return fs
}

// evidenceKeys appends what the patterns say of a theme.
func (s *Scorer) evidenceKeys(e *Evidence, fs []feature) []feature {
	spans, how := e.Hits, int32(seenHit)
	if len(spans) == 0 {
		spans, how = e.Rejected, seenRejected
	}
	if len(spans) == 0 {
		how = seenNothing
	}
	fs = append(fs, feature{key: key(kSeen, how, 0, 0)})
	if s.copies > 0 {
		fs = append(fs, feature{key: copyOf(key(kSeen, how, 0, 0), copyTold)})
	}
	for _, t := range spans[:min(len(spans), maxTriggers)] {
		first, last := s.read.TriggerWords([]corpus.Span{t})
		for i := first; i <= last && int(i) < len(s.read.Words); i++ {
			if id := s.read.Words[i].OwnBase; id != noWord {
				fs = append(fs, feature{key(kSeenWord, how, id, 0), uint16(i), uint16(i + 1)})
			}
		}
		for side, i := range [...]int32{first - 1, last + 1} {
			if i >= 0 && int(i) < len(s.read.Words) && s.read.Words[i].Own != noWord {
				fs = append(fs, feature{key(kSeenNext, how, int32(side), s.read.Words[i].Own), uint16(i), uint16(i + 1)})
			}
		}
	}
	return fs
}

// Judges reports whether the model has learnt to tell the presence of a theme.
func (m *Model) Judges(theme string) bool {
	_, ok := m.heads.column[theme]
	return ok
}

// presentIn is how likely the sentence read last speaks of a theme, and whether
// that is enough to say that it does. The model must judge the theme.
func (s *Scorer) presentIn(e *Evidence) (p float64, present bool) {
	h := &s.m.heads
	col := h.column[e.Theme]
	if !s.sawPresence {
		s.sawPresence = true
		s.presence = s.presenceKeys(s.presence[:0])
		s.sums = append(s.sums[:0], s.wordSums()...)
		s.keys = s.keys[:0]
		for i := range s.presence {
			s.keys = append(s.keys, s.presence[i].key)
		}
		h.presence.add(s.keys, s.sums)
	}
	z := s.sums[col]
	s.seen = s.evidenceKeys(e, s.seen[:0])
	for i := range s.seen {
		if r := h.presence.row(s.seen[i].key); r != nil {
			z += int32(r[col])
		}
	}
	p = logistic(float64(z) / 1000 * rowScale(len(s.read.Words)) * h.sharpen[col])
	return p, p >= h.limits[col][LimitOf(s.copies, len(e.Hits) > 0)]
}

// PresenceLimits is how many limits a head of presence has.
const PresenceLimits = 2 * Copies

// LimitOf is which of a head's limits holds: in a report, an article or a
// comment, where a pattern matches or none does.
func LimitOf(kind int, hit bool) int {
	if hit {
		return 2 * kind
	}
	return 2*kind + 1
}

// wordSums is what the words of the sentence say by themselves, by column.
func (s *Scorer) wordSums() []int32 {
	if s.sawWords {
		return s.byWord
	}
	s.sawWords = true
	h := &s.m.heads
	n := h.presence.width
	s.byWord = append(s.byWord[:0], make([]int32, n)...)
	for i := range s.read.Words {
		at := int(s.read.Words[i].Own) * n
		for c, x := range h.word[at : at+n] {
			s.byWord[c] += x
		}
	}
	return s.byWord
}

// leastHint is the least log-odds that the words of a sentence, each by itself,
// must give a theme before rows of them are looked at: of 4,700 sentences found
// to speak of a theme without a pattern one gave less.
const leastHint = -2.2

// Hinted reports whether it is worth looking whether the sentence read last speaks
// of a theme: Find says no where it is not.
func (s *Scorer) Hinted(e *Evidence) bool {
	if len(e.Hits)+len(e.Rejected) > 0 {
		return true
	}
	h := &s.m.heads
	col, ok := h.column[e.Theme]
	return ok && float64(s.wordSums()[col])/1000*rowScale(len(s.read.Words))*h.sharpen[col] >= leastHint
}

func logistic(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// maxLearnt is how many words the trigger of a learnt mention may have.
const maxLearnt = 6

// learntTrigger is the words that speak most for the theme of the last presentIn:
// the row of words with the highest sum, light words at its ends left out. It is
// empty where no word does.
func (s *Scorer) learntTrigger(theme string) corpus.Span {
	h := &s.m.heads
	col := h.column[theme]
	per := make([]float32, len(s.read.Words))
	for i := range per {
		per[i] = float32(h.word[int(s.read.Words[i].Own)*h.presence.width+col])
	}
	for _, f := range s.presence {
		r := h.presence.row(f.key)
		if r == nil || r[col] <= 0 {
			continue
		}
		share := float32(r[col]) / float32(f.to-f.from)
		for i := f.from; i < f.to; i++ {
			per[i] += share
		}
	}
	from, to := bestRow(per, maxLearnt)
	for from < to && s.read.Light(from) {
		from++
	}
	for to > from && s.read.Light(to-1) {
		to--
	}
	if from >= to {
		return corpus.Span{}
	}
	return corpus.Span{Start: s.read.Words[from].Start, End: s.read.Words[to-1].End}
}

// bestRow is the row of at most so many numbers with the highest sum; empty where
// none is above zero.
func bestRow(xs []float32, longest int) (from, to int) {
	most := float32(0)
	for i := range xs {
		sum := float32(0)
		for k := i; k < min(len(xs), i+longest); k++ {
			if sum += xs[k]; sum > most {
				most, from, to = sum, i, k+1
			}
		}
	}
	return from, to
}
