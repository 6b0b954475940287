package corpus

import "assay/corpus/internal/doc"

// What a document is made of. The types are declared in a package below the
// readers, so that each reader can be read alone; these are their names outside.
type (
	// Span is a half-open range [Start, End) of bytes of one Document.Text.
	Span = doc.Span
	// Ref names one input before it is read.
	Ref = doc.Ref
	// Document is one decoded input.
	Document = doc.Document
	// Line is one line as the format lays it out.
	Line = doc.Line
	// Cell is where a cell of a table begins.
	Cell = doc.Cell
	// LineKind is what the markup of a format says about a line.
	LineKind = doc.LineKind
	// Comment is one item of a comment thread as its markup tells it.
	Comment = doc.Comment
	// Meta is what a document says about itself outside its text.
	Meta = doc.Meta
	// Warning is something a reader wants said of a document it could read.
	Warning = doc.Warning
	// Format is what a document's bytes are.
	Format = doc.Format
	// Limits bound what one input may cost.
	Limits = doc.Limits
	// JSONLFields names the fields of JSONL records.
	JSONLFields = doc.JSONLFields
)

// The kinds of line. Formats without markup (PDF, text) have LineText only.
const (
	LineText          = doc.LineText
	LineTitle         = doc.LineTitle
	LineHeading       = doc.LineHeading
	LineParagraph     = doc.LineParagraph
	LineListItem      = doc.LineListItem
	LineTableCell     = doc.LineTableCell
	LineCaption       = doc.LineCaption
	LineQuote         = doc.LineQuote
	LineByline        = doc.LineByline
	LineDate          = doc.LineDate
	LineChrome        = doc.LineChrome
	LineCommentHeader = doc.LineCommentHeader
)

// EncodeDocument appends the compact binary form of d to dst: all that comes from
// the bytes, not Ref and SHA256, which say where they were found. The encoding of
// equal contents is equal, byte by byte.
func EncodeDocument(dst []byte, d *Document) []byte { return doc.EncodeDocument(dst, d) }

// DecodeDocument reads what EncodeDocument wrote; the caller sets Ref and SHA256.
// It never panics and never allocates more than a small multiple of len(b),
// whatever b holds.
func DecodeDocument(b []byte) (*Document, error) { return doc.DecodeDocument(b) }
