package load_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"assay/internal/made"
	"assay/out"
	"assay/out/load"
)

// TestCursors: two tables are read side by side, document by document; each row is seen
// once, and past the last there is none.
func TestCursors(t *testing.T) {
	dir := t.TempDir()
	tables, err := out.NewTables(dir, out.Options{Formats: []out.Format{out.Parquet}, Themes: made.Themes})
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for i, sentences := range []int{3, 1, 40, 2} {
		uri := fmt.Sprintf("doc %d.txt", i)
		if err := tables.Add(made.Result(uri, uint64(i), made.Options{Sentences: sentences, Report: i != 1}), out.DocExtra{}); err != nil {
			t.Fatal(err)
		}
		if i == 1 {
			sentences += 3 // an article has comments
		}
		want = append(want, fmt.Sprintf("%s: %d", uri, sentences))
	}
	if _, err := tables.Close(); err != nil {
		t.Fatal(err)
	}
	docs, err := load.NewCursor(t.Context(), dir, "documents", []string{"doc_id", "uri", "text_quality", "duplicate_of", "bytes"})
	if err != nil {
		t.Fatal(err)
	}
	defer docs.Close()
	sentences, err := load.NewCursor(t.Context(), dir, "sentences", []string{"doc_id", "page", "ordinal"})
	if err != nil {
		t.Fatal(err)
	}
	defer sentences.Close()
	var got []string
	for id := docs.Batch.Str(0, docs.Row); docs.At(id); {
		n := 0
		for ; sentences.At(id); n++ {
			if at := sentences.Batch.Int(2, sentences.Row); at != int64(n) {
				t.Errorf("sentence %d stands at place %d", at, n)
			}
			if err := sentences.Next(); err != nil {
				t.Fatal(err)
			}
		}
		got = append(got, fmt.Sprintf("%s: %d", docs.Batch.Str(1, docs.Row), n))
		if q := docs.Batch.Float(2, docs.Row); q != 0.98 || docs.Batch.Str(3, docs.Row) != "" || !docs.Batch.Null(3, docs.Row) || docs.Batch.Int(4, docs.Row) == 0 {
			t.Errorf("%s: quality %g", docs.Batch.Str(1, docs.Row), q)
		}
		if err := docs.Next(); err != nil {
			t.Fatal(err)
		}
		if docs.Row < docs.Batch.Rows() {
			id = docs.Batch.Str(0, docs.Row)
		}
	}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("%v, want %v", got, want)
	}
	if _, err := load.NewCursor(t.Context(), dir, "quotes_of_nobody", []string{"doc_id"}); err == nil {
		t.Error("a table that nobody has")
	}
	if _, err := load.NewCursor(t.Context(), t.TempDir(), "documents", []string{"doc_id"}); !errors.Is(err, load.ErrNoTable) {
		t.Errorf("a folder without tables: %v", err)
	}
}
