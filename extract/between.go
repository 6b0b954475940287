package extract

import (
	"unicode"
	"unicode/utf8"
)

// maxBetween is how many rows of smaller type may stand within a paragraph, and topOfPage
// how far down a page, in points, its head reaches.
const (
	maxBetween = 8
	topOfPage  = 110
)

// markBetween finds what stands within a paragraph in smaller type: between a row of text
// that ends no sentence and one that goes on in small letters. At the top of a page it
// is its head, though it comes only once; elsewhere a note or a caption.
func (l *layout) markBetween() {
	last := -1 // the last row of running text
	for i, r := range l.rows {
		switch {
		case r.mark == running || r.mark == footnote || r.mark == plain && l.small(r) && startsLetter(l.of(i)):
			continue
		case r.mark != plain || l.large(r) || l.small(r): // a bullet or a figure says little of the size of its row
			last = -1
			continue
		case last >= 0 && i-last <= maxBetween && r.page <= l.rows[last].page+1 && startsLower(l.of(i)) && !ended(l.of(last)):
			for k := last + 1; k < i; k++ {
				if b := &l.rows[k]; b.mark == plain && b.page == r.page && b.y < topOfPage {
					b.mark = running
				} else if b.mark == plain {
					b.mark = footnote
				}
			}
		}
		last = i
	}
}

func startsLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}
