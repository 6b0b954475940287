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

	"assay/internal/compound"
)

// Mark stands for a hyphen at the end of a row where a reader has the halves in
// one row already. Join replaces every one.
const Mark = '\uFFFE'

// Row is a line of a document as it is printed.
type Row struct {
	Text  string
	Apart bool // it does not go on from the row before: a blank line is between
	Page  bool // it is the first of a page
	Gone  bool // its only word has moved up; Join sets it
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
		h.apply(rows, seen)
	}
}

// half is a hyphen and the two halves it stands between.
type half struct {
	row, at, size int // the row of the first half, and bytes of the hyphen in it
	next          int // the row of the second half: row itself for a Mark
	first, second string
	soft          bool
	far           bool // the halves lie on two pages
}

// How many rows from the end of a page, and from the beginning of the next, a
// word may be divided: footers and headers stand between.
const pageEdge = 6

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

// findSecond looks for the second half: at the beginning of the next row or,
// where a page ends shortly after, of one of the first rows of the next page.
func (h *half) findSecond(rows []Row) bool {
	if k := h.row + 1; k < len(rows) && !rows[k].Apart && !rows[k].Page && h.goesOn(rows[k].Text) {
		h.next = k
		return true
	}
	turn := h.row + 1
	for turn < len(rows) && !rows[turn].Page {
		turn++
	}
	if turn == len(rows) || turn-h.row > pageEdge {
		return false
	}
	for k := turn; k < min(turn+pageEdge, len(rows)) && (k == turn || !rows[k].Page); k++ {
		if h.goesOn(rows[k].Text) {
			h.next, h.far = k, true
			return true
		}
	}
	return false
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
		a, b := key(h.first), key(h.second)
		for _, w := range []string{a, b, a + b, a + "-" + b} {
			seen[w] = 0
		}
		divided[h.row] = append(divided[h.row], h)
		if h.next != h.row {
			divided[h.next] = append(divided[h.next], h)
		}
	}
	for i, r := range rows {
		words(r.Text, func(from, to int) {
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

// words calls f for the bytes of every word of s; a hyphen between two letters
// belongs to the word.
func words(s string, f func(from, to int)) {
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
