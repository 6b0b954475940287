package format

import (
	"io"
	"strings"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
)

// lineSink writes one line a row.
type lineSink struct {
	w   io.Writer
	buf []byte
	row func(b []byte, rec arrow.Record, i int) []byte
}

// newCSV writes RFC 4180 with a header and \n line ends: null is an empty cell,
// the empty string is "", a list is JSON.
func newCSV(w io.Writer, s *arrow.Schema, _ []string) (Sink, error) {
	return csvSink(w, s, appendCSV)
}

// SafeCSV writes CSV for spreadsheets: after a mark that says the bytes are UTF-8,
// without which Excel takes them for the code page of the country, and with text that
// looks like a formula prefixed.
func SafeCSV(w io.Writer, s *arrow.Schema) (Sink, error) {
	if _, err := io.WriteString(w, ByteOrderMark); err != nil {
		return nil, err
	}
	return csvSink(w, s, func(b []byte, rec arrow.Record, i int) []byte { return appendCells(b, rec, i, true) })
}

func csvSink(w io.Writer, schema *arrow.Schema, row func([]byte, arrow.Record, int) []byte) (Sink, error) {
	s := &lineSink{w: w, row: row}
	for i, c := range schema.Fields() {
		if i > 0 {
			s.buf = append(s.buf, ',')
		}
		s.buf = append(s.buf, c.Name...)
	}
	s.buf = append(s.buf, '\n')
	return s, s.flush()
}

// newJSONL writes one JSON object a line with every column, in order.
func newJSONL(w io.Writer, _ *arrow.Schema, _ []string) (Sink, error) {
	return &lineSink{w: w, row: func(b []byte, rec arrow.Record, i int) []byte { return append(appendRow(b, rec, i), '\n') }}, nil
}

func (s *lineSink) Write(rec arrow.Record) error {
	for i := range int(rec.NumRows()) {
		s.buf = s.row(s.buf, rec, i)
		if len(s.buf) >= 64<<10 {
			if err := s.flush(); err != nil {
				return err
			}
		}
	}
	return s.flush()
}

func (s *lineSink) Close() error { return s.flush() }

func (s *lineSink) flush() error {
	_, err := s.w.Write(s.buf)
	s.buf = s.buf[:0]
	return err
}

func appendCSV(b []byte, rec arrow.Record, i int) []byte { return appendCells(b, rec, i, false) }

// appendCells appends row i; safe prefixes text that looks like a formula.
func appendCells(b []byte, rec arrow.Record, i int, safe bool) []byte {
	for k, col := range rec.Columns() {
		if k > 0 {
			b = append(b, ',')
		}
		from := len(b)
		if text, ok := col.(*array.String); ok && safe && !col.IsNull(i) {
			b = append(b, SafeCell(text.Value(i))...)
		} else {
			b = appendText(b, col, i)
		}
		b = quoteCell(b, from, col.IsNull(i))
	}
	return append(b, '\n')
}

// quoteCell quotes the cell b[from:] where CSV needs it.
func quoteCell(b []byte, from int, null bool) []byte {
	cell := string(b[from:])
	if null || cell != "" && !strings.ContainsAny(cell, "\",\n\r") && cell[0] != ' ' && cell[len(cell)-1] != ' ' {
		return b
	}
	b = append(b[:from], '"')
	for _, part := range strings.SplitAfter(cell, `"`) {
		b = append(b, part...)
		if strings.HasSuffix(part, `"`) {
			b = append(b, '"')
		}
	}
	return append(b, '"')
}
