package doc

import (
	"errors"
	"strings"
)

// ErrTextTooLarge ends a decoder whose text has outgrown Limits.Text.
var ErrTextTooLarge = errors.New("the normalised text is over the limit")

// Builder puts a Document's text together line by line, so that every decoder
// normalises in the same way and every span is made once the text is final.
type Builder struct {
	Text  strings.Builder
	Lines []Line
	Limit int // bytes of text; 0 means none
	Full  bool
	Cells []Cell
	Cell  Cell // the cell that what is added next stands in; Row 0 is none
}

// Add normalises text, writes it as one line and returns its span. Line ends
// inside it become spaces. l gives everything but the span. Text that is only
// white space writes nothing and returns false. Once the limit is passed it
// writes nothing more; err tells.
func (b *Builder) Add(text string, l Line) (Span, bool) {
	text = NormaliseLine(text)
	if text == "" || b.Full {
		return Span{}, false
	}
	if b.Limit > 0 && b.Text.Len()+len(text)+1 > b.Limit {
		b.Full = true
		return Span{}, false
	}
	l.Start = int32(b.Text.Len())
	b.Text.WriteString(text)
	l.End = int32(b.Text.Len())
	b.Text.WriteByte('\n')
	b.Lines = append(b.Lines, l)
	if b.Cell.Row > 0 {
		b.Cells = append(b.Cells, Cell{Start: l.Start, Row: b.Cell.Row, Col: b.Cell.Col})
	}
	return l.Span, true
}

// Blank writes an empty line, where a format shows one.
func (b *Builder) Blank() {
	if !b.Full && b.Text.Len() > 0 {
		b.Text.WriteByte('\n')
	}
}

// Pos is the offset the next line will start at.
func (b *Builder) Pos() int32 { return int32(b.Text.Len()) }

// Err is ErrTextTooLarge as a Loss once a line did not fit, otherwise nil.
func (b *Builder) Err() error {
	if b.Full {
		return &Loss{Stage: AtRead, Reason: TooLarge, Err: ErrTextTooLarge, Hint: "raise --max-text, or split the document"}
	}
	return nil
}

// Finish moves text and lines into d.
func (b *Builder) Finish(d *Document) error {
	if err := b.Err(); err != nil {
		return err
	}
	d.Text, d.Lines, d.Cells = b.Text.String(), b.Lines, b.Cells
	return nil
}

// Include writes the lines of another document, without its comments and pages.
func (b *Builder) Include(d *Document) error {
	for _, l := range d.Lines {
		text := l.Of(d.Text)
		l.Comment, l.Page = -1, 0
		if l.BlankRows > 0 {
			b.Blank()
		}
		b.Add(text, l)
	}
	return b.Err()
}
