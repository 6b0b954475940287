package extract

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/corpus"
	"assay/extract/profiles"
	"assay/extract/text"
	"assay/internal/lazyregexp"
)

// A row is one line of a paged document on its way into a block. A line to
// which the reader has glued a running footer is two rows.
type row struct {
	corpus.Span
	page    int32
	x, y    float32
	size    float32
	bold    bool
	mark    rowMark
	heading bool
	level   int8            // heading level as the markup gives it, 0 where it does not
	kind    corpus.LineKind // what the markup says
	table   int32           // row of a table of things asked, counted from 1 in it; 0 outside one
	cell    cellKind
	asks    ActionKind // of a row of a table of a user's own profile
}

// rowMark says what a row is when it is not the text of the document.
type rowMark uint8

const (
	plain rowMark = iota
	running
	footnote
	contents
	imprint  // contact, licence and copyright text
	front    // labelled facts of the front page: dates, inspectors, reference numbers
	grades   // a judgement table
	titled   // the title on the front page
	chromed  // chrome, as the markup says
	captions // a caption, as the markup says
	heads    // column heads of a table of things asked
)

// A page of rows, with what its type looks like.
type layout struct {
	text    string
	rules   headings
	labels  []*profiles.Pattern // of facts that stand on the front page
	named   profiles.Lines
	rows    []row
	body    float32 // size most of the text is set in
	leading float32 // usual distance of two lines of a paragraph
	full    int     // bytes of a full line
	pages   int
	flowing bool // no pages: the rows are the lines of a text or the blocks of a markup
}

func newLayout(p *work) *layout {
	doc := p.Doc
	l := &layout{text: doc.Text, rules: p.rules(), labels: p.frontLabels(), named: p.named(), pages: len(doc.Pages)}
	for _, ln := range doc.Lines {
		if ln.Len() == 0 {
			continue
		}
		l.rows = append(l.rows, row{Span: ln.Span, page: ln.Page, x: ln.X, y: ln.Y, size: ln.Size, bold: ln.Bold})
		l.pages = max(l.pages, int(ln.Page))
	}
	l.measure()
	return l
}

func (l *layout) of(i int) string { return l.rows[i].Of(l.text) }

// measure finds the size and the leading most of the text is set in.
func (l *layout) measure() {
	bySize, byLead := map[float32]int{}, map[float32]int{}
	for i, r := range l.rows {
		bySize[r.size] += r.Len()
		if i == 0 || l.rows[i-1].page != r.page {
			continue
		}
		if d := r.y - l.rows[i-1].y; d > 4 && d < 40 && r.Len() > 40 && l.rows[i-1].Len() > 40 {
			byLead[float32(math.Round(float64(d)))]++
		}
	}
	l.body, l.leading = mode(bySize), mode(byLead)
	l.full = 200
	if n := len(l.rows); n > 20 {
		var lens []int
		for _, r := range l.rows {
			lens = append(lens, r.Len())
		}
		slices.Sort(lens)
		l.full = max(lens[n*4/5], 30)
	}
	if l.body > 4 && l.leading > 1.5*l.body { // a short document of single lines: the usual distance is that of paragraphs
		for d := range byLead {
			if d > 1.5*l.body {
				delete(byLead, d)
			}
		}
		l.leading = mode(byLead)
	}
	if l.leading == 0 {
		l.leading = max(1.2*l.body, 12)
	}
}

// mode is the most frequent key; of equals the smallest, so that the answer
// does not hang on the order of a map.
func mode(count map[float32]int) float32 {
	var best float32
	n := 0
	for k, c := range count {
		if c > n || c == n && k < best {
			best, n = k, c
		}
	}
	return best
}

// large reports whether the row is set larger than the body.
func (l *layout) large(r row) bool { return r.size >= l.body+0.9 }

// small reports whether the row is set clearly smaller than the body.
func (l *layout) small(r row) bool { return r.size <= l.body-0.9 }

// sameRow reports whether b stands to the right of a on one printed line.
func (l *layout) sameRow(a, b row) bool {
	return a.page == b.page && math.Abs(float64(a.y-b.y)) < float64(0.62*l.leading) && b.x > a.x+15
}

// depth is how far down the page the row reaches below its first line: readers
// join lines that a hyphen ends, which makes one row of two printed lines.
func (l *layout) depth(r row) float32 {
	if over := r.Len()*10/l.full - 13; over > 0 && r.size < l.body+0.9 {
		return float32(1+over/10) * l.leading
	}
	return 0
}

// runningKey is the text with its numbers made equal: pages and dates of a
// running footer differ from page to page and from report to report.
func runningKey(s string) string {
	key := make([]byte, 0, len(s))
	other := false // a letter that is not ASCII
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case text.IsDigit(c):
			for key = append(key, '#'); i+1 < len(s) && text.IsDigit(s[i+1]); {
				i++
			}
		case c == ' ' || '\t' <= c && c <= '\r':
			if n := len(key); n > 0 && key[n-1] != ' ' {
				key = append(key, ' ')
			}
		default:
			other = other || c >= utf8.RuneSelf
			key = append(key, text.LowerByte(c))
		}
	}
	if n := len(key); n > 0 && key[n-1] == ' ' {
		key = key[:n-1]
	}
	if other { // other letters and other spaces
		return strings.ToLower(strings.Join(strings.Fields(string(key)), " "))
	}
	return string(key)
}

var pageNumber = lazyregexp.New(`(?i)^(?:page\s+)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?$`)

