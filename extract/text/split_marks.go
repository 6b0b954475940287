package text

import (
	"strings"
	"unicode/utf8"
)

// What may stand beside a stop and belongs to the sentence: marks of notes,
// emoticons, and the marks of items and parts that a stop does not end.

// notes is the end of the marks of notes at e, behind a stop: "[12]", "[3, 4]",
// "[a]", "[note 2]", "[citation needed]", glued to it or after a space, the pages of
// a source behind one ("[12]: 34"), and glued "(3)", "*", "†", "‡". After a space a mark must have a capital or the end behind
// it, and the sentence must not begin with such a mark itself, as an item of a list
// of sources does.
func (s *splitter) notes(e int) int {
	text, hi := s.text, s.hi
	for e < hi {
		at := e
		spaced := asciiSpace(text[at])
		if spaced {
			at++
		}
		if at >= hi {
			break
		}
		end := 0
		switch c := text[at]; {
		case c == '[':
			if end = noteBracket(text, at, hi, ']'); end > 0 {
				end = s.notePages(end)
			}
		case spaced:
		case c == '(':
			if end = noteBracket(text, at, hi, ')'); end == 0 && strings.HasPrefix(text[at:hi], "(*)") {
				end = at + 3
			}
		case c == '*':
			end = at + 1
		case c >= utf8.RuneSelf:
			if r, n := utf8.DecodeRuneInString(text[at:]); r == '†' || r == '‡' || r == '§' {
				end = at + n
			}
		}
		if end == 0 || spaced && (text[s.start] == '[' || !s.beginsAt(end)) {
			break
		}
		e = end
	}
	return e
}

// notePages is the end of the pages of a source that stand behind the mark of its
// note, which ends at i: "[12]: 34", "[12]:34–5"; i where there are none.
func (s *splitter) notePages(i int) int {
	text, hi := s.text, s.hi
	if i+1 >= hi || text[i] != ':' {
		return i
	}
	j := i + 1
	if asciiSpace(text[j]) {
		j++
	}
	from := j
	for j < hi && j-from < 12 {
		if k, n := charAt(text, j); k == charDigit || k == charDash && j > from {
			j += n
			continue
		}
		break
	}
	if j == from || !IsDigit(text[from]) || j < hi && !asciiSpace(text[j]) {
		return i
	}
	return j
}

// beginsAt reports whether text may begin a sentence after a space at i: the end,
// a capital, an opening mark or another mark of a note.
func (s *splitter) beginsAt(i int) bool {
	w := SkipSpace(s.text, i, s.hi)
	if w >= s.hi {
		return true
	}
	k, _ := charAt(s.text, w)
	return w > i && (k == charUpper || k == charOpen || k == charQuote || k == charBullet) || s.text[w] == '['
}

// maxNote bounds the text of a note's mark.
const maxNote = 24

// noteBracket is the end of the bracketed mark of a note at i, 0 where there is
// none.
func noteBracket(text string, i, hi int, closer byte) int {
	n := strings.IndexByte(text[i:min(hi, i+maxNote)], closer)
	if n < 2 {
		return 0
	}
	mark := text[i+1 : i+n]
	if isASCIILetter(mark[0]) {
		if closer == ']' && letterMarks(mark) {
			return i + n + 1
		}
		word, number, _ := strings.Cut(mark, " ")
		if editorsMarks[mark] || noteMarks[word] && number != "" && digitsOnly(number) {
			return i + n + 1
		}
		return 0
	}
	if !digitsOnly(mark) || closer == ')' && len(mark) > 2 {
		return 0
	}
	return i + n + 1
}

// letterMarks reports a letter, a small roman number or a list of these.
func letterMarks(s string) bool {
	for m := range strings.SplitSeq(s, ",") {
		if m = strings.TrimPrefix(m, " "); len(m) != 1 && (len(m) == 0 || len(m) > 4 || strings.Trim(m, "ivx") != "") || !isASCIILetter(m[0]) {
			return false
		}
	}
	return true
}

// digitsOnly reports whether s is a list or a range of numbers.
func digitsOnly(s string) bool {
	digits := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case IsDigit(c):
			if digits++; digits > 3 {
				return false
			}
		case c == ',' || c == ' ' || c == '-' || c == ':' || c >= utf8.RuneSelf:
			digits = 0
		default:
			return false
		}
	}
	return IsDigit(s[0])
}

// itemMark reports whether "(b)" or "(ii)" and a space stand at w.
func (s *splitter) itemMark(w int) bool {
	if s.text[w] != '(' {
		return false
	}
	j := w + 1
	for j < s.hi && IsASCIILower(s.text[j]) && j-w < 5 {
		j++
	}
	mark := s.text[w+1 : j]
	return (len(mark) == 1 || len(mark) > 1 && strings.Trim(mark, "ivx") == "") && j+1 < s.hi && s.text[j] == ')' && asciiSpace(s.text[j+1])
}

// goesOnInBracket reports whether an abbreviation before the stop at i goes on in
// the bracket at w: "Inc. (020) 7946", "Ltd. (the provider)".
func (s *splitter) goesOnInBracket(i, w int) bool {
	word := s.wordBefore(i)
	if len(word) < 2 || abbrevOf(word) == abbrevNone && strings.IndexByte(word, '.') < 0 {
		return false
	}
	if w+1 >= s.hi {
		return true
	}
	k, _ := charAt(s.text, w+1)
	return k == charDigit || k == charLower || k == charUpper && !inSet(starters, s.wordAt(w+1))
}

// nameInBracket reports whether the stop at i, before the square bracket that
// closes at j, is that of an initial in a name put in by an editor: "[George W.]
// Sample".
func (s *splitter) nameInBracket(i, j int) bool {
	if s.text[j] != ']' || s.wordStart(i) != i-1 || !isASCIIUpper(s.text[i-1]) {
		return false
	}
	n := strings.LastIndexByte(s.text[s.start:i], '[')
	return n >= 0 && i-s.start-n < 48
}

// numeral reports whether the word at w is the letter or the Roman numeral of a
// part that the abbreviation word names.
func (s *splitter) numeral(word string, w int) bool {
	next := s.wordAt(w)
	if end := w + len(next); end < s.hi && (IsDigit(s.text[end]) || s.text[end] == '\'') {
		return false
	}
	if len(next) == 1 {
		return isASCIIUpper(next[0]) && inSet(partNames, word)
	}
	return len(next) > 1 && len(next) < 6 && strings.Trim(next, "IVXLC") == ""
}

// Bounds of the search for a list that begins after the words that head it.
const (
	maxListHead = 60
	maxListItem = 400
)

// firstItem is where the number before the stop at i begins, when it is that of the
// first item of a list that stands behind its heading in one block:
// "Recommendations 1. Improve plans. 2. Improve visits." It is 0 otherwise.
func (s *splitter) firstItem(i, j int) int {
	text := s.text
	p := i - 1
	if p <= s.body || text[p] != '1' || !asciiSpace(text[p-1]) || p-s.start > maxListHead || j >= s.hi || !asciiSpace(text[j]) {
		return 0
	}
	if w := SkipSpace(text, j, s.hi); w >= s.hi || !isASCIIUpper(text[w]) {
		return 0
	}
	ahead := text[j:min(s.hi, j+maxListItem)]
	for at := 0; ; {
		n := strings.Index(ahead[at:], " 2. ")
		if n < 0 {
			return 0
		}
		at += n
		if k, _ := charBefore(ahead, max(at, 1)); (k == charStop || k == charPunct || k == charClose) && at+4 < len(ahead) && isASCIIUpper(ahead[at+4]) {
			return p
		}
		at++
	}
}
