// Package hyphen makes words whole that a printed line end has divided
// ("manage-" / "ment"), and leaves compounds their hyphen ("long-" / "term").
//
// A word is divided where a row ends with a hyphen and the next one goes on in
// the same case. Package compound says whether the hyphen belongs to it; a soft hyphen
// never does. The second half moves up to the first, so that the
// text is shorter by the hyphen and nothing else.
package hyphen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/corpus/internal/doc"
	"assay/internal/compound"
)

// Mark stands for a hyphen at the end of a row where a reader has the halves in
// one row already. Join replaces every one.
const Mark = '\uFFFE'

// Row is a line of a document as it is printed.
type Row struct {
	Text  string
	Size  float32 // of its type in points, 0 where it is not known
	Apart bool    // it does not go on from the row before: a blank line is between
	Page  bool    // it is the first of a page
	Gone  bool    // its only word has moved up; Join sets it
}

// Join makes divided words whole, in place. A row whose only word has moved up is
// left empty and Gone.
func Join(rows []Row) {
	halves := find(rows)
	if len(halves) == 0 {
		return
	}
	seen := count(rows, halves)
	// From the end, so that places found before stay where they are.
	for k := len(halves) - 1; k >= 0; k-- {
		h := &halves[k]
		if h.choose(rows, seen) {
			h.apply(rows, seen)
		}
	}
}

// half is a hyphen and the two halves it stands between.
type half struct {
	row, at, size int // the row of the first half, and bytes of the hyphen in it
	next          int // the row of the second half: row itself for a Mark
	first, second string
	soft          bool
	far           bool      // other text stands between the halves
	may           []goingOn // where the second half may stand then; choose takes one
}

// goingOn is a row that begins with what may be a second half.
type goingOn struct {
	row  int
	word string
}

// Rows may stand between the halves: the foot of the page and the head of the next,
// a note, a caption, a quotation set apart. pageEdge is how many of the text's own
// size do at most, on either page; farthest how many of any.
const (
	pageEdge  = 6
	farthest  = 80
	shortHead = 4 // words of a head in small letters at most
)

func find(rows []Row) []half {
	var out []half
	for i := range rows {
		text := rows[i].Text
		for at := strings.IndexRune(text, Mark); at >= 0; {
			n := utf8.RuneLen(Mark)
			out = append(out, half{row: i, at: at, size: n, next: i, first: lastWord(text[:at]), second: firstWord(text[at+n:])})
			next := strings.IndexRune(text[at+n:], Mark)
			if next < 0 {
				break
			}
			at += n + next
		}
		end := strings.TrimRight(text, " \t")
		r, n := utf8.DecodeLastRuneInString(end)
		if r != '-' && r != '\u2010' && r != '\u00AD' {
			continue
		}
		first := lastWord(end[:len(end)-n])
		if first == "" {
			continue
		}
		h := half{row: i, at: len(end) - n, size: n, first: first, soft: r == '\u00AD'}
		if h.findSecond(rows) {
			out = append(out, h)
		}
	}
	return out
}

// findSecond looks for the second half: at the beginning of the next row or, where
// that is not of the same text or does not go on, of a row shortly after.
func (h *half) findSecond(rows []Row) bool {
	next := h.row + 1
	if next < len(rows) && !rows[next].Apart && !rows[next].Page && doc.AlikeInSize(rows[h.row].Size, rows[next].Size) && h.goesOn(rows[next].Text) {
		h.next = next
		return true
	}
	turned, own := false, 0
	for k := next; k < min(len(rows), next+farthest); k++ {
		if rows[k].Page {
			if turned {
				break
			}
			turned, own = true, 0
		}
		if !doc.AlikeInSize(rows[h.row].Size, rows[k].Size) {
			continue
		}
		if own++; own > pageEdge {
			break
		}
		if (turned || rows[k].Size > 0) && h.goesOn(rows[k].Text) {
			h.may = append(h.may, goingOn{k, h.second})
			if len(strings.Fields(rows[k].Text)) > shortHead {
				break // running text, and no head of a page
			}
		}
	}
	h.far = len(h.may) > 0
	if next < len(rows) && !rows[next].Apart && !rows[next].Page && h.goesOn(rows[next].Text) { // of another size, for want of a better one
		h.may = append(h.may, goingOn{next, h.second})
	}
	if len(h.may) == 0 {
		return false
	}
	h.next, h.second = h.may[0].row, h.may[0].word
	return true
}

