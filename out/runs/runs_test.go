package runs

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"assay/out/disk"
	"assay/out/disk/disktest"
	"assay/out/gate"
)

var day = time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC)

// write makes one run with a single table that says which run it is.
func write(s *Store, now time.Time, key, content string, checks ...gate.Finding) (Run, error) {
	p, err := s.Begin(now, key)
	if err != nil {
		return Run{}, err
	}
	if err := p.write("documents.csv", []byte(content)); err != nil {
		return Run{}, errors.Join(err, p.Abort())
	}
	return p.Commit(&Manifest{Key: key, Checks: checks})
}

func mustWrite(t *testing.T, s *Store, now time.Time, key string, checks ...gate.Finding) Run {
	t.Helper()
	run, err := write(s, now, key, key, checks...)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func ids(t *testing.T, s *Store) string {
	t.Helper()
	runs, err := s.List()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range runs {
		mark := ""
		if r.Current {
			mark = "*"
		}
		if r.Blocked {
			mark += "!"
		}
		out = append(out, fmt.Sprintf("%d%s", r.Manifest.Sequence, mark))
	}
	return strings.Join(out, " ")
}

func TestCommitSwitchesCurrent(t *testing.T) {
	s := New(filepath.Join(t.TempDir(), "results"), disk.OS{})
	if _, err := s.Current(); !errors.Is(err, ErrNoRun) {
		t.Fatalf("Current of nothing: %v", err)
	}
	run := mustWrite(t, s, day, "3f9c2a1bdeadbeef")
	if run.ID != "2026-11-21T020000Z-3f9c2a1b" {
		t.Errorf("id %s", run.ID)
	}
	data, err := os.ReadFile(filepath.Join(s.Root, "current", "documents.csv"))
	if err != nil || string(data) != "3f9c2a1bdeadbeef" {
		t.Errorf("current/documents.csv: %q, %v", data, err)
	}
	for _, name := range []string{ManifestFile, SuccessFile} {
		if _, err := os.Stat(filepath.Join(run.Dir, name)); err != nil {
			t.Error(err)
		}
	}
	if again := mustWrite(t, s, day, "3f9c2a1bdeadbeef"); again.ID != run.ID+"-2" || again.Manifest.Sequence != 2 {
		t.Errorf("the second run of one second is %s, sequence %d", again.ID, again.Manifest.Sequence)
	}
}

// TestOrderIsNotTheClocks writes runs while the clock goes backwards.
func TestOrderIsNotTheClocks(t *testing.T) {
	s := New(t.TempDir(), disk.OS{})
	for i := range 4 {
		mustWrite(t, s, day.Add(-time.Duration(i)*time.Hour), fmt.Sprintf("key%05d", i))
	}
	if got := ids(t, s); got != "1 2 3 4*" {
		t.Errorf("runs %q", got)
	}
	from, to, err := s.Rollback()
	if err != nil || from.Manifest.Sequence != 4 || to.Manifest.Sequence != 3 {
		t.Fatalf("rollback from %v to %v: %v", from.ID, to.ID, err)
	}
	if got := ids(t, s); got != "1 2 3* 4" {
		t.Errorf("after rollback %q", got)
	}
	gone, err := s.Prune(1)
	if err != nil || len(gone) != 2 {
		t.Fatalf("prune removed %v, %v", gone, err)
	}
	if got := ids(t, s); got != "2 3*" {
		t.Errorf("after prune %q", got)
	}
}

func TestBlockedRunIsNotCurrentUntilPublished(t *testing.T) {
	s := New(t.TempDir(), disk.OS{})
	mustWrite(t, s, day, "good0000")
	bad := mustWrite(t, s, day.Add(time.Hour), "bad00000", gate.Finding{Name: "documents", Level: "block"})
	if got := ids(t, s); got != "1* 2!" {
		t.Fatalf("runs %q", got)
	}
	if err := s.Publish(bad); err != nil {
		t.Fatal(err)
	}
	if got := ids(t, s); got != "1 2*" {
		t.Errorf("after publish %q", got)
	}
}

func TestRollbackWithNothingBefore(t *testing.T) {
	s := New(t.TempDir(), disk.OS{})
	if _, _, err := s.Rollback(); !errors.Is(err, ErrNoRun) {
		t.Errorf("rollback of nothing: %v", err)
	}
	mustWrite(t, s, day, "only0000")
	if _, _, err := s.Rollback(); !errors.Is(err, ErrNoRun) {
		t.Errorf("rollback of the only run: %v", err)
	}
}

func TestFind(t *testing.T) {
	s := New(t.TempDir(), disk.OS{})
	a := mustWrite(t, s, day, "aaaa0000")
	b := mustWrite(t, s, day.Add(time.Hour), "bbbb0000")
	for name, want := range map[string]string{"current": b.ID, a.ID: a.ID, "2026-11-21T02": a.ID, a.Dir: a.ID} {
		if got, err := s.Find(name); err != nil || got.ID != want {
			t.Errorf("Find(%q) = %s, %v; want %s", name, got.ID, err, want)
		}
	}
	if _, err := s.Find("2026"); err == nil {
		t.Error("an ambiguous beginning was taken")
	}
	if _, err := s.Find("nothing"); !errors.Is(err, ErrNoRun) {
		t.Errorf("Find(nothing): %v", err)
	}
}

// TestDieAtEveryOperation kills a second run before each of its file operations
// in turn. Whatever is left: current is whole and is the first or the second run,
// and the next run succeeds and leaves no partial folder.
func TestDieAtEveryOperation(t *testing.T) {
	for _, kind := range []struct {
		name string
		fail func(int, error) func(int, string, string) error
	}{{"killed", disktest.DieAt}, {"one failure", disktest.FailAt}} {
		for at := 1; ; at++ {
			root := t.TempDir()
			mustWrite(t, New(root, disk.OS{}), day, "first000")
			faults := &disktest.Faults{FS: disk.OS{}, Fail: kind.fail(at, syscall.ENOSPC)}
			_, err := write(New(root, faults), day.Add(time.Hour), "second00", "second00")
			if faults.Count() < at {
				if err != nil {
					t.Fatal(err)
				}
				break // the run has fewer operations than that
			}
			s := New(root, disk.OS{})
			cur, cerr := s.Current()
			if cerr != nil {
				t.Fatalf("%s at operation %d: no current run: %v", kind.name, at, cerr)
			}
			data, rerr := os.ReadFile(filepath.Join(root, "current", "documents.csv"))
			if rerr != nil || string(data) != cur.Manifest.Key {
				t.Errorf("%s at operation %d: current holds %q, its manifest says %q, %v", kind.name, at, data, cur.Manifest.Key, rerr)
			}
			if err == nil && cur.Manifest.Key != "second00" {
				t.Errorf("%s at operation %d: the run said it was done and is not current", kind.name, at)
			}
			next := mustWrite(t, s, day.Add(2*time.Hour), "third000")
			if cur, err := s.Current(); err != nil || cur.ID != next.ID {
				t.Errorf("%s at operation %d: current after the next run: %v, %v", kind.name, at, cur.ID, err)
			}
			left, _ := filepath.Glob(filepath.Join(root, "runs", "*"+partialSuffix))
			if len(left) > 0 {
				t.Errorf("%s at operation %d: left %v", kind.name, at, left)
			}
		}
	}
}

// TestPruneKilled kills a prune before each of its operations: no half run may
// be listed afterwards.
func TestPruneKilled(t *testing.T) {
	for at := 1; ; at++ {
		root := t.TempDir()
		for i := range 4 {
			mustWrite(t, New(root, disk.OS{}), day, fmt.Sprintf("key%05d", i))
		}
		faults := &disktest.Faults{FS: disk.OS{}, Fail: disktest.DieAt(at, syscall.EIO)}
		_, err := New(root, faults).Prune(2)
		if err == nil {
			break
		}
		runs, err := New(root, disk.OS{}).List()
		if err != nil {
			t.Fatalf("at operation %d: %v", at, err)
		}
		for _, r := range runs {
			if _, err := os.Stat(filepath.Join(r.Dir, "documents.csv")); err != nil {
				t.Errorf("at operation %d: run %s is half there: %v", at, r.ID, err)
			}
		}
		if last := runs[len(runs)-1]; !last.Current {
			t.Errorf("at operation %d: the last run is not current", at)
		}
	}
}

// TestLock runs this test binary as a second process against a held lock.
func TestLock(t *testing.T) {
	if root := os.Getenv("ASSAY_TEST_LOCK"); root != "" {
		_, err := New(root, disk.OS{}).Lock(Holder{PID: os.Getpid()})
		fmt.Println(err)
		return
	}
	root := t.TempDir()
	unlock, err := New(root, disk.OS{}).Lock(Holder{PID: 4711, Host: "night", Since: day})
	if err != nil {
		t.Fatal(err)
	}
	second := func() string {
		cmd := exec.Command(os.Args[0], "-test.run=^TestLock$")
		cmd.Env = append(os.Environ(), "ASSAY_TEST_LOCK="+root)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(string(out), "\n")[0]
	}
	if got, want := second(), root+" is in use by process 4711 on night since 2026-11-21T02:00:00Z"; got != want {
		t.Errorf("second process: %q\nwant            %q", got, want)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	if got := second(); got != "<nil>" {
		t.Errorf("after unlock: %q", got)
	}
}

// TestForeignFilesAreNotRuns puts other people's folders into runs/.
func TestForeignFilesAreNotRuns(t *testing.T) {
	s := New(t.TempDir(), disk.OS{})
	mustWrite(t, s, day, "good0000")
	for _, name := range []string{"notes", "half"} {
		if err := os.MkdirAll(filepath.Join(s.Root, "runs", name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(s.Root, "runs", "half", SuccessFile), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	runs, err := s.List()
	if err != nil || len(runs) != 1 || !runs[0].Current {
		t.Errorf("runs %v, %v", runs, err)
	}
}
