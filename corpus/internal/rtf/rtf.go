// Package rtf decodes rich text (RTF): its paragraphs, with their kind as far as
// their style tells, and its notes behind the paragraphs that call them. Headers,
// footers, field codes, hidden and deleted text and pictures are left out.
package rtf

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"assay/corpus/internal/doc"
)

// maxGroups is how deep groups may nest.
const maxGroups = 1000

// state is what a group has set; it ends with the group.
type state struct {
	skip     bool // a destination that is no text
	hidden   bool
	raised   bool
	bold     bool
	size     float32 // points
	unicode  int     // characters that stand for one \u in older programs
	style    int
	outline  int8 // heading level, 0 for none
	list     bool
	cell     bool
	note     bool // in a footnote
	property *string
}

type reader struct {
	raw     []byte
	at      int
	stack   []state
	now     state
	page    encoding.Encoding
	pending []byte // bytes in the code page, not yet decoded
	text    strings.Builder
	bold    int
	size    float32
	notes   []string
	note    strings.Builder
	styles  map[int]int8 // styles that are headings
	named   int          // the style whose name is being read
	name    strings.Builder
	inSheet bool
	row     int32 // rows of tables ended
	col     int32 // cells of the row under way ended
	b       *doc.Builder
	d       *doc.Document
}

// Read decodes an RTF document.
func Read(raw []byte, opt doc.DecodeOptions) (*doc.Document, error) {
	r := &reader{raw: raw, page: charmap.Windows1252, styles: map[int]int8{}, now: state{unicode: 1},
		d: &doc.Document{Meta: doc.Meta{ExpectedComments: -1}}, b: &doc.Builder{Limit: int(opt.Limits.Text)}}
	for r.at < len(raw) {
		if err := r.step(); err != nil {
			return nil, err
		}
		if r.b.Full {
			return nil, r.b.Err()
		}
	}
	r.paragraph()
	m := &r.d.Meta
	m.Title, m.Byline = doc.NormaliseLine(m.Title), doc.NormaliseLine(m.Byline)
	return r.d, r.b.Finish(r.d)
}

// step reads a brace, a control or a run of text.
func (r *reader) step() error {
	c := r.raw[r.at]
	switch c {
	case '{':
		r.flush()
		if len(r.stack) >= maxGroups {
			return &doc.Loss{Stage: doc.AtRead, Reason: doc.TooDeep, Err: fmt.Errorf("groups nest more than %d deep", maxGroups), Hint: "it is damaged or made to exhaust memory"}
		}
		r.stack = append(r.stack, r.now)
		r.at++
	case '}':
		r.flush()
		r.at++
		if len(r.stack) == 0 {
			r.at = len(r.raw) // behind the document
			return nil
		}
		r.endGroup()
	case '\\':
		return r.control()
	case '\r', '\n':
		r.at++
	default:
		end := r.at
		for end < len(r.raw) && !strings.ContainsRune("{}\\\r\n", rune(r.raw[end])) {
			end++
		}
		if r.keeps() {
			r.pending = append(r.pending, r.raw[r.at:end]...)
		}
		r.at = end
	}
	return nil
}

// keeps reports whether text is of any use where the reader is.
func (r *reader) keeps() bool { return !r.now.skip || r.inSheet || r.now.property != nil }

func (r *reader) endGroup() {
	last := r.now
	r.now = r.stack[len(r.stack)-1]
	r.stack = r.stack[:len(r.stack)-1]
	if last.note && !r.now.note {
		if s := doc.Collapse(r.note.String()); s != "" {
			r.notes = append(r.notes, s)
		}
		r.note.Reset()
	}
	if r.inSheet && r.name.Len() > 0 {
		r.nameStyle()
	}
	if r.inSheet && len(r.stack) <= 1 {
		r.inSheet = false
	}
}

// nameStyle notes a style that is a heading by its name.
func (r *reader) nameStyle() {
	name := strings.ToLower(strings.Trim(r.name.String(), " ;"))
	r.name.Reset()
	if rest, ok := strings.CutPrefix(name, "heading"); ok {
		if n, err := strconv.Atoi(strings.TrimSpace(rest)); err == nil && n >= 1 && len(r.styles) < 10_000 {
			r.styles[r.named] = int8(min(n, 6))
		}
	}
}

// flush decodes what stands in the code page.
func (r *reader) flush() {
	if len(r.pending) == 0 {
		return
	}
	text, err := r.page.NewDecoder().Bytes(r.pending)
	if err != nil {
		text = []byte(strings.ToValidUTF8(string(r.pending), "\uFFFD"))
	}
	r.pending = r.pending[:0]
	r.put(string(text))
}

// write puts text that is in no code page.
func (r *reader) write(s string) {
	r.flush()
	r.put(s)
}

// maxProperty bounds a title or an author.
const maxProperty = 2000

func (r *reader) put(s string) {
	switch {
	case r.now.property != nil:
		if len(*r.now.property) < maxProperty {
			*r.now.property += s
		}
		return
	case r.inSheet:
		if r.name.Len() < 200 {
			r.name.WriteString(s)
		}
		return
	case r.now.skip || r.now.hidden:
		return
	}
	into := &r.text
	if r.now.note {
		into = &r.note
	}
	if r.now.raised {
		s = doc.RaisedMark(into.String(), s)
	}
	into.WriteString(s)
	if !r.now.note {
		if r.now.bold {
			r.bold += len(s)
		}
		if r.size == 0 {
			r.size = r.now.size
		}
	}
}

// paragraph ends the paragraph being read; in a note it is a space.
func (r *reader) paragraph() {
	r.flush()
	if r.now.note {
		r.note.WriteByte(' ')
		return
	}
	if r.now.skip && len(r.stack) > 0 {
		return
	}
	text := r.text.String()
	r.text.Reset()
	l := doc.Line{Kind: doc.LineParagraph, Comment: -1, Size: r.size, Bold: text != "" && r.bold*10 >= len(text)*9}
	r.bold, r.size = 0, 0
	level := r.now.outline
	if level == 0 {
		level = r.styles[r.now.style]
	}
	switch {
	case level > 0:
		l.Kind, l.Level = doc.LineHeading, level
	case r.now.cell:
		l.Kind = doc.LineTableCell
	case r.now.list:
		l.Kind, l.Level = doc.LineListItem, 1
	}
	if r.now.cell {
		r.b.Cell = doc.Cell{Row: r.row + 1, Col: r.col + 1}
	}
	for line := range strings.SplitSeq(text, "\n") {
		r.b.Add(doc.Collapse(line), l)
	}
	r.b.Cell = doc.Cell{}
	for _, n := range r.notes {
		r.b.Add(n, doc.Line{Kind: doc.LineParagraph, Comment: -1})
	}
	r.notes = nil
}
