// Package plaintext makes text safe to show: what a document holds must not
// change how the page or terminal around it is read.
package plaintext

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Of is text with nothing in it that changes how the text around it is shown:
// control characters and the characters that steer the direction of writing are
// spelled out, as ‹U+202E›.
func Of(s string) string {
	i := strings.IndexFunc(s, steers)
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:i])
	for _, r := range s[i:] {
		switch {
		case r == '\n' || r == '\t':
			b.WriteByte(' ')
		case steers(r):
			fmt.Fprintf(&b, "‹U+%04X›", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// steers reports whether a rune is a control character, a direction mark,
// embedding, override or isolate, or no character at all.
func steers(r rune) bool {
	return r < 0x80 && (r < 0x20 || r == 0x7f) ||
		r >= 0x80 && (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r) || r == utf8.RuneError || r == 0x2028 || r == 0x2029 || r == 0xfeff)
}