// choose takes of the rows that may go on the first that makes a word of the
// document or the lexicon, or else the last. It reports false where other halves
// have taken the first words of all.
func (h *half) choose(rows []Row, seen map[string]int) bool {
	free := len(h.may) == 0
	for _, g := range h.may {
		if firstWord(strings.TrimLeft(rows[g.row].Text, " \t")) != g.word {
			continue
		}
		free, h.far = true, g.row != h.row+1 || rows[g.row].Page
		if h.next, h.second = g.row, g.word; h.whole(seen) {
			break
		}
	}
	return free
}

// goesOn reports whether text begins with the second half, and keeps that: it
// is in small letters, or in capitals like the first.
func (h *half) goesOn(text string) bool {
	h.second = firstWord(strings.TrimLeft(text, " \t"))
	if h.second == "" || h.second == "and" || h.second == "or" || h.second == "to" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(h.second)
	return unicode.IsLower(r) || capitals(h.first) && capitals(h.second)
}

func capitals(s string) bool {
	return len(s) > 1 && strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// key is a word as it is counted.
func key(s string) string { return strings.ToLower(s) }

// count counts how often the document has the words that decide, apart from the
// divided ones themselves: both halves, the whole and the compound.
func count(rows []Row, halves []half) map[string]int {
	seen := map[string]int{}
	divided := map[int][]half{}
	for _, h := range halves {
		ends := append([]goingOn{{h.next, h.second}}, h.may...)
		for _, g := range ends {
			a, b := key(h.first), key(g.word)
			for _, w := range []string{a, b, a + b, a + "-" + b} {
				seen[w] = 0
			}
			if g.row != h.row {
				h.next = g.row
				divided[g.row] = append(divided[g.row], h)
			}
		}
		divided[h.row] = append(divided[h.row], h)
	}
	for i, r := range rows {
		eachWord(r.Text, func(from, to int) {
			for _, h := range divided[i] {
				if h.row == i && (to == h.at || from == h.at+h.size) || h.next == i && h.row != i && strings.TrimLeft(r.Text[:from], " \t") == "" {
					return
				}
			}
			w := key(r.Text[from:to])
			if n, ok := seen[w]; ok {
				seen[w] = n + 1
			}
			for k := strings.IndexByte(w, '-'); k >= 0; k = -1 {
				for _, part := range strings.Split(w, "-") {
					if n, ok := seen[part]; ok {
						seen[part] = n + 1
					}
				}
			}
		})
	}
	return seen
}

// eachWord calls f for the bytes of every word of s; a hyphen between two letters
// belongs to the word.
func eachWord(s string, f func(from, to int)) {
	start := -1
	for i, r := range s {
		inner := r == '-' && start >= 0 && i+1 < len(s) && letterAt(s, i+1)
		if unicode.IsLetter(r) || inner {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			f(start, i)
		}
		start = -1
	}
	if start >= 0 {
		f(start, len(s))
	}
}

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// whole decides whether the halves are one word.
func (h *half) whole(seen map[string]int) bool {
	first, second := h.first, h.second
	switch {
	case h.soft:
		return true
	case first == "" || second == "": // post-16
		return false
	case capitals(first) && capitals(second):
		first, second = key(first), key(second)
	}
	if compound.Hyphened(first, second, seen) {
		return false
	}
	return !h.far || compound.IsWord(key(first)+key(second), seen) // over two pages only a word somebody knows
}

// apply joins the halves, as one word or as a compound.
func (h *half) apply(rows []Row, seen map[string]int) {
	whole := h.whole(seen)
	r := &rows[h.row]
	hyphen := "-"
	if whole {
		hyphen = ""
	}
	if h.next == h.row {
		r.Text = r.Text[:h.at] + hyphen + r.Text[h.at+h.size:]
		return
	}
	if h.far && !whole {
		return
	}
	n := &rows[h.next]
	moved := strings.TrimLeft(n.Text, " \t")
	end := strings.IndexFunc(moved, unicode.IsSpace)
	if end < 0 {
		end = len(moved)
	}
	// The rest stays where it stands; its indent goes with it.
	rest := strings.TrimLeft(moved[end:], " \t")
	if rest != "" {
		rest = n.Text[:len(n.Text)-len(moved)] + rest
	}
	r.Text = r.Text[:h.at] + hyphen + moved[:end]
	n.Text, n.Gone = rest, rest == ""
}

// lastWord is the letters s ends with, firstWord those it begins with.
func lastWord(s string) string {
	at := len(s)
	for at > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:at])
		if !unicode.IsLetter(r) {
			break
		}
		at -= n
	}
	return s[at:]
}

func firstWord(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return s[:i]
		}
	}
	return s
}
