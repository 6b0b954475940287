package extract

import (
	"slices"
	"strings"

	"assay/corpus"
	"assay/extract/profiles"
)

// markOwnTables finds the tables of things asked of a user's own profile in every
// format: by the heads of their columns, which may stand in any order and among
// others. It cuts their lines into cells, numbers their rows and says which cell
// each piece is; columns that the profile does not name are passed over. It
// returns how many tables it has found.
func (l *layout) markOwnTables(p *work) (found int) {
	if p.profile == nil || p.profile.BuiltIn {
		return 0
	}
	o := ownTable{l: l, p: p}
	for i := 0; i < len(l.rows); i++ {
		for k := range p.profile.Tables {
			o.table = &p.profile.Tables[k]
			if n := o.heads(i); n > 0 {
				found++
				i = o.read(i, n)
				break
			}
		}
	}
	return found
}

// An ownTable is a table of things asked under way.
type ownTable struct {
	l       *layout
	p       *work
	table   *profiles.Table
	columns []ownColumn // from the left
	rows    int32       // rows of all tables so far
}

// An ownColumn is one column: what the profile calls it, "" for one that it does
// not name, and where its head and, once that is known, its cells begin.
type ownColumn struct {
	name, head string
	col        int32
	x          float32
}

// Two heads of one column that stands on several lines begin at most so far from
// each other, and cells of one column at most so far: in points, or columns of text.
const (
	headApart, headApartText = 45, 3
	cellApart, cellApartText = 8, 2
)

// cells are the cells of row i.
func (o *ownTable) cells(i int) []cell {
	r := &o.l.rows[i]
	x := r.x
	if o.l.flowing {
		x /= 6 // flowingLayout counts six points a column
	}
	return cellsIn(o.p.Doc, r.Span, x, !o.l.flowing)
}

// apart picks the distance for the format.
func (o *ownTable) apart(page, text float32) float32 {
	if o.l.flowing {
		return text
	}
	return page
}

// heads reads the heads of the columns from row i on and returns how many rows
// they take, 0 where they do not stand there.
func (o *ownTable) heads(i int) int {
	o.columns = o.columns[:0]
	first := int32(0)
	for n := 0; i+n < len(o.l.rows) && (n < 3 || first > 0); n++ {
		r := &o.l.rows[i+n]
		cells := o.cells(i + n)
		if n == 0 {
			first = cells[0].row
			if first > 0 && i > 0 && o.cells(i - 1)[0].row == first {
				return 0 // within a row of markup, which was looked at from its first line
			}
		}
		if r.Len() > mostLabel || r.mark != plain && r.mark != grades || cells[0].row != first || r.page != o.l.rows[i].page {
			return 0
		}
		for _, c := range cells {
			o.addHead(c)
		}
		if first > 0 && i+n+1 < len(o.l.rows) && o.cells(i + n + 1)[0].row == first {
			continue
		}
		if len(o.columns) > 1 && o.named() {
			slices.SortStableFunc(o.columns, func(a, b ownColumn) int { return int(a.x - b.x) })
			return n + 1
		}
		if first > 0 || len(o.columns) == 1 && len(cells) == 1 {
			return 0
		}
	}
	return 0
}

// addHead adds a piece of the heads: to that of its column, or as a new one.
func (o *ownTable) addHead(c cell) {
	text := oneLine(c.Of(o.l.text))
	for k := range o.columns {
		h := &o.columns[k]
		if c.row > 0 && h.col == c.col || c.row == 0 && max(h.x-c.x, c.x-h.x) <= o.apart(headApart, headApartText) {
			if len(h.head) < mostLabel {
				h.head += " " + text
			}
			h.x = min(h.x, c.x)
			return
		}
	}
	o.columns = append(o.columns, ownColumn{head: text, col: c.col, x: c.x})
}

// named gives the columns their names and reports whether the table has all that
// the profile asks for.
func (o *ownTable) named() bool {
	for k := range o.columns {
		o.columns[k].name = ""
	}
	for k, name := range o.table.Columns {
		at := slices.IndexFunc(o.columns, func(c ownColumn) bool { return c.name == "" && matchAny(o.table.Heads[k], c.head) })
		if at < 0 {
			return false
		}
		o.columns[at].name = name
	}
	return true
}

