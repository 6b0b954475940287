package text

// HasPrefixFold reports whether s begins with w, which is in small letters of
// ASCII, whatever the case of s.
func HasPrefixFold(s, w string) bool {
	if len(s) < len(w) {
		return false
	}
	for i := range len(w) {
		if LowerByte(s[i]) != w[i] {
			return false
		}
	}
	return true
}

// LowerByte is a byte with an ASCII letter in lower case.
func LowerByte(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// WordByte reports whether b is a letter or digit of ASCII or an underscore:
// what \w and \b of a pattern go by.
func WordByte(b byte) bool {
	return 'a' <= LowerByte(b) && LowerByte(b) <= 'z' || IsDigit(b) || b == '_'
}

// SkipBlank is the place of the first byte from i on that is no white space.
func SkipBlank(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\f' || s[i] == '\r') {
		i++
	}
	return i
}

// IsLetter reports whether a byte is an ASCII letter.
func IsLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
