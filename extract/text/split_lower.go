package text

import (
	"strings"

	"assay/internal/lexicon"
)

// habit is whether a writer begins sentences with capital letters.
type habit uint8

const (
	habitUnknown habit = iota
	capitals
	noCapitals
)

// lowerStart decides before a lower-case letter. A writer without capitals ends
// sentences at every stop; anyone may forget one capital after a plain full stop
// that stands after a whole word.
func (s *splitter) lowerStart(i, j, e, w int, ellipsis, plain, opened bool) bool {
	if e > j || opened {
		return false
	}
	switch free := s.informal || s.caseless(); {
	case ellipsis:
		return s.caseless() && s.wholeWord(i, 2)
	case !plain:
		return free || j-i > 1 || s.text[i] == '?' && inSet(starters, s.wordAt(w))
	case free:
		if i > s.lo && s.text[i-1] == ' ' {
			i-- // "im done . bye"
		}
		return s.wholeWord(i, 2)
	}
	from := s.wordStart(i)
	return s.wholeWord(i, 3) && (i-from > 4 || IsASCIILower(s.text[from])) && !s.inHost(i)
}

// gluedLower reports whether a writer without capitals ends a sentence at the stop at
// i and begins the next one at w with no space between: "great.i will", "why?nobody".
func (s *splitter) gluedLower(i, w int) bool {
	next := s.wordAt(w)
	letters := 3
	switch {
	case s.text[i] != '.':
		letters = 1
	case len(next) > 1 && inSet(starters, next):
		letters = 2 // "rings me.he trusts her"
	}
	if !s.caseless() || !s.wholeWord(i, letters) || s.inHost(i) || s.inAddress(i, w) {
		return false
	}
	if end := w + len(next); end < s.hi && !asciiSpace(s.text[end]) && s.text[end] != '\'' && s.text[end] != ',' {
		return false
	}
	return next == "i" || len(next) > 1 && !inSet(topDomains, next) && lexicon.Has(next)
}

// inHost reports whether the word that ends at i is part of an address.
func (s *splitter) inHost(i int) bool {
	for p := i - 1; p > s.start && i-p < 64 && !asciiSpace(s.text[p]); p-- {
		if c := s.text[p]; c == '.' || c == '@' || c == '/' {
			return true
		}
	}
	return false
}

// wholeWord reports whether a word of at least that many letters, and no
// abbreviation, ends at i; or a number no item has (a year, a sum).
func (s *splitter) wholeWord(i, letters int) bool {
	if i <= s.lo {
		return false
	}
	k, _ := charBefore(s.text, i)
	switch {
	case k == charDigit:
		p := i
		for p > s.start && IsDigit(s.text[p-1]) {
			p--
		}
		return i-p > letters-1 && p > s.body
	case k == charClose:
		return true
	case !k.isLetter():
		return letters < 3 && k != charSpace && k != charOpen && k != charStop
	}
	word := s.wordBefore(i)
	if word == "" {
		return true // a letter outside ASCII
	}
	if len(word) < letters || strings.IndexByte(word, '.') >= 0 {
		return false
	}
	return abbrevOf(word) == abbrevNone || letters < 3 && inSet(ordinary, word) && s.caseless()
}

// wordStart is where the run of ASCII letters that ends at i begins.
func (s *splitter) wordStart(i int) int {
	p := i
	for p > s.start && i-p < maxAbbrev && isASCIILetter(s.text[p-1]) {
		p--
	}
	return p
}

// caseless reports whether the writer of the block begins sentences without
// capitals: most of what stands first in it or after a stop is in lower case. The
// block is looked at once.
func (s *splitter) caseless() bool {
	if s.habit == habitUnknown {
		s.habit = s.findHabit()
	}
	return s.habit == noCapitals
}

func (s *splitter) findHabit() habit {
	lower, upper := 0, 0
	count := func(i int) {
		for i < s.hi {
			switch k, n := charAt(s.text, i); k {
			case charLower:
				lower++
				return
			case charUpper:
				upper++
				return
			case charOpen, charQuote, charBullet, charSpace, charDash:
				i += n
			default:
				return
			}
		}
	}
	count(s.lo)
	for i := s.lo; i < s.hi; i++ {
		switch s.text[i] {
		case '.', '!', '?':
			if i+1 < s.hi && asciiSpace(s.text[i+1]) && (s.text[i] != '.' || s.stopsWord(i)) {
				count(i + 1)
			}
		case 'i': // the pronoun
			if i > s.lo && asciiSpace(s.text[i-1]) && i+1 < s.hi && (asciiSpace(s.text[i+1]) || s.text[i+1] == '\'') {
				lower++
			}
		}
	}
	if lower > 2*upper {
		return noCapitals
	}
	return capitals
}

// stopsWord reports whether the full stop at i stands after two letters or more
// that are no abbreviation.
func (s *splitter) stopsWord(i int) bool {
	p := i
	for p > s.lo && i-p <= maxAbbrev && (isASCIILetter(s.text[p-1]) || s.text[p-1] == '.') {
		p--
	}
	word := s.text[p:i]
	return len(word) > 1 && strings.IndexByte(word, '.') < 0 && abbrevOf(word) == abbrevNone
}
