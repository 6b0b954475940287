package stance

import "math/bits"

// table finds the number of a feature by its key: open addressing with linear
// probing, at most half full. It is immutable once built.
type table struct {
	keys  []uint64 // 0 is empty; no feature has key 0
	nums  []int32
	shift uint
}

func newTable(keys []uint64) *table {
	size := 16
	for size < 2*len(keys) {
		size *= 2
	}
	t := &table{keys: make([]uint64, size), nums: make([]int32, size), shift: uint(64 - bits.TrailingZeros(uint(size)))}
	for n, k := range keys {
		i := t.slot(k)
		for t.keys[i] != 0 {
			i = (i + 1) & (size - 1)
		}
		t.keys[i], t.nums[i] = k, int32(n)
	}
	return t
}

// slot is where a key belongs: multiplicative hashing with the odd number next
// to 2^64 divided by the golden ratio.
func (t *table) slot(k uint64) int { return int(k * 0x9E3779B97F4A7C15 >> t.shift) }

// find returns the number of a key, -1 where it is not in the table.
func (t *table) find(k uint64) int32 {
	for i := t.slot(k); ; i = (i + 1) & (len(t.keys) - 1) {
		switch t.keys[i] {
		case k:
			return t.nums[i]
		case 0:
			return -1
		}
	}
}
