package doc

import (
	"slices"
	"strings"
	"unicode"
)

// Collapse makes every run of white space one space and trims the ends.
func Collapse(s string) string { return strings.Join(strings.Fields(s), " ") }

// Squeeze is what two renderings of one text share: its letters and digits, in
// lower case, raised figures as plain ones.
func Squeeze(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		} else if r > 0x7F {
			if k := slices.Index(raisedFigures[:], r); k >= 0 {
				b.WriteByte(byte('0' + k))
			}
		}
	}
	return b.String()
}

// CutLine splits text after its first line end of any kind: \n, \r, \r\n, \v,
// \f, NEL, line and paragraph separator.
func CutLine(text string) (line, rest string) {
	i := strings.IndexAny(text, "\n\r\v\f\u0085\u2028\u2029")
	if i < 0 {
		return text, ""
	}
	n := 1
	switch {
	case strings.HasPrefix(text[i:], "\r\n"), text[i] == 0xC2:
		n = 2
	case text[i] == 0xE2:
		n = 3
	}
	return text[:i], text[i+n:]
}
