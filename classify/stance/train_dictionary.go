package stance

import (
	"sort"
)

// overlapping reports whether features of a kind say again what others say.
func overlapping(k kind) bool {
	return k != kWord && k != kWord2 && k != kWord3 && k != kBias && k != kStance
}

// dictionary numbers the features that are frequent enough, in the order of
// their keys, and ties every word to its letters.
func (t *trainer) dictionary() {
	groups := t.groupNumbers()
	count := map[uint64]seen{}
	for r, ks := range t.keys {
		for _, k := range ks {
			count[k] = count[k].in(groups[t.owner[r]])
		}
	}
	frequent := func(k uint64, s seen) bool {
		kd, _, _, _ := unkey(k)
		if t.scaleOf(kd) == 0 {
			return false
		}
		if overlapping(kd) {
			return s.examples >= minExamplesOverlap && s.groupsSeen() >= min(minGroupOverlap, len(t.ex))
		}
		return s.examples >= minExamples && s.groupsSeen() >= minGroups
	}
	letters := map[uint64]int32{}
	var buf []uint64
	for k, s := range count {
		if !frequent(k, s) {
			continue
		}
		t.dict = append(t.dict, k)
		if kd, w, _, _ := unkey(k); kd == kWord && isLetters(t.model.vocab.words[w]) {
			buf = charKeys(t.model.vocab.words[w], buf[:0])
			for _, c := range buf {
				letters[c]++
			}
		}
	}
	for k, n := range letters {
		if n >= minExamplesOverlap {
			t.dict = append(t.dict, k)
		}
	}
	sort.Slice(t.dict, func(i, j int) bool { return t.dict[i] < t.dict[j] })
	num := make(map[uint64]int32, len(t.dict))
	t.p.scale = make([]float64, len(t.dict))
	for i, k := range t.dict {
		num[k] = int32(i)
		kd, _, _, _ := unkey(k)
		t.p.scale[i] = t.scaleOf(kd)
	}
	t.p.tied = make([][]int32, len(t.dict))
	for i, k := range t.dict {
		if kd, w, _, _ := unkey(k); kd == kWord && isLetters(t.model.vocab.words[w]) {
			buf = charKeys(t.model.vocab.words[w], buf[:0])
			for _, c := range buf {
				if n, ok := num[c]; ok {
					t.p.tied[i] = append(t.p.tied[i], n)
				}
			}
		}
	}
	t.p.l2, t.p.stop = t.opt.L2, t.opt.Stop
	t.p.rowPtr = make([]int32, len(t.keys)+1)
	for r, ks := range t.keys {
		for _, k := range ks {
			if n, ok := num[k]; ok {
				t.p.cols = append(t.p.cols, n)
			}
		}
		t.p.rowPtr[r+1] = int32(len(t.p.cols))
		t.keys[r] = nil
	}
}

func (t *trainer) scaleOf(k kind) float64 {
	if x, ok := t.opt.Scale[kindNames[k]]; ok {
		return x
	}
	return kindScale[k]
}

func isLetters(w string) bool { return w != "" && (w[0] >= 'a' && w[0] <= 'z' || w[0] >= 0x80) }

// where marks the rows of the examples that pass.
func (t *trainer) where(pass func(example int) bool) []bool {
	use := make([]bool, len(t.p.row))
	for r := range use {
		use[r] = pass(int(t.owner[r]))
	}
	return use
}
