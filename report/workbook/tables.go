// Package workbook writes a run as an XLSX file: People for those who ask (human
// names, one sheet a question), Tables for those who want the tables as they are.
// A file appears whole or not at all. Rows are streamed, so memory does not grow
// with them, but for the links of a sheet.
package workbook

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
	"unicode/utf16"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/xuri/excelize/v2"

	"assay/out"
	"assay/out/format"
)

// Limits of a sheet, from Microsoft's specification of Excel.
const (
	maxSheetRows = 1_048_576 // the header is one of them
	maxCellChars = 32_767
)

// TooManyRows is the error of a table that does not fit on a sheet.
type TooManyRows struct {
	Table string
	Rows  int64
}

func (e *TooManyRows) Error() string {
	return fmt.Sprintf("table %s has %d rows, a sheet holds %d", e.Table, e.Rows, maxSheetRows-1)
}

// Hint says what to do.
func (e *TooManyRows) Hint() string {
	return "leave it out with --tables, or export it with --format csv"
}

// Cut is how many cells of a table were longer than a cell may be and were cut.
type Cut struct {
	Table string
	Cells int
}

// Tables writes tables of the run in folder run as an XLSX file, a sheet
// each: typed cells, a header that stays in view, filters, widths. Text that
// looks like a formula stands as text, in a cell whose format says so; lists are
// JSON; a text
// longer than a cell holds is cut and ends with an ellipsis. A table with more
// rows than a sheet holds is a *TooManyRows, found before anything is written.
// The file appears whole or not at all.
func Tables(ctx context.Context, run, path string, tables []string) ([]Cut, error) {
	if len(tables) == 0 {
		return nil, errors.New("no table to export")
	}
	for _, name := range tables {
		r, err := out.Open(ctx, run, name, nil)
		if err != nil {
			return nil, err
		}
		rows := r.Rows
		if err := r.Close(); err != nil {
			return nil, err
		}
		if rows >= maxSheetRows {
			return nil, &TooManyRows{name, rows}
		}
	}
	book := excelize.NewFile()
	defer book.Close()
	styles, err := newStyles(book)
	if err != nil {
		return nil, err
	}
	var cuts []Cut
	for i, name := range tables {
		if i == 0 {
			err = book.SetSheetName(book.GetSheetName(0), name)
		} else {
			_, err = book.NewSheet(name)
		}
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", name, err)
		}
		n, err := sheet(ctx, book, styles, run, name)
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", name, err)
		}
		if n > 0 {
			cuts = append(cuts, Cut{name, n})
		}
	}
	return cuts, out.Whole(path, func(w io.Writer) error { return book.Write(w) })
}

// styles are the numbers of the cell styles of a book.
type styles struct {
	header, date, instant, guarded, wrap, top, score, share, title, link int
	stance                                                               map[string]int
}

func newStyles(book *excelize.File) (s styles, err error) {
	dateFormat, timeFormat, textFormat, scoreFormat, shareFormat := "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "@", "+0.00;-0.00;0.00", "0 %"
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	for _, st := range []struct {
		id    *int
		style *excelize.Style
	}{
		{&s.header, &excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&s.guarded, &excelize.Style{CustomNumFmt: &textFormat, Alignment: top}},
		{&s.wrap, &excelize.Style{Alignment: top}},
		{&s.top, &excelize.Style{Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.title, &excelize.Style{Font: &excelize.Font{Bold: true, Size: 13}}},
		{&s.link, &excelize.Style{Font: &excelize.Font{Color: "0563C1", Underline: "single"}, Alignment: top}},
		{&s.score, &excelize.Style{CustomNumFmt: &scoreFormat, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.share, &excelize.Style{CustomNumFmt: &shareFormat, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1}}},
		{&s.date, &excelize.Style{CustomNumFmt: &dateFormat, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}}},
		{&s.instant, &excelize.Style{CustomNumFmt: &timeFormat, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}}},
	} {
		if *st.id, err = book.NewStyle(st.style); err != nil {
			return s, err
		}
	}
	s.stance = map[string]int{}
	for _, stance := range []string{"positive", "negative", "mixed", "neutral"} {
		colour := stanceColours[stance]
		fill := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
		if s.stance[stance], err = book.NewStyle(&excelize.Style{Fill: fill, Alignment: &excelize.Alignment{Vertical: "top"}}); err != nil {
			return s, err
		}
	}
	return s, nil
}