// A cellPiece is a part of a line that stands in one cell.
type cellPiece struct {
	row
	cell cell
	line int // index of the row it is a part of
}

// read cuts the lines of the table whose n rows of heads begin at i and returns
// the index of its last row.
func (o *ownTable) read(i, n int) int {
	for k := i; k < i+n; k++ {
		o.l.rows[k].mark, o.l.rows[k].bold = heads, false
	}
	var pieces []cellPiece
	end := i + n
	for ; end < len(o.l.rows) && !o.ends(end); end++ {
		r := o.l.rows[end]
		if r.mark != plain && r.mark != grades {
			continue
		}
		for _, c := range o.cells(end) {
			part := r
			part.Span, part.mark, part.bold, part.level, part.size, part.kind = c.Span, plain, false, 0, o.l.body, corpus.LineText
			pieces = append(pieces, cellPiece{part, c, end})
		}
	}
	if o.columns[0].col == 0 {
		pieces = o.settle(pieces)
	}
	o.number(pieces)
	var out []row
	next := 0
	for k := i + n; k < end; k++ {
		if next == len(pieces) || pieces[next].line != k {
			out = append(out, o.l.rows[k])
		}
		for ; next < len(pieces) && pieces[next].line == k; next++ {
			out = append(out, pieces[next].row)
		}
	}
	o.l.rows = slices.Replace(o.l.rows, i+n, end, out...)
	return i + n + len(out) - 1
}

// ends reports whether row j stands below the table: outside its markup, a
// heading, or in plain text a paragraph that reaches over the columns.
func (o *ownTable) ends(j int) bool {
	r := o.l.rows[j]
	if r.mark == running || r.mark == footnote {
		return false
	}
	cells := o.cells(j)
	if o.columns[0].col > 0 {
		return cells[0].row == 0
	}
	if len(cells) > 1 {
		return false
	}
	text := o.l.of(j)
	rule := o.l.rules.of(text)
	if o.l.large(r) || rule != nil && rule.own && r.Len() < 90 {
		return true
	}
	return o.l.flowing && r.y-o.l.rows[j-1].y > flowLeading && (cells[0].x < o.columns[1].x-cellApartText && isProse(text) || bulletStart.MatchString(text))
}

// settle finds where the cells of every column begin, since heads may stand in
// the middle of theirs, and cuts lines that reach into the next column without a
// wide gap.
func (o *ownTable) settle(pieces []cellPiece) (out []cellPiece) {
	near := o.apart(cellApart, cellApartText)
	edges := make([]float32, len(o.columns))
	for k := range o.columns {
		edges[k] = o.columns[k].x
		for _, p := range pieces {
			if p.cell.x < edges[k] && (k == 0 || p.cell.x > o.columns[k-1].x+near) {
				edges[k] = p.cell.x
			}
		}
	}
	for k := range edges {
		o.columns[k].x = edges[k]
	}
	for i, p := range pieces {
		limit := len(o.columns)
		if i+1 < len(pieces) && pieces[i+1].line == p.line {
			limit = o.column(pieces[i+1].cell)
		}
		for k := o.column(p.cell) + 1; k < limit && !o.l.flowing; k++ {
			at := wordNear(p.Of(o.l.text), p.cell.x, o.l.rows[p.line].size, o.columns[k].x)
			if at == 0 {
				continue
			}
			rest := p
			rest.Start += int32(at)
			p.End = p.Start + int32(len(strings.TrimRight(p.Of(o.l.text)[:at], " ")))
			rest.cell.x = o.columns[k].x
			out = append(out, p)
			p = rest
		}
		out = append(out, p)
	}
	return out
}

// column is the column a cell stands in.
func (o *ownTable) column(c cell) int {
	k := 0
	for i := range o.columns {
		if c.row > 0 && o.columns[i].col == c.col {
			return i
		}
		if c.row == 0 && o.columns[i].x <= c.x+o.apart(cellApart, cellApartText) {
			k = i
		}
	}
	return k
}

