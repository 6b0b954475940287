package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// cost is what one command took.
type cost struct {
	wall, cpu time.Duration
	peak      int64 // bytes of the whole process tree, sampled; 0 where not asked for
}

// command is how a command is made for one run of it.
type command func(ctx context.Context) *exec.Cmd

// once runs a command and measures it: wall time, and processor time of it and of
// every child it waited for. Codes 0 and 3 are success.
func once(ctx context.Context, make command, watch bool) (cost, error) {
	cmd := make(ctx)
	var tail tailBuffer
	cmd.Stderr = &tail
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return cost{}, err
	}
	var c cost
	stop := func() int64 { return 0 }
	if watch {
		stop = watchTree(cmd.Process.Pid)
	}
	err := cmd.Wait()
	c.wall, c.peak = time.Since(start), stop()
	c.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	log.Printf("  %s: %.2f s, %.2f s of processor time", filepath.Base(cmd.Path), c.wall.Seconds(), c.cpu.Seconds())
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 3 {
		err = nil
	}
	if err != nil {
		return c, fmt.Errorf("%s: %w: %s", strings.Join(cmd.Args, " "), err, tail)
	}
	return c, nil
}

// tailBuffer keeps the end of what a command says.
type tailBuffer []byte

func (t *tailBuffer) Write(p []byte) (int, error) {
	*t = append(*t, p...)
	if len(*t) > 2000 {
		*t = slices.Clone((*t)[len(*t)-2000:])
	}
	return len(p), nil
}

// pair runs a and b in turn, after one run of each that does not count, and gives
// the costs of both.
func (b *bench) pair(ctx context.Context, x, y command) (xs, ys []cost, err error) {
	for i := range b.rounds + 1 {
		cx, err := once(ctx, x, false)
		if err != nil {
			return nil, nil, err
		}
		cy, err := once(ctx, y, false)
		if err != nil {
			return nil, nil, err
		}
		if i > 0 {
			xs, ys = append(xs, cx), append(ys, cy)
		}
	}
	return xs, ys, nil
}

func walls(cs []cost) []float64 {
	v := make([]float64, len(cs))
	for i, c := range cs {
		v[i] = c.wall.Seconds()
	}
	return v
}

func cpus(cs []cost) []float64 {
	v := make([]float64, len(cs))
	for i, c := range cs {
		v[i] = c.cpu.Seconds()
	}
	return v
}

// ratios are taken pair by pair, so that a machine that slows down meets both.
func ratios(xs, ys []float64) []float64 {
	v := make([]float64, len(xs))
	for i := range xs {
		v[i] = xs[i] / ys[i]
	}
	return v
}

// spread is "median (least to most)".
func spread(v []float64, format string) string {
	s := slices.Sorted(slices.Values(v))
	return fmt.Sprintf(format+" ("+format+" to "+format+")", median(v), s[0], s[len(s)-1])
}

func median(v []float64) float64 {
	s := slices.Sorted(slices.Values(v))
	n := len(s)
	if n%2 == 1 {
		return s[n/2]
	}
	return (s[n/2-1] + s[n/2]) / 2
}

// watchTree samples the memory of a process and its descendants until stop, which
// gives the peak in bytes. It counts proportional set sizes, so that pages shared
// between the processes count once. Linux only; elsewhere it gives 0.
func watchTree(pid int) (stop func() int64) {
	done := make(chan struct{})
	result := make(chan int64)
	go func() {
		var peak int64
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				result <- peak
				return
			case <-tick.C:
				peak = max(peak, treeMemory(pid))
			}
		}
	}()
	return func() int64 { close(done); return <-result }
}

func treeMemory(root int) int64 {
	children := map[int][]int{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		data, err := os.ReadFile(path)
		if err != nil {
			continue // it ended meanwhile
		}
		// pid (name) state ppid: the name may hold anything but ends at the last )
		at := strings.LastIndexByte(string(data), ')')
		fields := strings.Fields(string(data[at+1:]))
		pid, err1 := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		parent, err2 := strconv.Atoi(fields[1])
		if err1 == nil && err2 == nil {
			children[parent] = append(children[parent], pid)
		}
	}
	var total int64
	for queue := []int{root}; len(queue) > 0; queue = queue[1:] {
		total += pss(queue[0])
		queue = append(queue, children[queue[0]]...)
	}
	return total
}

func pss(pid int) int64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0
	}
	for line := range strings.SplitSeq(string(data), "\n") {
		var kb int64
		if _, err := fmt.Sscanf(line, "Pss: %d kB", &kb); err == nil {
			return kb << 10
		}
	}
	return 0
}

// ownGroup gives a command its own process group, so that an interrupt of bench does not
// leave it behind half-stopped.
func ownGroup(cmd *exec.Cmd) *exec.Cmd {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return cmd
}
