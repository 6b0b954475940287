package pdf

import (
	"strings"
	"unicode"

	"assay/corpus/internal/doc"
	"assay/internal/lexicon"
)

// How far the mark of a note is set above the baseline of the word before it,
// and how much smaller, in sizes of that word's font.
const (
	raisedBy    = 0.08
	raisedAlone = 0.22 // enough by itself, whatever its size
	smallerThan = 0.86
)

// raisedLetter is written for the letter a that is the mark of a note, the units
// after it for b to z: no text holds these. They come out as "[a]".
const raisedLetter = 0xFDD0

func isRaisedLetter(u uint16) bool { return u >= raisedLetter && u < raisedLetter+26 }

func digitUnit(u uint16) bool { return u >= '0' && u <= '9' }

func letterUnit(u uint16) bool { return unicode.IsLetter(rune(u)) }

func lowerUnit(u uint16) bool { return u >= 'a' && u <= 'z' }

// stopUnit reports what may close a word before the mark of a note.
func stopUnit(u uint16) bool { return strings.ContainsRune(".,;:!?)’”'\"", rune(u)) }

// raise writes the marks of notes in units[at:end] so that they are no part of
// the word before them: figures as raised figures, letters to come out in
// brackets. A mark follows a word or its stop without a space, or opens the row
// of its note, and stands above the baseline. last reports that one ends the row.
func (t *textPage) raise(units []uint16, at, end int) (last bool, err error) {
	for i := at; i < end; {
		if spaceUnit(units[i]) {
			i++
			continue
		}
		from := i
		for i < end && !spaceUnit(units[i]) {
			i++
		}
		if from == at {
			if err := t.raiseFirst(units[:i], from); err != nil {
				return false, err
			}
		}
		if last, err = t.raiseBehind(units, at, from, i); err != nil {
			return false, err
		}
	}
	return last, nil
}

// raiseFirst writes the letter that units, a word, begins with at at as a mark,
// where it is that of the note the row begins: "aFigures".
func (t *textPage) raiseFirst(units []uint16, at int) error {
	if len(units) < at+3 || !lowerUnit(units[at]) || !unicode.IsUpper(rune(units[at+1])) {
		return nil
	}
	up, err := t.isRaised(at+1, at)
	if up {
		units[at] += raisedLetter - 'a'
	}
	return err
}

// raiseBehind writes the marks behind the word units[from:to] of the row that
// begins at at.
func (t *textPage) raiseBehind(units []uint16, at, from, to int) (last bool, err error) {
	base := from // the last unit that stands on the line
	for i := from + 1; i < to; {
		n := t.mark(units, from, i, to, last)
		if n == 0 {
			if !last || !listUnit(units[i]) {
				base, last = i, false
			}
			i++
			continue
		}
		up, err := t.isRaised(base, i)
		if err != nil {
			return false, err
		}
		if last = up; !up {
			base = i + n - 1
		} else if lowerUnit(units[i]) {
			if doc.RaisedMark(decodeUnits(units[max(at, i-40):base+1]), decodeUnits(units[i:i+n])) != decodeUnits(units[i:i+n]) {
				t.lettered = true
				for k := i; k < i+n; k++ {
					units[k] += raisedLetter - 'a'
				}
			}
		} else {
			mark := doc.RaisedMark(decodeUnits(units[max(at, i-40):base+1]), decodeUnits(units[i:i+n]))
			for k, r := range []rune(mark) {
				if k < n {
					units[i+k] = uint16(r)
				}
			}
		}
		i += n
	}
	if !last && to-from < 4 { // an index, which is no mark
		return t.isRaised(from, to-1)
	}
	return last, nil
}

// listUnit reports what stands between the marks of a list.
func listUnit(u uint16) bool { return u == ',' || u == '-' || u == '–' }

// mark is how many units from i on, within the word units[from:to], may be a mark
// of a note by what they are. A letter may be one at the end of what is no word
// with it, and of any word where letters have been found to be marks. listed: a mark
// and a comma or a dash may stand before it.
func (t *textPage) mark(units []uint16, from, i, to int, listed bool) int {
	before := units[i-1]
	listed = listed && listUnit(before)
	switch u := units[i]; {
	case digitUnit(u):
		n := 1
		for i+n < to && digitUnit(units[i+n]) {
			n++
		}
		if n > 3 || !letterUnit(before) && !stopUnit(before) && !listed || i+n < to && letterUnit(units[i+n]) {
			return 0
		}
		return n
	case lowerUnit(u):
		if i+1 < to && (letterUnit(units[i+1]) && !romanMark(units[i:to]) || digitUnit(units[i+1]) || units[i+1] == '-' || units[i+1] == '\'' || units[i+1] == '’') {
			return 0
		}
		n := 1
		for i+n < to && letterUnit(units[i+n]) {
			n++
		}
		if stopUnit(before) || listed {
			return n
		}
		word := i
		for word > from && letterUnit(units[word-1]) {
			word--
		}
		if i-word < 2 || !t.lettered && t.isWord(units[word:i+n]) {
			return 0
		}
		return n
	case u == '*' || u == '†' || u == '‡' || u == '§' || u == '¶':
		return 1
	}
	return 0
}

// longestWord bounds the words that are looked up, mostWords how many are kept.
const (
	longestWord = 32
	mostWords   = 1 << 14
)

// isWord reports whether the lexicon has a word, whatever its case. Words are kept,
// since each is asked for many times.
func (p *pdfium) isWord(units []uint16) bool {
	var buf [longestWord]byte
	if len(units) > longestWord {
		return false
	}
	for i, u := range units {
		if u >= 0x80 {
			return false
		}
		buf[i] = byte(unicode.ToLower(rune(u)))
	}
	word := buf[:len(units)]
	known, seen := p.words[string(word)]
	if !seen {
		if p.words == nil || len(p.words) >= mostWords {
			p.words = map[string]bool{}
		}
		known = lexicon.Has(string(word))
		p.words[string(word)] = known
	}
	return known
}

// romanMark reports a small roman number up to the end of a word: "ii".
func romanMark(units []uint16) bool {
	n := 0
	for n < len(units) && (units[n] == 'i' || units[n] == 'v' || units[n] == 'x') {
		n++
	}
	return n > 1 && n < 5 && (n == len(units) || !letterUnit(units[n]))
}

// isRaised reports whether the character at text index b is set above and
// smaller than the one at a.
func (t *textPage) isRaised(a, b int) (bool, error) {
	ra, err := t.row(a)
	if err != nil {
		return false, err
	}
	rb, err := t.row(b)
	if err != nil || !ra.known || !rb.known || ra.y <= rb.y {
		return false, err
	}
	sa, err := t.sizeAt(a)
	if err != nil {
		return false, err
	}
	sb, err := t.sizeAt(b)
	if err != nil || sa <= 0 {
		return false, err
	}
	up := ra.y - rb.y
	return up >= raisedAlone*sa && up < sa || up >= raisedBy*sa && up < sa && sb <= smallerThan*sa, nil
}

// sizeAt is the size of the character behind a text index.
func (t *textPage) sizeAt(i int) (float32, error) {
	c, err := t.char(i)
	if err != nil {
		return 0, err
	}
	return t.size(c)
}
