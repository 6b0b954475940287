package run

import (
	"runtime"
	"runtime/debug"
	"testing"
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
