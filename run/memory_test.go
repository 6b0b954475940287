package run

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"assay/corpus"
)

func TestMemoryLimit(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	stop := LimitMemory()
	if got := debug.SetMemoryLimit(-1); got != memoryLimit {
		t.Errorf("limit %d, want %d", got, memoryLimit)
	}
	stop()
	if got := debug.SetMemoryLimit(-1); got != before {
		t.Errorf("limit %d afterwards, want %d", got, before)
	}
	if got := limitFor(900 << 20); got != 1200<<20 {
		t.Errorf("limit %d for 900 MiB alive", got)
	}
	if got := limitFor(1 << 20); got != memoryLimit {
		t.Errorf("limit %d for 1 MiB alive", got)
	}
	runtime.GC()
	if liveBytes() == 0 {
		t.Error("nothing alive: the metric has another name in this version of Go")
	}
}

// TestEnoughMemory sets this very process a limit on address space that leaves too
// little, then one that leaves enough.
func TestEnoughMemory(t *testing.T) {
	var old unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_AS, &old); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "linux" || old.Cur != unix.RLIM_INFINITY {
		t.Skip("it takes a machine that keeps processes to such limits and has none")
	}
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	var pages uint64
	if _, err := fmt.Sscan(string(statm), &pages); err != nil {
		t.Fatal(err)
	}
	under := func(left uint64) error {
		limit := pages*uint64(os.Getpagesize()) + left
		if err := unix.Setrlimit(unix.RLIMIT_AS, &unix.Rlimit{Cur: limit, Max: old.Max}); err != nil {
			t.Fatal(err)
		}
		defer unix.Setrlimit(unix.RLIMIT_AS, &old)
		_, err := Run(t.Context(), Options{Out: filepath.Join(t.TempDir(), "results"), Inputs: Inputs{Paths: []corpus.Input{{Path: "nowhere"}}}})
		return err
	}
	var small *corpus.MachineError
	if err := under(memoryLimit * 3 / 4); !errors.As(err, &small) || !strings.Contains(small.Hint(), "ulimit -v 3145728") {
		t.Errorf("too little: %v", err)
	}
	var usage *UsageError // the input is not there: what comes next is looked at
	if err := under(2 * memoryLimit); !errors.As(err, &usage) {
		t.Errorf("enough: %v", err)
	}
}
