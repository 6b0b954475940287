package extract

import (
	"math"
	"strconv"
	"strings"

	"assay/corpus"
	"assay/internal/lazyregexp"
)

// A block is a section with text of its own before it is put into place.
type block struct {
	corpus.Span
	kind    SectionKind
	context Context
	settled bool // context is decided by what the block is, whatever heading it stands under
	comment int32
	page    int32
	size    float32
	bold    bool
	level   int8 // heading level as the markup gives it, 0 where it does not
	number  corpus.Span
	inner   []block // furniture, notes and boxes in the middle of it, in order
	plain   bool    // a heading set like the text
	indent  int     // columns, for text
	x, y    float32 // of its first row
	opened  bool    // a heading whose part has been opened before it
	row     int32   // of a table of things asked, counted from 1; 0 outside one
	cell    cellKind
	asks    ActionKind // of a cell of a table of a user's own profile
	gap     int        // blank rows before it
}

func (b *block) of(text string) string { return b.Of(text) }

var (
	bulletStart = lazyregexp.New(`^(?:[•◼■▪●○◦‣⁃∙·–—―−►▶◆✓*-]\s*|o\s)(?:\S|$)`)
	numberStart = lazyregexp.New(`^(?:(\d{1,3})[.)](?:\s|\b\D|[‘“])|(\d{1,2}\.\d{1,2})\.?\s|\(?([a-z]|[ivx]{1,4})\)\s)`)
)

// gradeHeading is a grade printed as a line of its own under a heading.
var gradeHeading = lazyregexp.New(`(?i)^grade \d\b`)

// cellKind is the cell of a table of things asked that a block is.
type cellKind uint8

const (
	noCell cellKind = iota
	cellAction
	cellResponsible
	cellDue // the day by which it is to be done
)

// A joiner puts the rows of a paged document together into blocks.
type joiner struct {
	l          *layout
	out        []block
	cur        int // index into out of the paragraph or item that may go on, -1
	prev       row // its last row
	first      row // its first row
	hang       float32
	rows       int
	lastNumber int
	pending    []row // furniture and notes since prev
	cut        *cutOff
}

// joinRows joins wrapped lines into paragraphs, list items and headings, also
// over page breaks: what furniture and notes stand between become the holes of
// the paragraph.
func joinRows(l *layout) []block {
	j := &joiner{l: l, cur: -1}
	for i := range l.rows {
		l.rows[i].heading = l.isHeading(i)
	}
	l.markTableHeads()
	for i, r := range l.rows {
		switch {
		case r.mark == running || r.mark == footnote:
			j.pending = append(j.pending, r)
		case r.mark != plain:
			j.flush()
			j.marked(i)
		case j.mends(r), j.goesOn(r), j.resumes(r):
			j.extend(r)
		default:
			j.cutBy(r)
			j.flush()
			j.begin(r)
		}
	}
	j.flush()
	for i := range j.out { // text set large is no heading
		if b := &j.out[i]; b.kind == KindHeading && !b.settled {
			if s := b.of(l.text); wordCount(s) > 40 || wordCount(s) > 24 && stops(s) || b.number.Len() > 0 && wordCount(s) > 14 && stops(s) {
				b.kind = KindParagraph
			}
		}
	}
	return j.out
}

// isHeading reports whether row i looks like (a line of) a heading: set bold or
// larger than the body and no list item. What looks so in the middle of a
// paragraph is found out by goesOn.
func (l *layout) isHeading(i int) bool {
	r := l.rows[i]
	if r.mark != plain || !l.large(r) && (!r.bold || l.small(r)) {
		return false
	}
	text := l.of(i)
	return len(text) <= 200 && !bulletStart.MatchString(text) && (r.bold || !numberStart.MatchString(text)) && !matchAny(l.named.Team, text)
}

// marked adds a row that is no text of the document.
func (j *joiner) marked(i int) {
	r := j.l.rows[i]
	b := block{Span: r.Span, page: r.page, size: r.size, bold: r.bold, comment: -1, settled: true}
	var prev *row
	if i > 0 && j.l.rows[i-1].mark == r.mark && j.l.rows[i-1].page == r.page && len(j.out) > 0 {
		prev = &j.l.rows[i-1]
	}
	join := false
	switch r.mark {
	case contents:
		b.kind, b.context = KindContents, InContents
		join = prev != nil && !contentsEntry.MatchString(prev.Of(j.l.text)) && !contentsHeading.MatchString(prev.Of(j.l.text))
		if contentsHeading.MatchString(r.Of(j.l.text)) {
			b.kind, b.context = KindHeading, InHeading
		}
	case imprint:
		b.kind, b.context = KindFurniture, Furniture
		join = prev != nil && r.y-prev.y < 1.3*j.l.leading && r.y > prev.y && !ended(prev.Of(j.l.text)) &&
			(prev.Len() > 60 || !imprintLine.MatchString(r.Of(j.l.text)) && !imprintLine.MatchString(prev.Of(j.l.text)))
	case front:
		b.kind, b.context = KindParagraph, Background
		join = prev != nil && !frontLabel.MatchString(r.Of(j.l.text))
	case grades:
		b.kind, b.context = KindTable, InLegend
		join = prev != nil
	case chromed:
		b.kind, b.context = KindChrome, Chrome
	case captions:
		b.kind, b.context = KindCaption, InCaption
	case heads:
		b.kind, b.context = KindTable, InLegend
		join = prev != nil
	case titled:
		b.kind, b.context = KindTitle, InHeading
		join = prev != nil && math.Abs(float64(prev.size-r.size)) < 0.6 && r.y-prev.y < 2.2*r.size+8
	}
	if join && j.out[len(j.out)-1].kind == b.kind && len(j.pending) == 0 {
		j.out[len(j.out)-1].End = r.End
		return
	}
	j.out = append(j.out, b)
	j.cur = -1
}

