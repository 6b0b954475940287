package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/cmd/assay/internal/cli"
)

// TestExample runs the example corpus and holds its tables, as CSV, against
// examples/expected. -update writes them anew: read the diff before you commit it.
func TestExample(t *testing.T) {
	t.Parallel()
	results := filepath.Join(t.TempDir(), "results")
	code, said := inProcess("run", "../../examples/corpus", "--out", results, "--format", "csv", "--no-report")
	if code != cli.ExitDone {
		t.Fatalf("code %d: %s", code, said)
	}
	got := csvFiles(t, filepath.Join(results, "current"))
	const dir = "../../examples/expected"
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, text := range got {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := csvFiles(t, dir)
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("the run has no %s", name)
		}
	}
	for name, text := range got {
		if diff := cmp.Diff(strings.Split(want[name], "\n"), strings.Split(text, "\n")); diff != "" {
			t.Errorf("%s differs (- expected, + got); after a change on purpose: go test ./cmd/assay -run Example -update\n%s", name, clipped(diff))
		}
	}
}

func clipped(s string) string {
	const most = 3000
	if len(s) > most {
		return s[:most] + "\n... cut"
	}
	return s
}

func csvFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	paths, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		files[filepath.Base(p)] = string(data)
	}
	if len(files) == 0 {
		t.Fatalf("%s holds no CSV", dir)
	}
	return files
}
