package text

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
	lineStart := 0
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
		from := SkipSpace(text, lo, hi)
		to := TrimSpace(text, from, hi)
		lo = hi + 1
		if to <= from {
			flush()
			continue
		}
		if start >= 0 {
			n, bullet := itemNumber(text[from:to])
			lead := text[to-1] == ':' && isASCIIUpper(text[from])
			_, inBullet := itemNumber(text[start:last])
			switch {
			case LineRunsOn(text[lineStart:last], text[from:to]):
			case bullet, inBullet && lead, n > 0 && (n == number+1 || endsLine(text[start:last])), headingBefore(text, start, last, from):
				flush()
			}
		}
		if start < 0 {
			start = from
			number, _ = itemNumber(text[from:to])
		}
		last, lineStart = to, from
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
	for i < len(line) && i < 3 && IsDigit(line[i]) {
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

// LineRunsOn reports whether line b must be the rest of a sentence that line a
// breaks off, whatever the layout: a does not end as sentences and lead-ins do,
// and either b begins in lower case and is running text (long, or with a full
// stop), or a ends with a word that wants another (a function word, a title, a
// month before a year).
func LineRunsOn(a, b string) bool {
	if a == "" || b == "" || len(a) > 200 {
		return false
	}
	first, _ := charAt(b, 0)
	last := a[strings.LastIndexAny(a, " \n")+1:]
	if dotted, ok := strings.CutSuffix(last, "."); ok && abbrevOf(dotted) == abbrevTitle {
		return first == charUpper
	}
	end, _ := charBefore(a, len(a))
	if !end.isWord() && end != charClose && end != charDash && end != charQuote && a[len(a)-1] != ',' {
		return false
	}
	switch first {
	case charLower:
		return !strings.HasSuffix(a, "\n") && strings.IndexByte(a, ' ') >= 0 && (len(b) >= 40 || hasStop(b))
	case charUpper:
		return inSet(functionWords, last) && IsASCIILower(last[0]) && strings.IndexByte(a, ' ') >= 0 && hasStop(b)
	case charDigit:
		return len(b) >= 4 && IsDigit(b[3]) && inSet(dayNames, last) && isASCIIUpper(last[0]) && hasStop(b)
	}
	return false
}

// hasStop reports whether a line holds the end of a sentence.
func hasStop(line string) bool {
	return endsLine(line) && !strings.HasSuffix(line, ":") || strings.Contains(line, ". ")
}

// functionWords end no heading: a line that ends with one runs on.
var functionWords = wordSet(`a an the of in on at by for from with to and or but as is are was were be been that which who
	this these those their its his her our not no has have had will would can could should may must into than per`)

// SplitSentences returns the spans of the sentences of a text by itself, for
// callers without a document: blank lines, list items on lines of their own and
// heading-like lines end a sentence, other line ends are white space. The spans
// are in order; what lies between them is white space.
func SplitSentences(text string) []corpus.Span {
	var out []corpus.Span
	for _, b := range textBlocks(text) {
		out = AppendSentences(out, text, int(b.Start), int(b.End), false)
	}
	return out
}
