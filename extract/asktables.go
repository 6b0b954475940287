package extract

import (
	"slices"
	"strings"

	"assay/extract/profiles"
)

// markAskTables finds the tables of things asked that the profile knows: under
// their heading, with or without a row of column heads, each ruled row one thing
// asked. Their rows get numbers, and which cell they are; heads and stray
// bullets become furniture.
//
// Rules are not in the text: a row ends where a cell to its left begins anew or,
// in a table of one column, where a line breaks off although its next word had
// room, or where space parts two lines.
func (l *layout) markAskTables(p *work) {
	if p.profile == nil {
		return
	}
	for i := 0; i < len(l.rows); i++ {
		for k := range p.profile.Tables {
			if t := &p.profile.Tables[k]; l.rows[i].mark == plain && l.opensTable(i, t) {
				i = l.markAskTable(i, t)
				break
			}
		}
	}
}

// opensTable reports whether row i is the heading of a table, or its row of
// heads where it has no heading.
func (l *layout) opensTable(i int, t *profiles.Table) bool {
	r := l.rows[i]
	if !l.large(r) && !r.bold {
		return false
	}
	return matchAny(t.Under, headingKey(l.of(i))) || l.tableHeads(l.of(i), t)
}

// tableHeads reports whether a row holds the heads of all columns of a table.
func (l *layout) tableHeads(text string, t *profiles.Table) bool {
	for _, h := range t.Heads {
		if !matchAny(h, text) {
			return false
		}
	}
	return len(text) < 90
}

// markAskTable numbers the rows of the table that row i opens and returns the
// index of its last row.
func (l *layout) markAskTable(i int, t *profiles.Table) int {
	m := tableMarker{l: l, wide: len(t.Columns) > 1}
	if !matchAny(t.Under, headingKey(l.of(i))) || m.wide && l.tableHeads(l.of(i), t) {
		m.head(i)
	}
	last := i
	m.measure(i, t)
	for j := i + 1; j < len(l.rows); j++ {
		r := &l.rows[j]
		if r.mark == running || r.mark == footnote {
			continue
		}
		text := l.of(j)
		if r.mark != plain || l.endsTable(j, t) {
			break
		}
		last = j
		switch {
		case l.tableHeads(text, t) && (r.bold || l.large(*r)) || headPart(text, t) && r.bold:
			m.head(j)
		case bulletOf(text) != "" && actionText(text) == "": // a bullet without an item
			r.mark = running
		default:
			m.row(j)
		}
	}
	return last
}

// headPart reports whether a text is the head of one column.
func headPart(text string, t *profiles.Table) bool {
	for _, h := range t.Heads {
		for _, p := range h {
			if at := p.Index(text); at != nil && at[1]-at[0] == len(strings.TrimSpace(text)) {
				return true
			}
		}
	}
	return false
}

// endsTable reports whether row j is a heading after the table.
func (l *layout) endsTable(j int, t *profiles.Table) bool {
	r, text := l.rows[j], l.of(j)
	if !r.bold && !l.large(r) || bulletOf(text) != "" {
		return false
	}
	return l.large(r) || l.rules.of(text) != nil && !l.tableHeads(text, t) && !headPart(text, t)
}

// A tableMarker numbers the rows of one table.
type tableMarker struct {
	l      *layout
	wide   bool // of two columns
	number int32
	left   float32 // where the left column begins
	prev   int     // the last row of text of the cell under way, -1 before the first
	cell   cellKind
	broad  int      // bytes of its longest line
	items  bool     // a bullet stands in the row under way
	bullet float32  // where the last bullet stands
	opened []string // the words that rows so far begin with
	begun  bool
	// of two columns
	top        row  // the first line of the right cell under way, page 0 before it
	lastLeft   row  // the last line of a left cell
	leftDrawn  bool // the row under way has a left cell
	rightFirst bool // its right cell was drawn before the left one
	byLine     bool // the page draws a line of the left cell, then one of the right
}

// measure finds the longest line of the table that row i opens, and whether its
// cells are drawn line by line.
func (m *tableMarker) measure(i int, t *profiles.Table) {
	margin, apart, together := m.left, 0, 0
	var a, b row // the two rows before
	for j := i + 1; j < len(m.l.rows) && !m.l.endsTable(j, t); j++ {
		r := m.l.rows[j]
		if r.mark != plain {
			continue
		}
		m.broad = max(m.broad, r.Len())
		if margin == 0 {
			margin = r.x
		}
		if left := func(r row) bool { return r.page > 0 && r.x < margin+farRight }; left(r) {
			switch {
			case left(b):
				together++
			case left(a) && a.page == r.page && r.y > a.y && r.y-a.y < 1.3*m.l.leading && !ended(b.Of(m.l.text)):
				apart++
			}
		}
		a, b = b, r
	}
	m.byLine = m.wide && apart > together
}

