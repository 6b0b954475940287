package extract

import "strings"

// A letter (focused and monitoring visits, some joint inspections) has between
// its letterhead and its title an address and a salutation, and at its end a
// close with the name of who signs.
var (
	salutation  = rx(`(?i)^dear\s+\S`)
	letterClose = rx(`(?i)^yours\s+(?:sincerely|faithfully|truly)`)
	letterCopy  = rx(`(?i)^(?:cc|copied? to|enc)\b`)
)

// markLetter settles the letterhead, the salutation, the close and the
// signature of a letter as background, so that they are never scored.
func (p *Parse) markLetter(blocks []block) {
	text := p.Doc.Text
	greet, end := -1, -1
	for i := range blocks {
		s := blocks[i].of(text)
		switch {
		case greet < 0 && i < 40 && salutation.MatchString(s) && blocks[i].Len() < 120:
			greet = i
		case greet >= 0 && letterClose.MatchString(s):
			end = i
		}
	}
	if greet < 0 {
		return
	}
	for i := 0; i <= greet; i++ {
		settleBackground(&blocks[i], text)
	}
	if end < 0 {
		return
	}
	for i := end; i < len(blocks); i++ {
		if blocks[i].Len() > 250 && !letterCopy.MatchString(blocks[i].of(text)) && !blocks[i].settled {
			break
		}
		settleBackground(&blocks[i], text)
	}
}

func settleBackground(b *block, text string) {
	if b.settled || b.kind == KindTitle {
		return
	}
	b.kind, b.context, b.settled = KindParagraph, Background, true
	if strings.ContainsRune(b.of(text), '@') || imprintLine.MatchString(b.of(text)) {
		b.kind, b.context = KindFurniture, Furniture
	}
}
