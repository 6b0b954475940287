// Package shards divides work over the processors.
package shards

import (
	"runtime"
	"sync"
)

// Each runs f over [0,n) in shards of size: f is given the number of the shard and its
// half-open part [from,to), several shards at once, each once. It returns when all are
// done.
func Each(n, size int, f func(shard, from, to int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				f(i, i*size, min(n, (i+1)*size))
			}
		})
	}
	for i := 0; i*size < n; i++ {
		next <- i
	}
	close(next)
	wg.Wait()
}

// All runs f for every number of [0,n), several at once.
func All(n int, f func(i int)) {
	Each(n, 256, func(_, from, to int) {
		for i := from; i < to; i++ {
			f(i)
		}
	})
}
