package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/cmd/assay/internal/cli"
	"assay/corpus"
	"assay/corpus/corpustest"
	"assay/internal/sharedtest"
	"assay/run"
)

// treeMemory is what the process tree of a run may take at its highest.
const treeMemory = 600 << 20

// nobody is the user that runs the program where the tests run as root, who
// could read every file.
const nobody = 65534

// program is the test binary as the program, in a folder of its own that every
// user may enter, with a home and a cache of its own.
type program struct {
	exe, home string
	cred      *syscall.Credential
}

func newProgram(t *testing.T) *program {
	t.Helper()
	p := &program{home: openFolder(t)}
	if os.Geteuid() == 0 {
		p.cred = &syscall.Credential{Uid: nobody, Gid: nobody}
	}
	data, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	p.exe = filepath.Join(p.home, "assay")
	if err := os.WriteFile(p.exe, data, 0o755); err != nil {
		t.Fatal(err)
	}
	return p
}

// openFolder is a new folder that belongs to whoever runs the program.
func openFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, d := range []string{filepath.Dir(dir), dir} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if os.Geteuid() == 0 {
		if err := os.Chown(dir, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// command is the program with arguments, and nothing of the tests' environment.
func (p *program) command(args ...string) (*exec.Cmd, *bytes.Buffer) {
	var said bytes.Buffer
	cmd := exec.Command(p.exe, args...)
	cmd.Env = []string{programVar + "=1", "HOME=" + p.home, "XDG_CACHE_HOME=" + filepath.Join(p.home, "cache")}
	cmd.Stdout, cmd.Stderr, cmd.Dir = &said, &said, p.home
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: p.cred}
	return cmd, &said
}

// run runs the program to its end and returns its code, what it said, and the
// most memory its process tree held.
func (p *program) run(t *testing.T, args ...string) (code int, said string, peak int64) {
	t.Helper()
	cmd, out := p.command(args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		_ = cmd.Wait() // the code is looked at below
		close(done)
	}()
	for {
		select {
		case <-done:
			return cmd.ProcessState.ExitCode(), out.String(), peak
		case <-time.After(15 * time.Millisecond):
			total := int64(0)
			for _, pid := range processTree(cmd.Process.Pid) {
				total += proportional(pid)
			}
			peak = max(peak, total)
		}
	}
}

// processTree is a process and all that descend from it.
func processTree(root int) []int {
	parents := map[int]int{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, s := range stats {
		raw, err := os.ReadFile(s)
		if err != nil {
			continue // it has ended
		}
		var pid, parent int
		var state string
		_, _ = fmt.Sscan(string(raw), &pid)
		_, _ = fmt.Sscan(string(raw[bytes.LastIndexByte(raw, ')')+1:]), &state, &parent)
		if state != "Z" {
			parents[pid] = parent
		}
	}
	tree := []int{root}
	for i := 0; i < len(tree); i++ {
		for pid, parent := range parents {
			if parent == tree[i] {
				tree = append(tree, pid)
			}
		}
	}
	return tree
}

// proportional is the memory of a process in bytes, where what it shares with
// others counts in parts. 0 when it has ended.
func proportional(pid int) int64 {
	raw, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/smaps_rollup")
	if err != nil {
		return 0
	}
	for line := range strings.SplitSeq(string(raw), "\n") {
		if rest, ok := strings.CutPrefix(line, "Pss:"); ok {
			n, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return n << 10
		}
	}
	return 0
}

// needProc skips a test that looks at processes where it cannot.
func needProc(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("a run over everything hostile is not short")
	}
	if runtime.GOOS != "linux" {
		t.Skip("this test looks at processes in /proc")
	}
}

// row is one row of failures.
type row struct{ Reason, Severity string }

// failures reads the table; every row must say what happened, where and what to
// do, and name no flag that is not there.
func failures(t *testing.T, results string) map[string][]row {
	t.Helper()
	flags := newRunCmd().Flags()
	out := map[string][]row{}
	err := run.TableRows(context.Background(), filepath.Join(results, "current"), "failures", []string{"uri", "stage", "reason", "severity", "message", "hint"}, func(r []string) error {
		out[r[0]] = append(out[r[0]], row{r[2], r[3]})
		if r[1] == "" || r[2] == "" || r[4] == "" && r[5] == "" || r[3] != corpus.Skipped.String() && r[4] == "" {
			t.Errorf("a row that does not say everything: %q", r)
		}
		for _, w := range strings.Fields(r[5]) {
			if name, ok := strings.CutPrefix(strings.Trim(w, ",.;:()"), "--"); ok && flags.Lookup(name) == nil && name != "long" {
				t.Errorf("%s: the hint names --%s, which run does not have", r[0], name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// column reads one column of a table.
func column(t *testing.T, results, table, name string) (out []string) {
	t.Helper()
	err := run.TableRows(context.Background(), filepath.Join(results, "current"), table, []string{name}, func(r []string) error {
		out = append(out, r[0])
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestHostileRun runs the program, with nothing compiled yet, over a folder of
// everything that must not get through, which holds the results folder too.
// failures has exactly the rows it should, every other table is byte for byte
// that of a run over the sound files alone, memory stays bounded and no process
// is left.
func TestHostileRun(t *testing.T) {
	t.Parallel()
	needProc(t)
	p := newProgram(t)
	dir, clean := openFolder(t), openFolder(t)
	wanted, err := corpustest.Hostile(dir, clean)
	if err != nil {
		t.Fatal(err)
	}
	delete(wanted.Losses, "own") // that folder is none to this program
	wanted.Read = append(wanted.Read, "own/y.txt")
	if err := os.CopyFS(filepath.Join(clean, "own"), os.DirFS(filepath.Join(dir, "own"))); err != nil {
		t.Fatal(err)
	}
	wanted.Losses["written to"] = string(corpus.OwnOutput)
	results := filepath.Join(dir, "written to")

	limits := []string{"--pdf-cpu", "2s", "--pdf-wall", "5m", "--with-text"}
	code, said, peak := p.run(t, append([]string{"run", dir, "--out", results}, limits...)...)
	if code != cli.ExitLost {
		t.Fatalf("code %d, want %d:\n%s", code, cli.ExitLost, said)
	}
	t.Logf("the process tree held up to %d MiB", peak>>20)
	if peak > treeMemory {
		t.Errorf("the process tree held %d MiB, at most %d are allowed", peak>>20, treeMemory>>20)
	}
	want := map[string][]row{}
	for uri, reason := range wanted.Losses {
		want[uri] = append(want[uri], row{reason, corpus.Reason(reason).Severity().String()})
	}
	for uri, reason := range wanted.Warned {
		want[uri] = append(want[uri], row{reason, corpus.Warned.String()})
	}
	if diff := cmp.Diff(want, failures(t, results)); diff != "" {
		t.Errorf("failures: %s", diff)
	}
	read := column(t, results, "documents", "uri")
	if diff := cmp.Diff(slices.Sorted(slices.Values(wanted.Read)), slices.Sorted(slices.Values(read))); diff != "" {
		t.Errorf("documents: %s", diff)
	}

	sound := filepath.Join(openFolder(t), "results")
	code, said, _ = p.run(t, append([]string{"run", clean, "--out", sound}, limits...)...)
	if code != cli.ExitDone {
		t.Fatalf("the sound files alone: code %d, want %d:\n%s", code, cli.ExitDone, said)
	}
	got, alone := tablesBut(t, results, "failures"), tablesBut(t, sound, "failures")
	if len(got) < 10 {
		t.Errorf("only %d tables were compared", len(got))
	}
	for table := range maps.Keys(alone) {
		if got[table] != alone[table] {
			t.Errorf("%s differs from that of the sound files alone", table)
		}
	}
	if n := len(column(t, results, "mentions", "doc_id")); n < 10 {
		t.Errorf("only %d mentions: the sound files hold more", n)
	}
}

// tablesBut is the bytes of every table of a run but one.
func tablesBut(t *testing.T, results, but string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(results, "current", "*.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, path := range paths {
		if name := strings.TrimSuffix(filepath.Base(path), ".parquet"); name != but {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			out[name] = string(data)
		}
	}
	return out
}

// TestKilledRunLeavesNoChild kills the program while its children read PDF:
// they are gone with it.
func TestKilledRunLeavesNoChild(t *testing.T) {
	t.Parallel()
	needProc(t)
	p := newProgram(t)
	docs := openFolder(t)
	for _, name := range []string{"a.pdf", "b.pdf"} {
		if err := os.WriteFile(filepath.Join(docs, name), corpustest.SlowPDF(5000), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(docs, "quick.pdf"), corpustest.TextPDF("It is read first."), 0o644); err != nil {
		t.Fatal(err)
	}
	// The first run compiles the PDF reader; the second is killed.
	if code, said, _ := p.run(t, "run", filepath.Join(docs, "quick.pdf"), "--out", filepath.Join(docs, "first")); code != cli.ExitDone {
		t.Fatalf("code %d: %s", code, said)
	}
	cmd, _ := p.command("run", docs, "--out", filepath.Join(docs, "results"), "--workers", "2")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var tree []int
	for deadline := time.Now().Add(time.Minute); len(tree) < 3 && time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		tree = processTree(cmd.Process.Pid)
	}
	time.Sleep(300 * time.Millisecond) // into the documents
	tree = processTree(cmd.Process.Pid)
	if len(tree) < 3 {
		t.Fatalf("the processes are %v: no two children were started", tree)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		left := slices.DeleteFunc(slices.Clone(tree[1:]), func(pid int) bool { return proportional(pid) == 0 })
		if len(left) == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("children %v outlive the program", left)
		}
	}
}

// TestReportsMemory runs the program over the real reports with nothing
// compiled and nothing cached, and watches the memory of its processes.
func TestReportsMemory(t *testing.T) {
	t.Parallel()
	needProc(t)
	abs := sharedtest.Path(t, "reports")
	p := newProgram(t)
	if p.cred != nil && !mayRead(p, abs) {
		p.cred = nil // root reads what nobody may not
	}
	code, said, peak := p.run(t, "run", abs, "--out", filepath.Join(p.home, "results"))
	if code != cli.ExitLost {
		t.Errorf("code %d, want %d:\n%s", code, cli.ExitLost, said)
	}
	t.Logf("the process tree held up to %d MiB", peak>>20)
	if peak > treeMemory {
		t.Errorf("the process tree held %d MiB, at most %d are allowed", peak>>20, treeMemory>>20)
	}
}

func mayRead(p *program, dir string) bool {
	cmd := exec.Command("/bin/ls", dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: p.cred}
	return cmd.Run() == nil
}
