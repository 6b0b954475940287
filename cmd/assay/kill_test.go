package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"assay/cmd/assay/internal/cli"
	"assay/out/disk"
	"assay/out/disk/disktest"
)

// killAtVar makes this test binary, run as the program, kill itself before the
// given file operation of the run.
const killAtVar = "ASSAY_TEST_KILL_AT"

// killAt is called by TestMain before the program starts.
func killAt() {
	n, err := strconv.Atoi(os.Getenv(killAtVar))
	if err != nil {
		return
	}
	cli.FileSystem = &disktest.Faults{FS: disk.OS{}, Fail: func(op int, _, _ string) error {
		if op >= n {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {} // the signal is on its way
		}
		return nil
	}}
}

// smallCorpus is three documents and one that is lost, without PDF so that a run
// is short.
func smallCorpus(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.txt":    "Caseloads are too high. Supervision is regular and reflective.\n",
		"b.txt":    "Thresholds are well understood by partners.\n\nManagement oversight is weak.\n",
		"c.md":     "# A letter\n\nSocial workers visit children at school, and children miss lessons.\n",
		"page.pdf": "<!DOCTYPE html><html><body>Not found</body></html>",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// tableBytes is the digest of every table of current, to compare runs by.
func tableBytes(t *testing.T, results string) string {
	t.Helper()
	dir := filepath.Join(results, "current")
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatalf("no current run: %v", err)
	}
	var b strings.Builder
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".parquet") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %x\n", e.Name(), sha256.Sum256(data))
	}
	return b.String()
}

// inProcess runs the program in this process and returns its code and what it said.
func inProcess(args ...string) (int, string) {
	var stderr bytes.Buffer
	code := execute(context.Background(), args, strings.NewReader(""), &bytes.Buffer{}, &stderr)
	return code, stderr.String()
}

// whole fails the test unless current is a complete run.
func whole(t *testing.T, when, results string) {
	t.Helper()
	for _, name := range []string{"_SUCCESS", "manifest.json", "documents.parquet", "failures.parquet", "tokens.parquet"} {
		if _, err := os.Stat(filepath.Join(results, "current", name)); err != nil {
			t.Errorf("%s: current is not whole: %v", when, err)
		}
	}
}

