package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A draft may have its rows numbered in the margin, on the left or on the right,
// each or every fifth, on each page anew or running on. The numbers stand in a
// column apart from the text, rise with the rows, and the text runs on from row to
// row as no numbered list does.
const (
	minNumbered = 5    // rows with a number, on a page that shows what the margin holds
	numberApart = 0.4  // gap between number and text, in sizes of the font
	runningOn   = 0.25 // of the rows that begin in a small letter
	inStep      = 0.75 // of the numbers that rise as the rows do
	edgeAlike   = 3    // points between the edges of two numbers of a column
)

// marginNumber is the number that a row begins or ends with, if it may stand in a
// margin: apart from the text, or alone.
type marginNumber struct {
	is          bool
	alone       bool
	n           int
	left, right float32 // points from the left of the page
	bodyX, body float32 // where the text behind it begins, and its size
}

// marginNumbers notes the number that a row begins with, and that it ends with.
func (t *textPage) marginNumbers(r *printed, units []uint16, at, end int) error {
	if digitUnit(units[at]) {
		to := at
		for to < end && digitUnit(units[to]) {
			to++
		}
		body := to
		for body < end && spaceUnit(units[body]) {
			body++
		}
		if body == end || body > to {
			if err := t.marginNumber(&r.lead, units, at, to); err != nil || !r.lead.is {
				return err
			}
			if r.lead.alone = body == end; r.lead.alone {
				return nil
			}
			left, _, ok, err := t.edges(body)
			if err != nil {
				return err
			}
			if r.lead.bodyX, r.lead.is = left, ok && left-r.lead.right >= numberApart*r.Size; r.lead.is {
				if r.lead.body, err = t.sizeAt(body); err != nil {
					return err
				}
			}
		}
	}
	if !digitUnit(units[end-1]) {
		return nil
	}
	from := end
	for from > at && digitUnit(units[from-1]) {
		from--
	}
	body := from
	for body > at && spaceUnit(units[body-1]) {
		body--
	}
	if body == from || body == at {
		return nil
	}
	if err := t.marginNumber(&r.tail, units, from, end); err != nil || !r.tail.is {
		return err
	}
	_, right, ok, err := t.edges(body - 1)
	r.tail.is = ok && r.tail.left-right >= numberApart*r.Size
	return err
}

// marginNumber reads the figures units[from:to] into m.
func (t *textPage) marginNumber(m *marginNumber, units []uint16, from, to int) error {
	if to-from > 4 {
		return nil
	}
	for _, u := range units[from:to] {
		m.n = 10*m.n + int(u-'0')
	}
	left, _, ok, err := t.edges(from)
	if err != nil || !ok {
		return err
	}
	_, right, ok, err := t.edges(to - 1)
	m.left, m.right, m.is = left, right, ok
	return err
}

// column is a margin that holds numbers: where their left or their right edges lie.
type column struct {
	edge    float32
	ofRight bool // edge is that of their right edges
	tail    bool // the text stands before them
}

func (c column) same(other column) bool {
	return c.tail == other.tail && c.ofRight == other.ofRight && abs32(c.edge-other.edge) <= edgeAlike
}

func (c column) holds(m marginNumber) bool {
	edge := m.left
	if c.ofRight {
		edge = m.right
	}
	return m.is && abs32(edge-c.edge) <= edgeAlike
}

// number is that of a row that stands in the column, nil for none.
func (c column) number(r *printed) *marginNumber {
	switch {
	case r.lead.is && (r.lead.alone || !c.tail) && c.holds(r.lead):
		return &r.lead
	case c.tail && c.holds(r.tail):
		return &r.tail
	}
	return nil
}

// withoutLineNumbers takes the numbers of rows off the rows of a document. A margin
// that holds them on one page holds them on those, too, that have too few to tell.
func withoutLineNumbers(rows []printed) []printed {
	var known []column
	pages := pagesOf(rows)
	for _, page := range pages {
		for _, c := range columnsOf(page) {
			if !slices.ContainsFunc(known, c.same) && len(known) < maxColumns && c.numbersRows(page) {
				known = append(known, c)
			}
		}
	}
	if len(known) == 0 {
		return rows
	}
	out := rows[:0]
	for _, page := range pages {
		for _, c := range known {
			page = c.strip(page)
		}
		out = append(out, page...)
	}
	return out
}

// maxColumns bounds how many margins of a document are known.
const maxColumns = 16

func pagesOf(rows []printed) (pages [][]printed) {
	for from := 0; from < len(rows); {
		to := from
		for to < len(rows) && rows[to].Page == rows[from].Page {
			to++
		}
		pages = append(pages, rows[from:to])
		from = to
	}
	return pages
}

// columnsOf are the columns of a page that most of its numbers stand in: of those
// before the text and of those behind it, by their left and by their right edges.
func columnsOf(page []printed) (out []column) {
	for _, tail := range []bool{false, true} {
		var left, right []float32
		for i := range page {
			m := page[i].lead
			if tail && !m.alone {
				m = page[i].tail
			}
			if m.is {
				left, right = append(left, m.left), append(right, m.right)
			}
		}
		for k, of := range [][]float32{left, right} {
			if edge, n := fullest(of); n >= minNumbered {
				out = append(out, column{edge: edge, ofRight: k == 1, tail: tail})
			}
		}
	}
	return out
}

