package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay/cmd/assay/internal/cli"
	"assay/out/runs"
)

// exampleCopy is a copy of the example corpus that a test may change.
func exampleCopy(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../examples/corpus")); err != nil {
		t.Fatal(err)
	}
	return dir
}

func mustRun(t *testing.T, want int, args ...string) string {
	t.Helper()
	code, said := inProcess(append([]string{"run"}, args...)...)
	if code != want {
		t.Fatalf("run %v: code %d, want %d: %s", args, code, want, said)
	}
	return said
}

// TestCodebookEditReadsNoPDF: with another codebook the documents come from the
// cache; starting a process that reads PDF would fail.
func TestCodebookEditReadsNoPDF(t *testing.T) {
	docs, results := exampleCopy(t), filepath.Join(t.TempDir(), "results")
	mustRun(t, cli.ExitDone, docs, "--out", results)
	book := filepath.Join(t.TempDir(), "book.yaml")
	text := "themes:\n  - id: drift\n    label: Drift\n    definition: drift and delay\n    include:\n      - drift\n"
	if err := os.WriteFile(book, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	defer func(old []string) { cli.PDFCommand = old }(cli.PDFCommand)
	cli.PDFCommand = []string{filepath.Join(t.TempDir(), "no-such-program")}
	mustRun(t, cli.ExitDone, docs, "--out", results, "--codebook", book)
	current, err := runs.New(results, cli.FileSystem).Current()
	if err != nil {
		t.Fatal(err)
	}
	if n, ok := current.Manifest.Themes["drift"]; !ok || n == 0 {
		t.Errorf("the new theme was not found: %v", current.Manifest.Themes)
	}
	// And it is true that a cold run would have needed one.
	if code, _ := inProcess("run", docs, "--out", filepath.Join(t.TempDir(), "cold")); code != cli.ExitLost && code != cli.ExitError {
		t.Errorf("a cold run without a program that reads PDF ended with code %d", code)
	}
}

// TestDamagedCacheIsRedone changes every cache entry in some way: the tables are
// the same as before.
func TestDamagedCacheIsRedone(t *testing.T) {
	t.Parallel()
	docs, results := smallCorpus(t), filepath.Join(t.TempDir(), "results")
	mustRun(t, cli.ExitLost, docs, "--out", results)
	want := tableBytes(t, results)
	n := 0
	err := filepath.WalkDir(filepath.Join(results, "cache"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		switch n++; n % 3 {
		case 0:
			data = data[:len(data)/2]
		case 1:
			data[len(data)-1] ^= 1
		case 2:
			data = nil
		}
		return os.WriteFile(path, data, 0o644)
	})
	if err != nil || n < 4 {
		t.Fatalf("%d entries, %v", n, err)
	}
	mustRun(t, cli.ExitLost, docs, "--out", results, "--format", "parquet,csv")
	if got := tableBytes(t, results); got != want {
		t.Errorf("tables made from a damaged cache differ:\n%s\nwant\n%s", got, want)
	}
}

// TestTransientLossIsTriedAgain: a document that could not be opened is lost for
// a reason that is not cached, and read as soon as it can be, although neither
// its bytes nor anything else has changed.
func TestTransientLossIsTriedAgain(t *testing.T) {
	t.Parallel()
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
	docs, results := smallCorpus(t), filepath.Join(t.TempDir(), "results")
	secret := filepath.Join(docs, "b.txt")
	if err := os.Chmod(secret, 0); err != nil {
		t.Fatal(err)
	}
	said := mustRun(t, cli.ExitLost, docs, "--out", results)
	if !strings.Contains(said, "lost b.txt: read: permission") {
		t.Errorf("it does not say so: %s", said)
	}
	if err := os.Chmod(secret, 0o644); err != nil {
		t.Fatal(err)
	}
	said = mustRun(t, cli.ExitLost, docs, "--out", results)
	if strings.Contains(said, "b.txt") || strings.Contains(said, "nothing changed") {
		t.Errorf("the second run: %s", said)
	}
}
