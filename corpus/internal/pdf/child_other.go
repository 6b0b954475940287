//go:build unix && !linux

package pdf

import (
	"math"
	"os"
	"os/exec"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// selfExe is empty where the running program has no name that outlives a
// replacement of its file: os.Executable is asked instead.
const selfExe = ""

// exitCPU is the code a child ends with on SIGXCPU.
const exitCPU = 94

// isolate gives a child its own process group; that it ends with its parent is
// left to watchEnd here.
func isolate(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// limitChild bounds what this process may do from now on: no core files and no
// file writes. Memory has no limit of ours here, so that no want of it is laid on
// a document.
func limitChild() (roomy bool, err error) {
	for _, what := range []int{unix.RLIMIT_CORE, unix.RLIMIT_FSIZE} {
		if err := unix.Setrlimit(what, &unix.Rlimit{}); err != nil {
			return false, err
		}
	}
	return false, nil
}

var watchXCPU = sync.OnceFunc(func() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, unix.SIGXCPU)
	go func() {
		<-c
		os.Exit(exitCPU)
	}()
})

// startCPULimit moves the soft limit on to what is used up by now plus limit.
func startCPULimit(limit time.Duration) error {
	watchXCPU()
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &used); err != nil {
		return err
	}
	sofar := time.Duration(used.Utime.Nano() + used.Stime.Nano())
	var now unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CPU, &now); err != nil {
		return err
	}
	now.Cur = min(uint64((sofar+limit+time.Second-1)/time.Second), now.Max)
	return unix.Setrlimit(unix.RLIMIT_CPU, &now)
}

func overCPU(state *os.ProcessState) bool { return state.ExitCode() == exitCPU }

// cpuTime is not to be had for another process here: with this figure nothing
// counts as used, and a clock that runs out is always named as such.
func cpuTime(int) time.Duration { return math.MaxInt64 / 2 }
