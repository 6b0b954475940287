package html

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread"
	dates "assay/internal/calendar"
)

// pageWriter writes the blocks of a page, in its order, into a Document.
type pageWriter struct {
	t     *dom.Tree
	w     *thread.Thread
	b     *doc.Builder
	d     *doc.Document
	found *article

	block   []int32 // nearest block element of each node
	hidden  []bool
	buttons []bool // rows of buttons: never content, whoever says so
	chrome  []bool // navigation, forms and the like by their own names
	saidAt  []bool // nodes whose text was written as said in a comment
	titled  bool
	credit  int32              // the block that names the author at the article's end, -1 for none
	cell    map[int32]doc.Cell // by the node of a cell
}

func (p *pageWriter) write() {
	p.survey()
	p.cells()
	blocks := p.outside()
	body := p.found.match(blocks, p)
	p.addContainers(blocks, body)
	p.credit = -1
	if !person(p.d.Meta.Byline) {
		if name, at := p.credited(blocks, body); name != "" {
			p.d.Meta.Byline, p.credit = name, blocks[at].node
		}
	}
	next := 0
	title := doc.Squeeze(p.d.Meta.Title)
	if title != "" {
		p.titled = false
		for k, bl := range blocks {
			if doc.Squeeze(bl.text) == title && p.headingLevel(bl.node) > 0 || body[k] && doc.Squeeze(bl.text) == title {
				p.titled = true
				break
			}
		}
		if !p.titled {
			p.b.Add(p.d.Meta.Title, doc.Line{Kind: doc.LineTitle, Comment: -1})
		}
	}
	// blocks and comments in the order of the page
	for k := range p.w.Items {
		for ; next < len(blocks) && blocks[next].node < p.w.Items[k].Nodes[0]; next++ {
			p.line(blocks[next], body[next], title)
		}
		p.comment(int32(k))
	}
	for ; next < len(blocks); next++ {
		p.line(blocks[next], body[next], title)
	}
}

// survey computes for every node its block element and whether it is shown.
func (p *pageWriter) survey() {
	t := p.t
	p.block = make([]int32, len(t.Nodes))
	p.hidden = make([]bool, len(t.Nodes))
	p.chrome = make([]bool, len(t.Nodes))
	p.buttons = make([]bool, len(t.Nodes))
	p.saidAt = make([]bool, len(t.Nodes))
	for k := range t.Nodes {
		i := int32(k)
		up := t.Parent[i]
		if up >= 0 {
			p.buttons[i] = p.buttons[up]
			p.block[i], p.hidden[i], p.chrome[i] = p.block[up], p.hidden[up], p.chrome[up]
		}
		if !t.IsElement(i) {
			continue
		}
		if dom.IsBlock(t.Tag(i)) {
			p.block[i] = i
		}
		if t.HasAttr(i, "hidden") || strings.Contains(strings.ReplaceAll(strings.ToLower(t.Attr(i, "style")), " ", ""), "display:none") {
			p.hidden[i] = true
		}
		if !p.chrome[i] {
			p.chrome[i] = chromeElement(t, i)
			if isBlockOrList(t.Tag(i)) && p.w.IsButtonRow(i) {
				p.chrome[i] = true
				p.buttons[i] = true
			}
		}
	}
}

// isBlockOrList: the element may hold a row of buttons of its own.
func isBlockOrList(a atom.Atom) bool {
	return a == atom.Div || a == atom.Ul || a == atom.Section || a == atom.Footer || a == atom.Menu
}

// chromeElement reports navigation, forms, adverts and the like by element,
// role and name.
func chromeElement(t *dom.Tree, i int32) bool {
	switch t.Tag(i) {
	case atom.Nav, atom.Form, atom.Button, atom.Input, atom.Label, atom.Menu:
		return true
	case atom.Body, atom.Html, atom.Main, atom.Article:
		return false
	}
	switch strings.ToLower(t.Attr(i, "role")) {
	case "navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog", "alert":
		return true
	}
	if len(t.Tokens[i]) == 0 && t.ID[i] == "" {
		return false
	}
	var buf [16]string
	for _, tok := range append([]string{t.ID[i]}, t.Tokens[i]...) {
		for _, x := range dom.NameWords(tok, buf[:0]) {
			if chromeWords[x] {
				return !t.AnyWord(i, words3, nil)
			}
		}
	}
	return false
}

