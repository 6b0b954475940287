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

// TestFormatsAgree: the columns come in the order asked for, and Parquet and
// Arrow give the same values, by type and as text.
func TestFormatsAgree(t *testing.T) {
	columns := []string{"score", "start", "sentence_id", "page", "text"} // not the table's order
	read := func(f out.Format) (typed, text []string) {
		dir := written(t, out.Options{Formats: []out.Format{f}})
		err := load.Table(context.Background(), dir, "sentences", columns, func(b load.Batch) error {
			for n := range b.Rows() {
				page := ""
				if !b.Null(3, n) {
					page = fmt.Sprint(b.Int(3, n))
				}
				score := ""
				if !b.Null(0, n) {
					score = fmt.Sprint(b.Float(0, n))
				}
				typed = append(typed, strings.Join([]string{score, fmt.Sprint(b.Int(1, n)), b.Str(2, n), page, b.Str(4, n)}, "|"))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		err = load.Rows(context.Background(), dir, "sentences", columns, func(row []string) error {
			text = append(text, strings.Join(row, "|"))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return typed, text
	}
	typed, text := read(out.Parquet)
	arrowTyped, arrowText := read(out.Arrow)
	if len(typed) != 80 || !slices.Equal(typed, text) || !slices.Equal(typed, arrowTyped) || !slices.Equal(text, arrowText) {
		t.Errorf("%d rows; Parquet %q %q, Arrow %q %q", len(typed), typed[:2], text[:2], arrowTyped[:2], arrowText[:2])
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
