package extract

import (
	"assay/corpus"
	"assay/extract/profiles"
)

// An openPart is a headed part that is still open while sections are put into
// place.
type openPart struct {
	section   int32 // index into Parse.Sections
	level     int8
	size      float32
	bold      bool
	known     bool
	plain     bool
	addressee bool // says who is to act on what the part above asks
	context   Context
	side      Side
	asks      ActionKind
	holds     bool
	box       bool
	keeps     []*profiles.Pattern
	x         float32
	heading   corpus.Span
}

// An assembler turns the blocks of one article into sections: headings open
// parts, parts nest by level, and every block takes the context of the part it
// stands in unless it is settled.
type assembler struct {
	p           *work
	article     int32
	base        Context // context of text under no known heading
	byType      bool    // levels of unknown headings come from their type size (paged documents)
	ownHeadings bool    // headings are an author's own: no heading rule is asked
	open        []openPart
	end         int32 // end of the last section
	lead        corpus.Span
	asked       []askedBlock // in order
}

func (a *assembler) add(b block) {
	a.ends(b)
	if b.kind == KindHeading && !b.settled && !b.opened {
		a.openPart(b)
	}
	parent, heading, context, side, asks := int32(-1), a.lead, a.base, NoSide, NoAction
	if n := len(a.open); n > 0 {
		o := &a.open[n-1]
		parent, heading, context, side, asks = o.section, o.heading, o.context, o.side, o.asks
	}
	if b.asks != NoAction {
		context, side, asks = Recommendation, NoSide, b.asks
	}
	s := Section{Span: b.Span, Article: a.article, Parent: parent, Comment: b.comment, Action: -1, Kind: b.kind, Context: context,
		Side: side, Heading: heading, Number: b.number, Page: b.page}
	if b.kind == KindHeading {
		s.Context = InHeading
		if !b.settled {
			s.Level, s.Heading = a.open[len(a.open)-1].level, a.above(len(a.open)-1)
			a.p.Sections[parent].Number = b.number
		}
	}
	if b.settled {
		s.Context = b.context
	} else if r := a.p.standing(&b); r != nil {
		s.Context = contextNamed(r.Role)
	} else if asks != NoAction && b.kind != KindHeading && a.p.nothingAsked(a.p.Flat(b.Span)) {
		s.Context = Background
	} else if context == InLegend && b.kind == KindParagraph {
		s.Kind = KindLegend
	}
	if !s.Context.Scored() {
		s.Side = NoSide
	}
	a.p.Sections = append(a.p.Sections, s)
	self := int32(len(a.p.Sections) - 1)
	if asks != NoAction && (s.Context == Recommendation || b.cell == cellResponsible || b.cell == cellDue) {
		a.asked = append(a.asked, askedBlock{self, asks, b})
	}
	a.inner(b, self, asks)
	a.end = max(a.end, b.End)
	for i := range a.open {
		a.p.Sections[a.open[i].section].End = a.end
	}
}

// boxIndent is how much further in, in points, the text of a box stands at least.
const boxIndent = 10

// held reports whether an open part holds a heading of findings that the kind
// itself does not know.
func (a *assembler) held(key string) bool {
	for _, o := range a.open {
		if o.holds && (len(o.keeps) == 0 || matchAny(o.keeps, key)) {
			return true
		}
	}
	return false
}

// ends closes every part before a block that no part of what stands above can
// hold: a title, and the comments under an article.
func (a *assembler) ends(b block) {
	for i, o := range a.open {
		if o.box && b.x > 0 && b.x < o.x-boxIndent && !b.settled {
			a.open = a.open[:i]
			break
		}
	}
	if b.kind == KindTitle || b.comment >= 0 {
		a.open = a.open[:0]
	}
}

// openBefore opens the part of a heading that is drawn after what it heads,
// before its first block.
func (a *assembler) openBefore(heading, first block) {
	a.ends(heading)
	a.openPart(heading)
	s := &a.p.Sections[len(a.p.Sections)-1]
	s.Span, s.Page = first.Span, first.page
}

