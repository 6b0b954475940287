package text

import (
	"strings"
	"unicode/utf8"
)

// face handles a character at i that an emoticon or a picture may begin with: one
// before a capital ends a sentence, as a stop does.
func (s *splitter) face(i, size int) int {
	if i <= s.body || !asciiSpace(s.text[i-1]) && size == 1 {
		return i + size
	}
	end := s.faceAt(i)
	if end == 0 {
		return i + size
	}
	w := SkipSpace(s.text, end, s.hi)
	for w < s.hi {
		next := s.faceAt(w)
		if next == 0 {
			break
		}
		end, w = next, SkipSpace(s.text, next, s.hi)
	}
	if w >= s.hi || w == end {
		return end
	}
	if k, _ := charAt(s.text, w); k == charUpper || k == charLower && size == 1 && s.caseless() {
		if size > 1 && strings.HasPrefix(s.text[s.start:], s.text[i:i+size]) {
			return s.cut(i, i) // pictures for bullets
		}
		return s.cut(end, w)
	}
	return end
}

// faceAt is the end of the emoticon or picture at i, 0 where there is none.
func (s *splitter) faceAt(i int) int {
	if s.text[i] < utf8.RuneSelf {
		return emoticon(s.text, i, s.hi)
	}
	if r, _ := utf8.DecodeRuneInString(s.text[i:]); isPicture(r) {
		return s.symbols(i)
	}
	return 0
}

// isPicture reports whether r is an emoji that shows a face, a hand, a heart or a
// thing, and no sign of a text (an arrow, a telephone before a number).
func isPicture(r rune) bool {
	return r >= 0x1F300 && r <= 0x1FAFF || r == '☹' || r == '☺' || r == '♥' || r == '❤'
}

// faces are the emoticons that are not eyes, nose and mouth; kisses are faces too.
var faces = func() map[byte][]string {
	m := map[byte][]string{}
	for _, f := range lists.Group("faces") {
		m[f[0]] = append(m[f[0]], f)
	}
	return m
}()

// beginsFace says of a character whether an emoticon may begin with it.
var beginsFace = func() (t [utf8.RuneSelf]bool) {
	for c := range faces {
		t[c] = true
	}
	for _, c := range ":;=>(" {
		t[c] = true
	}
	return t
}()

// emoticon is the end of the emoticon at i, which white space, a stop or the end
// must follow, 0 where there is none: ":)", ">:-(", ";)", "=D", ":/", "(:", "<3".
func emoticon(text string, i, hi int) int {
	for _, f := range faces[text[i]] {
		if strings.HasPrefix(text[i:hi], f) && faceEnds(text, i+len(f), hi) {
			return i + len(f)
		}
	}
	j := i
	if text[j] == '>' {
		j++
	}
	switch {
	case j+1 >= hi:
		return 0
	case text[j] == '(': // turned round: "(:", "(-:"
		if j++; text[j] == '-' {
			j++
		}
		if j >= hi || !isEyes(text[j]) {
			return 0
		}
		j++
	case isEyes(text[j]):
		if j++; text[j] == '-' || text[j] == '^' || text[j] == '\'' {
			j++
		}
		from := j
		for j < hi && strings.IndexByte(")(][DPpOoSs3*|/\\@$", text[j]) >= 0 && j-from < 6 && text[j] == text[from] {
			j++
		}
		if j == from {
			return 0
		}
	default:
		return 0
	}
	if !faceEnds(text, j, hi) {
		return 0
	}
	return j
}

func isEyes(c byte) bool { return c == ':' || c == ';' || c == '=' }

// faceEnds reports whether an emoticon may end at i.
func faceEnds(text string, i, hi int) bool {
	return i >= hi || asciiSpace(text[i]) || strings.IndexByte(".!?,", text[i]) >= 0
}
