package refi

import (
	"strconv"
	"strings"
	"unicode"
)

// fit decides how a source's positions are meant, for programs read the standard in
// two ways: whether a line end of two characters counts as one, and whether the end
// of a selection is its last character or the one after. The reading under which
// most selections begin and end at the edge of a word is taken, the plain one where
// none is better. It changes the line ends of s.Text where they count as one, and
// returns what to add to ends.
func fit(s *Source, selections []*node) (more int) {
	type reading struct {
		text []rune
		more int
	}
	plain := []rune(s.Text)
	readings := []reading{{plain, 0}, {plain, 1}}
	unix := s.Text
	if strings.Contains(s.Text, "\r\n") {
		unix = strings.ReplaceAll(s.Text, "\r\n", "\n")
		readings = append(readings, reading{[]rune(unix), 0}, reading{[]rune(unix), 1})
	}
	best, most := 0, -1
	for i, r := range readings {
		n := 0
		for _, k := range selections {
			from, err1 := strconv.Atoi(k.attr("startPosition"))
			to, err2 := strconv.Atoi(k.attr("endPosition"))
			if err1 == nil && err2 == nil && edge(r.text, from) && edge(r.text, to+r.more) && from < to+r.more {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	if best > 1 {
		s.Text = unix
	}
	return readings[best].more
}

// edge reports whether position i does not lie within a word, nor outside the text.
func edge(text []rune, i int) bool {
	if i < 0 || i > len(text) {
		return false
	}
	letter := func(k int) bool {
		return k >= 0 && k < len(text) && (unicode.IsLetter(text[k]) || unicode.IsDigit(text[k]))
	}
	return !letter(i-1) || !letter(i)
}
