// Package doc holds what every reader of this program shares: the Document and
// its parts, the limits, the reasons of a loss, the builder that normalises text
// line by line, and the compact form in which a Document is kept. Package corpus
// gives the types their names outside.
package doc

import "time"

// Span is a half-open range [Start, End) of bytes of one Document.Text. Spans
// always lie on rune boundaries.
type Span struct{ Start, End int32 }

// Len is the number of bytes the span covers.
func (s Span) Len() int { return int(s.End - s.Start) }

// Of returns the text the span covers, without copying it.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Ref names one input before it is read. URI is unique within a run.
type Ref struct {
	URI     string
	Size    int64 // bytes as stored; -1 where the container does not say
	ModTime time.Time
}

// Document is one decoded input. It is immutable once Read has returned it and
// may be shared between goroutines.
type Document struct {
	Ref
	SHA256    [32]byte // of the raw bytes as stored
	MediaType string   // "application/pdf", "text/html", "text/plain", ...
	Text      string   // normalised: NFC, \n line ends; every later span points into it
	Pages     []Span   // one a page, in order, empty where the format has no pages
	Lines     []Line   // in order, not overlapping; the gaps hold white space only
	Comments  []Comment
	Cells     []Cell // in the order of the text
	Meta      Meta
	Quality   float32 // text_quality, 0 (unusable) to 1
	Warnings  []Warning
}

// Line is one line as the format lays it out: a printed line of a PDF, a line
// of a text file, a block (paragraph, heading, list item) of HTML, DOCX or ODT.
type Line struct {
	Span              // without the line end and without leading or trailing white space
	Page      int32   // 1-based; 0 where the format has no pages
	X, Y      float32 // of the first character: points from the left and from the top; for text X is the indent in columns
	Size      float32 // font size in points; 0 where unknown
	Bold      bool
	Kind      LineKind // what the markup says; LineText where it says nothing
	Level     int8     // heading level (1 to 6) or list depth, 0 otherwise
	Comment   int32    // index into Document.Comments of the comment the line belongs to, -1 outside
	BlankRows int16    // blank lines before it, as far as the format tells
}

// A Cell is where a line that stands in a cell of a table begins, as the markup
// tells it, or what follows a wide gap within a printed line of a page.
type Cell struct {
	Start    int32   // offset in Document.Text
	Row, Col int32   // markup: the same Row within a row of a table and in no other; Col counts from 1. 0 on a page
	X        float32 // page: points from the left, as Line.X; 0 in markup
}

// MostColumns is how many columns or rows a cell may say it takes.
const MostColumns = 100

// LineKind is what the markup of a format says about a line.
type LineKind uint8

// The kinds of line. Formats without markup (PDF, text) have LineText only.
const (
	LineText LineKind = iota
	LineTitle
	LineHeading
	LineParagraph
	LineListItem
	LineTableCell
	LineCaption
	LineQuote
	LineByline
	LineDate
	LineChrome // navigation, adverts, forms: kept, never scored
	LineCommentHeader
)

// Comment is one item of a comment thread as its markup tells it. Threads in
// plain text are found later, by package extract.
type Comment struct {
	Span                // header and body
	Body         Span   // what the commenter wrote, without header and reply links
	Author       string // as printed
	PostedAsText string // as printed, or the machine-readable attribute where nothing is printed
	PostedAt     time.Time
	HasZone      bool  // PostedAt was given with a zone
	Parent       int32 // index into Document.Comments, -1 at the top
	Depth        int32 // 0 at the top
}

// Meta is what a document says about itself outside its text.
type Meta struct {
	Title, Byline, Publisher, Language string
	Published                          string // ISO date, "" where unknown
	PublishedSource                    string // where Published was read: "html_meta", "jsonld", "jsonl", "docx", ...
	ExpectedComments                   int    // as the page announces, -1 where it does not
	Fields                             map[string]string
}

// Warning is something a reader wants said of a document it could read.
type Warning struct {
	Reason  Reason
	Message string
	Hint    string
}
