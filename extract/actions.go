package extract

import (
	"strings"
	"unicode/utf8"

	"assay/extract/profiles"
	"assay/internal/lazyregexp"
)

// askedBlock is a block under a heading that asks for something.
type askedBlock struct {
	section int32
	kind    ActionKind
	block   block
}

// standing is the rule of the profile for a block of standing text, nil where
// the block is none.
func (p *work) standing(b *block) *profiles.Rule {
	if p.profile == nil || b.kind != KindParagraph && b.kind != KindListItem {
		return nil
	}
	text := b.of(p.Doc.Text)
	for _, from := range []*profiles.Profile{p.profile, p.by.set.Common} {
		for i := range from.Boilerplate {
			if r := &from.Boilerplate[i]; !r.Sentence && r.Text.Match(text) {
				return r
			}
		}
	}
	return nil
}

// standingSentences are the rules for standing sentences within paragraphs that
// say something else too.
func (p *work) standingSentences() (out []*profiles.Rule) {
	if p.profile == nil {
		return nil
	}
	for _, from := range []*profiles.Profile{p.profile, p.by.set.Common} {
		for i := range from.Boilerplate {
			if from.Boilerplate[i].Sentence {
				out = append(out, &from.Boilerplate[i])
			}
		}
	}
	return out
}

// actions makes one action of every thing asked: a top-level item of a list with
// the items below it, a numbered paragraph, a row of a table. A paragraph that
// leads in to a list says who is to act on its items.
func (p *work) actions(asked []askedBlock) {
	c := collector{p: p, part: -1, demands: demandsOf(p.profile)}
	for k := range asked {
		b := &asked[k]
		switch {
		case b.block.asks != NoAction:
			c.own(b)
			continue
		case b.block.cell == cellResponsible:
			part := p.Sections[b.section].Parent
			if part >= 0 && p.Sections[part].Kind != KindPart { // a page breaks the row: the cell stands within the other
				part = p.Sections[part].Parent
			}
			c.enter(part)
			c.left(&b.block, strings.TrimSpace(p.Flat(p.Sections[b.section].Span)))
			continue
		case b.block.kind == KindHeading || b.block.kind == KindFurniture || b.block.kind == KindFootnote:
			continue
		}
		c.add(b, k+1 < len(asked) && asked[k+1].block.kind == KindListItem && p.Sections[asked[k+1].section].Parent == p.Sections[b.section].Parent)
	}
}

// A collector puts blocks together into actions.
type collector struct {
	p           *work
	demands     demandReader
	part        int32  // headed part of the blocks
	leadIn      string // paragraph that leads in to the items that follow
	top         string // mark of the items at the top of the list
	last        *block // first block of the last action, nil where none may go on
	responsible string // the left cell of row leftRow
	leftRow     int32
	cells       map[int32]*askedRow // rows of tables of a user's own profile
}

// enter begins a headed part: nothing is carried over from the one before. A
// heading that says who is to act ("The council should:") leads in to its items.
func (c *collector) enter(part int32) {
	if part == c.part {
		return
	}
	c.part, c.leadIn, c.top, c.responsible, c.leftRow, c.last = part, "", "", "", 0, nil
	if part >= 0 {
		if heading := c.p.Flat(c.p.Sections[part].Heading); !strings.HasSuffix(heading, "?") && c.demands.responsibleOf("", heading) != "" {
			c.leadIn = heading
		}
	}
}

// left takes the left cell of a row, or, where a page breaks the row, the rest
// of it.
func (c *collector) left(b *block, text string) {
	if c.last == nil || c.last.row != b.row {
		c.responsible, c.leftRow = text, b.row
		return
	}
	if c.leftRow != b.row { // the right cell was drawn first
		c.responsible, c.leftRow = "", b.row
	}
	c.responsible = strings.TrimSpace(c.responsible + " " + text)
	c.p.Actions[len(c.p.Actions)-1].Responsible = c.responsible
}

