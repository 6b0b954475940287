package extract

import (
	"strings"

	"assay/corpus"
	"assay/internal/lazyregexp"
)

// A judgement table is read by LABEL: its lines are sorted into labels (one or
// several lines, known by their words) and grade cells (one or several lines,
// known by theirs), and each cell goes to the label beside it on the page. The
// order of the rows, the number of lines a cell takes and the order in which
// the format hands them out do not matter.

// tableRow is one label of a table.
type tableRow struct {
	key         string
	label       string // as printed, lines joined
	span        corpus.Span
	page        int32
	top, bottom float64 // of its lines
	grade       *tableCell
}

// tableCell is one printed grade.
type tableCell struct {
	text        string
	span        corpus.Span
	page        int32
	top, bottom float64
	line        int // index of its last line
}

// table is one run of rows.
type table struct {
	rows        []tableRow
	cells       []tableCell
	first, last int // lines
	previous    bool
}

var (
	// trailingCell is a grade, or the first line of one, at the end of a label.
	trailingCell = lazyregexp.New(`(?i)^(.*?\S)\s+((?:outstanding|good|not (?:judged|graded|inspected|applicable)|inadequate|adequate|requires?(?:\s+improvement(?:\s+to(?:\s+be(?:\s+good)?)?)?)?|improvement\s+to(?:\s+be(?:\s+good)?)?|to\s+be\s+good|be\s+good)(?:\s*[(–-]?\s*grade\s*\d\)?)?|grade\s*[1-4](?:\s*[(:–-]\s*\w+\)?)?)[\s.]*\d?$`)
	tableHead    = lazyregexp.New(`(?i)^(judge?ment|area)s?\s+(of judge?ment\s+)?grades?$`)
	previousHead = lazyregexp.New(`(?i)\bprevious(ly)?\b.*\binspection|\binspection history\b|\blast inspection\b`)
	wideGap      = lazyregexp.New(`\t|\s{3,}|\s\|\s`)
)

// cellsOf splits a line at wide gaps; nil where it has none.
func cellsOf(t string) []string {
	if strings.IndexByte(t, '\t') < 0 && strings.IndexByte(t, '|') < 0 && !tripleSpace(t) {
		return nil
	}
	return wideGap.Split(t, -1)
}

// tripleSpace reports three characters of white space in a row.
func tripleSpace(t string) bool {
	n := 0
	for i := range len(t) {
		switch t[i] {
		case ' ', '\n', '\f', '\r', '\t':
			if n++; n == 3 {
				return true
			}
		default:
			n = 0
		}
	}
	return false
}

// splitCell cuts a grade at the end of a table line from the label before it.
// cell is "" where there is none.
func splitCell(t string) (label, cell string) {
	t = strings.TrimSpace(strings.Trim(strings.TrimSpace(t), "|"))
	if parts := cellsOf(t); len(parts) > 1 { // columns kept apart by the format
		last := parts[len(parts)-1]
		if cellPart(last) {
			return strings.Join(parts[:len(parts)-1], " "), last
		}
	}
	if m := trailingCell.FindStringSubmatch(t); m != nil {
		return m[1], m[2]
	}
	return t, ""
}

// mostForeign is how many lines that are no part of a table may stand within
// it: a running header and footer where a page breaks it, a heading over a
// group of rows.
const mostForeign = 3

// readTables finds the judgement tables among lines.
func readTables(lines []corpus.Line, texts []string) []table {
	var out []table
	var t *table
	foreign := 0
	grow := false // the last row may still grow
	close := func() {
		if t != nil && len(t.rows) > 0 {
			t.pair(hasPlaces(lines))
			out = append(out, *t)
		}
		t, grow = nil, false
	}
	for i, text := range texts {
		y := yOf(lines, i)
		if len(text) < 90 && previousHead.MatchString(text) { // what follows are earlier grades
			close()
			continue
		}
		if tableHead.MatchString(text) {
			close()
			t, foreign = &table{first: i, previous: afterPrevious(texts, i)}, 0
			continue
		}
		left, cell := text, ""
		if t != nil && cellPart(text) && !beginsLabel(text) {
			t.addCell(lines[i], text, y, i, lines[i].Span)
			foreign = 0
			continue
		}
		left, cell = splitCell(text)
		switch {
		case t != nil && grow && t.rows[len(t.rows)-1].goesOn(left):
			t.rows[len(t.rows)-1].grow(left, lines[i], y)
		case startsRow(left) && !bulleted(text):
			if t == nil {
				t = &table{first: i, previous: afterPrevious(texts, i)}
			}
			t.rows = append(t.rows, tableRow{label: left, span: lines[i].Span, page: lines[i].Page, top: y, bottom: y})
			grow = true
		default:
			if t != nil {
				if foreign++; foreign > mostForeign {
					close()
				}
			}
			continue
		}
		foreign = 0
		t.last = i
		if cell != "" {
			end := lines[i].Span
			at := strings.LastIndex(text, cell)
			end.Start += int32(max(at, 0))
			t.addCell(lines[i], cell, y, i, end)
		}
	}
	close()
	return out
}

