package doc

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The mark of a note stands raised behind a word and is no part of it. Readers
// that see what is raised write a number as raised figures, which no word holds
// and nothing that looks for numbers takes for one: "oversight²".

var raisedFigures = [10]rune{'⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'}

// RaisedMark is how mark, which is set raised behind before, is written: figures
// as raised figures, a letter, a small roman number or a list of these in square
// brackets. Where it is no mark of a note (an ordinal, a power of a unit, longer
// text) it stays as it is.
func RaisedMark(before, mark string) string {
	m := strings.TrimSpace(mark)
	last, _ := utf8.DecodeLastRuneInString(before)
	if m == "" || before == "" || unicode.IsSpace(last) && len(m) > 3 {
		return mark
	}
	figures, other := 0, 0
	for _, r := range m {
		switch {
		case r >= '0' && r <= '9':
			figures++
		case r != ',' && r != ' ' && r != '-' && r != '–' && r != '*' && r != '†' && r != '‡':
			other++
		}
	}
	switch {
	case figures > 0 && other == 0 && figures <= 12 && longestNumber(m) <= 3:
		if power(before) {
			return mark
		}
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return raisedFigures[r-'0']
			}
			return r
		}, m)
	case figures == 0 && lettered(m) && (unicode.IsLetter(last) && !power(before) || strings.ContainsRune(".,;:!?)’”'\"", last)):
		return "[" + m + "]"
	}
	return mark
}

// lettered reports single small letters and small roman numbers, one or a list.
func lettered(mark string) bool {
	list := strings.FieldsFunc(mark, func(r rune) bool { return r == ',' || r == ' ' })
	for _, m := range list {
		if m[0] < 'a' || m[0] > 'z' || len(m) > 4 || len(m) > 1 && strings.Trim(m, "ivx") != "" {
			return false
		}
	}
	return len(list) > 0 && len(list) < 5
}

// AlikeInSize reports whether two sizes of type, in points, are those of one text;
// a size of 0 is not known.
func AlikeInSize(a, b float32) bool {
	return a <= 0 || b <= 0 || a <= alike*b && b <= alike*a
}

const alike = 1.06

// longestNumber is how many figures stand together at most.
func longestNumber(s string) int {
	best, n := 0, 0
	for _, r := range s {
		if n++; r < '0' || r > '9' {
			n = 0
		}
		best = max(best, n)
	}
	return best
}

// units are raised to a power where a number follows them.
var units = map[string]bool{"m": true, "km": true, "cm": true, "mm": true, "ft": true, "in": true, "yd": true, "mi": true, "s": true,
	"x": true, "y": true, "r": true, "n": true, "e": true, "a": true, "b": true, "c": true, "i": true, "kg": true, "sq": true, "χ": true}

// power reports whether a number raised behind s is a power: of a unit or of one
// letter that follows a number or stands alone.
func power(s string) bool {
	at := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	_, n := utf8.DecodeRuneInString(s[max(at, 0):])
	if at < 0 {
		n = 0
	}
	word := s[max(at, 0)+n:]
	if word == "" { // behind a figure: 10², but a year has notes
		digits := len(s) - len(strings.TrimRight(s, "0123456789"))
		return digits > 0 && digits < 3
	}
	return units[strings.ToLower(word)]
}