// fullest is the edge that most others lie near, and how many do.
func fullest(edges []float32) (edge float32, most int) {
	slices.Sort(edges)
	for from, to := 0, 0; to < len(edges); to++ {
		for edges[to]-edges[from] > edgeAlike {
			from++
		}
		if to-from+1 > most {
			most, edge = to-from+1, (edges[from]+edges[to])/2
		}
	}
	return edge, most
}

// numbersRows reports whether the column numbers the rows of a page that runs on.
func (c column) numbersRows(page []printed) bool {
	if len(c.rising(page)) < minNumbered {
		return false
	}
	rows, lower := 0, 0
	for i := range page {
		m, text := c.number(&page[i]), page[i].text
		switch {
		case m != nil && m.alone:
			continue
		case m != nil && !c.tail:
			text = strings.TrimLeft(text, "0123456789 \t\u00a0")
		}
		rows++
		if r, _ := utf8.DecodeRuneInString(text); unicode.IsLower(r) {
			lower++
		}
	}
	return float64(lower) >= runningOn*float64(rows)
}

// rising gives the rows of a page, by their indexes, whose numbers stand in the
// column: beside text, or beside a blank row between two such. There are none where
// these do not rise down the page as its rows do.
func (c column) rising(page []printed) (numbered []int) {
	var all []int
	var text []float32 // baselines of the rows of text
	for i := range page {
		m := c.number(&page[i])
		if m != nil {
			all = append(all, i)
		}
		if m == nil || !m.alone {
			text = append(text, page[i].base)
		}
	}
	slices.Sort(text)
	text = slices.CompactFunc(text, func(a, b float32) bool { return abs32(b-a) < sameBase })
	row := func(i int) int { // the row of text at a baseline, -1 for none
		k, _ := slices.BinarySearch(text, page[i].base-sameBase)
		if k < len(text) && text[k] <= page[i].base+sameBase {
			return k
		}
		return -1
	}
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(page[a].base, page[b].base) })
	numbered = slices.DeleteFunc(slices.Clone(all), func(i int) bool { return row(i) < 0 })
	type step struct{ n, rows, height float32 }
	var steps []step
	var pitches []float32
	for k := 1; k < len(numbered); k++ {
		a, b := numbered[k-1], numbered[k]
		s := step{float32(c.number(&page[b]).n - c.number(&page[a]).n), float32(row(b) - row(a)), page[b].base - page[a].base}
		if steps = append(steps, s); s.n > 0 {
			pitches = append(pitches, s.height/s.n)
		}
	}
	slices.Sort(pitches)
	even := leading(text) // blank rows are counted, too
	if len(pitches) > 0 && pitches[len(pitches)/2] > evenRows*even {
		even = 0
	} else if len(pitches) > 0 {
		even = pitches[len(pitches)/2]
	}
	good := 0
	for _, s := range steps {
		if s.n > 0 && (s.n == s.rows || abs32(s.height-s.n*even) < even/5) {
			good++
		}
	}
	if float64(good) < inStep*float64(len(steps)) {
		return nil
	}
	number := func(k int) int { return c.number(&page[k]).n }
	between := numbered
	for k, i := range all {
		if row(i) < 0 && k > 0 && k+1 < len(all) && row(all[k-1]) >= 0 && number(all[k-1]) < number(i) && number(i) < number(all[k+1]) {
			between = append(between, i)
		}
	}
	return between
}

// leading is the usual distance between rows of text at baselines, which are sorted.
func leading(text []float32) float32 {
	var apart []float32
	for k := 1; k < len(text); k++ {
		apart = append(apart, text[k]-text[k-1])
	}
	if len(apart) == 0 {
		return 0
	}
	slices.Sort(apart)
	return apart[len(apart)/2]
}

// evenRows is how much farther apart than rows of text usually are the numbers of rows
// stand at most, a row each.
const evenRows = 1.3

// sameBase is how far the baselines of a row and its number lie apart at most, in points.
const sameBase = 3

// strip takes the numbers of the column off the rows of a page, in place, where they
// rise as its rows do.
func (c column) strip(page []printed) []printed {
	numbered := c.rising(page)
	slices.Sort(numbered)
	out := page[:0]
	for i, r := range page {
		m := c.number(&r)
		_, found := slices.BinarySearch(numbered, i)
		switch {
		case !found:
		case m.alone:
			continue
		case c.tail:
			r.text = strings.TrimRight(strings.TrimRight(strings.TrimRight(r.text, " "), "0123456789"), " \t\u00a0")
			r.gaps, r.tail = withoutLast(r.gaps), marginNumber{}
		default:
			r.text = strings.TrimLeft(strings.TrimLeft(strings.TrimLeft(r.text, " "), "0123456789"), " \t\u00a0")
			r.X, r.Size, r.lead = m.bodyX, m.body, marginNumber{}
		}
		out = append(out, r)
	}
	return out
}

// withoutLast are the gaps of a row that has lost its last word.
func withoutLast(gaps []gap) []gap {
	out := gaps[:0]
	for _, g := range gaps {
		if g.words--; g.words > 0 {
			out = append(out, g)
		}
	}
	return out
}
