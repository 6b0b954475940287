package pdf

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// selfExe starts this very program again, even if its file has been replaced.
const selfExe = "/proc/self/exe"

// childHeap is how much a child's own heap may grow beside the memory of the
// PDF reader, which is set aside at its start.
const childHeap = 256 << 20

// heapSlack is the address space that a heap takes beyond what is in it: it is
// set aside in steps of 64 MiB.
const heapSlack = 64 << 20

// isolate gives a child its own process group and lets it die with the thread
// that starts it.
func isolate(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// limitChild bounds what this process may do from now on: no core files, no
// file writes, and no more memory than its heap needs. roomy tells that the
// limits of the machine leave room for all of that memory, so that a document
// that wants more comes to ours first.
func limitChild() (roomy bool, err error) {
	var size, data, skip uint64
	statm, err := os.ReadFile("/proc/self/statm")
	if err == nil {
		_, err = fmt.Sscan(string(statm), &size, &skip, &skip, &skip, &skip, &data)
	}
	if err != nil {
		return false, fmt.Errorf("reading the child's memory size: %w", err)
	}
	page := uint64(os.Getpagesize())
	var space, old unix.Rlimit
	if err := errors.Join(unix.Getrlimit(unix.RLIMIT_AS, &space), unix.Getrlimit(unix.RLIMIT_DATA, &old)); err != nil {
		return false, fmt.Errorf("reading the child's limits: %w", err)
	}
	memory := data*page + childHeap
	roomy = old.Cur >= memory && space.Cur >= size*page+childHeap+heapSlack
	for _, l := range []struct {
		what  int
		limit uint64
	}{{unix.RLIMIT_CORE, 0}, {unix.RLIMIT_FSIZE, 0}, {unix.RLIMIT_DATA, min(memory, old.Cur)}} {
		if err := unix.Setrlimit(l.what, &unix.Rlimit{Cur: l.limit, Max: l.limit}); err != nil {
			return false, fmt.Errorf("limiting the child: %w", err)
		}
	}
	return roomy, defaultXCPU()
}

// defaultXCPU lets the kernel end the process on SIGXCPU. Go's runtime would
// catch the signal and drop it, and a goroutine that waits for it may never be
// run: code compiled from WebAssembly cannot be preempted.
func defaultXCPU() error {
	action := struct {
		handler, flags, restorer uintptr
		mask                     uint64
	}{}
	_, _, errno := unix.RawSyscall6(unix.SYS_RT_SIGACTION, uintptr(unix.SIGXCPU), uintptr(unsafe.Pointer(&action)), 0, 8, 0, 0)
	if errno != 0 {
		return fmt.Errorf("limiting the child's processor time: %w", errno)
	}
	return nil
}

// startCPULimit gives the next document its processor time: the soft limit
// moves on to what is used up by now plus limit.
func startCPULimit(limit time.Duration) error {
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &used); err != nil {
		return fmt.Errorf("reading the child's processor time: %w", err)
	}
	sofar := time.Duration(used.Utime.Nano() + used.Stime.Nano())
	seconds := uint64((sofar + limit + time.Second - 1) / time.Second)
	var now unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CPU, &now); err != nil {
		return fmt.Errorf("limiting the child's processor time: %w", err)
	}
	now.Cur = min(seconds, now.Max)
	if err := unix.Setrlimit(unix.RLIMIT_CPU, &now); err != nil {
		return fmt.Errorf("limiting the child's processor time: %w", err)
	}
	return nil
}

// overCPU reports whether the kernel ended a child for its processor time.
func overCPU(state *os.ProcessState) bool {
	ws, ok := state.Sys().(syscall.WaitStatus)
	return ok && ws.Signaled() && ws.Signal() == syscall.SIGXCPU
}

// cpuTime is the processor time a running process has used, 0 if it is gone.
func cpuTime(pid int) time.Duration {
	const scheduler = 2 // which of the clocks of a process: CPUCLOCK_SCHED
	var t unix.Timespec
	if unix.ClockGettime(int32(^pid<<3|scheduler), &t) != nil {
		return 0
	}
	return time.Duration(t.Nano())
}
