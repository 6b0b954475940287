package workbook

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
	"unicode/utf8"

	"assay/out"
	"assay/out/answers"

	"github.com/xuri/excelize/v2"
)

// column is a column of a sheet for people.
type column struct {
	name string
	doc  string // what it means, for the sheet Columns
	wide float64
}

// cellOf is one cell: a value with its style, and where it leads, if it is text.
type cellOf struct {
	value any
	link  string
}

// sheetOf is a sheet for people: how many rows it has, and what gives them.
type sheetOf struct {
	name    string
	columns []column
	rows    int64
	each    func(emit func([]cellOf) error) error
}

// People writes the run in folder run for people: the sheets Summary, Findings,
// Changes, Authorities, Actions, Inspections, Judgements, Lost and Columns; one whose table the
// run does not hold is left out, and named in missing. found says what the run
// found; nil leaves Summary and Changes out. themes are told in Columns. Errors are
// those of Tables.
func People(ctx context.Context, run, path string, found *answers.Found, themes []ThemeDoc) (cuts []Cut, missing []string, err error) {
	book := excelize.NewFile()
	defer book.Close()
	w := &people{ctx: ctx, run: run, book: book}
	if w.styles, err = newStyles(book); err != nil {
		return nil, nil, err
	}
	var sheets []sheetOf
	for _, open := range []func() (sheetOf, error){func() (sheetOf, error) { return w.summary(found) }, w.findings, w.changes, w.authorities, w.actions, w.inspections, w.judgements, w.lost} {
		s, err := open()
		switch {
		case errors.Is(err, out.ErrNoTable):
			missing = append(missing, s.name)
		case err != nil:
			return nil, nil, err
		case s.rows >= maxSheetRows:
			return nil, nil, &TooManyRows{s.name, s.rows}
		default:
			sheets = append(sheets, s)
		}
	}
	sheets = append(sheets, columnsSheet(sheets, themes))
	for i, s := range sheets {
		if i == 0 {
			err = book.SetSheetName(book.GetSheetName(0), s.name)
		} else {
			_, err = book.NewSheet(s.name)
		}
		if err == nil {
			err = w.write(s)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("sheet %s: %w", s.name, err)
		}
	}
	return w.cuts, missing, out.Whole(path, func(f io.Writer) error { return book.Write(f) })
}

// ThemeDoc is a theme of the codebook and what counts as it.
type ThemeDoc struct{ Label, Definition string }

// people writes the sheets of one book.
type people struct {
	ctx    context.Context
	run    string
	book   *excelize.File
	styles styles
	cuts   []Cut
	counts *answers.Counts
}

// counted are the counts of the run, read once.
func (w *people) counted() (*answers.Counts, error) {
	if w.counts != nil {
		return w.counts, nil
	}
	c, err := answers.Read(w.ctx, w.run)
	if err == nil {
		w.counts = c
	}
	return c, err
}

