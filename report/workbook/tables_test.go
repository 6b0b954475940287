package workbook

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay/internal/made"
	"assay/out"

	"github.com/xuri/excelize/v2"
)

// tables writes a small run: a report, an article with comments and a document
// with a text longer than a cell.
func tables(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	tb, err := out.NewTables(dir, out.Options{Themes: made.Themes, WithText: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, opt := range []made.Options{{Sentences: 20, Report: true}, {Sentences: 20}, {Sentences: 1000}} {
		if err := tb.Add(made.Result([]string{"=cmd.pdf", "b.html", "long.txt"}[i], uint64(i), opt), out.DocExtra{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tb.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestTables(t *testing.T) {
	run, path := tables(t), filepath.Join(t.TempDir(), "a.xlsx")
	cuts, err := Tables(context.Background(), run, path, []string{"documents", "inspections", "comments", "mentions", "texts"})
	if err != nil {
		t.Fatal(err)
	}
	if len(cuts) != 1 || cuts[0].Table != "texts" || cuts[0].Cells != 1 {
		t.Errorf("cuts are %v", cuts)
	}
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if got := strings.Join(book.GetSheetList(), " "); got != "documents inspections comments mentions texts" {
		t.Errorf("sheets are %s", got)
	}
	for at, want := range map[string]string{
		"documents!A1": "doc_id", "documents!B2": "=cmd.pdf", "documents!B3": "b.html",
		"inspections!J2": "2023-06-05", "comments!H2": "2024-05-03 10:15:00", "comments!I2": "2024-05-03 09:15:00", "comments!I3": "",
	} {
		sheet, cell, _ := strings.Cut(at, "!")
		if got, _ := book.GetCellValue(sheet, cell); got != want {
			t.Errorf("%s is %q, want %q", at, got, want)
		}
	}
	for at, want := range map[string]excelize.CellType{
		"documents!B2": excelize.CellTypeInlineString, "documents!D2": excelize.CellTypeUnset, "inspections!I2": excelize.CellTypeBool,
	} {
		sheet, cell, _ := strings.Cut(at, "!")
		if got, _ := book.GetCellType(sheet, cell); got != want {
			t.Errorf("%s has type %d, want %d", at, got, want)
		}
	}
	if cues, _ := book.GetCellValue("mentions", "T2"); !strings.HasPrefix(cues, "[") {
		t.Errorf("cues are %q", cues)
	}
	if text, _ := book.GetCellValue("texts", "B4"); len([]rune(text)) != maxCellChars || !strings.HasSuffix(text, "…") {
		t.Errorf("the long text has %d characters", len([]rune(text)))
	}
	if panes, err := book.GetPanes("documents"); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes are %+v, %v", panes, err)
	}
	if list, err := book.GetTables("documents"); err != nil || len(list) != 1 || !strings.HasPrefix(list[0].Range, "A1:") {
		t.Errorf("filters are %+v, %v", list, err)
	}
}

func TestTablesErrors(t *testing.T) {
	run, dir := tables(t), t.TempDir()
	path := filepath.Join(dir, "a.xlsx")
	if _, err := Tables(context.Background(), run, path, []string{"documents", "nothing"}); !errors.Is(err, out.ErrNoTable) {
		t.Errorf("error is %v", err)
	}
	if _, err := Tables(context.Background(), run, path, nil); err == nil {
		t.Error("no tables pass")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Tables(ctx, run, path, []string{"documents"}); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%d files are left", len(left))
	}
	err := error(&TooManyRows{"tokens", 2_000_000})
	if err.Error() != "table tokens has 2000000 rows, a sheet holds 1048575" {
		t.Error(err)
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		text  string
		units int
		short bool
	}{
		{strings.Repeat("a", maxCellChars), maxCellChars, false},
		{strings.Repeat("a", maxCellChars+1), maxCellChars, true},
		{strings.Repeat("é", maxCellChars), maxCellChars, false},
		{strings.Repeat("🙂", maxCellChars/2), maxCellChars - 1, false},
		{strings.Repeat("🙂", maxCellChars), maxCellChars, true},
	} {
		got, short := shorten(c.text)
		units := 0
		for _, r := range got {
			units++
			if r > 0xffff {
				units++
			}
		}
		if short != c.short || units > maxCellChars || units < c.units-1 {
			t.Errorf("%d units, cut %v; want %d, %v", units, short, c.units, c.short)
		}
	}
}
