package workbook

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"assay/out"
)

// jargon is what a description for people must not hold: nulls, flags, columns by
// their names in the tables, marks of addresses.
var jargon = regexp.MustCompile(`\bnull\b|--|[a-z]\.[a-z]|[A-Za-z]_[A-Za-z]|\bbytes?\b|[!#]\w`)

func TestColumnsInPlainWords(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"null in others", "without --source-base", "see mentions.cues", "published_source", "!member", "#id", "first byte"} {
		if !jargon.MatchString(text) {
			t.Errorf("%q passes", text)
		}
	}
	book, _ := opened(t, peopleRun(t, out.Options{SourceBase: "https://files.example.org/a"}))
	rows, _ := book.GetRows("Columns")
	if len(rows) < 90 {
		t.Fatalf("%d columns are described", len(rows))
	}
	for _, row := range rows[1:] {
		if at := jargon.FindString(row[2]); at != "" {
			t.Errorf("%s, %s: %q in %q", row[0], row[1], at, row[2])
		}
	}
}

// TestValuesAsShown holds the values that Columns names against the cells.
func TestValuesAsShown(t *testing.T) {
	t.Parallel()
	book, _ := opened(t, peopleRun(t, out.Options{}))
	rows, _ := book.GetRows("Columns")
	checked, sheets := 0, map[string][][]string{}
	for _, row := range rows[1:] {
		_, list, ok := strings.Cut(row[2], "; one of: ")
		if !ok {
			continue
		}
		sheet := sheets[row[0]]
		if sheet == nil {
			sheet, _ = book.GetRows(row[0])
			sheets[row[0]] = sheet
		}
		known, at := strings.Split(list, ", "), slices.Index(sheet[0], row[1])
		if at < 0 {
			t.Errorf("%s has no column %s", row[0], row[1])
			continue
		}
		for _, cells := range sheet[1:] {
			if at >= len(cells) || cells[at] == "" {
				continue
			}
			if checked++; !slices.Contains(known, cells[at]) {
				t.Errorf("%s, %s: %q is not one of %s", row[0], row[1], cells[at], list)
				break
			}
		}
	}
	if checked < 1000 {
		t.Errorf("%d cells were held against their lists", checked)
	}
}

// TestPlainWordsAreUsed finds phrases that no table says any longer.
func TestPlainWordsAreUsed(t *testing.T) {
	t.Parallel()
	var docs strings.Builder
	for _, table := range out.Schema(out.Options{}) {
		for _, c := range table.Columns {
			docs.WriteString(c.Doc + "\n")
		}
	}
	for i := 0; i < len(inPlainWords); i += 2 {
		if !strings.Contains(docs.String(), inPlainWords[i]) {
			t.Errorf("no column's description holds %q", inPlainWords[i])
		}
	}
}