func (c *collector) add(a *askedBlock, listNext bool) {
	p, b := c.p, &a.block
	sec := &p.Sections[a.section]
	c.enter(sec.Parent)
	text := p.Flat(sec.Span)
	if p.nothingAsked(text) {
		return
	}
	item := b.kind == KindListItem
	switch {
	case b.row == 0 && !item && b.number.Len() == 0 && (listNext || strings.HasSuffix(strings.TrimSpace(text), ":")):
		c.leadIn, c.top, c.last = text, "", nil
		return
	case b.row == 0 && !item && listNext && !ended(text): // a numbered topic above its items
		c.leadIn, c.top, c.last = "", "", nil
		return
	case c.last != nil && b.row > 0 && b.row == c.last.row, c.last != nil && b.row == 0 && item && c.below(b):
		c.extend(a.section, text)
		return
	}
	if b.row != c.leftRow {
		c.responsible = ""
	}
	if item {
		c.top = bulletOf(b.of(p.Doc.Text))
	}
	act := Action{Span: sec.Span, Kind: a.kind, Section: a.section, Page: sec.Page, Text: actionText(text), Responsible: c.responsible}
	if act.Responsible == "" {
		act.Responsible = c.demands.responsibleOf(act.Text, c.leadIn)
	}
	sec.Action = int32(len(p.Actions))
	p.Actions = append(p.Actions, act)
	p.leadIns = append(p.leadIns, c.leadIn)
	c.last = b
}

// extend adds a section to the last action.
func (c *collector) extend(section int32, text string) {
	a, sec := &c.p.Actions[len(c.p.Actions)-1], &c.p.Sections[section]
	a.End = max(a.End, sec.End)
	if c.last.row > 0 || !subMark(bulletOf(text)) { // rows are joined without the marks of their items
		text = actionText(text)
	}
	a.Text = strings.TrimSpace(a.Text + " " + text)
	sec.Action = int32(len(c.p.Actions) - 1)
}

// below reports whether an item stands below the last action: its mark is one
// of those for items below items, or it is set further in.
func (c *collector) below(b *block) bool {
	m := bulletOf(b.of(c.p.Doc.Text))
	if c.last.kind != KindListItem {
		return strings.HasSuffix(strings.TrimSpace(c.last.of(c.p.Doc.Text)), ":")
	}
	if c.top == "" {
		return false
	}
	if m != c.top && subMark(m) && !subMark(c.top) {
		return true
	}
	return c.last.x > 0 && b.x > c.last.x+8 && (m != c.top || b.x > c.last.x+14)
}

// nothingAsked reports whether a text under a heading of demands says that nothing
// is asked, or, in documents of a user's own kind, only leads in to what is.
func (p *work) nothingAsked(text string) bool {
	if p.profile != nil && !p.profile.BuiltIn && onlyLeadsIn(text) {
		return true
	}
	for _, from := range []*profiles.Profile{p.profile, p.by.set.Common} {
		if from != nil && matchAny(from.None, text) {
			return true
		}
	}
	return false
}

// leadInStart is how a sentence begins that leads in to what is asked.
var leadInStart = lazyregexp.New(`(?i)^` + oneOf("lead-ins to what is asked") + `\b`)

// onlyLeadsIn reports whether a paragraph begins with such a sentence and demands
// nothing after it.
func onlyLeadsIn(text string) bool {
	text = strings.TrimSpace(text)
	_, rest, _ := strings.Cut(text, ". ")
	return leadInStart.MatchString(text) && !ownDemandVerb.MatchString(rest)
}

// bulletOf is the mark a list item begins with, "" where it has none.
func bulletOf(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case s != "" && strings.ContainsRune("•◼■▪●○◦‣⁃∙·–—―−-►▶◆✓*", r):
		return string(r)
	case strings.HasPrefix(s, "o "):
		return "o"
	}
	return ""
}

// subMark reports whether a mark is one of those that items below items have.
func subMark(m string) bool { return m != "" && strings.Contains("–—―−-○◦o", m) }

// itemMark is what an item begins with.
var itemMark = lazyregexp.New(`^(?:[•◼■▪●○◦‣⁃∙·–—―−►▶◆✓*-]\s*|o\s+|\(?\d{1,3}(?:\.\d{1,2})*[.)]\s*|\(?[a-z][.)]\s+)`)

// actionText is a text without the mark of a list in front.
func actionText(s string) string {
	return strings.TrimSpace(itemMark.ReplaceAllString(strings.TrimSpace(s), ""))
}
