// Package rtf decodes rich text (RTF): its paragraphs, with their kind as far as
// their style tells, and its notes behind the paragraphs that call them. Headers,
// footers, field codes, hidden and deleted text and pictures are left out.
package rtf

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/plain"
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

// control reads a control word or symbol.
func (r *reader) control() error {
	r.at++
	if r.at >= len(r.raw) {
		return nil
	}
	c := r.raw[r.at]
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
		start := r.at
		for r.at < len(r.raw) && (r.raw[r.at] >= 'a' && r.raw[r.at] <= 'z' || r.raw[r.at] >= 'A' && r.raw[r.at] <= 'Z') {
			r.at++
		}
		word := string(r.raw[start:min(r.at, start+32)])
		start = r.at
		if r.at < len(r.raw) && r.raw[r.at] == '-' {
			r.at++
		}
		for r.at < len(r.raw) && r.raw[r.at] >= '0' && r.raw[r.at] <= '9' {
			r.at++
		}
		n, err := strconv.Atoi(string(r.raw[start:min(r.at, start+11)]))
		if r.at < len(r.raw) && r.raw[r.at] == ' ' {
			r.at++
		}
		return r.word(word, n, err == nil)
	}
	r.at++
	switch c {
	case '\'':
		if r.at+2 <= len(r.raw) {
			if v, err := strconv.ParseUint(string(r.raw[r.at:r.at+2]), 16, 8); err == nil && r.keeps() {
				r.pending = append(r.pending, byte(v))
			}
			r.at += 2
		}
	case '*': // a destination that older programs do not know
		if !r.known() {
			r.now.skip = true
		}
	case '~':
		r.write(" ")
	case '_':
		r.write("-")
	case '-': // where a word may be divided
		r.flush()
	case '\\', '{', '}':
		if r.keeps() {
			r.pending = append(r.pending, c)
		}
	case '\r', '\n':
		r.flush()
		r.paragraph()
	}
	return nil
}

// known reports whether the optional destination that follows holds text.
func (r *reader) known() bool {
	return strings.HasPrefix(string(r.raw[r.at:min(r.at+16, len(r.raw))]), `\shptxt`)
}

// skipped are the destinations that are no text of the document.
var skipped = words(`fonttbl colortbl filetbl listtable listoverridetable revtbl rsidtbl generator pict object objdata
	nonshppict header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn
	fldinst xe tc tcn bkmkstart bkmkend listtext pntext pntxta pntxtb themedata colorschememapping datastore latentstyles
	xmlnstbl annotation atnid atnauthor atnref atndate atnicn atrfstart atrfend formfield mmathPr sp sn sv wgrffmtfilter
	keywords subject doccomm company operator category manager creatim revtim printim buptim comment hlinkbase`)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// signs are the characters that have a name of their own.
var signs = map[string]string{"tab": " ", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
	"rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "zwj": "\u200d", "zwnj": "\u200c"}

// word acts on a control word; given says that it has a number.
func (r *reader) word(word string, n int, given bool) error {
	r.flush()
	on := !given || n != 0
	switch word {
	case "bin":
		r.at += max(0, min(n, len(r.raw)-r.at))
		return nil
	case "u":
		r.unicode(n)
		return nil
	}
	if skipped[word] {
		r.now.skip = true
	}
	switch word {
	case "ansicpg":
		if enc, err := htmlindex.Get(plain.CodePage(n)); err == nil {
			r.page = enc
		}
	case "mac":
		r.page = charmap.Macintosh
	case "pca", "pc":
		r.page = charmap.CodePage850
	case "stylesheet":
		r.inSheet, r.now.skip = true, true
	case "info":
		r.now.skip = true
	case "title":
		r.now.property, r.now.skip = &r.d.Meta.Title, false
	case "author":
		r.now.property, r.now.skip = &r.d.Meta.Byline, false
	case "footnote":
		r.now.note, r.now.raised = true, false
	case "par", "sect", "page", "column":
		r.paragraph()
	case "row":
		r.paragraph()
		r.row, r.col = r.row+1, 0
	case "cell", "nestcell":
		r.now.cell = true
		r.paragraph()
		r.col++
	case "pard":
		r.now.style, r.now.outline, r.now.list, r.now.cell = 0, 0, false, false
	case "intbl":
		r.now.cell = on
	case "plain":
		r.now.hidden, r.now.raised, r.now.bold = false, false, false
	case "s":
		r.now.style, r.named = n, n
	case "outlinelevel":
		r.now.outline = 0
		if n >= 0 && n < 9 {
			r.now.outline = int8(min(n+1, 6))
		}
	case "ls":
		r.now.list = n > 0
	case "v", "deleted":
		r.now.hidden = on
	case "super":
		r.now.raised = on
	case "nosupersub", "sub":
		r.now.raised = false
	case "b":
		r.now.bold = on
	case "fs":
		r.now.size = float32(min(max(n, 0), 4000)) / 2
	case "uc":
		r.now.unicode = min(max(n, 0), 16)
	default:
		if s := signs[word]; s != "" {
			r.write(s)
		}
	}
	return nil
}

// unicode writes a character by its number and drops what stands for it.
func (r *reader) unicode(n int) {
	if n < 0 {
		n += 1 << 16
	}
	if c := rune(n); utf8.ValidRune(c) {
		r.write(string(c))
	} else {
		r.write("\uFFFD")
	}
	for range r.now.unicode {
		switch {
		case r.at >= len(r.raw), r.raw[r.at] == '{', r.raw[r.at] == '}':
			return
		case r.raw[r.at] == '\\' && r.at+3 < len(r.raw) && r.raw[r.at+1] == '\'':
			r.at += 4
		case r.raw[r.at] == '\\':
			return
		default:
			r.at++
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
