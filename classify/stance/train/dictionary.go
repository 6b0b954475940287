package train

import (
	"sort"

	"assay/classify/stance"
)

// dictionary numbers the features that are frequent enough, the most frequent
// first (so that those used most lie close together), and ties every word to its
// letters.
func (t *trainer) dictionary() {
	counts := t.countKeys()
	letters := map[uint64]int32{}
	var buf []uint64
	uses := map[uint64]int32{}
	for i, k := range counts.keys {
		if k == 0 || !t.frequent(k, counts.seen[i]) {
			continue
		}
		t.dict = append(t.dict, k)
		uses[k] = counts.seen[i].examples
		buf = t.model.LettersOf(k, buf[:0])
		for _, c := range buf {
			letters[c]++
		}
	}
	for k, n := range letters {
		if n >= minExamplesOverlap {
			t.dict = append(t.dict, k)
		}
	}
	sort.Slice(t.dict, func(i, j int) bool {
		a, b := t.dict[i], t.dict[j]
		if uses[a] != uses[b] {
			return uses[a] > uses[b]
		}
		return a < b
	})
	num := number(t.dict)
	t.p.scale = make([]float32, len(t.dict))
	for i, k := range t.dict {
		t.p.scale[i] = float32(t.scaleOf(k))
		if buf = t.model.LettersOf(k, buf[:0]); len(buf) == 0 {
			continue
		}
		ties := tied{word: int32(i)}
		for _, c := range buf {
			if n := num.find(c); n >= 0 {
				ties.cols = append(ties.cols, n)
			}
		}
		t.p.tied = append(t.p.tied, ties)
	}
	t.p.l2, t.p.stop = t.opt.L2, t.opt.Stop
	t.fillRows(num)
}

// columns finds the column of a feature; its tally holds columns for examples.
type columns struct{ tally }

func number(dict []uint64) *columns {
	c := &columns{}
	c.grow()
	for i, k := range dict {
		c.at(k).examples = int32(i)
	}
	return c
}

// find is the column of a feature, -1 where it has none.
func (c *columns) find(k uint64) int32 {
	i := c.slot(k)
	if c.keys[i] == 0 {
		return -1
	}
	return c.seen[i].examples
}

// fillRows turns the keys of every row into columns.
func (t *trainer) fillRows(num *columns) {
	kept := make([][]int32, len(t.keys))
	each(len(t.keys), func(_, from, to int) {
		for r := from; r < to; r++ {
			for _, k := range t.keys[r] {
				if n := num.find(k); n >= 0 {
					kept[r] = append(kept[r], n)
				}
			}
			t.keys[r] = nil
		}
	})
	t.p.rowPtr = make([]int32, len(kept)+1)
	for r := range kept {
		t.p.rowPtr[r+1] = t.p.rowPtr[r] + int32(len(kept[r]))
	}
	t.p.cols = make([]int32, t.p.rowPtr[len(kept)])
	for r := range kept {
		copy(t.p.cols[t.p.rowPtr[r]:], kept[r])
		kept[r] = nil
	}
}

// frequent reports whether enough examples of enough groups have a feature.
func (t *trainer) frequent(k uint64, s seen) bool {
	switch {
	case t.scaleOf(k) == 0:
		return false
	case stance.Overlapping(k):
		return s.examples >= minExamplesOverlap && s.groupsSeen() >= min(minGroupOverlap, len(t.ex))
	}
	return s.examples >= minExamples && s.groupsSeen() >= minGroups
}

// tally counts features: open addressing as in table.
type tally struct {
	keys []uint64
	seen []seen
	n    int
}

func (c *tally) at(k uint64) *seen {
	if 2*c.n >= len(c.keys) {
		c.grow()
	}
	i := c.slot(k)
	if c.keys[i] == 0 {
		c.keys[i] = k
		c.n++
	}
	return &c.seen[i]
}

// slot is where k stands, or where it belongs.
func (c *tally) slot(k uint64) int {
	mask := len(c.keys) - 1
	i := int(k*0x9E3779B97F4A7C15>>20) & mask
	for c.keys[i] != 0 && c.keys[i] != k {
		i = (i + 1) & mask
	}
	return i
}

func (c *tally) grow() {
	old := *c
	size := max(1<<16, 4*len(old.keys))
	c.keys, c.seen = make([]uint64, size), make([]seen, size)
	for i, k := range old.keys {
		if k != 0 {
			j := c.slot(k)
			c.keys[j], c.seen[j] = k, old.seen[i]
		}
	}
}

// countKeys counts the rows and groups of every feature.
func (t *trainer) countKeys() *tally {
	groups := groupNumbers(t.ex)
	c := &tally{}
	for r, ks := range t.keys {
		g := groups[t.owner[r]]
		for _, k := range ks {
			s := c.at(k)
			*s = s.in(g)
		}
	}
	return c
}

func (t *trainer) scaleOf(key uint64) float64 {
	name, scale := stance.FamilyOf(key)
	if x, ok := t.opt.Scale[name]; ok {
		return x
	}
	return scale
}

// where marks the rows of the examples that pass.
func (t *trainer) where(pass func(example int) bool) []bool {
	use := make([]bool, len(t.p.row))
	for r := range use {
		use[r] = pass(int(t.owner[r]))
	}
	return use
}