var (
	chromeWords = dom.Words("nav navigation navbar menu breadcrumb breadcrumbs sidebar cookie cookies newsletter subscribe subscription paywall advert advertisement anzeige werbung ads banner social share sharing related recommended promo sponsored footer pagination pager")
	words3      = dom.Words("content article entry post story main")
)

// outside collects the blocks that belong to no comment.
func (p *pageWriter) outside() []pageBlock {
	var out []pageBlock
	p.blocks(0, int32(len(p.t.Nodes)), func(j int32) visit {
		switch {
		case p.w.Owner[j] >= 0:
			return passEnd
		case p.t.Skip[j] || p.hidden[j]:
			return pass
		}
		return enter
	}, func(bl pageBlock) {
		if hasInk(bl.text) {
			out = append(out, bl)
		}
	})
	return out
}

func hasInk(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSymbol(r) })
}

func (p *pageWriter) headingLevel(i int32) int8 {
	for ; i >= 0; i = p.t.Parent[i] {
		switch p.t.Tag(i) {
		case atom.H1:
			return 1
		case atom.H2:
			return 2
		case atom.H3:
			return 3
		case atom.H4:
			return 4
		case atom.H5:
			return 5
		case atom.H6:
			return 6
		case atom.Li, atom.Td, atom.P, atom.Div, atom.Article, atom.Section:
			return 0
		}
	}
	return 0
}

// line writes one block with the kind its markup gives it.
func (p *pageWriter) line(bl pageBlock, body bool, title string) {
	l := doc.Line{Kind: doc.LineParagraph, Comment: -1}
	t := p.t
	level := p.headingLevel(bl.node)
	p.b.Cell = p.cellOf(bl.node)
	defer func() { p.b.Cell = doc.Cell{} }()
	key := ""
	if len(bl.text) < 300 {
		key = doc.Squeeze(bl.text)
	}
	switch {
	case title != "" && key == title && p.titled && !p.chrome[bl.node]:
		l.Kind, l.Level, p.titled = doc.LineTitle, level, false
	case p.bylined(bl, key), bl.node >= 0 && bl.node == p.credit:
		l.Kind = doc.LineByline
	case !body && p.dated(bl):
		l.Kind = doc.LineDate
	case !body && captioned(t, bl.node) && !p.chrome[bl.node]:
		l.Kind = doc.LineCaption
	case !body, bl.node >= 0 && p.buttons[bl.node]:
		l.Kind = doc.LineChrome
	case level > 0:
		l.Kind, l.Level = doc.LineHeading, level
	default:
		for i := bl.node; i >= 0 && l.Kind == doc.LineParagraph; i = t.Parent[i] {
			switch t.Tag(i) {
			case atom.Li, atom.Dd, atom.Dt:
				l.Kind = doc.LineListItem
				for j := i; j >= 0; j = t.Parent[j] {
					if a := t.Tag(j); a == atom.Ul || a == atom.Ol || a == atom.Dl {
						l.Level = min(l.Level+1, 100)
					}
				}
			case atom.Td, atom.Th:
				l.Kind = doc.LineTableCell
			case atom.Figcaption, atom.Caption:
				l.Kind = doc.LineCaption
			case atom.Blockquote:
				l.Kind = doc.LineQuote
			}
		}
	}
	if l.Kind == doc.LineParagraph || l.Kind == doc.LineListItem || l.Kind == doc.LineTableCell || l.Kind == doc.LineQuote || l.Kind == doc.LineChrome {
		for _, line := range doc.BrokenLines(bl.text) {
			p.b.Add(line, l)
		}
		return
	}
	p.b.Add(bl.plain(), l)
}

