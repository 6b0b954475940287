package run

import (
	"fmt"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"golang.org/x/sys/unix"

	"assay/corpus"
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

// enoughMemory refuses a machine whose limit on address space leaves less than
// what a run takes: it would be ended by the Go runtime halfway, with a stack trace
// for an answer. Where no such limit can be told, it finds nothing.
func enoughMemory() error {
	left, limit, ok := addressSpaceLeft()
	if !ok || left >= memoryLimit {
		return nil
	}
	return &corpus.MachineError{
		Err:  fmt.Errorf("of the %d MiB of address space that this process may take %d MiB are left, and a run needs %d", limit>>20, left>>20, memoryLimit>>20),
		Todo: fmt.Sprintf("raise the limit (ulimit -v %d, or what the batch system asks for): the tables of the Go runtime alone take 1.2 GiB of addresses, though hardly any memory", enoughSpace>>10),
	}
}

// enoughSpace is the address space under which everything works, PDF included.
const enoughSpace = 3 << 30

// addressSpaceLeft is what the process's limit on address space leaves it.
func addressSpaceLeft() (left, limit uint64, ok bool) {
	var r unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_AS, &r) != nil || r.Cur == unix.RLIM_INFINITY {
		return 0, 0, false
	}
	statm, err := os.ReadFile("/proc/self/statm") // Linux; elsewhere the limit is not kept
	var pages uint64
	if err != nil {
		return 0, 0, false
	}
	if _, err := fmt.Sscan(string(statm), &pages); err != nil {
		return 0, 0, false
	}
	limit = uint64(r.Cur)
	return limit - min(limit, pages*uint64(os.Getpagesize())), limit, true
}

// limitFor is the limit for so many bytes alive.
func limitFor(live uint64) int64 { return max(memoryLimit, int64(float64(live)/liveShare)) }

// liveBytes is what was alive at the end of the last collection.
func liveBytes() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
