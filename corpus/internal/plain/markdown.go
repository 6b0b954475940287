package plain

import (
	"strings"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/hyphen"
	dates "assay/internal/calendar"
	"assay/internal/lazyregexp"
)

var (
	rxATX      = lazyregexp.New(`^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$`)
	rxSetext   = lazyregexp.New(`^ {0,3}(=+|-+)[ \t]*$`)
	rxBullet   = lazyregexp.New(`^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)$`)
	rxQuoted   = lazyregexp.New(`^ {0,3}> ?(.*)$`)
	rxFence    = lazyregexp.New("^ {0,3}(?:`{3,}|~{3,})")
	rxRule     = lazyregexp.New(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	rxMDImage  = lazyregexp.New(`!\[([^\]\n]{0,500})\]\([^)\n]{0,1000}\)`)
	rxMDLink   = lazyregexp.New(`\[([^\]\n]{1,500})\](?:\([^)\n]{0,1000}\)|\[[^\]\n]{0,200}\])`)
	rxMDStrong = lazyregexp.New(`(\*\*|__)([^\s*_](?:[^*_\n]{0,1000}[^\s*_])?)(\*\*|__)`)
	rxMDEm     = lazyregexp.New(`(^|[\s(“"'])([*_])([^\s*_](?:[^*_\n]{0,500}[^\s*_])?)([*_])($|[\s).,;:!?”"'])`)
	rxMDCode   = lazyregexp.New("`([^`\n]{1,500})`")
	rxMDEscape = lazyregexp.New(`\\([\\` + "`" + `*_{}\[\]()#+.!|>~-])`)
	rxMDFoot   = lazyregexp.New(`^\[[^\]]{1,200}\]:[ \t]+\S+`)
	// a head of "key: value" lines between two lines of three hyphens
	rxFrontMatter = lazyregexp.New(`^---[ \t]*\r?\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)`)
	rxMDBreak     = lazyregexp.New(`(?i)<br[ \t]*/?>`)
	rxMDTable     = lazyregexp.New(`^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$`)
)

// ReadMarkdown decodes Markdown; text is already UTF-8, not yet normalised.
// Wrapped lines of a paragraph, list item or quotation become one Line; marks
// of emphasis and link targets are dropped, code and tables keep their lines.
func ReadMarkdown(text string, opt doc.DecodeOptions) (*doc.Document, error) {
	d := &doc.Document{Meta: doc.Meta{ExpectedComments: -1}}
	m := &markdown{d: d, b: &doc.Builder{Limit: int(opt.Limits.Text)}}
	m.front = rxFrontMatter.MatchString(text[:min(len(text), 4096)])
	for text != "" && !m.b.Full {
		var line string
		line, text = doc.CutLine(text)
		m.line(line)
	}
	m.flush()
	return d, m.b.Finish(d)
}

// markdown is the state of ReadMarkdown: the block being gathered.
type markdown struct {
	d      *doc.Document
	b      *doc.Builder
	parts  []string
	kind   doc.Line
	fenced bool
	inner  []int // indents of the list items around
	number int   // lines seen
	front  bool
}

func (m *markdown) flush() {
	if len(m.parts) > 0 {
		l := m.kind
		l.Comment = -1
		for _, line := range doc.BrokenLines(strings.Join(wholeParts(m.parts), " ")) {
			m.b.Add(plainMarkdown(line), l)
		}
	}
	m.parts, m.kind = m.parts[:0], doc.Line{Kind: doc.LineParagraph}
}

// wholeParts makes whole, in place, the words that the ends of the lines of one block
// divide.
func wholeParts(lines []string) []string {
	rows := make([]hyphen.Row, len(lines))
	for i, line := range lines {
		rows[i].Text = line
	}
	hyphen.Join(rows)
	kept := lines[:0]
	for _, r := range rows {
		if !r.Gone {
			kept = append(kept, r.Text)
		}
	}
	return kept
}

func (m *markdown) single(text string, l doc.Line) {
	m.flush()
	text = rxMDBreak.ReplaceAllString(text, " ")
	l.Comment = -1
	// The title is the first heading of the first level, or the one that begins
	// the document, whatever its level.
	if l.Kind == doc.LineHeading && m.d.Meta.Title == "" && (l.Level == 1 || len(m.b.Lines) == 0) {
		l.Kind = doc.LineTitle
		m.d.Meta.Title = doc.NormaliseLine(plainMarkdown(text))
	}
	m.b.Add(plainMarkdown(text), l)
}

func (m *markdown) line(s string) {
	m.number++
	s = strings.ReplaceAll(s, doc.BreakMark, "")
	trimmed := strings.TrimSpace(s)
	if m.front {
		m.frontMatter(trimmed)
		return
	}
	if rxFence.MatchString(s) {
		m.flush()
		m.fenced = !m.fenced
		return
	}
	if m.fenced {
		m.b.Add(s, doc.Line{Kind: doc.LineText, Comment: -1})
		return
	}
	if trimmed == "" {
		m.flush()
		return
	}
	if h := rxATX.FindStringSubmatch(s); h != nil {
		m.single(h[2], doc.Line{Kind: doc.LineHeading, Level: int8(len(h[1]))})
		return
	}
	if h := rxSetext.FindStringSubmatch(s); h != nil && len(m.parts) > 0 && m.kind.Kind == doc.LineParagraph {
		text := doc.Collapse(strings.ReplaceAll(strings.Join(m.parts, " "), doc.BreakMark, " "))
		m.parts = m.parts[:0]
		level := int8(1)
		if h[1][0] == '-' {
			level = 2
		}
		m.single(text, doc.Line{Kind: doc.LineHeading, Level: level})
		return
	}
	if rxRule.MatchString(s) || rxMDTable.MatchString(s) && strings.Contains(s, "-") || rxMDFoot.MatchString(s) {
		m.flush()
		return
	}
	if strings.HasPrefix(trimmed, "|") && strings.HasSuffix(trimmed, "|") && len(trimmed) > 2 {
		m.flush()
		for k, cell := range strings.Split(strings.Trim(trimmed, "|"), "|") {
			m.b.Cell = doc.Cell{Row: int32(m.number), Col: int32(k + 1)}
			m.b.Add(plainMarkdown(rxMDBreak.ReplaceAllString(cell, " ")), doc.Line{Kind: doc.LineTableCell, Comment: -1})
		}
		m.b.Cell = doc.Cell{}
		return
	}
	if q := rxQuoted.FindStringSubmatch(s); q != nil {
		if m.kind.Kind != doc.LineQuote {
			m.flush()
			m.kind = doc.Line{Kind: doc.LineQuote}
		}
		if strings.TrimSpace(strings.TrimLeft(q[1], "> ")) == "" {
			m.flush()
			return
		}
		m.parts = append(m.parts, hardBreaks(strings.TrimLeft(q[1], "> ")))
		return
	}
	if li := rxBullet.FindStringSubmatch(s); li != nil {
		m.flush()
		indent := 0
		for _, r := range li[1] {
			if r == '\t' {
				indent += tabWidth
			} else {
				indent++
			}
		}
		m.kind = doc.Line{Kind: doc.LineListItem, Level: m.depth(indent), X: float32(indent)}
		m.parts = append(m.parts, hardBreaks(li[2]))
		return
	}
	if len(m.parts) == 0 {
		m.kind = doc.Line{Kind: doc.LineParagraph}
		m.inner = m.inner[:0]
	}
	m.parts = append(m.parts, hardBreaks(s))
}

// hardBreaks marks the line ends that Markdown sets inside a paragraph: a br
// element, two spaces or a backslash at the end of a line.
func hardBreaks(s string) string {
	line := rxMDBreak.ReplaceAllString(strings.TrimSpace(s), doc.BreakMark)
	if strings.HasSuffix(s, "  ") {
		return line + doc.BreakMark
	}
	if rest, ok := strings.CutSuffix(line, `\`); ok && !strings.HasSuffix(rest, `\`) {
		return rest + doc.BreakMark
	}
	return line
}

// depth is the nesting of a list item by its indent: deeper than the item
// before it by two columns or more makes it that item's child.
func (m *markdown) depth(indent int) int8 {
	for len(m.inner) > 0 && indent < m.inner[len(m.inner)-1] {
		m.inner = m.inner[:len(m.inner)-1]
	}
	if len(m.inner) == 0 || indent >= m.inner[len(m.inner)-1]+2 && len(m.inner) < 100 {
		m.inner = append(m.inner, indent)
	}
	return int8(len(m.inner))
}

// frontMatter reads title, author and date of a YAML head and leaves the rest out.
func (m *markdown) frontMatter(s string) {
	if m.number == 1 {
		return
	}
	if s == "---" || s == "..." {
		m.front = false
		return
	}
	key, value, ok := strings.Cut(s, ":")
	if !ok {
		return
	}
	value = doc.NormaliseLine(strings.Trim(strings.TrimSpace(value), `"'`))
	switch strings.ToLower(strings.TrimSpace(key)) {
	case "title":
		m.d.Meta.Title = value
		m.b.Add(value, doc.Line{Kind: doc.LineTitle, Comment: -1})
	case "author":
		m.d.Meta.Byline = value
	case "lang", "language":
		m.d.Meta.Language = value
	case "publisher":
		m.d.Meta.Publisher = value
	case "date", "published":
		if day := dates.ISODay(value); day != "" {
			m.d.Meta.Published, m.d.Meta.PublishedSource = day, "front_matter"
		}
	}
}

// plainMarkdown drops the marks of inline markup and keeps what is read.
func plainMarkdown(s string) string {
	if !strings.ContainsAny(s, "*_`[\\") {
		return s
	}
	s = rxMDImage.ReplaceAllString(s, "$1")
	s = rxMDLink.ReplaceAllString(s, "$1")
	s = rxMDStrong.ReplaceAllString(s, "$2")
	s = rxMDEm.ReplaceAllString(s, "$1$3$5")
	s = rxMDCode.ReplaceAllString(s, "$1")
	return rxMDEscape.ReplaceAllString(s, "$1")
}
