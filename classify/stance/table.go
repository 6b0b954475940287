package stance

import (
	"cmp"
	"math/bits"
	"slices"
)

// Rounded are the weights of one feature for the four classes, in thousandths,
// its scale folded in.
type Rounded [Classes]int16

func (w Rounded) sum() (n int64) {
	for _, x := range w {
		n += int64(x)
	}
	return n
}

// score is a sum of Weights, in thousandths. Whole numbers add up to the same in
// any order, so sums of words and headings can be kept.
type score [Classes]int32

func (z *score) add(w Rounded) {
	for c := range z {
		z[c] += int32(w[c])
	}
}

func (z *score) addScore(x score) {
	for c := range z {
		z[c] += x[c]
	}
}

// table holds the weights of features by their keys. It is immutable once built.
//
// A sentence looks up some 250 features, most of them nowhere near the
// processor's nearer caches, and whether one is there is as good as random. So
// four keys and their weights share one line of the cache (64 bytes), all lines
// of a sentence are asked for before the first is looked at, and looking takes
// no branch. Keys a full bucket has no place for stand in the next that has.
type table struct {
	buckets []bucket
	shift   uint
	used    int
}

type bucket struct {
	keys [4]uint64 // 0 is empty; no feature has key 0; the last with overflow
	w    [4]Rounded
}

// overflow marks the last key of a bucket whose search goes on in the next; keys
// have 63 bits.
const overflow = 1 << 63

func newTable(keys []uint64, ws []Rounded) *table {
	n := 2
	for 6*n < 2*len(keys) { // two to three keys a bucket
		n *= 2
	}
	t := &table{buckets: make([]bucket, n), shift: uint(64 - bits.TrailingZeros(uint(n))), used: len(keys)}
	for i, k := range keys {
		at := t.bucket(k)
		b := &t.buckets[at]
		for b.keys[3] != 0 { // full: there are more places than keys
			b.keys[3] |= overflow
			at = (at + 1) & (n - 1)
			b = &t.buckets[at]
		}
		free := slices.Index(b.keys[:], 0)
		b.keys[free], b.w[free] = k, ws[i]
	}
	return t
}

// bucket is where a key belongs: multiplicative hashing with the odd number next
// to 2^64 divided by the golden ratio.
func (t *table) bucket(k uint64) int { return int(k * 0x9E3779B97F4A7C15 >> t.shift) }

// find returns the weights of a key, zero where it is not in the table.
func (t *table) find(k uint64) Rounded {
	return t.findFrom(t.bucket(k), k)
}

func (t *table) findFrom(at int, k uint64) Rounded {
	for {
		b := &t.buckets[at&(len(t.buckets)-1)]
		if i := b.index(k); i < 4 {
			return b.w[i]
		}
		if b.keys[3]&overflow == 0 {
			return Rounded{}
		}
		at++
	}
}

// index is the place of a key in the bucket, 4 where it is not there.
func (b *bucket) index(k uint64) uint64 {
	apart := func(x uint64) uint64 { return (x | -x) >> 63 } // 1 unless x is 0
	i0 := apart(b.keys[0] ^ k)
	i1 := i0 & apart(b.keys[1]^k)
	i2 := i1 & apart(b.keys[2]^k)
	i3 := i2 & apart((b.keys[3]^k)&^overflow)
	return i0 + i1 + i2 + i3
}

// spread adds the weights of features, in their order, to the words they were
// found in, in equal parts, or to rest.
func (t *table) spread(fs []feature, per []Weights, rest *Weights) {
	buckets, shift := t.buckets, t.shift&63
	seen := uint64(0)
	for i := range fs {
		seen |= buckets[fs[i].key*0x9E3779B97F4A7C15>>shift].keys[0] // fetches the line
	}
	if seen == 0 { // keeps the first loop
		return
	}
	for i := range fs {
		f := &fs[i]
		home := f.key * 0x9E3779B97F4A7C15 >> shift
		b := &buckets[home]
		at := b.index(f.key)
		w := &b.w[at&3]
		if at == 4 {
			if b.keys[3]&overflow == 0 {
				continue
			}
			x := t.findFrom(int(home)+1, f.key)
			w = &x
		}
		from, to := int(f.from), min(int(f.to), len(per))
		switch size := to - from; {
		case size <= 0:
			rest.addRounded(w, 1)
		case size == 1:
			per[from].addRounded(w, 1)
		default:
			share := 1 / float32(size)
			for k := from; k < to; k++ {
				per[k].addRounded(w, share)
			}
		}
	}
}

// sum adds up the weights of keys.
func (t *table) sum(keys []uint64) (z score) {
	for _, k := range keys {
		z.add(t.find(k))
	}
	return z
}

// weighed is a feature with its weights.
type weighed struct {
	key uint64
	w   Rounded
}

// sorted is what the table holds, by ascending key.
func (t *table) sorted() []weighed {
	all := make([]weighed, 0, t.used)
	for i := range t.buckets {
		b := &t.buckets[i]
		for j, k := range b.keys {
			if k &^= overflow; k != 0 {
				all = append(all, weighed{k, b.w[j]})
			}
		}
	}
	slices.SortFunc(all, func(a, b weighed) int { return cmp.Compare(a.key, b.key) })
	return all
}
