package load_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow/array"

	"assay/internal/made"
	"assay/out"
	"assay/out/load"
)

// written is a folder with the tables of two made-up documents.
func written(t *testing.T, opt out.Options) string {
	t.Helper()
	dir := t.TempDir()
	opt.Themes = made.Themes
	tables, err := out.NewTables(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		if err := tables.Add(made.Result(fmt.Sprintf("report %d.pdf", i), uint64(i), made.Options{Sentences: 40, Report: true}), out.DocExtra{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tables.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestFormatsAgree: the columns come in the order asked for, and every format
// that is read gives the same values, by type and as text.
func TestFormatsAgree(t *testing.T) {
	columns := []string{"score", "start", "sentence_id", "page", "text"} // not the table's order
	var want []string
	for _, f := range []out.Format{out.Parquet, out.Arrow, out.CSV} {
		dir := written(t, out.Options{Formats: []out.Format{f}})
		var typed, text []string
		err := load.Rows(context.Background(), dir, "sentences", columns, func(row []string) error {
			text = append(text, strings.Join(row, "|"))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = text
		}
		if len(text) != 80 || !slices.Equal(text, want) {
			t.Errorf("%s: %d rows, %q, want %q", f, len(text), text, want)
		}
		if f == out.CSV {
			continue
		}
		err = load.Table(context.Background(), dir, "sentences", columns, func(b load.Batch) error {
			for n := range b.Rows() {
				row := []string{"", fmt.Sprint(b.Int(1, n)), b.Str(2, n), "", b.Str(4, n)}
				if !b.Null(0, n) {
					row[0] = fmt.Sprint(b.Float(0, n))
				}
				if !b.Null(3, n) {
					row[3] = fmt.Sprint(b.Int(3, n))
				}
				typed = append(typed, strings.Join(row, "|"))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(typed, want) {
			t.Errorf("%s by type: %q, want %q", f, typed, want)
		}
	}
}

// TestLists: a list between other columns comes as what it is.
func TestLists(t *testing.T) {
	cues := 0
	err := load.Table(context.Background(), written(t, out.Options{}), "mentions", []string{"theme", "cues", "stance"}, func(b load.Batch) error {
		list := b.Column(1).(*array.List)
		for n := range b.Rows() {
			from, to := list.ValueOffsets(n)
			cues += int(to - from)
			if !slices.Contains(made.Themes, b.Str(0, n)) || b.Str(2, n) == "" {
				t.Errorf("row %d: theme %q, stance %q", n, b.Str(0, n), b.Str(2, n))
			}
		}
		return nil
	})
	if err != nil || cues == 0 {
		t.Errorf("%d cues, %v", cues, err)
	}
}

func TestWhatIsNotThere(t *testing.T) {
	none := func(load.Batch) error { t.Error("a batch came"); return nil }
	dir := written(t, out.Options{Tables: []string{"documents"}})
	if err := load.Table(context.Background(), dir, "sentences", []string{"text"}, none); !errors.Is(err, load.ErrNoTable) {
		t.Errorf("a table that was not written: %v", err)
	}
	if err := load.Table(context.Background(), written(t, out.Options{Formats: []out.Format{out.CSV}}), "documents", []string{"uri"}, none); !errors.Is(err, load.ErrNoTable) {
		t.Errorf("a run of CSV alone: %v", err)
	}
	if err := load.Table(context.Background(), dir, "documents", []string{"uri", "colour"}, none); err == nil || !strings.Contains(err.Error(), `"colour"`) {
		t.Errorf("a column that is not there: %v", err)
	}
	stop := errors.New("enough")
	if err := load.Table(context.Background(), dir, "documents", []string{"uri"}, func(load.Batch) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("an error of the callee: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := load.Table(ctx, dir, "documents", []string{"uri"}, none); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that has ended: %v", err)
	}
}
