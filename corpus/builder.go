package corpus

import (
	"errors"
	"strings"
)

// errTextTooLarge ends a decoder whose text has outgrown Limits.Text.
var errTextTooLarge = errors.New("the normalised text is over the limit")

// builder puts a Document's text together line by line, so that every decoder
// normalises in the same way and every span is made once the text is final.
type builder struct {
	text  strings.Builder
	lines []Line
	limit int // bytes of text; 0 means none
	full  bool
}

// add normalises text, writes it as one line and returns its span. Line ends
// inside it become spaces. l gives everything but the span. Text that is only
// white space writes nothing and returns false. Once the limit is passed it
// writes nothing more; err tells.
func (b *builder) add(text string, l Line) (Span, bool) {
	text = normaliseLine(text)
	if text == "" || b.full {
		return Span{}, false
	}
	if b.limit > 0 && b.text.Len()+len(text)+1 > b.limit {
		b.full = true
		return Span{}, false
	}
	l.Start = int32(b.text.Len())
	b.text.WriteString(text)
	l.End = int32(b.text.Len())
	b.text.WriteByte('\n')
	b.lines = append(b.lines, l)
	return l.Span, true
}

// blank writes an empty line, where a format shows one.
func (b *builder) blank() {
	if !b.full && b.text.Len() > 0 {
		b.text.WriteByte('\n')
	}
}

// pos is the offset the next line will start at.
func (b *builder) pos() int32 { return int32(b.text.Len()) }

// err is errTextTooLarge as a Loss once a line did not fit, otherwise nil.
func (b *builder) err() error {
	if b.full {
		return &Loss{Stage: "read", Reason: TooLarge, Err: errTextTooLarge, Hint: "raise --max-text, or split the document"}
	}
	return nil
}

// finish moves text and lines into d.
func (b *builder) finish(d *Document) error {
	if err := b.err(); err != nil {
		return err
	}
	d.Text, d.Lines = b.text.String(), b.lines
	return nil
}