// markRunning finds running headers and footers: text that comes back, but for
// its numbers, at the edge of many pages, and page numbers. A footer may be
// glued to the last line of the text: such rows are split first.
func (l *layout) markRunning() {
	keys := l.repeated()
	if l.splitGlued(keys) {
		keys = l.repeated()
	}
	for _, pg := range l.byPage() {
		for k, i := range pg {
			edge := k < 3 || k >= len(pg)-3
			r := &l.rows[i]
			switch {
			case edge && keys[runningKey(l.of(i))] && (k < 3 && r.y < 110 || k >= len(pg)-3 && r.y > 690 || l.pages < 3):
				r.mark = running
			case (k == 0 || k >= len(pg)-2) && pageNumber.MatchString(l.of(i)) && (r.y < 80 || r.y > 740):
				r.mark = running
			}
		}
	}
}

// byPage returns for every page the indexes of its rows from top to bottom.
func (l *layout) byPage() [][]int {
	var pages [][]int
	for i := range l.rows {
		if i == 0 || l.rows[i].page != l.rows[i-1].page {
			pages = append(pages, nil)
		}
		pages[len(pages)-1] = append(pages[len(pages)-1], i)
	}
	for _, p := range pages {
		slices.SortStableFunc(p, func(a, b int) int {
			switch {
			case l.rows[a].y < l.rows[b].y:
				return -1
			case l.rows[a].y > l.rows[b].y:
				return 1
			}
			return 0
		})
	}
	return pages
}

// repeated returns the keys of text that stands among the three outermost rows
// of at least two pages in five (and of two pages at least), or in the margin of three.
func (l *layout) repeated() map[string]bool {
	edge, margin := map[string]int{}, map[string]int{}
	pages := l.byPage()
	for _, pg := range pages {
		seen := map[string]bool{}
		for k, i := range pg {
			if k >= 3 && k < len(pg)-3 {
				continue
			}
			key := runningKey(l.of(i))
			if seen[key] {
				continue
			}
			seen[key] = true
			edge[key]++
			if l.rows[i].y < 70 || l.rows[i].y > 765 {
				margin[key]++
			}
		}
	}
	keys := map[string]bool{}
	for k, n := range edge {
		keys[k] = n >= 2 && 5*n >= 2*len(pages) || margin[k] >= 3
	}
	return keys
}

// splitGlued cuts a running footer off the end of a row of text.
func (l *layout) splitGlued(keys map[string]bool) (some bool) {
	var out []row
	for i, r := range l.rows {
		last := i == len(l.rows)-1 || l.rows[i+1].page != r.page
		at := 0
		if last && r.Len() < 600 && !keys[runningKey(l.of(i))] {
			at = gluedAt(l.of(i), keys)
		}
		if at == 0 {
			out = append(out, r)
			continue
		}
		head, tail := r, r
		head.End = r.Start + int32(len(strings.TrimRightFunc(l.of(i)[:at], unicode.IsSpace)))
		tail.Start = r.Start + int32(at)
		tail.y = max(r.y, 780)
		out = append(out, head, tail)
		some = true
	}
	l.rows = out
	return some
}

// gluedAt returns where in s a running text begins that ends it, 0 where none
// does. One-word keys (a bare page number) are never looked for.
func gluedAt(s string, keys map[string]bool) int {
	for at := 1; at < len(s); at++ {
		if s[at-1] != ' ' {
			continue
		}
		if k := runningKey(s[at:]); keys[k] && strings.Count(k, " ") >= 2 {
			return at
		}
	}
	return 0
}

// markFootnotes finds notes at the foot of a page: the last rows of the text
// of a page when they are set small and begin with the number of a note.
func (l *layout) markFootnotes() {
	for first := 0; first < len(l.rows); {
		end := first
		for end < len(l.rows) && l.rows[end].page == l.rows[first].page {
			end++
		}
		at, number := end, -1
		for i := end - 1; i >= first; i-- {
			r := l.rows[i]
			if r.mark == running {
				continue
			}
			if r.mark != plain || !l.small(r) || r.y < 300 {
				break
			}
			at = i
			if noteStart.MatchString(l.of(i)) {
				number = i
			}
		}
		if number >= at && number >= 0 {
			for i := number; i < end; i++ {
				if l.rows[i].mark == plain {
					l.rows[i].mark = footnote
				}
			}
		}
		first = end
	}
}

// markRaised finds the number of a note that stands raised after the text it
// belongs to and came as a row of its own.
func (l *layout) markRaised() {
	for i := 1; i < len(l.rows); i++ {
		r, before := &l.rows[i], l.rows[i-1]
		if r.mark == plain && before.mark == plain && r.size < raised*before.size && raisedNumber.MatchString(l.of(i)) && l.sameRow(before, *r) && r.y < before.y {
			r.mark = running
		}
	}
}

// raised is the part of the size of the text that the number of a note is set in at most.
const raised = 0.75

var raisedNumber = lazyregexp.New(`^\d{1,2}$`)

var noteStart = lazyregexp.New(`^(?:\d{1,2}|[*†‡]|\[[a-z]{1,4}\])(?:\s|$|[A-Z])`)

// startsLower reports whether the text goes on in lower case.
func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "‘’“”'\"("))
	return unicode.IsLower(r)
}

var closers = "’”'\")]"

// ended reports whether the text ends a sentence; a footnote number glued to
// the full stop does not count.
func ended(s string) bool {
	s = strings.TrimRight(strings.TrimRight(s, "0123456789"), closers+" ")
	if s == "" {
		return true
	}
	return strings.ContainsRune(".!?:;…", lastRune(s))
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
