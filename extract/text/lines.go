package text

import (
	"strings"

	"assay/corpus"
)

// AppendLines appends every line of text[lo:hi] that is not blank.
func AppendLines(dst []corpus.Span, text string, lo, hi int) []corpus.Span {
	for lo < hi {
		end := hi
		if n := strings.IndexByte(text[lo:hi], '\n'); n >= 0 {
			end = lo + n
		}
		from := SkipSpace(text, lo, end)
		if to := TrimSpace(text, from, end); to > from {
			dst = append(dst, corpus.Span{Start: int32(from), End: int32(to)})
		}
		lo = end + 1
	}
	return dst
}

// Flatten makes each run of white space one space and mends words broken after
// a hyphen at a line end. It copies only where there is something to do.
func Flatten(s string) string {
	i := 0
	for i < len(s) && s[i] > ' ' || i+1 < len(s) && s[i] == ' ' && s[i+1] > ' ' {
		i++
	}
	if i == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:i])
	for i < len(s) {
		k, n := charAt(s, i)
		if k != charSpace {
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		end := SkipSpace(s, i, len(s))
		if end < len(s) && !(strings.IndexByte(s[i:end], '\n') >= 0 && brokenWord(s, i, end)) {
			b.WriteByte(' ')
		}
		i = end
	}
	return b.String()
}

// brokenWord reports whether the line break s[i:next] stands inside a
// hyphenated word: a letter and a hyphen before it and a lower-case letter after
// it, unless the hyphen is suspended ("pre- and post-birth").
func brokenWord(s string, i, next int) bool {
	if i < 2 || s[i-1] != '-' || next >= len(s) {
		return false
	}
	k, _ := charBefore(s, i-1)
	after, _ := charAt(s, next)
	if !k.isWord() || after != charLower && after != charDigit {
		return false
	}
	e := next
	for e < len(s) && e-next < 4 && IsASCIILower(s[e]) {
		e++
	}
	switch s[next:e] {
	case "and", "or", "to", "nor":
		return false
	}
	return true
}