// goesOn reports whether r carries on the block under way.
func (j *joiner) goesOn(r row) bool {
	if j.cur < 0 {
		return false
	}
	c, text, before := &j.out[j.cur], r.Of(j.l.text), j.prev.Of(j.l.text)
	if r.table != j.prev.table || r.cell != j.prev.cell {
		return false
	}
	if r.cell == cellResponsible || r.cell == cellDue || j.l.sameRow(j.prev, r) {
		return true
	}
	if j.startsItem(r, text) {
		return false
	}
	dy := r.y - j.prev.y
	if d := j.l.depth(j.prev); d > 0 && dy > 0.7*d {
		dy = max(dy-d, 1)
	}
	lead := max(j.l.leading, 1.15*r.size)
	if c.kind == KindHeading {
		return j.headingGoesOn(r, text, before, dy, lead)
	}
	close := r.page == j.prev.page && dy > -3 && dy < 1.42*lead
	if r.heading {
		// a bold or large word at the start of a line of running text
		return close && dy < 1.25*lead && !ended(before) && startsLower(text) && r.size < j.l.body+3
	}
	if r.page != j.prev.page {
		if r.page > j.prev.page+1 {
			return false
		}
		return !ended(before) || startsLower(text) || j.rows > 1 && j.hang > j.first.x+8 && math.Abs(float64(r.x-j.hang)) < 4
	}
	if !close {
		return !ended(before) && startsLower(text) && dy > 0 && dy < 2.3*lead
	}
	if c.kind == KindListItem && j.rows > 1 && r.x < j.hang-8 && ended(before) && !startsLower(text) { // a line of its own under a list
		return false
	}
	if (c.kind == KindListItem || c.number.Len() > 0) && r.x <= j.first.x+2 && (j.rows == 1 || j.hang > j.first.x+8) {
		return !ended(before) && !(j.rows > 1 && !startsLower(text))
	}
	if c.kind == KindParagraph && r.x < j.prev.x-14 && j.rows > 1 && ended(before) {
		return false
	}
	return true
}

func (j *joiner) headingGoesOn(r row, text, before string, dy, lead float32) bool {
	if r.page == j.prev.page && gradeOnly.MatchString(text) && r.x > j.prev.x+60 && dy > -4*lead && dy < 3*lead {
		return true
	}
	if r.page != j.prev.page || dy < -3 {
		return false
	}
	c := &j.out[j.cur]
	near := dy < 1.35*lead || dy < 1.75*r.size
	if !r.heading {
		// a paragraph that begins in bold
		return dy < 1.3*lead && !ended(before) && startsLower(text) && c.size < j.l.body+0.9 && j.rows == 1 && !j.known(c) ||
			near && gradeOnly.MatchString(text)
	}
	if gradeHeading.MatchString(text) {
		return false
	}
	if math.Abs(float64(j.prev.size-r.size)) > 0.6 && !gradeOnly.MatchString(text) && !startsLower(text) {
		return false
	}
	if gradeOnly.MatchString(text) && dy < 3*lead {
		return true
	}
	if !near {
		return startsLower(text) && !ended(before) && dy < 2*lead
	}
	// two headings under one another: the first is whole and the second known
	if j.known(c) && !startsLower(text) && (j.l.rules.of(text) != nil || ended(before)) {
		return false
	}
	return true
}

// markTableHeads finds judgement tables that stand as the heading of a section
// ("Key judgement / Judgement grade", a label, its grade): their first row is a
// table, label and grade are the heading however they are set.
func (l *layout) markTableHeads() {
	inside := false
	for i := range l.rows {
		r := &l.rows[i]
		text := l.of(i)
		switch {
		case r.mark != plain:
			inside = false
		case judgementHead.MatchString(text) && !gradeOnly.MatchString(text) && strings.Contains(text, " "):
			r.mark, r.heading, inside = grades, false, true
		case inside && (matchAny(l.named.Judgement, text) || startsLower(text) || gradeOnly.MatchString(text)) && len(text) < 90 && !ended(text):
			r.heading = true
		default:
			inside = false
		}
	}
}

