package stance

import (
	"math/bits"
	"slices"
)

// rounded are the weights of one feature for the four classes, in thousandths,
// its scale folded in.
type rounded [Classes]int16

// score is a sum of weights, in thousandths. Whole numbers add up to the same in
// any order, so sums of words and headings can be kept.
type score [Classes]int32

func (z *score) add(w rounded) {
	for c := range z {
		z[c] += int32(w[c])
	}
}

func (z *score) addScore(x score) {
	for c := range z {
		z[c] += x[c]
	}
}

// logits are the sums as scores that verdictOf takes.
func (z *score) logits() (x [Classes]float64) {
	for c := range z {
		x[c] = unround(z[c])
	}
	return x
}

// table holds the weights of features by their keys: open addressing with linear
// probing, at most three quarters full, key and weights side by side, since
// nearly every look-up is a miss of the processor's nearer caches. It is
// immutable once built.
type table struct {
	slots []slot
	shift uint
	used  int
}

type slot struct {
	key uint64 // 0 is empty; no feature has key 0
	w   rounded
}

func newTable(keys []uint64, ws []rounded) *table {
	size := 16
	for 3*size < 4*len(keys) {
		size *= 2
	}
	t := &table{slots: make([]slot, size), shift: uint(64 - bits.TrailingZeros(uint(size))), used: len(keys)}
	for n, k := range keys {
		i := t.first(k)
		for t.slots[i].key != 0 {
			i = (i + 1) & (size - 1)
		}
		t.slots[i] = slot{k, ws[n]}
	}
	return t
}

// first is where a key belongs: multiplicative hashing with the odd number next
// to 2^64 divided by the golden ratio.
func (t *table) first(k uint64) int { return int(k * 0x9E3779B97F4A7C15 >> t.shift) }

// find returns the slot of a key, -1 where it is not in the table.
func (t *table) find(k uint64) int32 {
	mask := len(t.slots) - 1
	for i := t.first(k); ; i = (i + 1) & mask {
		switch t.slots[i&mask].key {
		case k:
			return int32(i)
		case 0:
			return -1
		}
	}
}

// sum adds up the weights of keys.
func (t *table) sum(keys []uint64) (z score) {
	for _, k := range keys {
		if i := t.find(k); i >= 0 {
			z.add(t.slots[i].w)
		}
	}
	return z
}

// sorted is what the table holds, by ascending key.
func (t *table) sorted() []slot {
	all := make([]slot, 0, t.used)
	for _, s := range t.slots {
		if s.key != 0 {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b slot) int {
		if a.key < b.key {
			return -1
		}
		return 1
	})
	return all
}
