package shards

import (
	"sync/atomic"
	"testing"
)

func TestEachTakesEveryNumberOnce(t *testing.T) {
	for _, n := range []int{0, 1, 7, 8, 1000} {
		seen := make([]atomic.Int32, n)
		Each(n, 8, func(shard, from, to int) {
			if from != 8*shard || to > n || to-from > 8 {
				t.Errorf("of %d: shard %d is %d to %d", n, shard, from, to)
			}
			for i := from; i < to; i++ {
				seen[i].Add(1)
			}
		})
		for i := range seen {
			if got := seen[i].Load(); got != 1 {
				t.Errorf("of %d: %d is taken %d times", n, i, got)
			}
		}
	}
}

func TestAllTakesEveryNumberOnce(t *testing.T) {
	for _, n := range []int{0, 1, 255, 256, 257, 1000} {
		seen := make([]atomic.Int32, n)
		All(n, func(i int) { seen[i].Add(1) })
		for i := range seen {
			if got := seen[i].Load(); got != 1 {
				t.Errorf("of %d: %d is taken %d times", n, i, got)
			}
		}
	}
}