// number gives every piece its row of the table and what it is. Rules are not in
// the text: of a page or a text a row begins where, after a later column, one
// begins anew and does not carry on the line above it in its own.
func (o *ownTable) number(pieces []cellPiece) {
	asks := actionKindNamed(o.table.Asks)
	last := make([]*cellPiece, len(o.columns)) // of every column, the last piece of the row
	farthest := -1
	for i := range pieces {
		p := &pieces[i]
		k := o.column(p.cell)
		begins := i == 0
		if p.cell.row > 0 {
			begins = begins || p.cell.row != pieces[i-1].cell.row
		} else if !begins && k <= farthest {
			begins = o.apartFrom(p, k, last, k < farthest)
		}
		if begins {
			o.rows++
			clear(last)
			farthest = -1
		}
		last[k], farthest = p, max(farthest, k)
		p.table, p.asks = o.rows, asks
		switch o.columns[k].name {
		case "action":
			p.row.cell = cellAction
		case "responsible":
			p.row.cell = cellResponsible
		case "due":
			p.row.cell = cellDue
		default:
			p.mark, p.table, p.asks = heads, 0, NoAction
		}
	}
}

// apartFrom reports whether a piece of column k begins a row, where last is the
// last piece of every column of the row so far: it stands apart from the line
// above it in its column, or begins anew in the first column after the action is
// whole. back says that a later column stands between.
func (o *ownTable) apartFrom(p *cellPiece, k int, last []*cellPiece, back bool) bool {
	whole, first, lowest := true, -1, float32(0)
	for i, q := range last {
		if q == nil {
			continue
		}
		if first < 0 {
			first = i
		}
		lowest = max(lowest, q.y)
		if o.columns[i].name == "action" {
			whole = ended(q.Of(o.l.text))
		}
	}
	above := last[k]
	if above == nil { // an empty cell, or one set in the middle of its row
		return k < first && whole && p.y-lowest > 1.2*o.l.body
	}
	far := p.page != above.page || p.y-above.y > 1.7*o.l.body
	if o.l.flowing {
		far = p.y-above.y > flowLeading
	}
	text := p.Of(o.l.text)
	return !startsLower(text) && (far && (whole || back) || whole && back && k <= first)
}

// own makes the actions of a table of a user's own profile: a row is one action,
// with the body and the day that its other cells name.
func (c *collector) own(b *askedBlock) {
	p, row := c.p, b.block.row
	if c.cells == nil {
		c.cells = map[int32]*askedRow{}
	}
	r := c.cells[row]
	if r == nil {
		r = &askedRow{action: -1}
		c.cells[row] = r
	}
	sec := &p.Sections[b.section]
	text := strings.TrimSpace(p.Flat(sec.Span))
	switch b.block.cell {
	case cellResponsible:
		r.responsible = strings.TrimSpace(r.responsible + " " + text)
	case cellDue:
		r.due = strings.TrimSpace(r.due + " " + text)
	default:
		if r.action < 0 {
			r.action = len(p.Actions)
			p.Actions = append(p.Actions, Action{Span: sec.Span, Kind: b.block.asks, Section: b.section, Page: sec.Page, Text: actionText(text)})
			p.leadIns = append(p.leadIns, "")
		} else {
			a := &p.Actions[r.action]
			a.End = max(a.End, sec.End)
			a.Text += " " + actionText(text)
		}
		sec.Action = int32(r.action)
	}
	if r.action < 0 {
		return
	}
	a := &p.Actions[r.action]
	if a.Responsible = r.responsible; a.Responsible == "" {
		a.Responsible = c.demands.responsibleOf(a.Text, "")
	}
	if r.due != "" {
		p.leadIns[r.action] = "by " + r.due
	}
}

// An askedRow is a row of a table of things asked, as far as its cells are read.
type askedRow struct {
	responsible, due string
	action           int // index into Parse.Actions, -1 before its first cell
}