// TestKilledAtFileOperations kills real processes with SIGKILL before file
// operations all along a run, and at random moments. After each, current is
// whole (the run before), and the next run gives the very tables of a run that
// nobody disturbed.
func TestKilledAtFileOperations(t *testing.T) {
	if testing.Short() {
		t.Skip("fifty processes are not short")
	}
	docs := smallCorpus(t)
	calm := filepath.Join(t.TempDir(), "calm")
	if code, said := inProcess("run", docs, "--out", calm); code != cli.ExitLost {
		t.Fatalf("undisturbed run: code %d: %s", code, said)
	}
	want := tableBytes(t, calm)
	faults := &disktest.Faults{FS: disk.OS{}}
	operations := countOperations(t, faults, docs)
	if operations < 100 {
		t.Fatalf("a run has only %d file operations: the test does not see them", operations)
	}
	results := filepath.Join(t.TempDir(), "results")
	if code, said := inProcess("run", docs, "--out", results); code != cli.ExitLost {
		t.Fatalf("first run: code %d: %s", code, said)
	}
	const kills = 52
	for i := range kills {
		cmd := exec.Command(os.Args[0], "run", docs, "--out", results, "--force", "--keep", "2")
		cmd.Env = append(os.Environ(), programVar+"=1")
		when := ""
		if i%2 == 0 {
			at := 1 + i*operations/kills
			when = fmt.Sprintf("killed at operation %d of %d", at, operations)
			cmd.Env = append(cmd.Env, killAtVar+"="+strconv.Itoa(at))
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if i%2 == 1 {
			wait := time.Duration(rand.IntN(400)) * time.Millisecond
			when = fmt.Sprintf("killed after %v", wait)
			time.Sleep(wait)
			_ = cmd.Process.Kill() // it may have ended by itself
		}
		_ = cmd.Wait()
		whole(t, when, results)
		if got := tableBytes(t, results); got != want {
			t.Fatalf("%s: current holds other tables\n%s\nwant\n%s", when, got, want)
		}
	}
	if code, said := inProcess("run", docs, "--out", results, "--force"); code != cli.ExitLost {
		t.Fatalf("the run after: code %d: %s", code, said)
	}
	if got := tableBytes(t, results); got != want {
		t.Errorf("after %d kills the tables are\n%s\nwant\n%s", kills, got, want)
	}
	left, _ := filepath.Glob(filepath.Join(results, "runs", "*.partial"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// countOperations is how many file operations one run has.
func countOperations(t *testing.T, faults *disktest.Faults, docs string) int {
	t.Helper()
	old := cli.FileSystem
	cli.FileSystem = faults
	defer func() { cli.FileSystem = old }()
	if code, said := inProcess("run", docs, "--out", filepath.Join(t.TempDir(), "count")); code != cli.ExitLost {
		t.Fatalf("counting run: code %d: %s", code, said)
	}
	return faults.Count()
}

// TestFailingFileOperations fails file operations all along a second run with a
// full disk and with a broken one: the run ends with code 1 and says so, or it
// did not need the operation; current stays whole, and no partial run is left
// that the next one does not remove.
func TestFailingFileOperations(t *testing.T) {
	docs := smallCorpus(t)
	operations := countOperations(t, &disktest.Faults{FS: disk.OS{}}, docs)
	step := 3
	if testing.Short() {
		step = 29
	}
	results := filepath.Join(t.TempDir(), "results")
	if code, said := inProcess("run", docs, "--out", results); code != cli.ExitLost {
		t.Fatalf("first run: code %d: %s", code, said)
	}
	want := tableBytes(t, results)
	defer func(old disk.FS) { cli.FileSystem = old }(cli.FileSystem)
	for _, fault := range []error{syscall.ENOSPC, syscall.EIO} {
		failed := 0
		for at := 1; at <= operations; at += step {
			cli.FileSystem = &disktest.Faults{FS: disk.OS{}, Fail: disktest.FailAt(at, fault)}
			code, said := inProcess("run", docs, "--out", results, "--force", "--keep", "2")
			when := fmt.Sprintf("%v at operation %d", fault, at)
			if !slices.Contains([]int{cli.ExitLost, cli.ExitError}, code) {
				t.Errorf("%s: code %d: %s", when, code, said)
			}
			if code == cli.ExitError {
				failed++
				if !strings.Contains(said, fault.Error()) {
					t.Errorf("%s: it does not say why: %s", when, said)
				}
			}
			whole(t, when, results)
			if got := tableBytes(t, results); got != want {
				t.Fatalf("%s: current holds other tables", when)
			}
		}
		if failed == 0 {
			t.Errorf("no operation that failed with %v ended a run", fault)
		}
	}
	cli.FileSystem = disk.OS{}
	if code, said := inProcess("run", docs, "--out", results, "--force"); code != cli.ExitLost {
		t.Fatalf("the run after: code %d: %s", code, said)
	}
	if left, _ := filepath.Glob(filepath.Join(results, "runs", "*.partial")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestTwoRunsAtOnce starts two processes on one results folder: one makes the
// run, the other ends with code 5 and says who holds it.
func TestTwoRunsAtOnce(t *testing.T) {
	t.Parallel()
	docs := smallCorpus(t)
	results := filepath.Join(t.TempDir(), "results")
	type ended struct {
		code int
		said string
	}
	done := make(chan ended, 2)
	for range 2 {
		go func() {
			cmd := exec.Command(os.Args[0], "run", docs, "--out", results)
			cmd.Env = append(os.Environ(), programVar+"=1")
			out, err := cmd.CombinedOutput()
			var exit *exec.ExitError
			code := 0
			if errors.As(err, &exit) {
				code = exit.ExitCode()
			}
			done <- ended{code, string(out)}
		}()
	}
	a, b := <-done, <-done
	codes := []int{a.code, b.code}
	slices.Sort(codes)
	// Where the first ended before the second looked, both are done.
	if !slices.Equal(codes, []int{cli.ExitLost, cli.ExitLocked}) && !slices.Equal(codes, []int{cli.ExitLost, cli.ExitLost}) {
		t.Errorf("codes %v:\n%s\n%s", codes, a.said, b.said)
	}
	whole(t, "after two runs at once", results)
}

// TestSameBytes: the tables are byte for byte the same for 1, 2 and 7 workers,
// cold and warm, and after touching every file.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	corpus := "../../examples/corpus"
	if testing.Short() {
		corpus = smallCorpus(t)
	}
	docs := t.TempDir()
	if err := os.CopyFS(docs, os.DirFS(corpus)); err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	first := filepath.Join(root, "w1")
	run := func(results string, args ...string) string {
		t.Helper()
		code, said := inProcess(append([]string{"run", docs, "--out", results}, args...)...)
		if code != cli.ExitDone && code != cli.ExitLost {
			t.Fatalf("%v: code %d: %s", args, code, said)
		}
		return tableBytes(t, results)
	}
	want := run(first, "--workers", "1")
	for _, workers := range []string{"2", "7"} {
		if got := run(filepath.Join(root, "w"+workers), "--workers", workers); got != want {
			t.Errorf("%s workers give other tables", workers)
		}
	}
	later := time.Now().Add(-48 * time.Hour)
	err := filepath.WalkDir(docs, func(path string, _ os.DirEntry, err error) error {
		return errors.Join(err, os.Chtimes(path, later, later))
	})
	if err != nil {
		t.Fatal(err)
	}
	// A warm run: another column format makes it a new run, all of it from the cache.
	if got := run(first, "--format", "parquet,csv"); got != want {
		t.Error("a warm run after touching every file gives other tables")
	}
}
