// Package sharedtest finds what some tests need of the folder shared beside the
// repository: published reports, saved pages, coded sentences. They are not ours to
// publish, so a checkout may lack them: those tests are skipped there, with one message.
package sharedtest

import (
	"os"
	"path/filepath"
	"testing"
)

// Path is a file or folder of shared by its parts, such as "gold", "dev.jsonl". Where
// it is not there, the test is skipped.
func Path(t testing.TB, parts ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{root(t), "..", "shared"}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("needs shared/%s beside the repository, which is not here", filepath.ToSlash(filepath.Join(parts...)))
	}
	return path
}

// root is the folder of go.mod above the folder of the package that is tested.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			t.Fatalf("no go.mod above %s", dir)
		}
	}
}
