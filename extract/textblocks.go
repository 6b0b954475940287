package extract

import (
	"strings"

	"assay/corpus"
)

// headingLine is the longest line, in bytes, that SplitSentences takes for a
// heading: the longest one-line headings of the reports are about 60.
const headingLine = 60

// textBlocks divides a text without layout into blocks at blank lines, before
// list items that begin a line and after lines that look like headings.
func textBlocks(text string) []corpus.Span {
	var out []corpus.Span
	start, last, number := -1, 0, 0 // of the block; end of its last line; number of the item it begins with
	flush := func() {
		if start >= 0 && last > start {
			out = append(out, corpus.Span{Start: int32(start), End: int32(last)})
		}
		start, number = -1, 0
	}
	for lo := 0; lo < len(text); {
		hi := len(text)
		if n := strings.IndexByte(text[lo:], '\n'); n >= 0 {
			hi = lo + n
		}
		from := skipSpace(text, lo, hi)
		to := trimSpace(text, from, hi)
		lo = hi + 1
		if to <= from {
			flush()
			continue
		}
		if start >= 0 {
			n, bullet := itemNumber(text[from:to])
			switch {
			case bullet, n > 0 && (n == number+1 || endsLine(text[start:last])), headingBefore(text, start, last, from):
				flush()
			}
		}
		if start < 0 {
			start = from
			number, _ = itemNumber(text[from:to])
		}
		last = to
	}
	flush()
	return out
}

// itemNumber is the number of a numbered list item that a line begins with, 0
// for none; bullet says that it begins with a bullet instead.
func itemNumber(line string) (n int, bullet bool) {
	if k, size := charAt(line, 0); k == charBullet || len(line) > 2 && line[1] == ' ' && (line[0] == '-' || line[0] == '*') ||
		k == charDash && size == 3 && len(line) > 4 && line[3] == ' ' && isASCIIUpper(line[4]) {
		return 0, true
	}
	i := 0
	for i < len(line) && i < 3 && isDigit(line[i]) {
		n = n*10 + int(line[i]-'0')
		i++
	}
	if i == 0 || i+2 >= len(line) || line[i] != '.' && line[i] != ')' || line[i+1] != ' ' {
		return 0, false
	}
	return n, false
}

// endsLine reports whether a block so far ends as sentences and lead-ins do.
func endsLine(block string) bool {
	k, n := charBefore(block, len(block))
	for (k == charClose || k == charQuote) && len(block) > n {
		block = block[:len(block)-n]
		k, n = charBefore(block, len(block))
	}
	return k == charStop || strings.HasSuffix(block, ":") || strings.HasSuffix(block, ";")
}

// headingBefore reports whether the block text[start:last] is a heading: one
// short line that begins with a capital and ends without a stop, before a line
// that begins with one.
func headingBefore(text string, start, last, next int) bool {
	line := text[start:last]
	if len(line) > headingLine || strings.IndexByte(line, '\n') >= 0 {
		return false
	}
	first, _ := charAt(line, 0)
	end, _ := charBefore(line, len(line))
	after, _ := charAt(text, next)
	if first != charUpper && first != charDigit || after != charUpper || !end.isWord() && !strings.HasSuffix(line, ":") && end != charClose {
		return false
	}
	word := line[strings.LastIndexByte(line, ' ')+1:]
	return !inSet(functionWords, word)
}

// functionWords end no heading: a line that ends with one runs on.
var functionWords = wordSet(`a an the of in on at by for from with to and or but as is are was were be been that which who
	this these those their its his her our not no has have had will would can could should may must into than per`)
