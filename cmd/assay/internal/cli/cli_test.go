package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"assay/internal/usage"
	"assay/out/runs"
)

// A size is in bytes, or in K, M and G of 1,024 each; help shows it as it is shortest.
func TestSize(t *testing.T) {
	for given, want := range map[string]int64{
		"0": 0, "5": 5, "1K": 1 << 10, "64M": 64 << 20, "2g": 2 << 30, " 3MiB ": 3 << 20, "3MB": 3 << 20, "7KiB": 7 << 10,
		"": -1, "M": -1, "-1": -1, "1.5G": -1, "1T": -1, "9999999999G": -1, "1KM": -1,
	} {
		var got int64
		f := pflag.NewFlagSet("", pflag.ContinueOnError)
		f.SetOutput(io.Discard)
		SizeVar(f, &got, "size", 7, "")
		err := f.Parse([]string{"--size", given})
		if (err != nil) != (want < 0) || err == nil && got != want || err != nil && got != 7 {
			t.Errorf("%q: %d, %v; want %d", given, got, err, want)
		}
	}
	for n, want := range map[int64]string{0: "0", 1023: "1023", 1 << 10: "1K", 1536: "1536", 64 << 20: "64M", 3 << 30: "3G"} {
		if got := formatBytes(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

// The first argument is the results folder only where it is one: a folder with runs, or
// one to which runs can be written, never a folder of tables.
func TestResultsFolder(t *testing.T) {
	root := t.TempDir()
	full, tables, other := filepath.Join(root, "full"), filepath.Join(root, "tables"), filepath.Join(root, "other")
	for _, dir := range []string{filepath.Join(full, "runs", "r1"), filepath.Join(tables, "runs"), other} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Symlink(filepath.Join("runs", "r1"), filepath.Join(full, "current")),
		os.WriteFile(filepath.Join(tables, "documents.parquet"), nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ given, left, root string }{
		{full + " r1", "r1", full}, {tables, tables, "results"}, {other + " x", other + " x", "results"}, {"r1", "r1", "results"}, {"", "", "results"},
	} {
		r := ResultsFolder{Root: "results"}
		if left := r.Take(strings.Fields(c.given)); strings.Join(left, " ") != c.left || r.Root != c.root {
			t.Errorf("%q: %q left, folder %s", c.given, left, r.Root)
		}
	}
	// A folder of tables is taken by its path; a run that is not there is told with what to do.
	r := ResultsFolder{Root: "results"}
	if dir, run, err := r.Tables("export", []string{tables}); dir != tables || run.ID != "" || err != nil {
		t.Errorf("%s, %v, %v", dir, run, err)
	}
	var wrong *usage.Error
	if _, _, err := r.Tables("export", []string{full, "r9"}); !errors.As(err, &wrong) || !errors.Is(err, runs.ErrNoRun) || wrong.Hint() == "" {
		t.Errorf("a run that is not there: %v", err)
	}
	if _, _, err := r.Tables("export", []string{full, "r1", "r2"}); !errors.As(err, &wrong) || !strings.Contains(err.Error(), `"r2"`) {
		t.Errorf("two runs: %v", err)
	}
}

// Inputs on the command line and by name are what a run reads; no name, no path and no
// worker are mistakes.
func TestGiven(t *testing.T) {
	for _, c := range []struct {
		args, named []string
		workers     int
		want, says  string
	}{
		{[]string{"a", "b"}, []string{"n=c=d"}, 1, "[{ a} { b} {n c=d}]", ""},
		{nil, []string{"n"}, 1, "", "NAME=PATH"}, {nil, []string{"=p"}, 1, "", "NAME=PATH"}, {nil, []string{"n="}, 1, "", "NAME=PATH"}, {[]string{"a"}, nil, 0, "", "--workers"},
	} {
		o := InputOptions{Args: c.args, Named: c.named}
		o.Workers = c.workers
		in, err := o.Given(nil)
		var wrong *usage.Error
		switch {
		case c.says != "":
			if !errors.As(err, &wrong) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v %v: %v", c.args, c.named, err)
			}
		case err != nil || fmt.Sprint(in.Paths) != c.want:
			t.Errorf("%v %v: %v, %v", c.args, c.named, in, err)
		}
	}
}

// A file appears whole: where writing fails, what was there stays.
func TestWriteFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	write := func(text string, err error) error {
		return WriteFile(file, func(w io.Writer) error { return errors.Join(second(io.WriteString(w, text)), err) })
	}
	if err := write("old", nil); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	if err := write("half of the ne", broken); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if got, err := os.ReadFile(file); string(got) != "old" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

func second(_ int, err error) error { return err }

// Coded files that are not there or hold nothing are the user's to mend.
func TestReadGold(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"good.jsonl":  `{"id":"1","text":"Visits are timely.","sentiment":"positive","themes":{}}` + "\n",
		"empty.jsonl": "",
		"bad.jsonl":   "{\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if list, err := ReadGold([]string{filepath.Join(dir, "good.jsonl")}); len(list) != 1 || err != nil {
		t.Errorf("%v, %v", list, err)
	}
	var wrong *usage.Error
	for _, name := range []string{"empty.jsonl", "bad.jsonl", "absent.jsonl"} {
		if _, err := ReadGold([]string{filepath.Join(dir, name)}); !errors.As(err, &wrong) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDigestOf(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("abc"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got, err := DigestOf(file); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" || err != nil {
		t.Errorf("%s, %v", got, err)
	}
	if _, err := DigestOf(file + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}
