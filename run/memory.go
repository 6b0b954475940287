package run

import (
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// A run's memory: garbage is collected when the heap has doubled, as usual, but
// before the program as a whole takes more than memoryLimit. What is alive at a
// time (a batch of every table, what is known of words and patterns, the
// documents in flight) is about 200 MB whatever the number of documents; where
// it is more, for large documents, the limit rises with it, so that collecting
// never takes over.
const (
	memoryLimit = 368 << 20
	liveShare   = 3.0 / 4 // of the limit, at most
	watchEvery  = 200 * time.Millisecond
)

// LimitMemory keeps the process to the limit until stop is called. It is for
// programs that do nothing but a run: the limit is the process's, not a run's.
func LimitMemory() (stop func()) {
	before := debug.SetMemoryLimit(memoryLimit)
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(watchEvery)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				debug.SetMemoryLimit(limitFor(liveBytes()))
			}
		}
	}()
	return func() {
		close(done)
		<-ended
		debug.SetMemoryLimit(before)
	}
}

// limitFor is the limit for so many bytes alive.
func limitFor(live uint64) int64 { return max(memoryLimit, int64(float64(live)/liveShare)) }

// liveBytes is what was alive at the end of the last collection.
func liveBytes() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
