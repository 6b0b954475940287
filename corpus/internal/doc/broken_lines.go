package doc

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// BreakMark stands for a line end inside a block. No page holds it: a parser of
// HTML replaces it.
const BreakMark = "\x00"

// wrapWidth is how long a line may be to be one of an address or a list; longer
// ones are rows of running text that somebody has wrapped by hand.
const wrapWidth = 60

// BrokenLines splits a block at its marks, where they set lines apart: after the
// end of a sentence, and between the short lines of an address or a list. A line
// that goes on in the next one stays joined to it.
func BrokenLines(s string) []string {
	if !strings.Contains(s, BreakMark) {
		return []string{s}
	}
	var lines []string
	var cur strings.Builder // a paragraph may have many thousand breaks
	for line := range strings.SplitSeq(s, BreakMark) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if cur.Len() > 0 {
			if goesOn(cur.String(), line) {
				cur.WriteByte(' ')
			} else {
				lines = append(lines, cur.String())
				cur.Reset()
			}
		}
		cur.WriteString(line)
	}
	if cur.Len() > 0 {
		lines = append(lines, cur.String())
	}
	return lines
}

// goesOn reports whether a line runs on in the next one.
func goesOn(line, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, `"'”’»)]`))
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, `"'“‘«([`))
	switch {
	case strings.ContainsRune(".!?…:;", last):
		return false
	case unicode.IsLower(first):
		return true
	}
	return len(line) > utf8.UTFMax*wrapWidth || utf8.RuneCountInString(line) > wrapWidth
}
