package extract

import "assay/corpus"

// A cutOff is a paragraph or item that was not at its end at the foot of its page
// when the rows of a box came that stands higher up on that page: boxes are drawn
// after the text around them.
type cutOff struct {
	block       int // index into out
	prev, first row // as in joiner
	hang        float32
	rows        int
}

// cutBy keeps the block under way if r, which does not carry it on, is the heading
// of a box above it.
func (j *joiner) cutBy(r row) {
	if j.cur < 0 || !r.heading || r.page != j.prev.page || r.y > j.prev.y-3*j.l.leading || ended(j.prev.Of(j.l.text)) {
		return
	}
	if k := j.out[j.cur].kind; k == KindParagraph || k == KindListItem {
		j.cut = &cutOff{block: j.cur, prev: j.prev, first: j.first, hang: j.hang, rows: j.rows}
	}
}

// mends reports whether r, at the top of the next page, carries on the block that
// a box cut off. The blocks of the box lie within it then.
func (j *joiner) mends(r row) bool {
	c := j.cut
	if c == nil || r.page == c.prev.page && r.y < c.prev.y {
		return false
	}
	j.cut = nil
	if r.page != c.prev.page+1 || !startsLower(r.Of(j.l.text)) || !ended(j.prev.Of(j.l.text)) {
		return false
	}
	for _, in := range j.out[c.block+1:] {
		if len(in.inner) > 0 {
			return false
		}
	}
	b := &j.out[c.block]
	b.inner = append(b.inner, j.out[c.block+1:]...)
	j.out = j.out[:c.block+1]
	j.cur, j.prev, j.first, j.hang, j.rows = c.block, c.prev, c.first, c.hang, c.rows
	return true
}

// A boxed is what the heading of a box says of the blocks under it.
type boxed struct {
	context Context
	side    Side
	heading corpus.Span
}

// inner puts the blocks into place that lie in the middle of section self.
func (a *assembler) inner(b block, self int32, asks ActionKind) {
	outer := a.p.Sections[self]
	box := boxed{outer.Context, outer.Side, outer.Heading}
	for _, in := range b.inner {
		s := Section{Span: in.Span, Article: a.article, Parent: self, Comment: -1, Action: -1, Kind: in.kind, Context: in.context, Heading: outer.Heading, Page: in.page}
		switch {
		case in.settled:
		case in.kind == KindHeading:
			s.Context = InHeading
			box.heading = in.Span
			if rule := a.p.rules().of(in.of(a.p.Doc.Text)); rule != nil {
				box.context, box.side, s.Level = rule.context, rule.side, rule.level
			}
		default:
			s.Context, s.Side, s.Heading = box.context, box.side, box.heading
		}
		a.p.Holes = append(a.p.Holes, in.Span)
		a.p.Sections = append(a.p.Sections, s)
		if asks != NoAction && in.cell == cellResponsible {
			a.asked = append(a.asked, askedBlock{int32(len(a.p.Sections) - 1), asks, in})
		}
	}
}