// captioned: the element is or lies in the caption of a figure.
func captioned(t *dom.Tree, i int32) bool {
	for ; i >= 0; i = t.Parent[i] {
		if t.Tag(i) == atom.Figcaption {
			return true
		}
	}
	return false
}

// bylined: the block names the author of the article and little else.
func (p *pageWriter) bylined(bl pageBlock, key string) bool {
	name := doc.Squeeze(p.d.Meta.Byline)
	return name != "" && key != "" && strings.Contains(key, name) && len(key) < len(name)+30 && !p.chrome[bl.node]
}

// dated: the block is a date near the article's title, not one of a list of links.
func (p *pageWriter) dated(bl pageBlock) bool {
	if p.chrome[bl.node] || len(bl.text) > 60 || p.d.Meta.Published == "" {
		return false
	}
	st := dates.Read(bl.plain())
	return st.Kind >= dates.CalendarDay && st.At.Format("2006-01-02") == p.d.Meta.Published
}

// comment writes item k: a header line and what was said.
func (p *pageWriter) comment(k int32) {
	it := &p.w.Items[k]
	c := doc.Comment{Author: doc.NormaliseLine(it.Author), PostedAsText: doc.NormaliseLine(it.Posted), Parent: it.Parent, Depth: it.Depth}
	if it.Timestamp.Kind >= dates.CalendarDay {
		c.PostedAt, c.HasZone = it.Timestamp.At, it.Timestamp.Zone
	}
	c.Start = p.b.Pos()
	c.End = c.Start
	head := c.Author
	if c.PostedAsText != "" {
		if head != "" {
			head += ", "
		}
		head += c.PostedAsText
	}
	if it.Subject >= 0 {
		head = strings.TrimPrefix(head+": "+p.t.Text(it.Subject, 300, nil), ": ")
	}
	if s, ok := p.b.Add(head, doc.Line{Kind: doc.LineCommentHeader, Comment: k}); ok {
		c.End = s.End
	}
	c.Body = doc.Span{Start: c.End, End: c.End}
	said := false
	for i := 0; i < len(it.BodyNodes); i++ {
		from := it.BodyNodes[i]
		to := p.t.End[from]
		for i+1 < len(it.BodyNodes) && it.BodyNodes[i+1] == to && p.block[from] == p.block[to] { // parts of one paragraph
			i++
			to = p.t.End[to]
		}
		p.said(from, to, k, func(text string, kind doc.LineKind) {
			s, ok := p.b.Add(text, doc.Line{Kind: kind, Comment: k})
			if !ok {
				return
			}
			if !said {
				c.Body.Start, said = s.Start, true
			}
			c.Body.End, c.End = s.End, s.End
		})
	}
	p.left(k, &c)
	p.d.Comments = append(p.d.Comments, c)
}

// said gives the lines of what was said in nodes [from, to) of item k.
func (p *pageWriter) said(from, to, k int32, emit func(string, doc.LineKind)) {
	t := p.t
	p.blocks(from, to, func(j int32) visit {
		if p.w.LeaveOut(k, j) {
			return pass
		}
		if !t.IsElement(j) {
			p.saidAt[j] = true
		} else if isNoteMark(t, j) {
			for q := j; q < t.End[j]; q++ {
				p.saidAt[q] = true
			}
		}
		return enter
	}, func(bl pageBlock) {
		if !hasInk(bl.text) && (bl.node < 0 || !strings.ContainsFunc(bl.text, unicode.IsPunct)) {
			return
		}
		kind := doc.LineParagraph
		for i := bl.node; i > from; i = t.Parent[i] {
			if t.Tag(i) == atom.Blockquote {
				kind = doc.LineQuote
			} else if t.Tag(i) == atom.Li && kind == doc.LineParagraph {
				kind = doc.LineListItem
			}
		}
		for _, line := range doc.BrokenLines(bl.text) {
			emit(line, kind)
		}
	})
}
