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
// a hyphen at a line end; soft hyphens go, with the line end behind them. It copies
// only where there is something to do.
func Flatten(s string) string {
	i := 0
	for i < len(s) && s[i] > ' ' && s[i] != softHyphen[0] || i+1 < len(s) && s[i] == ' ' && s[i+1] > ' ' {
		i++
	}
	if i == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:i])
	for i < len(s) {
		if strings.HasPrefix(s[i:], softHyphen) {
			i += len(softHyphen)
			if end := SkipSpace(s, i, len(s)); strings.IndexByte(s[i:end], '\n') >= 0 {
				i = end
			}
			continue
		}
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
