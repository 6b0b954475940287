package stance

import (
	"encoding/binary"
	"math"
)

// Heads in a model file: how many; each its name with its length, its limits and
// its answers; an answer is its factor, its features as differences of ascending
// keys, and their weights. A reader can so take out or add the head of one theme.

func appendHeads(b []byte, hs []Head) []byte {
	b = binary.AppendUvarint(b, uint64(len(hs)))
	for i := range hs {
		h := &hs[i]
		b = binary.AppendUvarint(b, uint64(len(h.Name)))
		b = append(b, h.Name...)
		b = binary.AppendUvarint(b, uint64(len(h.Limits)))
		for _, l := range h.Limits {
			b = binary.AppendUvarint(b, math.Float64bits(l))
		}
		b = binary.AppendUvarint(b, uint64(len(h.Answers)))
		for k := range h.Answers {
			a := &h.Answers[k]
			b = binary.AppendUvarint(b, math.Float64bits(a.Sharpen))
			b = binary.AppendUvarint(b, uint64(len(a.Keys)))
			last := uint64(0)
			for _, key := range a.Keys {
				b = binary.AppendUvarint(b, key-last)
				last = key
			}
			for _, w := range a.Weights {
				b = binary.AppendVarint(b, int64(w))
			}
		}
	}
	return b
}

func readHeads(r *reader) []Head {
	hs := make([]Head, r.count())
	for i := range hs {
		h := &hs[i]
		h.Name = string(r.block())
		h.Limits = make([]float64, r.count())
		for k := range h.Limits {
			h.Limits[k] = math.Float64frombits(r.uvarint())
		}
		h.Answers = make([]Answer, r.count())
		for k := range h.Answers {
			a := &h.Answers[k]
			a.Sharpen = math.Float64frombits(r.uvarint())
			n := r.count()
			a.Keys, a.Weights = make([]uint64, n), make([]int16, n)
			last := uint64(0)
			for x := range a.Keys {
				last += r.uvarint()
				a.Keys[x] = last
			}
			for x := range a.Weights {
				a.Weights[x] = int16(r.varint())
			}
		}
		if !h.sound() {
			r.err, r.b = errModel, nil
			return nil
		}
	}
	return hs
}

// count is a number of things to come, each of at least a byte.
func (r *reader) count() int {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.err, r.b = errModel, nil
		return 0
	}
	return int(n)
}

// sound reports whether the head has as many limits and answers as its use takes.
func (h *Head) sound() bool {
	answers, limits := 1, PresenceLimits
	switch h.Name {
	case HeadDirection:
		answers, limits = len(DirectionNames()), 1
	case HeadTense:
		answers, limits = 3, 1
	case HeadVoice:
		answers, limits = int(Voices), 1
	default:
		if _, ok := cutPresence(h.Name); !ok {
			return false
		}
	}
	for i := range h.Answers {
		for k, key := range h.Answers[i].Keys {
			if key == 0 || k > 0 && key <= h.Answers[i].Keys[k-1] {
				return false
			}
		}
	}
	return len(h.Answers) == answers && len(h.Limits) == limits
}
