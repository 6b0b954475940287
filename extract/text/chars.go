package text

import (
	"unicode"
	"unicode/utf8"
)

// charKind is what a character is to the splitter and the tokenizer.
type charKind uint8

const (
	charOther charKind = iota // symbols, emoji
	charSpace
	charUpper
	charLower
	charLetter // letters without case
	charDigit
	charOpen   // opening quotes and brackets
	charClose  // closing quotes and brackets
	charQuote  // straight quotes, which open or close
	charStop   // . ! ? and their kin
	charDash   // - and the long dashes
	charBullet // list glyphs
	charMark   // combining marks and format characters: part of what stands before
	charMoney
	charPunct
)

var asciiKind = func() (t [utf8.RuneSelf]charKind) {
	for c := range t {
		switch {
		case c <= ' ' || c == 0x7F:
			t[c] = charSpace
		case 'A' <= c && c <= 'Z':
			t[c] = charUpper
		case 'a' <= c && c <= 'z':
			t[c] = charLower
		case '0' <= c && c <= '9':
			t[c] = charDigit
		}
	}
	for kind, chars := range map[charKind]string{charOpen: "([{", charClose: ")]}", charQuote: "\"'`", charStop: ".!?",
		charDash: "-", charMoney: "$", charPunct: ",;:/\\"} {
		for _, c := range chars {
			t[c] = kind
		}
	}
	return t
}()

// charAt is the kind and size of the character at i; s[i] must exist.
func charAt(s string, i int) (charKind, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return asciiKind[c], 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return runeKind(r), size
}

// charBefore is the kind and size of the character that ends at i; i > 0.
func charBefore(s string, i int) (charKind, int) {
	if c := s[i-1]; c < utf8.RuneSelf {
		return asciiKind[c], 1
	}
	r, size := utf8.DecodeLastRuneInString(s[:i])
	return runeKind(r), size
}

// runeKind is the kind of a character outside ASCII.
func runeKind(r rune) charKind {
	switch r {
	case '‘', '“', '«', '‹', '„', '‚', '「', '『', '（', '【':
		return charOpen
	case '’', '”', '»', '›', '」', '』', '）', '】':
		return charClose
	case '…', '。', '！', '？', '؟', '۔', '।':
		return charStop
	case '–', '—', '―', '−':
		return charDash
	case '•', '◼', '■', '▪', '●', '○', '◦', '‣', '⁃', '∙', '➢', '➤', '►', '▶', '✓', '✔', '❖', '◆', '□', '☐', '⦁':
		return charBullet
	case '£', '€', '¥', '¢', '₹':
		return charMoney
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff', '\u061c',
		'\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069':
		return charMark
	}
	switch {
	case unicode.IsSpace(r):
		return charSpace
	case unicode.IsLower(r):
		return charLower
	case unicode.IsUpper(r), unicode.IsTitle(r):
		return charUpper
	case unicode.IsLetter(r):
		return charLetter
	case unicode.IsMark(r):
		return charMark
	case unicode.Is(unicode.Nd, r):
		return charDigit
	case unicode.IsPunct(r):
		return charPunct
	}
	return charOther
}

func (k charKind) isWord() bool {
	return k == charUpper || k == charLower || k == charLetter || k == charDigit
}

func (k charKind) isLetter() bool { return k == charUpper || k == charLower || k == charLetter }

// IsDigit reports whether a byte is an ASCII digit.
func IsDigit(c byte) bool      { return '0' <= c && c <= '9' }
func isASCIIUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// IsASCIILower reports whether a byte is a lower-case ASCII letter.
func IsASCIILower(c byte) bool { return 'a' <= c && c <= 'z' }
func isASCIILetter(c byte) bool {
	return IsASCIILower(c | 0x20)
}

// SkipSpace is the first position at or after i, and before hi, that is not
// white space; hi where there is none.
func SkipSpace(s string, i, hi int) int {
	for i < hi {
		k, n := charAt(s, i)
		if k != charSpace {
			return i
		}
		i += n
	}
	return hi
}

// TrimSpace takes white space off the end of s[lo:hi].
func TrimSpace(s string, lo, hi int) int {
	for hi > lo {
		k, n := charBefore(s, hi)
		if k != charSpace {
			return hi
		}
		hi -= n
	}
	return lo
}
