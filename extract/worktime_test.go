package extract

import (
	"runtime"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// workTime is the processor time that f takes: what other programs do meanwhile is not
// counted, nor how long this one waits for a processor.
func workTime(t testing.TB, f func()) time.Duration {
	t.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before := usedTime(t)
	f()
	return usedTime(t) - before
}

// usedTime is the processor time of this thread.
func usedTime(t testing.TB) time.Duration {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &now); err != nil {
		t.Fatal(err)
	}
	return time.Duration(now.Nano())
}