// head sets a row of column heads aside; the columns begin where it does.
func (m *tableMarker) head(j int) {
	r := &m.l.rows[j]
	r.mark, r.heading = heads, false
	if m.left == 0 {
		m.left = r.x
	}
}

func (m *tableMarker) row(j int) {
	r := &m.l.rows[j]
	if m.left == 0 {
		m.left = r.x
	}
	if m.wide {
		m.twoColumns(j)
	} else {
		m.oneColumn(j)
	}
	r.heading = false
	r.table, r.cell = m.number, m.cell
	m.prev, m.begun = j, true
}

// farRight is how far, in points, the right column stands from the left one at
// least.
const farRight = 60

func (m *tableMarker) twoColumns(j int) {
	r := &m.l.rows[j]
	left := r.x < m.left+farRight
	switch {
	case !m.begun:
		m.newCells()
	case left && m.cell == cellAction && m.top.page == r.page && r.y < m.top.y+m.l.leading/2 && !m.leftDrawn:
		m.rightFirst = true // the left cell, drawn after the right one
	case left && m.cell == cellAction && m.byLine && r.page == m.lastLeft.page && r.y-m.lastLeft.y < 1.3*m.l.leading:
		// the cells are drawn line by line
	case left && m.cell == cellAction && (ended(m.l.of(m.prev)) || m.byLine && r.page == m.lastLeft.page): // the left cell begins anew
		m.newCells()
	case !left && m.cell == cellResponsible && m.rightFirst: // the right cell begins anew
		m.newCells()
	}
	m.cell = cellAction
	if left {
		m.cell, m.leftDrawn, m.lastLeft = cellResponsible, true, *r
	} else if m.top.page == 0 {
		m.top = *r
	}
}

// newCells begins a row of the table.
func (m *tableMarker) newCells() {
	m.number++
	m.leftDrawn, m.rightFirst, m.top = false, false, row{}
}

func (m *tableMarker) oneColumn(j int) {
	m.cell = cellAction
	text := m.l.of(j)
	bullet := bulletOf(text) != ""
	if !m.begun || !bullet && m.newRow(j, text) {
		m.number++
		m.items = false
		m.opened = append(m.opened, opening(text))
	}
	if bullet {
		m.items, m.bullet = true, m.l.rows[j].x
	}
}

// newRow reports whether a line without a bullet begins a row of a table of one
// column.
func (m *tableMarker) newRow(j int, text string) bool {
	r, prev := m.l.rows[j], m.l.rows[m.prev]
	before := m.l.of(m.prev)
	if startsLower(text) {
		return false
	}
	if numberStart.MatchString(text) && ended(before) {
		return true
	}
	if m.items { // after the items of a row, a line that does not carry on an item
		return r.x < m.bullet+6 && (ended(before) || r.x < m.bullet-4)
	}
	if strings.HasSuffix(before, ":") || !ended(before) {
		return false
	}
	if r.page == prev.page && r.y-prev.y > max(1.47*r.size, 1.13*m.l.leading) {
		return true
	}
	word, _, _ := strings.Cut(text, " ")
	if len(before)+1+len(word) <= m.broad*9/10 { // the line breaks off although the word had room
		return true
	}
	subject, demand := demanded(text)
	if !demand || strings.Contains(text, " also ") {
		return false
	}
	row := m.opened[len(m.opened)-1]
	return slices.Contains(m.opened, opening(text)) || actingBody.MatchString(subject) && !strings.HasPrefix(strings.ToLower(subject), row)
}

// demanded is who a line that begins a demand asks it of.
func demanded(line string) (subject string, ok bool) {
	at := demandVerb.FindStringIndex(line)
	if at == nil || at[0] == 0 {
		return "", false
	}
	subject = strings.TrimSpace(line[:at[0]])
	return subject, !strings.ContainsAny(subject, ".;:") && len(strings.Fields(subject)) <= 9
}

// opening is the first three words of a row.
func opening(text string) string {
	words := strings.Fields(strings.ToLower(text))
	return strings.Join(words[:min(len(words), 3)], " ")
}