func (j *joiner) known(c *block) bool { return j.l.rules.of(c.of(j.l.text)) != nil }

// startsItem reports whether r begins a list item or a numbered paragraph.
func (j *joiner) startsItem(r row, text string) bool {
	if bulletStart.MatchString(text) {
		r := []rune(text)
		return !strings.ContainsRune("–—―−-*·", r[0]) || j.cur < 0 || ended(j.prev.Of(j.l.text)) || j.out[j.cur].kind == KindListItem
	}
	m := numberStart.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	if m[1] == "" {
		return j.cur < 0 || ended(j.prev.Of(j.l.text)) || r.x < j.prev.x-8
	}
	n, _ := strconv.Atoi(m[1])
	switch {
	case j.cur < 0 || j.out[j.cur].kind == KindHeading:
		return true
	case n == j.lastNumber+1:
		return ended(j.prev.Of(j.l.text)) || r.x <= j.first.x+2
	case j.hang > j.first.x+8:
		return r.x < j.hang-6
	}
	return ended(j.prev.Of(j.l.text))
}

func (j *joiner) begin(r row) {
	text := r.Of(j.l.text)
	b := block{Span: r.Span, kind: KindParagraph, page: r.page, size: r.size, bold: r.bold, level: r.level, comment: -1, x: r.x, y: r.y, row: r.table, cell: r.cell, asks: r.asks}
	if r.cell == cellResponsible || r.cell == cellDue {
		b.kind, b.context, b.settled = KindTable, Background, true
	} else if r.kind == corpus.LineListItem || bulletStart.MatchString(text) {
		b.kind = KindListItem
	} else if m := numberStart.FindStringSubmatchIndex(text); m != nil {
		b.number = numberSpan(r.Start, m)
		if m[2] >= 0 {
			j.lastNumber, _ = strconv.Atoi(text[m[2]:m[3]])
		}
	}
	if r.heading {
		b.kind = KindHeading
		if gradeHeading.MatchString(text) { // the grade of the heading above it
			b.settled, b.context = true, InHeading
		}
	}
	j.out = append(j.out, b)
	j.cur, j.prev, j.first, j.hang, j.rows = len(j.out)-1, r, r, r.x, 1
}

// numberSpan is where the number stands that numberStart has found.
func numberSpan(start int32, m []int) corpus.Span {
	for g := 2; g < len(m); g += 2 {
		if m[g] >= 0 {
			return corpus.Span{Start: start + int32(m[g]), End: start + int32(m[g+1])}
		}
	}
	return corpus.Span{}
}

// extend carries the block under way on to the end of r.
func (j *joiner) extend(r row) {
	c := &j.out[j.cur]
	c.inner = append(c.inner, j.asides()...)
	c.End = r.End
	if c.kind == KindHeading && !r.heading && !gradeOnly.MatchString(r.Of(j.l.text)) && !j.l.small(r) {
		c.kind = KindParagraph
	}
	if j.l.sameRow(j.prev, r) {
		r.x = j.prev.x
	}
	j.rows++
	if j.rows == 2 {
		j.hang = r.x
	}
	j.prev = r
}

// resumes reports whether r carries on the right cell of a row that a page
// breaks, or whose cells are drawn line by line: the furniture and the rest of
// the left cell that stand between lie within it then.
func (j *joiner) resumes(r row) bool {
	if r.cell != cellAction || len(j.out) == 0 {
		return false
	}
	k := len(j.out) - 1
	for k > 0 && (j.out[k].kind == KindFurniture || j.out[k].cell == cellResponsible && j.out[k].row == r.table) {
		k--
	}
	c := &j.out[k]
	if k == len(j.out)-1 || c.cell != cellAction || c.row != r.table || ended(c.of(j.l.text)) {
		return false
	}
	c.inner = append(c.inner, j.out[k+1:]...)
	j.out = j.out[:k+1]
	j.cur, j.prev, j.first, j.hang, j.rows = k, r, r, r.x, 1
	return true
}

// flush ends the block under way; furniture that waited stands after it.
func (j *joiner) flush() {
	j.cur = -1
	j.out = append(j.out, j.asides()...)
}

// asides turns the furniture and notes that waited into blocks, one for each
// run of rows of one page and kind; every note is one of its own.
func (j *joiner) asides() []block {
	var out []block
	for k, r := range j.pending {
		b := block{Span: r.Span, kind: KindFurniture, context: Furniture, settled: true, page: r.page, comment: -1}
		if r.mark == footnote {
			b.kind, b.context = KindFootnote, Background
		}
		if k > 0 && j.pending[k-1].page == r.page && j.pending[k-1].mark == r.mark &&
			!(r.mark == footnote && noteStart.MatchString(r.Of(j.l.text)) && (ended(j.pending[k-1].Of(j.l.text)) && len(strings.TrimSpace(j.pending[k-1].Of(j.l.text))) > 2)) {
			out[len(out)-1].End = r.End
			continue
		}
		out = append(out, b)
	}
	j.pending = j.pending[:0]
	return out
}
