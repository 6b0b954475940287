package pdf

import (
	"os"
	"path/filepath"
	"testing"
)

// TestUsableCacheDir: a folder that others could write to, that another user's
// code lies in or that cannot be made is turned down before documents are lost
// for it.
func TestUsableCacheDir(t *testing.T) {
	dir := t.TempDir()
	make := func(name string, mode os.FileMode) string {
		t.Helper()
		code := filepath.Join(dir, name, codeFolder)
		if err := os.MkdirAll(code, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(code, mode); err != nil {
			t.Fatal(err)
		}
		return filepath.Join(dir, name)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		dir  string
		want bool
	}{
		{"there and private", make("private", 0o700), true},
		{"to be made", filepath.Join(dir, "not", "yet", "there"), true},
		{"open to others", make("open", 0o777), false},
		{"a file", file, false},
		{"below a file", filepath.Join(file, "assay"), false},
		{"a home that is not there", "/dev/null/.cache/assay", false},
	} {
		if got := UsableCacheDir(c.dir); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if os.Geteuid() == 0 { // what another user's runs left: sudo keeps HOME
		other := make("other", 0o700)
		if err := os.Chown(filepath.Join(other, codeFolder), 65534, 65534); err != nil {
			t.Fatal(err)
		}
		if UsableCacheDir(other) {
			t.Error("another user's folder is taken for usable")
		}
		return
	}
	locked := filepath.Join(dir, "locked")
	if err := os.Mkdir(locked, 0o500); err != nil {
		t.Fatal(err)
	}
	if UsableCacheDir(filepath.Join(locked, "assay")) {
		t.Error("a folder that cannot be made is taken for usable")
	}
}
