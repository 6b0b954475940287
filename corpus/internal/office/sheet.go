package office

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"

	"assay/corpus/internal/doc"
)

// sheetReader reads one sheet.
type sheetReader struct {
	w             *workbook
	name          string
	headed        bool         // its name has been written
	columns       []bool       // by number, whether it is hidden; nil where none is
	marked        int          // columns that have been said to be hidden
	hiddenColumns map[int]bool // those that hold something
	hiddenRows    int          // those that hold something
	row           struct{ hidden, any, counted bool }
	column        int
	drawings      []string // relationships
}

func (r *sheetReader) read(s *xmlStream) error {
	r.hiddenColumns = map[int]bool{}
	for {
		e, err := s.start()
		if err != nil {
			return err
		}
		switch e.Name.Local {
		case "col":
			if hidden := xmlAttr(e, "hidden"); hidden != "" && wordOn(hidden) {
				r.hide(xmlAttr(e, "min"), xmlAttr(e, "max"))
			}
		case "row":
			hidden := xmlAttr(e, "hidden")
			r.row.hidden, r.row.any, r.row.counted = hidden != "" && wordOn(hidden), false, false
			r.column = 0
		case "c":
			if err := r.cell(s, e); err != nil {
				return err
			}
		case "drawing":
			r.drawings = append(r.drawings, relation(e, "id"))
		case "headerFooter", "extLst":
			if err := s.skip(); err != nil {
				return err
			}
		}
		if r.w.b.Full {
			return r.w.b.Err()
		}
	}
}

// maxColumns is how many columns a sheet has at most.
const maxColumns = 16384

// columnOf is the column of a cell's name, "AB12", 0 where it has none.
func columnOf(name string) (n int) {
	for i := 0; i < len(name); i++ {
		c := name[i] &^ 0x20
		if c < 'A' || c > 'Z' || n > maxColumns {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n
}

// cell reads a cell and writes what it shows.
func (r *sheetReader) cell(s *xmlStream, e xml.StartElement) error {
	w := r.w
	if w.cells++; w.cells > maxCells {
		return &doc.Loss{Stage: doc.AtRead, Reason: doc.TooLarge, Err: fmt.Errorf("the workbook has more than %d cells", maxCells), Hint: "save the sheets with text as a workbook of their own"}
	}
	r.column++
	if n := columnOf(xmlAttr(e, "r")); n > 0 {
		r.column = min(n, maxColumns)
	}
	kind, style := xmlAttr(e, "t"), xmlAttr(e, "s")
	value, formula, err := r.value(s, kind)
	if err != nil {
		return err
	}
	if value == "" {
		if formula && kind != "str" {
			w.blank++
		}
		return nil
	}
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(w.shared) {
			return &doc.Loss{Stage: doc.AtRead, Reason: doc.Corrupt, Err: fmt.Errorf("a cell names the string %.20q of %d", value, len(w.shared)), Hint: "save the workbook again"}
		}
		value = w.shared[n]
	case "b":
		value = map[bool]string{true: "TRUE", false: "FALSE"}[strings.TrimSpace(value) != "0"]
	case "", "n":
		value = w.number(strings.TrimSpace(value), style)
	}
	if strings.TrimSpace(value) != "" {
		r.write(value)
	}
	return nil
}

// value reads to the end of a cell: its value as stored, and whether a formula gives it.
func (r *sheetReader) value(s *xmlStream, kind string) (value string, formula bool, err error) {
	for level := 1; level > 0; {
		tok, err := s.next()
		if err != nil {
			return "", false, unexpected(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "v":
				value, err = s.text()
				if kind == "str" {
					value = unescaped(value)
				}
			case "is":
				value, err = richText(s)
			case "f":
				formula = true
				err = s.skip()
			default:
				err = s.skip()
			}
			if err != nil {
				return "", false, err
			}
		case xml.EndElement:
			level--
		}
	}
	return value, formula, nil
}

// number is a number as its style shows it.
func (w *workbook) number(value, style string) string {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return value
	}
	f := generalFormat
	if n, err := strconv.Atoi(style); err == nil && n >= 0 && n < len(w.formats) {
		f = w.formats[n]
	} else if len(w.formats) > 0 && style == "" {
		f = w.formats[0]
	}
	return f.show(v, w.from1904)
}

// proseWords is how many words of a cell make it running text: sentences are looked
// for in paragraphs, while a cell of a table is one.
const proseWords = 12

// write writes a cell as a line, or several where it shows several.
func (r *sheetReader) write(value string) {
	switch {
	case r.hiddenAt(r.column):
		r.hiddenColumns[r.column] = true
		return
	case r.row.hidden:
		if !r.row.counted {
			r.hiddenRows++
			r.row.counted = true
		}
		return
	}
	b := r.w.b
	r.head()
	if !r.row.any {
		r.row.any = true
		r.w.rows++
	}
	l := doc.Line{Kind: doc.LineTableCell, Comment: -1}
	if len(strings.Fields(value)) >= proseWords {
		l.Kind = doc.LineParagraph
	}
	b.Cell = doc.Cell{Row: r.w.rows, Col: int32(r.column)}
	for _, line := range doc.BrokenLines(breaks.Replace(value)) {
		b.Add(doc.Collapse(line), l)
	}
	b.Cell = doc.Cell{}
}

// breaks are the line ends within a cell.
var breaks = strings.NewReplacer(doc.BreakMark, " ", "\r\n", doc.BreakMark, "\n", doc.BreakMark, "\r", doc.BreakMark)

// head writes the name of the sheet, above the first of it that is shown.
func (r *sheetReader) head() {
	if !r.headed {
		r.headed = true
		r.w.b.Add(doc.Collapse(r.name), doc.Line{Kind: doc.LineHeading, Level: 1, Comment: -1})
	}
}

// hide notes columns that are hidden, counted from 1, both ends among them.
func (r *sheetReader) hide(first, last string) {
	from, err := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	if err != nil || err2 != nil || from < 1 || r.marked > 4*maxColumns {
		return
	}
	if r.columns == nil {
		r.columns = make([]bool, maxColumns+1)
	}
	for i := from; i <= min(to, maxColumns); i++ {
		r.columns[i] = true
		r.marked++
	}
}

func (r *sheetReader) hiddenAt(column int) bool {
	return column < len(r.columns) && r.columns[column]
}

// boxes writes the text boxes that are drawn over the sheet.
func (r *sheetReader) boxes(part string) error {
	if len(r.drawings) == 0 {
		return nil
	}
	_, byID, err := r.w.o.relationsOf(part)
	if err != nil {
		return err
	}
	for _, id := range r.drawings[:min(len(r.drawings), maxDrawings)] {
		if byID[id] == "" {
			continue
		}
		in := &slideReader{o: r.w.o, rows: &tableRows{}}
		if _, err := in.read(byID[id]); err != nil {
			return err
		}
		for _, l := range in.lines {
			r.head()
			r.w.b.Add(l.text, l.line)
		}
	}
	return r.w.b.Err()
}

// maxDrawings bounds the drawings of a sheet: it has one.
const maxDrawings = 10
