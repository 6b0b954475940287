package workbook

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"assay/corpus"
	"assay/internal/made"
	"assay/out"
	"assay/out/answers"
	"assay/out/figure"
	"assay/out/runs"
)

// peopleRun writes two inspections of one authority, an article and a loss.
func peopleRun(t *testing.T, opt out.Options) string {
	t.Helper()
	dir := t.TempDir()
	opt.Themes = made.Themes
	tb, err := out.NewTables(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	for i, uri := range []string{"=cmd.pdf", "b.pdf", "c.html"} {
		r := made.Result(uri, uint64(i), made.Options{Sentences: 200, Report: i < 2})
		if i == 1 {
			r.Inspection.Start.Year, r.Inspection.End.Year = 2020, 2020
		}
		if err := tb.Add(r, out.DocExtra{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := tb.AddFailure(out.Failure{URI: "lost.pdf", Stage: "read", Reason: corpus.Corrupt, Message: "-no trailer"}); err != nil {
		t.Fatal(err)
	}
	if _, err := tb.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func opened(t *testing.T, dir string) (*excelize.File, []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.xlsx")
	found, err := answers.FoundIn(context.Background(), runs.Run{Dir: dir}, nil)
	if err != nil {
		found = nil
	}
	_, missing, err := People(context.Background(), dir, path, found, nil)
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book, missing
}

func TestPeople(t *testing.T) {
	dir := peopleRun(t, out.Options{SourceBase: "https://files.example.org/a"})
	book, missing := opened(t, dir)
	if got := strings.Join(book.GetSheetList(), " "); got != "Summary Findings Changes Authorities Actions Inspections Judgements Lost Columns" || missing != nil {
		t.Fatalf("sheets are %s, missing %v", got, missing)
	}
	described := map[string]bool{}
	rows, _ := book.GetRows("Columns")
	for _, row := range rows[1:] {
		if len(row) != 3 || row[2] == "" {
			t.Errorf("column %v is not explained", row)
		}
		described[row[0]+"."+row[1]] = true
	}
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		end, _ := excelize.CoordinatesToCellName(len(rows[0]), len(rows))
		if got, _ := book.GetSheetDimension(sheet); got != "A1:"+end {
			t.Errorf("%s: dimension %s, it has %s", sheet, got, end)
		}
		if panes, err := book.GetPanes(sheet); err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: panes are %+v, %v", sheet, panes, err)
		}
		if list, err := book.GetTables(sheet); err != nil || len(list) != 1 {
			t.Errorf("%s: filters are %+v, %v", sheet, list, err)
		}
		for k, name := range rows[0] {
			letter, _ := excelize.ColumnNumberToName(k + 1)
			if seen, _ := book.GetColVisible(sheet, letter); seen == hidden(name) {
				t.Errorf("%s.%s is seen: %v", sheet, name, seen)
			}
			if sheet != "Columns" && !described[sheet+"."+name] {
				t.Errorf("%s.%s is not in the sheet Columns", sheet, name)
			}
			if strings.Contains(name, "_") {
				t.Errorf("%s.%s is no name for people", sheet, name)
			}
		}
	}
}

func TestPeopleFindings(t *testing.T) {
	dir := peopleRun(t, out.Options{SourceBase: "https://files.example.org/a"})
	book, _ := opened(t, dir)
	rows, _ := book.GetRows("Findings")
	r, err := out.Open(context.Background(), dir, "findings", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if int64(len(rows)-1) != r.Rows {
		t.Errorf("%d rows of %d findings", len(rows)-1, r.Rows)
	}
	at := func(name string, line int) string {
		for k, n := range rows[0] {
			if n == name {
				cell, _ := excelize.CoordinatesToCellName(k+1, line)
				return cell
			}
		}
		t.Fatalf("no column %s in %v", name, rows[0])
		return ""
	}
	if got, _ := book.GetCellValue("Findings", at("Document", 2)); got != "=cmd.pdf" {
		t.Errorf("the document is %q: text must not be spoilt", got)
	}
	if typ, _ := book.GetCellType("Findings", at("Document", 2)); typ != excelize.CellTypeInlineString {
		t.Errorf("text like a formula has type %d", typ)
	}
	if formula, _ := book.GetCellFormula("Findings", at("Document", 2)); formula != "" {
		t.Errorf("a formula: %s", formula)
	}
	if ok, link, _ := book.GetCellHyperLink("Findings", at("Link", 2)); !ok || !strings.HasPrefix(link, "https://files.example.org/a/=cmd.pdf#page=") {
		t.Errorf("link %s", link)
	}
	if got, _ := book.GetCellValue("Findings", at("Inspection start", 2)); len(got) != 10 || got[4] != '-' {
		t.Errorf("the day is %q", got)
	}
	styles := map[string]int{}
	for line := range rows[1:] {
		cell := at("Stance", line+2)
		stance, _ := book.GetCellValue("Findings", cell)
		id, _ := book.GetCellStyle("Findings", cell)
		if old, ok := styles[stance]; ok && old != id {
			t.Errorf("%s has two colours", stance)
		}
		styles[stance] = id
	}
	if len(styles) < 3 || styles["positive"] == styles["negative"] {
		t.Errorf("stances are coloured %v", styles)
	}
}

// TestPeopleSaysTheSame holds Summary and Changes against what the terminal says.
func TestPeopleSaysTheSame(t *testing.T) {
	dir := peopleRun(t, out.Options{})
	book, _ := opened(t, dir)
	c, err := answers.Read(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	rows, _ := book.GetRows("Summary")
	seen := 0
	for _, row := range rows {
		for _, theme := range c.Themes {
			if row[0] == "What inspectors found" && row[1] == theme.Label {
				want := total(c, theme.ID)
				if row[5] != fmt.Sprint(want.Total()) || want.Net() != 0 && row[6] != fmt.Sprintf("%+.2f", want.Net()) {
					t.Errorf("%s: %v, want %d, %+.2f", theme.ID, row, want.Total(), want.Net())
				}
				seen++
			}
		}
	}
	if seen != len(c.Themes) {
		t.Errorf("%d themes summed up of %d", seen, len(c.Themes))
	}
	places, _ := book.GetRows("Authorities")
	if want := c.Standings(); len(places)-1 != len(want) || len(want) == 0 {
		t.Errorf("%d rows of %d standings", len(places)-1, len(want))
	} else {
		for i, s := range want {
			if got := places[i+1]; got[0] != s.Authority || got[5] != fmt.Sprint(s.Own.Total()) || got[11] != fmt.Sprint(s.All.Total()) {
				t.Errorf("%v, want %+v", got, s)
			}
		}
	}
	trends, _ := c.Trends(context.Background(), answers.TrendOptions{})
	if rows, _ := book.GetRows("Changes"); len(rows)-1 != len(trends.Changes) || len(rows) < 2 {
		t.Errorf("%d changes of %d", len(rows)-1, len(trends.Changes))
	}
	lost, _ := book.GetRows("Lost")
	if last := lost[len(lost)-1]; last[0] != "lost.pdf" || last[4] != "-no trailer" {
		t.Errorf("the loss is %q", last)
	}
}

// TestRowHeight holds that a row shows the whole of what is there to be read, that
// what stands beside it takes no more than its share, and ids nothing.
func TestRowHeight(t *testing.T) {
	columns := []column{{"Theme", "", 28}, {"Sentence", "", 70}, {"Sentence before", "", 55}, {"Doc id", "", 28}}
	wide := []float64{28, 70, 55, 28}
	long := strings.Repeat("word ", 200)
	for _, c := range []struct {
		cells []any
		want  float64
	}{
		{[]any{"a", "b", nil, long}, 1},
		{[]any{"a", strings.Repeat("x", 70), nil, nil}, 1},
		{[]any{"a", strings.Repeat("x", 71), nil, nil}, 2},
		{[]any{"a", long, nil, nil}, 16},
		{[]any{"a", "b", long, nil}, besideLines},
		{[]any{"a", long + long, nil, nil}, mostLines},
		{[]any{excelize.Cell{Value: 1.5}, 12, excelize.Cell{Value: long}, nil}, besideLines},
	} {
		if got := rowHeight(c.cells, columns, wide); got != c.want*lineHeight {
			t.Errorf("%.20v: %v lines, want %v", c.cells, got/lineHeight, c.want)
		}
	}
}

// TestPeopleOnPaper holds that every sheet prints in landscape, one page wide, with
// its header on each page.
func TestPeopleOnPaper(t *testing.T) {
	book, _ := opened(t, peopleRun(t, out.Options{}))
	areas := map[string]int{}
	for _, n := range book.GetDefinedName() {
		areas[n.Scope]++
	}
	for _, sheet := range book.GetSheetList() {
		layout, err := book.GetPageLayout(sheet)
		if err != nil || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
			t.Errorf("%s: %+v, %v", sheet, layout, err)
		}
		if props, err := book.GetSheetProps(sheet); err != nil || !*props.FitToPage || areas[sheet] != 2 {
			t.Errorf("%s: %+v, %v; %d names", sheet, props, err, areas[sheet])
		}
	}
}

func TestPeopleWithoutTables(t *testing.T) {
	book, missing := opened(t, peopleRun(t, out.Options{Tables: []string{"findings", "failures"}}))
	if got := strings.Join(book.GetSheetList(), " "); got != "Findings Lost Columns" || len(missing) != 6 {
		t.Errorf("sheets are %s, missing %v", got, missing)
	}
}

// total adds up what findings say of a theme, over all documents.
func total(c *answers.Counts, theme string) (s figure.Stances) {
	for _, d := range c.Documents {
		s = s.Plus(d.Stances("finding", theme))
	}
	return s
}
