package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
)

// pageBlock is one block of text.
type pageBlock struct {
	text string // with doc.BreakMark where a line ends inside it
	node int32  // the block element it stands in
}

// What a walk over a page's nodes does with one of them.
type visit uint8

const (
	enter   visit = iota
	pass          // leave it out, with what is below it
	passEnd       // leave it out, and what stands before it and after it apart
)

// blocks calls emit for each block of text in nodes [from, to), in the order of
// the page. what decides on each node.
func (p *pageWriter) blocks(from, to int32, what func(j int32) visit, emit func(pageBlock)) {
	t := p.t
	var cur strings.Builder
	at := int32(-1)
	breaks := 0
	flush := func() {
		if s := collapseLines(cur.String()); s != "" {
			emit(pageBlock{text: s, node: at})
		}
		cur.Reset()
		at = -1
	}
	for j := from; j < to; {
		switch what(j) {
		case passEnd:
			flush()
			j = t.End[j]
			continue
		case pass:
			cur.WriteByte(' ')
			j = t.End[j]
			continue
		}
		n := t.Nodes[j]
		switch {
		case n.Type == html.TextNode:
			if strings.TrimSpace(n.Data) != "" {
				if p.block[j] != at {
					flush()
					at = p.block[j]
				}
				breaks = 0
			}
			cur.WriteString(n.Data)
		case isNoteMark(t, j) && at == p.block[j]:
			cur.WriteString(doc.RaisedMark(lastWord(cur.String()), t.Text(j, 80, nil)))
			j = t.End[j]
			continue
		case n.DataAtom == atom.Br:
			if breaks++; breaks >= 2 {
				flush()
			}
			cur.WriteString(doc.BreakMark)
		case dom.IsBlock(n.DataAtom):
			flush()
		}
		j++
	}
	flush()
}

// isNoteMark reports raised text, and a link that is named for a note.
func isNoteMark(t *dom.Tree, j int32) bool {
	switch t.Tag(j) {
	case atom.Sup:
		return true
	case atom.A:
		if t.Attr(j, "role") == "doc-noteref" || t.Attr(j, "epub:type") == "noteref" {
			return true
		}
		for _, tok := range t.Tokens[j] {
			switch l := strings.ToLower(tok); {
			case strings.HasPrefix(l, "footnote"), strings.HasPrefix(l, "noteref"), strings.HasPrefix(l, "endnote"), l == "fn", l == "fnref":
				return true
			}
		}
	}
	return false
}

// lastWord is the end of s, as far as the word before a mark may reach.
func lastWord(s string) string {
	if len(s) <= 64 {
		return s
	}
	return strings.ToValidUTF8(s[len(s)-64:], "")
}

// collapseLines collapses white space and keeps the marks between what is not
// blank.
func collapseLines(s string) string {
	if !strings.Contains(s, doc.BreakMark) {
		return doc.Collapse(s)
	}
	var lines []string
	for line := range strings.SplitSeq(s, doc.BreakMark) {
		if line = doc.Collapse(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, doc.BreakMark)
}

// plain is a block as one line.
func (b pageBlock) plain() string { return strings.ReplaceAll(b.text, doc.BreakMark, " ") }
