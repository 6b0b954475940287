package disk_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"assay/out/disk"
	"assay/out/disk/disktest"
)

// Whatever fails, a file that is replaced holds the old bytes or the new ones, and
// nothing half written is left beside it; the bytes are durable before they are seen.
func TestReplace(t *testing.T) {
	full := errors.New("the disk is full")
	for at := 1; ; at++ {
		dir := t.TempDir()
		path := filepath.Join(dir, "file")
		if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
		var ops []string
		fail := disktest.FailAt(at, full)
		faults := &disktest.Faults{FS: disk.OS{}, Fail: func(n int, op, path string) error {
			ops = append(ops, op)
			return fail(n, op, path)
		}}
		err := disk.Replace(faults, path, []byte("the new bytes"))
		got, readErr := os.ReadFile(path)
		if readErr != nil {
			t.Fatal(readErr)
		}
		if err == nil {
			if string(got) != "the new bytes" || at != faults.Count()+1 {
				t.Errorf("operation %d did not fail, the file holds %q", at, got)
			}
			if sync, rename := slices.Index(ops, "fsync"), slices.Index(ops, "rename"); sync < 0 || rename < sync {
				t.Errorf("operations %v", ops)
			}
			return
		}
		if !errors.Is(err, full) || string(got) != "old" {
			t.Errorf("operation %d (%s): %v, the file holds %q", at, ops[len(ops)-1], err, got)
		}
		if entries, _ := os.ReadDir(dir); len(entries) != 1 && ops[len(ops)-1] != "rename" {
			t.Errorf("operation %d (%s) leaves %v", at, ops[len(ops)-1], entries)
		}
	}
}

// An error of both the write and the removal tells both.
func TestReplaceTellsBoth(t *testing.T) {
	full, busy := errors.New("full"), errors.New("busy")
	faults := &disktest.Faults{FS: disk.OS{}, Fail: func(_ int, op, _ string) error {
		switch op {
		case "write":
			return full
		case "remove":
			return busy
		}
		return nil
	}}
	err := disk.Replace(faults, filepath.Join(t.TempDir(), "file"), []byte("bytes"))
	if !errors.Is(err, full) || !errors.Is(err, busy) {
		t.Error(err)
	}
}

func TestCreateNew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	f, err := disk.OS{}.CreateNew(path)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if f, err := (disk.OS{}).CreateNew(path); !errors.Is(err, os.ErrExist) || f != nil {
		t.Errorf("a second one: %v", err)
	}
}

func TestRealPath(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink(dir, filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	want, _ := filepath.EvalSymlinks(dir)
	if got, err := disk.RealPath(filepath.Join(dir, "link", "link")); got != want || err != nil {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	if _, err := disk.RealPath(filepath.Join(dir, "absent")); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}
