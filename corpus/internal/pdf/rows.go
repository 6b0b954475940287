package pdf

import (
	"assay/corpus/internal/doc"
	"assay/corpus/internal/hyphen"
)

// printed is one row of a page as it is printed, before the text of the document
// is put together.
type printed struct {
	doc.Line
	text string
	base float32 // of its first character, in points from the top
	// The row ends with a raised mark, behind which PDFium may have ended the line.
	endsRaised bool
	gaps       []gap
	// The number that the row begins or ends with.
	lead, tail marginNumber
	// Where the row lies on the displayed page, for rows that may not be seen.
	doubtful                 bool // white or clear
	undrawn                  bool // set in the mode that draws nothing
	left, top, right, bottom float32
}

// write puts the rows of all pages together, with divided words whole.
func write(rows []printed, pages int, b *doc.Builder, d *doc.Document) {
	divided := make([]hyphen.Row, len(rows))
	for i, r := range rows {
		divided[i] = hyphen.Row{Text: r.text, Size: r.Size, Page: i > 0 && r.Page != rows[i-1].Page}
	}
	hyphen.Join(divided)
	i := 0
	for page := range pages {
		start := b.Pos()
		for ; i < len(rows) && rows[i].Page == int32(page+1); i++ {
			if s, ok := b.Add(divided[i].Text, rows[i].Line); ok {
				b.Cells = append(b.Cells, rows[i].cells(b.Text.String()[s.Start:s.End], s.Start)...)
			}
		}
		d.Pages = append(d.Pages, doc.Span{Start: start, End: b.Pos()})
	}
}
