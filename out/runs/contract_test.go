package runs

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"assay/out/disk"
	"assay/out/disk/disktest"
	"assay/out/gate"
)

var blocks = gate.Finding{Name: "documents", Level: gate.Block}

// made makes a run a letter: "." one that is published, "!" one that a check blocks.
// The last that is published is current.
func made(t *testing.T, kinds string) (*Store, []Run) {
	t.Helper()
	s := New(t.TempDir(), disk.OS{})
	var list []Run
	for i, k := range kinds {
		var checks []gate.Finding
		if k == '!' {
			checks = append(checks, blocks)
		}
		list = append(list, mustWrite(t, s, day.Add(time.Duration(i)*time.Hour), fmt.Sprintf("key%05d", i), checks...))
	}
	return s, list
}

// TestPruneKeeps: as many runs as asked are kept, the newest, and beside them the
// current one and the one that rollback would go to.
func TestPruneKeeps(t *testing.T) {
	for _, c := range []struct {
		kinds string
		keep  int
		want  string
	}{
		{"....", 4, "1 2 3 4*"},
		{"....", 5, "1 2 3 4*"},
		{"....", 3, "2 3 4*"},
		{"....", 2, "3 4*"},
		{"....", 1, "3 4*"}, // the one before current is safe
		{"....", 0, "3 4*"},
		{"..!!", 3, "1 2* 4!"}, // 1 is what rollback goes to, 4 what there is to look at
		{".!.!", 2, "1 3* 4!"},
		{".!", 1, "1* 2!"}, // somebody is told to look at it, or to publish it
		{"!!.", 1, "3*"},
		{".", 0, "1*"},
	} {
		s, _ := made(t, c.kinds)
		gone, err := s.Prune(c.keep)
		if got := ids(t, s); err != nil || got != c.want {
			t.Errorf("%s, keep %d: left %q, want %q, %v", c.kinds, c.keep, got, c.want, err)
		}
		if len(gone)+len(strings.Fields(c.want)) != len(c.kinds) {
			t.Errorf("%s, keep %d: says that it removed %v", c.kinds, c.keep, gone)
		}
	}
}

// TestRollbackPassesBlockedRuns: a run that a check blocked is never what people are
// taken back to.
func TestRollbackPassesBlockedRuns(t *testing.T) {
	for _, c := range []struct {
		kinds string
		want  string // "" where there is nothing to go back to
	}{
		{"..", "1* 2"},
		{".!.", "1* 2! 3"},
		{".!!.", "1* 2! 3! 4"},
		{"..!", "1* 2 3!"}, // from current, not from the newest
		{"!.", ""},
		{"!!.", ""},
	} {
		s, _ := made(t, c.kinds)
		before := ids(t, s)
		_, _, err := s.Rollback()
		got := ids(t, s)
		if c.want == "" && (err == nil || got != before) || c.want != "" && (err != nil || got != c.want) {
			t.Errorf("%s: %q, %v; want %q", c.kinds, got, err, c.want)
		}
	}
	// One that somebody published is fit to go back to.
	s, list := made(t, ".!")
	if err := s.Publish(list[1]); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, s, day.Add(9*time.Hour), "key00009")
	if _, to, err := s.Rollback(); err != nil || to.ID != list[1].ID {
		t.Errorf("went back to %s, %v", to.ID, err)
	}
}

// TestWhatIsSynced: what a switch of current stands on is made durable before it,
// and the switch itself after.
func TestWhatIsSynced(t *testing.T) {
	s, list := made(t, ".!")
	root, bad := s.Root, list[1]
	var ops []string
	watch := func(int, string, string) error { return nil }
	faults := &disktest.Faults{FS: disk.OS{}, Fail: func(n int, op, path string) error {
		ops = append(ops, op+" "+strings.TrimPrefix(strings.TrimPrefix(path, root), "/"))
		return watch(n, op, path)
	}}
	s = New(root, faults)
	order := func(what string, want ...string) {
		t.Helper()
		at := -1
		for _, w := range want {
			next := slices.Index(ops[at+1:], w)
			if next < 0 {
				t.Errorf("%s: no %q after %d operations of %q", what, w, at+1, ops)
				return
			}
			at += 1 + next
		}
	}
	if err := s.Publish(bad); err != nil {
		t.Fatal(err)
	}
	folder := "runs/" + bad.ID
	order("publish", "rename "+folder+"/"+SuccessFile, "sync "+folder, "rename "+currentLink, "sync ")

	ops = nil
	if _, _, err := s.Rollback(); err != nil {
		t.Fatal(err)
	}
	order("rollback", "rename "+currentLink, "sync ")

	ops = nil
	run := mustWrite(t, s, day.Add(9*time.Hour), "key00009")
	part := "runs/" + run.ID + partialSuffix
	order("commit", "sync "+part+"/documents.csv", "sync "+part, "rename runs/"+run.ID, "sync runs", "rename "+currentLink, "sync ")
	for _, file := range []string{ManifestFile, SuccessFile} {
		order("commit", "sync "+part+"/"+file, "sync "+part, "rename runs/"+run.ID)
	}
}
