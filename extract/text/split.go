package text

import (
	"strings"
	"unicode/utf8"

	"assay/corpus"
)

// splitter cuts one block of text into sentences in one pass. Every look ahead
// or back is either bounded or over characters that are then consumed, so the
// time is linear in the text whatever it holds.
type splitter struct {
	text     string
	lo, hi   int // the block
	informal bool
	out      []corpus.Span

	start    int   // of the current sentence
	body     int   // its first byte after bullet and list mark
	mark     byte  // the letter of the list mark it begins with ("b" of "b. The"), 0 for none
	bracket  int   // end of the bracket being inside of, when it opened within a sentence
	unclosed int   // no bracket closes between the last search and here
	habit    habit // whether the writer begins sentences with capitals
}

// maxBracket bounds the length of a bracketed remark that may hold full stops
// without ending the sentence around it.
const maxBracket = 300

// AppendSentences appends the spans of the sentences of text[lo:hi], one block
// of running text, to dst. A line end is white space. The spans begin and end on
// characters that are not white space; what lies between them is white space.
// informal allows sentences to begin in lower case, as comments do.
func AppendSentences(dst []corpus.Span, text string, lo, hi int, informal bool) []corpus.Span {
	lo = SkipSpace(text, lo, hi)
	hi = TrimSpace(text, lo, hi)
	if lo >= hi {
		return dst
	}
	s := splitter{text: text, lo: lo, hi: hi, informal: informal, out: dst}
	s.open(lo)
	for i := s.body; i < hi; {
		c := text[i]
		if c >= utf8.RuneSelf {
			i = s.wide(i)
			continue
		}
		switch c {
		case '.', '!', '?':
			i = s.stop(i)
		case '(', '[':
			s.openBracket(i)
			i = s.face(i, 1)
		case ':', ';', '=', '<', '>', '^', '-', 'x', 'X', 'o', 'O', 'T', '\\':
			i = s.face(i, 1)
		case ')':
			if s.nextMark(i) {
				i = s.cut(i-1, i-1)
			} else {
				i++
			}
		case '\n':
			i = s.newline(i)
		default:
			i++
		}
	}
	s.out = append(s.out, corpus.Span{Start: int32(s.start), End: int32(hi)})
	return s.out
}

// cut ends the current sentence before end, begins the next one at next and
// returns where scanning goes on.
func (s *splitter) cut(end, next int) int {
	if end = TrimSpace(s.text, s.start, end); end > s.start {
		s.out = append(s.out, corpus.Span{Start: int32(s.start), End: int32(end)})
	}
	s.open(next)
	return s.body
}

// open begins a sentence at i and steps over its bullet and list mark ("•",
// "2.", "2.1", "b)", "iv."), whose full stop ends nothing.
func (s *splitter) open(i int) {
	s.start, s.mark, s.bracket = i, 0, 0
	text, hi := s.text, s.hi
	for i < hi {
		k, n := charAt(text, i)
		if k != charBullet && k != charSpace {
			break
		}
		i += n
	}
	s.body = i
	j := i
	if j < hi && IsDigit(text[j]) {
		for part := 0; j < hi && part < 4; part++ {
			from := j
			for j < hi && IsDigit(text[j]) && j-from < 4 {
				j++
			}
			if j == from || j-from > 3 {
				break
			}
			if j+1 < hi && text[j] == '.' && IsDigit(text[j+1]) {
				j++
				continue
			}
			if after, ok := markEnd(text, j, hi); ok {
				s.body = after
			}
			return
		}
		return
	}
	for j < hi && isASCIILetter(text[j]) && j-i < 5 {
		j++
	}
	if n := j - i; n == 0 || n > 1 && (n > 4 || strings.Trim(text[i:j], "ivx") != "") {
		return
	}
	if after, ok := markEnd(text, j, hi); ok {
		s.body = after
		if j-i == 1 && IsASCIILower(text[i]) {
			s.mark = text[i]
		}
	}
}

// markEnd recognises the "." or ")" or ".)" that closes a list mark at j and
// returns where the item's own text begins.
func markEnd(text string, j, hi int) (int, bool) {
	from := j
	if j < hi && text[j] == '.' {
		j++
	}
	if j < hi && text[j] == ')' {
		j++
	}
	if j == from || j >= hi {
		return 0, false
	}
	k, n := charAt(text, j)
	if k == charSpace {
		return j + n, true
	}
	return j, k == charUpper && IsDigit(text[from-1])
}

// nextMark reports whether the single letter before i is the list mark after
// the one the current sentence begins with, as in "a) this b) that".
func (s *splitter) nextMark(i int) bool {
	return s.mark != 0 && i-2 >= s.body && s.text[i-1] == s.mark+1 && asciiSpace(s.text[i-2]) &&
		i+1 < s.hi && asciiSpace(s.text[i+1])
}

func asciiSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// openBracket notes that a bracket opens at i, when it does so inside a
// sentence and is closed soon: full stops in it end nothing. Brackets within
// brackets are counted.
func (s *splitter) openBracket(i int) {
	if i < s.bracket || i <= s.body || i < s.unclosed {
		return
	}
	depth, closers, to := 0, 0, min(i+maxBracket, s.hi)
	for k := i; k < to; k++ {
		switch s.text[k] {
		case '(', '[':
			depth++
		case ')', ']':
			closers++
			if depth--; depth == 0 {
				s.bracket = k
				return
			}
		}
	}
	if closers == 0 {
		s.unclosed = to
	}
}

// wide handles a character outside ASCII at i.
func (s *splitter) wide(i int) int {
	r, n := utf8.DecodeRuneInString(s.text[i:])
	switch r {
	case '…', '؟', '۔', '।':
		return s.stop(i)
	case '。', '！', '？':
		return s.wideStop(i)
	}
	if isPicture(r) {
		return s.face(i, n)
	}
	if r < 0x2000 || runeKind(r) != charBullet {
		return i + n
	}
	if i > s.body {
		if k, _ := charBefore(s.text, i); k == charSpace {
			return s.cut(i, i)
		}
	}
	return i + n
}

// wideStop ends a sentence after an ideographic full stop, which needs no space.
func (s *splitter) wideStop(i int) int {
	for i < s.hi {
		k, n := charAt(s.text, i)
		if k != charStop && k != charClose {
			break
		}
		i += n
	}
	if i = SkipSpace(s.text, i, s.hi); i < s.hi {
		return s.cut(i, i)
	}
	return i
}

// newline looks for an item that begins on a new line within the block: a dash
// or an asterisk, or the number after the current one.
func (s *splitter) newline(i int) int {
	i++
	j := SkipSpace(s.text, i, s.hi)
	if j+2 >= s.hi || s.text[j+1] != ' ' || j <= s.body {
		return j
	}
	if c := s.text[j]; c == '-' || c == '*' {
		k, _ := charAt(s.text, j+2)
		if k == charUpper {
			return s.cut(j, j)
		}
	}
	return j
}
