package corpus

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"assay/corpus/corpustest"
)

// orphanArg makes this test binary read a slow PDF until it is killed.
const orphanArg = "read-slow-pdf-for-tests"

func readSlowPDF(path, cache string) error {
	l, err := List(context.Background(), []Input{{Path: path}}, ListOptions{})
	if err != nil {
		return err
	}
	r := NewReader(Options{PDFCommand: []string{"", childArg}, CacheDir: cache, Children: 1})
	defer r.Close()
	_, err = r.Read(context.Background(), l.Sources[0])
	return err
}

// children returns the processes whose parent is pid.
func children(pid int) (out []int) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, s := range stats {
		raw, err := os.ReadFile(s)
		if err != nil {
			continue
		}
		var child, parent int
		var state string
		head, rest, _ := strings.Cut(string(raw), "(")
		rest = rest[strings.LastIndex(rest, ")")+1:]
		fmt.Sscan(head, &child)
		fmt.Sscan(rest, &state, &parent)
		if parent == pid && state != "Z" {
			out = append(out, child)
		}
	}
	return out
}

func alive(pid int) bool {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && !strings.Contains(string(raw), ") Z ")
}

// TestKilledParent kills a process that is reading a PDF, and waits for its
// child to be gone too, in the middle of the document.
func TestKilledParent(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("this test looks for processes in /proc")
	}
	dir := folder(t, rawFile("slow.pdf", corpustest.SamePages(5000, strings.Repeat("BT /F1 1 Tf 1 0 0 1 5 5 Tm (aaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n", 5_000))))
	cmd := exec.Command("/proc/self/exe", orphanArg, filepath.Join(dir, "slow.pdf"), testCache(t))
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var kids []int
	for deadline := time.Now().Add(20 * time.Second); len(kids) == 0 && time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		kids = children(cmd.Process.Pid)
	}
	time.Sleep(300 * time.Millisecond) // into the document
	kids = children(cmd.Process.Pid)
	if len(kids) == 0 {
		t.Fatal("no child was started")
	}
	cmd.Process.Signal(syscall.SIGKILL)
	cmd.Wait()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		left := 0
		for _, k := range kids {
			if alive(k) {
				left++
			}
		}
		if left == 0 {
			return
		}
	}
	t.Errorf("a child of %v outlives its parent", kids)
}

// TestCancelledRead ends a read by its context: the child goes, the reader
// stays usable, and Close leaves no process behind.
func TestCancelledRead(t *testing.T) {
	dir := folder(t, rawFile("a.pdf", textPDF("It is read.")), rawFile("slow.pdf", corpustest.SamePages(5000, strings.Repeat("BT /F1 1 Tf 1 0 0 1 5 5 Tm (aaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n", 5_000))))
	r := NewReader(Options{PDFCommand: []string{"", childArg}, CacheDir: testCache(t), Children: 1})
	l := list(t, dir)
	if _, err := r.Read(context.Background(), l.Sources[0]); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	if _, err := r.Read(ctx, l.Sources[1]); err != context.DeadlineExceeded {
		t.Errorf("got %v, want %v", err, context.DeadlineExceeded)
	}
	if _, err := r.Read(context.Background(), l.Sources[0]); err != nil {
		t.Error(err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if kids := children(os.Getpid()); runtime.GOOS == "linux" && len(kids) > 0 {
		t.Errorf("children %v are left", kids)
	}
}
