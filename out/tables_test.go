package out

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"assay/corpus"
	"assay/internal/made"
)

// write writes n made-up documents and a lost one into a new folder.
func write(t testing.TB, opt Options, n int, shape made.Options) (string, Counts) {
	t.Helper()
	dir := t.TempDir()
	if opt.Themes == nil {
		opt.Themes = made.Themes
	}
	tb, err := NewTables(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		shape.Report = i%2 == 0
		r := made.Result(fmt.Sprintf("area %d/report, 30 May 2018 %d.pdf", i, i), uint64(i), shape)
		if err := tb.Add(r, DocExtra{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := tb.AddFailure(Failure{URI: "lost.pdf", Stage: "read", Reason: corpus.Corrupt, Message: "no trailer", Hint: "ask for it again"}); err != nil {
		t.Fatal(err)
	}
	counts, err := tb.Close()
	if err != nil {
		t.Fatal(err)
	}
	return dir, counts
}

func TestEveryTableInEveryFormat(t *testing.T) {
	opt := Options{Formats: Formats(), WithText: true}
	dir, counts := write(t, opt, 6, made.Options{Sentences: 40})
	for _, table := range Schema(opt) {
		if counts.Rows[table.Name] == 0 {
			t.Errorf("%s has no rows", table.Name)
		}
		for _, f := range Formats() {
			if _, err := os.Stat(filepath.Join(dir, table.Name+"."+string(f))); err != nil {
				t.Error(err)
			}
		}
	}
	if err := counts.Check(7); err != nil {
		t.Error(err)
	}
	if counts.Check(8) == nil {
		t.Error("8 inputs pass for 6 documents and a lost one")
	}
	if counts.Warned != 3 {
		t.Errorf("%d warned of, want 3", counts.Warned)
	}
}

func TestSameRowsGiveTheSameBytes(t *testing.T) {
	opt := Options{Formats: Formats(), WithText: true}
	a, counts := write(t, opt, 4, made.Options{Sentences: 200})
	b, _ := write(t, opt, 4, made.Options{Sentences: 200})
	for _, f := range counts.Files {
		x, _ := os.ReadFile(filepath.Join(a, f.Name))
		y, err := os.ReadFile(filepath.Join(b, f.Name))
		if err != nil || !bytes.Equal(x, y) {
			t.Errorf("%s differs: %v", f.Name, err)
		}
	}
}
