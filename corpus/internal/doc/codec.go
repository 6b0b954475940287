package doc

import (
	"fmt"

	"assay/internal/coder"
)

// codecVersion is the first byte of an encoded Document. It grows whenever the
// layout below changes, so that an older one is refused rather than misread.
const codecVersion = 3

// EncodeDocument appends the compact binary form of d to dst: all that comes from
// the bytes, not Ref and SHA256, which say where they were found. The encoding of
// equal contents is equal, byte by byte.
func EncodeDocument(dst []byte, d *Document) []byte {
	c := documentCoder{coder.NewWriter(append(dst, codecVersion))}
	c.document(d)
	return c.Written()
}

// DecodeDocument reads what EncodeDocument wrote; the caller sets Ref and SHA256.
// It never panics and never allocates more than a small multiple of len(b),
// whatever b holds: damaged input is an error, and the spans of what it returns
// lie inside the text, in order. Strings are copied out of b.
func DecodeDocument(b []byte) (*Document, error) {
	if len(b) == 0 || b[0] != codecVersion {
		return nil, fmt.Errorf("%w: no document, or of another version", coder.ErrDamaged)
	}
	c := documentCoder{coder.NewReader(b[1:])}
	d := &Document{}
	c.document(d)
	if err := c.Done(); err != nil {
		return nil, err
	}
	if err := d.checkSpans(); err != nil {
		return nil, err
	}
	return d, nil
}

// checkSpans proves what a reader of the spans relies on.
func (d *Document) checkSpans() error {
	size := int32(len(d.Text))
	at := int32(0)
	in := func(s Span) bool { return at <= s.Start && s.Start <= s.End && s.End <= size }
	for _, p := range d.Pages {
		if !in(p) {
			return fmt.Errorf("%w: a page at %v", coder.ErrDamaged, p)
		}
		at = p.End
	}
	at = 0
	for i := range d.Lines {
		if !in(d.Lines[i].Span) {
			return fmt.Errorf("%w: a line at %v", coder.ErrDamaged, d.Lines[i].Span)
		}
		at = d.Lines[i].End
	}
	at = 0
	for _, c := range d.Cells {
		if !in(Span{Start: c.Start, End: c.Start}) {
			return fmt.Errorf("%w: a cell at %d", coder.ErrDamaged, c.Start)
		}
		at = c.Start
	}
	at = 0
	for i := range d.Comments {
		if !in(d.Comments[i].Span) || !in(d.Comments[i].Body) {
			return fmt.Errorf("%w: a comment at %v", coder.ErrDamaged, d.Comments[i].Span)
		}
	}
	return nil
}

// documentCoder has a method for every type that a Document is made of (package
// coder says how to add to them).
type documentCoder struct{ *coder.Coder }

func (c documentCoder) document(d *Document) {
	c.String(&d.MediaType)
	c.Text(&d.Text)
	c.Float32(&d.Quality)
	coder.Slice(c.Coder, &d.Pages, 2, func(p *Span) { c.Span(&p.Start, &p.End) })
	c.Restart()
	page := int32(0)
	coder.Slice(c.Coder, &d.Lines, leastLine, func(l *Line) { c.line(l, &page) })
	coder.Slice(c.Coder, &d.Comments, leastComment, c.comment)
	c.Restart()
	coder.Slice(c.Coder, &d.Cells, leastCell, c.cell)
	for _, s := range []*string{&d.Meta.Title, &d.Meta.Byline, &d.Meta.Publisher, &d.Meta.Language, &d.Meta.Published, &d.Meta.PublishedSource} {
		c.String(s)
	}
	coder.Small(c.Coder, &d.Meta.ExpectedComments)
	c.StringMap(&d.Meta.Fields)
	coder.Slice(c.Coder, &d.Warnings, 3, func(w *Warning) {
		c.String((*string)(&w.Reason))
		c.String(&w.Message)
		c.String(&w.Hint)
	})
}

// The bytes that a line or a comment takes at least: one a field, four a float.
const (
	leastLine    = 20
	leastComment = 10
	leastCell    = 8
)

// line codes a line; its page is told by the distance from that of the line before.
func (c documentCoder) line(l *Line, page *int32) {
	c.Span(&l.Start, &l.End)
	turned := l.Page - *page
	coder.Small(c.Coder, &turned)
	l.Page = *page + turned
	*page = l.Page
	c.Float32(&l.X)
	c.Float32(&l.Y)
	c.Float32(&l.Size)
	c.Bool(&l.Bold)
	coder.Small(c.Coder, &l.Kind)
	coder.Small(c.Coder, &l.Level)
	coder.Small(c.Coder, &l.Comment)
	coder.Small(c.Coder, &l.BlankRows)
}

func (c documentCoder) cell(l *Cell) {
	end := l.Start
	c.Span(&l.Start, &end)
	coder.Small(c.Coder, &l.Row)
	coder.Small(c.Coder, &l.Col)
	c.Float32(&l.X)
}

func (c documentCoder) comment(m *Comment) {
	c.Aside(&m.Start, &m.End)
	c.Aside(&m.Body.Start, &m.Body.End)
	c.String(&m.Author)
	c.String(&m.PostedAsText)
	c.Time(&m.PostedAt)
	c.Bool(&m.HasZone)
	coder.Small(c.Coder, &m.Parent)
	coder.Small(c.Coder, &m.Depth)
}