// startsRow: a label or its beginning, of at least two words.
func startsRow(s string) bool {
	w := labelWords(s)
	return strings.Contains(w, " ") && theLabels().prefix[w]
}

func (r *tableRow) goesOn(s string) bool { return s != "" && beginsLabel(r.label+" "+s) }

func (r *tableRow) grow(s string, l corpus.Line, y float64) {
	r.label += " " + s
	r.span.End = l.End
	r.bottom = y
}

// addCell adds a grade, or carries on a wrapped one.
func (t *table) addCell(l corpus.Line, text string, y float64, i int, span corpus.Span) {
	if n := len(t.cells); n > 0 {
		c := &t.cells[n-1]
		near := y-c.bottom < 30 && y >= c.bottom-1
		if near && cellGoesOn(c.text, text) && (c.line != i) {
			c.text += " " + text
			c.span.End, c.bottom, c.line = span.End, y, i
			return
		}
	}
	t.cells = append(t.cells, tableCell{text: text, span: span, page: l.Page, top: y, bottom: y, line: i})
	t.last = i
}

// hasPlaces reports whether the format says where lines stand.
func hasPlaces(lines []corpus.Line) bool {
	for _, l := range lines {
		if l.Page > 0 && l.Y > 0 {
			return true
		}
	}
	return false
}

// pageHeight is more than any page is high, in points.
const pageHeight = 10000

// yOf is the height of a line, growing through the document; where the format
// has no places, lines are taken to be 12 points apart.
func yOf(lines []corpus.Line, i int) float64 {
	if hasPlace := lines[i].Page > 0 && lines[i].Y > 0; hasPlace {
		return float64(lines[i].Page)*pageHeight + float64(lines[i].Y)
	}
	return 12 * float64(i)
}

// afterPrevious reports whether a heading about earlier inspections stands
// just above line i.
func afterPrevious(texts []string, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if len(texts[k]) < 90 && previousHead.MatchString(texts[k]) {
			return true
		}
	}
	return false
}

// skipCost is the price in points of leaving a row or a cell alone: more than
// the distance of a cell to its own label, less than two rows.
const skipCost = 45

// pair gives every cell to the row beside it: the assignment, in the order of
// the page, with the smallest sum of distances. Without places on the page a
// cell belongs to the label it stands on or comes after.
func (t *table) pair(places bool) {
	for i := range t.rows {
		t.rows[i].key = fullLabel(t.rows[i].label)
		t.rows[i].label = strings.TrimRight(t.rows[i].label, " :#*-–")
	}
	n, m := len(t.rows), len(t.cells)
	cost := make([][]float64, n+1)
	for i := n; i >= 0; i-- {
		cost[i] = make([]float64, m+1)
		for j := m; j >= 0; j-- {
			switch {
			case i == n:
				cost[i][j] = float64(m-j) * skipCost
			case j == m:
				cost[i][j] = float64(n-i) * skipCost
			default:
				cost[i][j] = min(skipCost+cost[i+1][j], skipCost+cost[i][j+1], distance(&t.rows[i], &t.cells[j], places)+cost[i+1][j+1])
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch cost[i][j] {
		case distance(&t.rows[i], &t.cells[j], places) + cost[i+1][j+1]:
			t.rows[i].grade = &t.cells[j]
			i, j = i+1, j+1
		case skipCost + cost[i+1][j]:
			i++
		default:
			j++
		}
	}
}

// distance says how far a cell is from a row, in points.
func distance(r *tableRow, c *tableCell, places bool) float64 {
	middle := func(a, b float64) float64 { return (a + b) / 2 }
	d := middle(r.top, r.bottom) - middle(c.top, c.bottom)
	if !places {
		if c.span.Start < r.span.Start { // a cell never comes before its label
			return 2 * skipCost
		}
		return max(0, c.top-r.bottom) / 2
	}
	return max(d, -d)
}
