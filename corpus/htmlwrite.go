package corpus

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// pageWriter writes the blocks of a page, in its order, into a Document.
type pageWriter struct {
	t     *domTree
	w     *threadWalker
	b     *builder
	d     *Document
	found *article

	block  []int32 // nearest block element of each node
	hidden []bool
	chrome []bool // navigation, forms and the like by their own names
	titled bool
}

func (p *pageWriter) write() {
	p.survey()
	blocks := p.outside()
	body := p.found.match(blocks, p)
	next := 0
	title := squeeze(p.d.Meta.Title)
	if title != "" {
		p.titled = false
		for k, bl := range blocks {
			if squeeze(bl.text) == title && p.headingLevel(bl.node) > 0 || body[k] && squeeze(bl.text) == title {
				p.titled = true
				break
			}
		}
		if !p.titled {
			p.b.add(p.d.Meta.Title, Line{Kind: LineTitle, Comment: -1})
		}
	}
	// blocks and comments in the order of the page
	for k := range p.w.items {
		for ; next < len(blocks) && blocks[next].node < p.w.items[k].nodes[0]; next++ {
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
	p.block = make([]int32, len(t.nodes))
	p.hidden = make([]bool, len(t.nodes))
	p.chrome = make([]bool, len(t.nodes))
	for k := range t.nodes {
		i := int32(k)
		up := t.parent[i]
		if up >= 0 {
			p.block[i], p.hidden[i], p.chrome[i] = p.block[up], p.hidden[up], p.chrome[up]
		}
		if !t.isElement(i) {
			continue
		}
		if isBlock(t.tag(i)) {
			p.block[i] = i
		}
		if t.hasAttr(i, "hidden") || strings.Contains(strings.ReplaceAll(strings.ToLower(t.attr(i, "style")), " ", ""), "display:none") {
			p.hidden[i] = true
		}
		if !p.chrome[i] {
			p.chrome[i] = chromeElement(t, i)
		}
	}
}

// chromeElement reports navigation, forms, adverts and the like by element,
// role and name.
func chromeElement(t *domTree, i int32) bool {
	switch t.tag(i) {
	case atom.Nav, atom.Form, atom.Button, atom.Input, atom.Label, atom.Menu:
		return true
	case atom.Body, atom.Html, atom.Main, atom.Article:
		return false
	}
	switch strings.ToLower(t.attr(i, "role")) {
	case "navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog", "alert":
		return true
	}
	if len(t.tokens[i]) == 0 && t.id[i] == "" {
		return false
	}
	var buf [16]string
	for _, tok := range append([]string{t.id[i]}, t.tokens[i]...) {
		for _, x := range nameWords(tok, buf[:0]) {
			if chromeWords[x] {
				return !t.anyWord(i, words3, nil)
			}
		}
	}
	return false
}

var (
	chromeWords = words("nav navigation navbar menu breadcrumb breadcrumbs sidebar cookie cookies newsletter subscribe subscription paywall advert advertisement anzeige werbung ads banner social share sharing related recommended promo sponsored footer pagination pager")
	words3      = words("content article entry post story main")
)

// outside collects the blocks that belong to no comment.
func (p *pageWriter) outside() []pageBlock {
	var out []pageBlock
	p.blocks(0, int32(len(p.t.nodes)), func(j int32) visit {
		switch {
		case p.w.owner[j] >= 0:
			return passEnd
		case p.t.skip[j] || p.hidden[j]:
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
	for ; i >= 0; i = p.t.parent[i] {
		switch p.t.tag(i) {
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
	l := Line{Kind: LineParagraph, Comment: -1}
	t := p.t
	level := p.headingLevel(bl.node)
	key := ""
	if len(bl.text) < 300 {
		key = squeeze(bl.text)
	}
	switch {
	case title != "" && key == title && p.titled && !p.chrome[bl.node]:
		l.Kind, l.Level, p.titled = LineTitle, level, false
	case p.bylined(bl, key):
		l.Kind = LineByline
	case !body && p.dated(bl):
		l.Kind = LineDate
	case !body && t.captioned(bl.node) && !p.chrome[bl.node]:
		l.Kind = LineCaption
	case !body:
		l.Kind = LineChrome
	case level > 0:
		l.Kind, l.Level = LineHeading, level
	default:
		for i := bl.node; i >= 0 && l.Kind == LineParagraph; i = t.parent[i] {
			switch t.tag(i) {
			case atom.Li, atom.Dd, atom.Dt:
				l.Kind = LineListItem
				for j := i; j >= 0; j = t.parent[j] {
					if a := t.tag(j); a == atom.Ul || a == atom.Ol || a == atom.Dl {
						l.Level = min(l.Level+1, 100)
					}
				}
			case atom.Td, atom.Th:
				l.Kind = LineTableCell
			case atom.Figcaption, atom.Caption:
				l.Kind = LineCaption
			case atom.Blockquote:
				l.Kind = LineQuote
			}
		}
	}
	if l.Kind == LineParagraph || l.Kind == LineListItem || l.Kind == LineTableCell || l.Kind == LineQuote || l.Kind == LineChrome {
		for _, line := range brokenLines(bl.text) {
			p.b.add(line, l)
		}
		return
	}
	p.b.add(bl.plain(), l)
}

// captioned: the element is or lies in the caption of a figure.
func (t *domTree) captioned(i int32) bool {
	for ; i >= 0; i = t.parent[i] {
		if t.tag(i) == atom.Figcaption {
			return true
		}
	}
	return false
}

// bylined: the block names the author of the article and little else.
func (p *pageWriter) bylined(bl pageBlock, key string) bool {
	name := squeeze(p.d.Meta.Byline)
	return name != "" && key != "" && strings.Contains(key, name) && len(key) < len(name)+30 && !p.chrome[bl.node]
}

// dated: the block is a date near the article's title, not one of a list of links.
func (p *pageWriter) dated(bl pageBlock) bool {
	if p.chrome[bl.node] || len(bl.text) > 60 || p.d.Meta.Published == "" {
		return false
	}
	st := readStamp(bl.plain())
	return st.kind >= calendarDay && st.at.Format("2006-01-02") == p.d.Meta.Published
}

// comment writes item k: a header line and what was said.
func (p *pageWriter) comment(k int32) {
	it := &p.w.items[k]
	c := Comment{Author: normaliseLine(it.author), PostedAsText: normaliseLine(it.posted), Parent: it.parent, Depth: it.depth}
	if it.stamp.kind >= calendarDay {
		c.PostedAt, c.HasZone = it.stamp.at, it.stamp.zone
	}
	c.Start = p.b.pos()
	c.End = c.Start
	head := c.Author
	if c.PostedAsText != "" {
		if head != "" {
			head += ", "
		}
		head += c.PostedAsText
	}
	if s, ok := p.b.add(head, Line{Kind: LineCommentHeader, Comment: k}); ok {
		c.End = s.End
	}
	c.Body = Span{c.End, c.End}
	said := false
	for i := 0; i < len(it.bodyNodes); i++ {
		from := it.bodyNodes[i]
		to := p.t.end[from]
		for i+1 < len(it.bodyNodes) && it.bodyNodes[i+1] == to && p.block[from] == p.block[to] { // parts of one paragraph
			i++
			to = p.t.end[to]
		}
		p.said(from, to, k, func(text string, kind LineKind) {
			s, ok := p.b.add(text, Line{Kind: kind, Comment: k})
			if !ok {
				return
			}
			if !said {
				c.Body.Start, said = s.Start, true
			}
			c.Body.End, c.End = s.End, s.End
		})
	}
	p.d.Comments = append(p.d.Comments, c)
}

// said gives the lines of what was said in nodes [from, to) of item k.
func (p *pageWriter) said(from, to, k int32, emit func(string, LineKind)) {
	t := p.t
	p.blocks(from, to, func(j int32) visit {
		if p.w.leaveOut(k, j) {
			return pass
		}
		return enter
	}, func(bl pageBlock) {
		if !hasInk(bl.text) && (bl.node < 0 || !strings.ContainsFunc(bl.text, unicode.IsPunct)) {
			return
		}
		kind := LineParagraph
		for i := bl.node; i > from; i = t.parent[i] {
			if t.tag(i) == atom.Blockquote {
				kind = LineQuote
			} else if t.tag(i) == atom.Li && kind == LineParagraph {
				kind = LineListItem
			}
		}
		for _, line := range brokenLines(bl.text) {
			emit(line, kind)
		}
	})
}

// squeeze is what two renderings of one text share: its letters and digits, in
// lower case.
func squeeze(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