// write streams a sheet: the header and the first column stay in view, it filters, columns are as
// wide as what the first rows hold, up to their limit.
func (w *people) write(s sheetOf) error {
	wide := widths(s.columns)
	var links []linkOf
	var link linker
	line := 1
	err := s.each(func(row []cellOf) error {
		line++
		for k, c := range row {
			if link.takes(c.link) {
				at, err := excelize.CoordinatesToCellName(k+1, line)
				if err != nil {
					return err
				}
				links = append(links, linkOf{at, c.link})
			}
			wide[k] = max(wide[k], min(s.columns[k].wide, float64(utf8.RuneCountInString(shown(c.value)))+2))
		}
		return nil
	})
	if err != nil {
		return err
	}
	index, err := w.book.GetSheetIndex(s.name)
	if err != nil {
		return err
	}
	if err := putLinks(w.book, index+1, links); err != nil {
		return err
	}
	if err := dimension(w.book, s.name, len(s.columns), s.rows); err != nil {
		return err
	}
	if err := paper(w.book, s, wide); err != nil {
		return err
	}
	stream, err := w.book.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	for k := range wide {
		if err := stream.SetColWidth(k+1, k+1, wide[k]); err != nil {
			return err
		}
	}
	for k, c := range s.columns {
		if hidden(c.name) {
			if err := stream.SetColVisible(k+1, k+1, false); err != nil {
				return err
			}
		}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	header := make([]any, len(s.columns))
	for k, c := range s.columns {
		header[k] = excelize.Cell{StyleID: w.styles.header, Value: c.name}
	}
	if err := stream.SetRow("A1", header, excelize.RowOpts{Height: rowHeight(header, s.columns, wide)}); err != nil {
		return err
	}
	line, err = w.body(stream, s, wide)
	if err != nil {
		return err
	}
	end, err := excelize.CoordinatesToCellName(len(s.columns), max(line, 2))
	if err != nil {
		return err
	}
	if err := stream.AddTable(&excelize.Table{Range: "A1:" + end, Name: "t_" + s.name, StyleName: "TableStyleLight1"}); err != nil {
		return err
	}
	return stream.Flush()
}

// body writes the rows of a sheet and gives the number of the last line.
func (w *people) body(stream *excelize.StreamWriter, s sheetOf, wide []float64) (line int, err error) {
	line, cut := 1, 0
	var link linker
	cells := make([]any, len(s.columns))
	err = s.each(func(row []cellOf) error {
		line++
		for k, c := range row {
			switch v := c.value.(type) {
			case int, int32, int64, bool:
				c.value = excelize.Cell{StyleID: w.styles.top, Value: v}
			}
			if c.value == "" {
				c.value = nil
			}
			if text, ok := c.value.(string); ok {
				style := w.styles.wrap
				if link.takes(c.link) {
					style = w.styles.link
				} else if c.link != "" {
					text = c.link
				}
				text, short := shorten(text)
				if short {
					cut++
				}
				c.value = w.styles.text(text, style)
			}
			cells[k] = c.value
		}
		at, err := excelize.CoordinatesToCellName(1, line)
		if err != nil {
			return err
		}
		return stream.SetRow(at, cells, excelize.RowOpts{Height: rowHeight(cells, s.columns, wide)})
	})
	if cut > 0 {
		w.cuts = append(w.cuts, Cut{s.name, cut})
	}
	if err == nil && int64(line-1) != s.rows {
		err = fmt.Errorf("%d rows were announced and %d came", s.rows, line-1)
	}
	return line, err
}

// widths begin with the headers.
func widths(columns []column) []float64 {
	list := make([]float64, len(columns))
	for k, c := range columns {
		list[k] = min(float64(len(c.name))+3, max(c.wide, 10))
	}
	return list
}

// shown is about what a cell shows.
func shown(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case excelize.Cell:
		if s, ok := v.Value.(string); ok {
			return s
		}
		if t, ok := v.Value.(time.Time); ok {
			return t.Format(time.DateOnly)
		}
		if _, ok := v.Value.(float64); ok {
			return "+0.00"
		}
		return fmt.Sprint(v.Value)
	case nil:
		return ""
	}
	return fmt.Sprint(v)
}

// columnsSheet says what each theme, and each column of the other sheets, means.
func columnsSheet(sheets []sheetOf, themes []ThemeDoc) sheetOf {
	var rows [][]cellOf
	for _, t := range themes {
		if t.Definition != "" {
			rows = append(rows, []cellOf{{value: "any"}, {value: "Theme: " + t.Label}, {value: t.Definition}})
		}
	}
	for _, s := range sheets {
		for _, c := range s.columns {
			doc := c.doc
			if hidden(c.name) {
				doc += " (the column is hidden)"
			}
			rows = append(rows, []cellOf{{value: s.name}, {value: c.name}, {value: doc}})
		}
	}
	return sheetOf{name: "Columns", columns: []column{{"Sheet", "sheet of this file", 20}, {"Column", "column of the sheet, or theme", 30}, {"What it means", "what stands in it", 100}},
		rows: int64(len(rows)), each: listed(rows)}
}

// listed gives rows that are there already.
func listed(rows [][]cellOf) func(func([]cellOf) error) error {
	rows = slices.Clip(rows)
	return func(emit func([]cellOf) error) error {
		for _, row := range rows {
			if err := emit(slices.Clone(row)); err != nil {
				return err
			}
		}
		return nil
	}
}
