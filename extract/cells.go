package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/corpus"
	"assay/internal/typeface"
)

// A cell is a part of a line that stands in a column: of a table in markup, or
// behind a wide gap of a printed line or of a line of text. A line without gaps
// is one cell.
type cell struct {
	corpus.Span
	row, col int32   // markup: the row of the table and its column, counted from 1; 0 elsewhere
	x        float32 // elsewhere: where it begins, in points, or in columns of text
}

// cellsIn are the cells of a span of the document's text, a line or a part of
// one that begins at x.
func cellsIn(doc *corpus.Document, s corpus.Span, x float32, paged bool) []cell {
	i, _ := slices.BinarySearchFunc(doc.Cells, s.Start, func(c corpus.Cell, at int32) int { return cmp.Compare(c.Start, at) })
	if i < len(doc.Cells) && doc.Cells[i].Start == s.Start && doc.Cells[i].Row > 0 {
		return []cell{{Span: s, row: doc.Cells[i].Row, col: doc.Cells[i].Col}}
	}
	out := []cell{{Span: s, x: x}}
	cut := func(at, end int32, x float32) {
		out[len(out)-1].End = end
		out = append(out, cell{Span: corpus.Span{Start: at, End: s.End}, x: x})
	}
	if paged {
		for ; i < len(doc.Cells) && doc.Cells[i].Start < s.End; i++ {
			at := doc.Cells[i].Start
			cut(at, s.Start+int32(len(strings.TrimRight(doc.Text[s.Start:at], " "))), doc.Cells[i].X)
		}
		return out
	}
	text := s.Of(doc.Text)
	for _, m := range textGap.FindAllStringIndex(text, -1) {
		if m[0] == 0 || m[1] == len(text) {
			continue
		}
		cut(s.Start+int32(m[1]), s.Start+int32(m[0]), x+float32(utf8.RuneCountInString(text[:m[1]])))
	}
	return out
}

// textGap parts the columns of a line of text: a tab, a bar, or spaces.
var textGap = rx(`\s*\|\s*|\t\s*| {2,}\t?`)

// A cellRow is one row of cells: a row of a table in markup, or a line.
type cellRow struct {
	cells []cell // from the left; of several lines of a cell in markup the first and the last are its ends
	first int    // index of its first line
	lines int
}

// cellRows puts lines together into rows.
func cellRows(doc *corpus.Document, lines []corpus.Line) (out []cellRow) {
	for i, l := range lines {
		cells := cellsIn(doc, l.Span, l.X, l.Page > 0)
		if n := len(out); n > 0 && cells[0].row > 0 && out[n-1].cells[0].row == cells[0].row {
			r := &out[n-1]
			r.lines++
			if last := &r.cells[len(r.cells)-1]; last.col == cells[0].col {
				last.End = l.End
			} else {
				r.cells = append(r.cells, cells[0])
			}
			continue
		}
		out = append(out, cellRow{cells, i, 1})
	}
	for i := range out {
		if l := lines[out[i].first]; l.Page > 0 && len(out[i].cells) == 1 {
			out[i].cells = narrowCells(doc, lines, out, i)
		}
	}
	return out
}

// narrowCells are the cells of row i of a page, a line without a wide gap: where
// the row above or below it has a column and the line reaches into it, it is cut
// before the word that begins nearest to where the column does.
func narrowCells(doc *corpus.Document, lines []corpus.Line, rows []cellRow, i int) []cell {
	only, l := rows[i].cells[0], lines[rows[i].first]
	for k := max(i-2, 0); k < min(i+3, len(rows)); k++ {
		near := lines[rows[k].first]
		if len(rows[k].cells) < 2 || near.Page != l.Page || max(near.Y-l.Y, l.Y-near.Y) > 2.2*l.Size {
			continue
		}
		for _, c := range rows[k].cells[1:] {
			if at := wordNear(l.Of(doc.Text), l.X, l.Size, c.x); at > 0 {
				left, right := only, only
				left.End = l.Start + int32(len(strings.TrimRight(l.Of(doc.Text)[:at], " ")))
				right.Start, right.x = l.Start+int32(at), c.x
				return []cell{left, right}
			}
		}
	}
	return rows[i].cells
}

// wordNear is where in a line that begins at x the word with a capital or a
// figure begins that stands nearest to a column, 0 where none stands near it. How
// wide the text is is told by its letters.
func wordNear(text string, x, size, column float32) (at int) {
	from, off := x, (column-x)/6
	before := ' '
	for i, r := range text {
		if before == ' ' && i > 0 && (unicode.IsUpper(r) || unicode.IsDigit(r)) {
			if d := max(column-from, from-column); d < off {
				at, off = i, d
			}
		}
		from += size * typeface.Width(r)
		before = r
	}
	return at
}
