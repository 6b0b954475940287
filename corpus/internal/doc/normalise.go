package doc

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// NormaliseLine gives one line in the form every later span counts on: NFC, no
// control characters, every kind of space and line end a plain space, private
// use bullets as •, ligatures spelled out, invisible marks dropped, no white
// space at the ends. Invalid UTF-8 becomes U+FFFD. A soft hyphen stays only where it
// stands for the end of a row: at the end of the line, or where a reader that has put the
// divided word together wrote RowEnd.
func NormaliseLine(s string) string {
	if plainASCII(s) {
		return strings.Trim(s, " ")
	}
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r >= ' ' && r < 0x7F:
			b.WriteByte(byte(r))
		case r == RowEnd, r == softHyphen && i+2 == len(s):
			b.WriteRune(softHyphen)
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.IsControl(r), invisible(r):
		case r >= 0xE000 && r <= 0xF8FF:
			b.WriteRune(privateUse(r))
		case r >= 0xFB00 && r <= 0xFB06:
			b.WriteString(ligatures[r-0xFB00])
		default:
			b.WriteRune(r)
		}
	}
	return strings.Trim(norm.NFC.String(b.String()), " ")
}

// RowEnd is what a reader writes for the hyphen at the end of a row within a word that
// it has put together; NormaliseLine makes it a soft hyphen.
const RowEnd = 0xFFFE

const softHyphen = 0xAD

var ligatures = [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}

func plainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0x7F {
			return false
		}
	}
	return true
}

// invisible reports marks that print nothing and only split words: the soft
// hyphen, zero width spaces, byte order marks and direction marks. The joiners
// U+200C and U+200D stay, since emoji and some scripts need them.
func invisible(r rune) bool {
	switch r {
	case softHyphen, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFF:
		return true
	}
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r >= 0xFFF9 && r <= 0xFFFB
}

// privateUse maps a private-use glyph to what readers see. Office programs
// write the glyphs of the Symbol and Wingdings fonts at U+F020 to U+F0FF, and
// practically all of them in running text are bullets.
func privateUse(r rune) rune {
	switch r {
	case 0xF02D, 0xF0BE: // Symbol minus and horizontal extender
		return '-'
	case 0xF020, 0xF0A0:
		return ' '
	}
	return '•'
}