// stanceColours are light enough to print text on, and told apart by the
// colour-blind, which notebooks/check_colours.py holds.
var stanceColours = map[string]string{"positive": "B3D3F2", "negative": "F9CDA5", "mixed": "B48FDB", "neutral": "F4F4F4"}

// sheet writes one table and returns how many cells were cut.
func sheet(ctx context.Context, book *excelize.File, st styles, run, name string) (cut int, err error) {
	r, err := out.Open(ctx, run, name, nil)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	fields := r.Schema.Fields()
	if err := dimension(book, name, len(fields), r.Rows); err != nil {
		return 0, err
	}
	w, err := book.NewStreamWriter(name)
	if err != nil {
		return 0, err
	}
	header := make([]any, len(fields))
	for i, f := range fields {
		header[i] = excelize.Cell{StyleID: st.header, Value: f.Name}
		if err := w.SetColWidth(i+1, i+1, width(f)); err != nil {
			return 0, err
		}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return 0, err
	}
	if err := w.SetRow("A1", header); err != nil {
		return 0, err
	}
	line := 1
	cells := make([]any, len(fields))
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, err
		}
		for i := range int(rec.NumRows()) {
			if i%1000 == 0 && ctx.Err() != nil {
				return 0, ctx.Err()
			}
			for k := range cells {
				var short bool
				cells[k], short = cell(st, rec.Column(k), i)
				if short {
					cut++
				}
			}
			line++
			at, err := excelize.CoordinatesToCellName(1, line)
			if err != nil {
				return 0, err
			}
			if err := w.SetRow(at, cells); err != nil {
				return 0, err
			}
		}
	}
	end, err := excelize.CoordinatesToCellName(len(fields), max(line, 2))
	if err != nil {
		return 0, err
	}
	if err := w.AddTable(&excelize.Table{Range: "A1:" + end, Name: "t_" + name, StyleName: "TableStyleLight1"}); err != nil {
		return 0, err
	}
	return cut, w.Flush()
}

// cell is the typed value of row i; short says that it was cut.
func cell(st styles, col arrow.Array, i int) (value any, short bool) {
	if col.IsNull(i) {
		return nil, false
	}
	switch c := col.(type) {
	case *array.Int32:
		return c.Value(i), false
	case *array.Int64:
		return c.Value(i), false
	case *array.Float64:
		return c.Value(i), false
	case *array.Boolean:
		return c.Value(i), false
	case *array.Date32:
		return excelize.Cell{StyleID: st.date, Value: time.Unix(int64(c.Value(i))*86400, 0).UTC()}, false
	case *array.Timestamp:
		return excelize.Cell{StyleID: st.instant, Value: time.UnixMicro(int64(c.Value(i))).UTC()}, false
	}
	text, short := shorten(format.CellText(col, i))
	return st.text(text, 0), short
}

// dimension says how large a sheet is, which readers that stream go by; it must
// be said before the first row.
func dimension(book *excelize.File, sheet string, columns int, rows int64) error {
	end, err := excelize.CoordinatesToCellName(columns, int(rows)+1)
	if err != nil {
		return err
	}
	return book.SetSheetDimension(sheet, "A1:"+end)
}

// text is a cell of text. One that a spreadsheet would take for a formula, were it
// typed in, is of the format text, so that it stays what it is when it is edited.
func (s *styles) text(text string, style int) any {
	if format.SafeCell(text) != text {
		return excelize.Cell{StyleID: s.guarded, Value: text}
	}
	if style == 0 {
		return text
	}
	return excelize.Cell{StyleID: style, Value: text}
}

// shorten cuts text to what a cell holds, which counts UTF-16 units.
func shorten(text string) (string, bool) {
	if len(text) <= maxCellChars {
		return text, false
	}
	units, keep := 0, 0
	for at, r := range text {
		if units < maxCellChars {
			keep = at // text[:at] leaves room for the ellipsis
		}
		if units += utf16.RuneLen(r); units > maxCellChars {
			return text[:keep] + "…", true
		}
	}
	return text, false
}

// width is the width of a column in characters.
func width(f arrow.Field) float64 {
	switch f.Type.ID() {
	case arrow.STRING:
		switch f.Name {
		case "text", "heading", "title", "uri", "message", "hint", "label":
			return 60
		case "doc_id", "kind", "theme", "context", "stance", "sentiment":
			return 18
		}
		return 26
	case arrow.TIMESTAMP:
		return 20
	case arrow.LIST:
		return 60
	}
	return 12
}
