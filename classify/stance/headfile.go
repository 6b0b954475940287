package stance

import (
	"encoding/binary"
	"math"
	"slices"
)

// Heads in a model file: the features of any of them as differences of ascending
// keys; how many heads; each its name with its length, its limits and its answers,
// an answer its factor and the weights of all these features, 0 where it has not the
// feature. Heads share most of their features, and zeros pack to next to nothing.

func appendHeads(b []byte, hs []Head) []byte {
	keys := headKeys(hs)
	b = appendKeys(b, keys)
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
			next := 0
			for _, key := range keys {
				w := int16(0)
				if next < len(a.Keys) && a.Keys[next] == key {
					w = a.Weights[next]
					next++
				}
				b = binary.AppendVarint(b, int64(w))
			}
		}
	}
	return b
}

func headKeys(hs []Head) []uint64 {
	var all []uint64
	for i := range hs {
		for _, a := range hs[i].Answers {
			all = append(all, a.Keys...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func readHeads(r *reader) []Head {
	keys := r.keys()
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
			for _, key := range keys {
				if w := int16(r.varint()); w != 0 {
					a.Keys, a.Weights = append(a.Keys, key), append(a.Weights, w)
				}
			}
		}
		if !h.sound() {
			r.err, r.b = errModel, nil
			return nil
		}
	}
	return hs
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
