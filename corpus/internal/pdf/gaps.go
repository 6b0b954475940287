package pdf

import (
	"strings"
	"unicode"

	"assay/corpus/internal/doc"
	"assay/internal/typeface"
)

// A gap is a space within a row that is wider than one between words: another
// cell of a table begins behind it. The row's words behind it are counted, since
// the text of a row may still lose its first word to the row before.
type gap struct {
	words int     // of the row behind the gap
	x     float32 // where the first of them begins, in points from the left
}

// wideGap is how much wider than the last letter before it a gap is at least, in
// font sizes; a space takes a little over a quarter of one.
const wideGap = 0.5

// gaps finds the wide gaps of units[at:end], from the left, where a capital, a
// figure or a bullet follows: text that is cut by chance goes on in small letters.
func (t *textPage) gaps(units []uint16, at, end int, size float32) (out []gap, err error) {
	if t.mixed || t.box.turn != 0 || size <= 0 {
		return nil, nil
	}
	for i := at + 2; i < end; i++ {
		if !spaceUnit(units[i-1]) || !opensCell(rune(units[i])) {
			continue
		}
		last := i - 1
		for last > at && spaceUnit(units[last]) {
			last--
		}
		before, err := t.row(last)
		if err != nil {
			return nil, err
		}
		next, err := t.row(i)
		if err != nil {
			return nil, err
		}
		if before.known && next.known && next.x-before.x > size*(typeface.Width(rune(units[last]))+wideGap) {
			out = append(out, gap{countWords(units[i:end]), next.x})
		}
	}
	return out, nil
}

func opensCell(r rune) bool {
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("•▪■●–-‘“\"(", r)
}

func countWords(units []uint16) (n int) {
	for i, u := range units {
		if !spaceUnit(u) && (i == 0 || spaceUnit(units[i-1])) {
			n++
		}
	}
	return n
}

// cells are the gaps of a row where they stand in the text of the document.
func (r *printed) cells(text string, start int32) (out []doc.Cell) {
	for _, g := range r.gaps {
		if at := fromLast(text, g.words); at > 0 {
			out = append(out, doc.Cell{Start: start + int32(at), X: g.x})
		}
	}
	return out
}

// fromLast is where the nth word from the end of a text begins, -1 where it has
// not as many.
func fromLast(text string, n int) int {
	at := len(text)
	for ; n > 0; n-- {
		at = strings.LastIndexByte(text[:max(at-1, 0)], ' ')
		if at < 0 {
			return -1
		}
		at++
	}
	return at
}