func (a *assembler) above(i int) corpus.Span {
	if i == 0 {
		return corpus.Span{}
	}
	return a.open[i-1].heading
}

// openPart closes the parts the heading ends and opens its own. Known headings
// have their level by their words; the others by the markup or, where there is
// none, by their type: a part ends at a heading that is set at least as large.
func (a *assembler) openPart(b block) {
	text := b.of(a.p.Doc.Text)
	rule := a.p.rules().of(text)
	if a.ownHeadings {
		rule = nil
	}
	if rule != nil && rule.context == Finding && (b.plain || matchAny(a.p.named().Area, headingKey(text))) && a.within(b) {
		rule = nil
	}
	if rule != nil && rule.context == Finding && !rule.own && rule.side == NoSide && a.held(headingKey(text)) {
		rule = nil
	}
	n := len(a.open)
	addressee := rule != nil && rule.asks == AskRequirement && n > 0 && a.open[n-1].asks != NoAction
	if addressee { // it says who is to act on what the part asks
		rule = nil
	}
	level := b.level
	switch {
	case addressee:
		a.closeTo(func(o openPart) bool { return o.addressee })
		level = a.depth() + 1
	case level > 0:
		a.closeTo(func(o openPart) bool { return o.level >= level })
	case rule != nil && rule.level > 0:
		level = rule.level
		a.closeTo(func(o openPart) bool {
			if o.size <= b.size && rule.context == Background && level == 2 && o.level == 1 && o.known {
				level = 1
			}
			return o.level >= level || !o.known && o.size <= b.size || o.size < b.size ||
				o.size == b.size && o.context != a.base && rule.context == Finding && a.byType
		})
	case b.plain:
		a.closeTo(func(o openPart) bool { return o.plain && !o.holds })
		level = a.depth() + 1
	case a.byType:
		a.closeTo(func(o openPart) bool { return !o.holds && (o.size < b.size || o.size == b.size && (b.bold || !o.bold)) })
		level = a.depth() + 1
	default:
		a.closeTo(func(o openPart) bool { return o.level >= 2 && !o.holds })
		level = a.depth() + 1
	}
	context, side, asks := a.base, NoSide, NoAction
	if n := len(a.open); n > 0 {
		context, side, asks = a.open[n-1].context, a.open[n-1].side, a.open[n-1].asks
	}
	holds, box := false, false
	var keeps []*profiles.Pattern
	if rule != nil {
		context, side, asks, holds, box, keeps = rule.context, rule.side, rule.asks, rule.holds, rule.box, rule.keeps
		if context == Finding && a.base != Finding {
			context = a.base
		}
	}
	part := Section{Span: b.Span, Article: a.article, Parent: -1, Comment: -1, Action: -1, Kind: KindPart, Context: context, Side: side,
		Level: level, Heading: b.Span, Page: b.page}
	if n := len(a.open); n > 0 {
		part.Parent = a.open[n-1].section
	}
	a.p.Sections = append(a.p.Sections, part)
	a.open = append(a.open, openPart{section: int32(len(a.p.Sections) - 1), level: level, size: b.size, bold: b.bold,
		plain: b.plain, addressee: addressee, known: rule != nil, context: context, side: side, asks: asks, holds: holds, box: box, keeps: keeps, x: b.x, heading: b.Span})
}

// within reports whether the heading is set like text or smaller than the open
// part of recommendations, strengths or background it stands in.
func (a *assembler) within(b block) bool {
	for _, o := range a.open {
		if o.context != a.base && (b.plain || b.size < o.size-0.5) {
			return true
		}
	}
	return false
}

func (a *assembler) closeTo(ends func(openPart) bool) {
	for i, o := range a.open {
		if ends(o) {
			a.open = a.open[:i]
			return
		}
	}
}

func (a *assembler) depth() int8 {
	if len(a.open) == 0 {
		return 0
	}
	return min(a.open[len(a.open)-1].level, 100)
}
