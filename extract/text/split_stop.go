package text

import (
	"strings"
	"unicode/utf8"
)

// stop decides whether the run of full stops, exclamation and question marks or
// ellipses at i ends the sentence, and returns where scanning goes on.
func (s *splitter) stop(i int) int {
	text, hi := s.text, s.hi
	j, ellipsis, plain := s.run(i)
	if plain && s.nextMark(i) {
		if k := SkipSpace(text, j, hi); k < hi {
			if kind, _ := charAt(text, k); kind == charUpper {
				return s.cut(i-1, i-1)
			}
		}
	}
	if ellipsis {
		if i <= s.body || s.afterOpening(i) {
			return j // leads in: "‘… like this"
		}
		if end, ok := s.stopThenEllipsis(i, j); ok {
			return s.cut(end, SkipSpace(text, end, hi))
		}
	}
	if plain {
		if p := s.firstItem(i, j); p > 0 {
			return s.cut(p, p)
		}
	}
	closed, quoted := s.closers(j)
	e := closed
	if plain || ellipsis {
		if e = s.footnote(i, e); e > closed {
			closed = e
		}
	}
	e = s.notes(e)
	if e >= hi {
		return hi
	}
	kind, _ := charAt(text, e)
	if kind != charSpace {
		if ellipsis && e == j && s.glued(i, j) || !ellipsis && s.missingSpace(i, j, e, kind) {
			return s.cut(e, e)
		}
		return j
	}
	w := SkipSpace(text, e, hi)
	if kind, _ := charAt(text, w); kind == charOther && text[w] >= utf8.RuneSelf {
		if e = s.symbols(w); e >= hi { // an emoji belongs to what it follows
			return hi
		}
		w = SkipSpace(text, e, hi)
	}
	for w < hi {
		end := s.faceAt(w) // and so does an emoticon
		if end == 0 {
			break
		}
		e, w = end, SkipSpace(text, end, hi)
	}
	if w >= hi {
		return hi
	}
	if s.ends(i, j, closed, w, ellipsis, plain, quoted) {
		return s.cut(e, w)
	}
	return j
}

// run is the end of the run of stops at i; ellipsis says that it stands for
// something left out (two dots or more, spaced dots, …), plain that it is one
// full stop.
func (s *splitter) run(i int) (end int, ellipsis, plain bool) {
	text, hi := s.text, s.hi
	dots, marks, j := 0, 0, i
	for j < hi {
		if text[j] == '.' {
			dots++
			j++
		} else if text[j] == '!' || text[j] == '?' {
			marks++
			j++
		} else if text[j] >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(text[j:])
			if r == '…' {
				dots += 3
			} else if runeKind(r) == charStop {
				marks++
			} else {
				break
			}
			j += n
		} else {
			break
		}
	}
	if marks > 0 {
		return j, false, false
	}
	for j+1 < hi && asciiSpace(text[j]) && text[j+1] == '.' {
		if j+2 < hi && (IsDigit(text[j+2]) || isASCIILetter(text[j+2])) {
			break
		}
		dots++
		j += 2
	}
	return j, dots > 1, dots == 1
}

// afterOpening reports whether an opening quote or bracket stands right before i.
func (s *splitter) afterOpening(i int) bool {
	k, n := charBefore(s.text, i)
	if k == charQuote && i-n > s.lo {
		k, _ = charBefore(s.text, i-n)
		return k == charSpace
	}
	return k == charOpen
}

// stopThenEllipsis recognises "compounds. . . . The": a full stop and then an
// ellipsis of three spaced dots that begins the next sentence.
func (s *splitter) stopThenEllipsis(i, j int) (int, bool) {
	text := s.text
	if j-i != 7 || text[i+1] == '.' || j >= s.hi {
		return 0, false
	}
	if k, _ := charBefore(text, i); k == charSpace {
		return 0, false
	}
	w := SkipSpace(text, j, s.hi)
	if w == j || w >= s.hi {
		return 0, false
	}
	k, _ := charAt(text, w)
	return i + 1, k == charUpper
}

// closers is the end of the closing quotes and brackets at j; quoted says that
// there was a quote among them.
func (s *splitter) closers(j int) (end int, quoted bool) {
	for j < s.hi {
		k, n := charAt(s.text, j)
		switch {
		case k == charClose:
			if c := s.text[j]; c != ')' && c != ']' && c != '}' {
				quoted = true
			}
		case k == charQuote && s.closesAt(j+n):
			quoted = true
		default:
			return j, quoted
		}
		j += n
	}
	return j, quoted
}

// closesAt reports whether a straight quote that ends at i closes: nothing but
// space, another closing mark or punctuation may follow.
func (s *splitter) closesAt(i int) bool {
	if i >= s.hi {
		return true
	}
	k, _ := charAt(s.text, i)
	return !k.isLetter()
}

// symbols is the end of the run of emoji and marks at i, spaces between them
// included.
func (s *splitter) symbols(i int) int {
	end := i
	for i < s.hi {
		k, n := charAt(s.text, i)
		if k != charOther && k != charMark && k != charSpace || s.text[i] < utf8.RuneSelf && k != charSpace {
			break
		}
		i += n
		if k != charSpace {
			end = i
		}
	}
	return end
}

// footnote steps over the digits of a footnote glued to the stop before e, as
// in "improvement.2 The": one or two digits after a letter or a closing mark and
// before the end or a capital; raised digits anywhere.
func (s *splitter) footnote(i, e int) int {
	text, hi := s.text, s.hi
	if j := noteNumbers(text, e, hi, raisedDigit); j > e {
		return j
	}
	if e < hi && text[e] == '^' {
		if j := noteNumbers(text, e+1, hi, plainDigit); j > e+1 && (j == hi || asciiSpace(text[j])) {
			return j
		}
	}
	j := noteNumbers(text, e, hi, plainDigit)
	if j == e || i == s.lo {
		return e
	}
	if j < hi {
		if k, _ := charAt(text, j); k != charSpace {
			return e
		}
		w := SkipSpace(text, j, hi)
		if w < hi {
			if k, n := charAt(text, w); k == charOpen || k == charQuote {
				if w += n; w >= hi {
					return e
				}
			}
			if k, _ := charAt(text, w); k != charUpper && k != charBullet {
				return e
			}
		}
	}
	if e == i+1 { // no closing mark between: a word must stand before the stop
		k, _ := charBefore(text, i)
		if !k.isLetter() && k != charClose {
			return e
		}
		if k.isLetter() {
			w := s.wordBefore(i)
			if class := abbrevOf(w); class != abbrevNone && class != abbrevEnd || len(w) == 1 {
				return e
			}
		}
	}
	return j
}

// noteNumbers is the end of the numbers of notes at i, of one or two of the digits
// each, joined by commas or dashes ("1,2", "¹⁻³"); i where there are none or one is
// longer.
func noteNumbers(text string, i, hi int, digit func(text string, i int) int) int {
	end := i
	for j := i; ; {
		n, digits := digit(text, j), 0
		for ; n > 0 && j < hi; n = digit(text, j) {
			j += n
			digits++
		}
		if digits == 0 || j > hi {
			return end
		}
		if digits > 2 {
			return i
		}
		end = j
		k, n := charAt(text[:hi], min(j, hi-1))
		if j >= hi || k != charDash && text[j] != ',' && !strings.HasPrefix(text[j:], "⁻") {
			return end
		}
		if k == charOther {
			n = len("⁻")
		}
		j += n
	}
}

// plainDigit and raisedDigit are the length of the digit at i, 0 where there is none.
func plainDigit(text string, i int) int {
	if i < len(text) && IsDigit(text[i]) {
		return 1
	}
	return 0
}

func raisedDigit(text string, i int) int {
	if i >= len(text) || text[i] < utf8.RuneSelf {
		return 0
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	if r == '¹' || r == '²' || r == '³' || r == '⁰' || r >= '⁴' && r <= '⁹' {
		return n
	}
	return 0
}

// missingSpace reports whether a sentence ends at a full stop with the next one
// glued to it: "need to.Timeliness".
func (s *splitter) missingSpace(i, j, e int, kind charKind) bool {
	text, hi := s.text, s.hi
	w := e
	if kind == charOpen {
		_, n := charAt(text, e)
		if w += n; w >= hi {
			return false
		}
		kind, _ = charAt(text, w)
	}
	if kind == charLower && w == j {
		return s.gluedLower(i, w)
	}
	if kind != charUpper || i == s.lo || i < s.bracket && e <= s.bracket {
		return false
	}
	_, n := charAt(text, w)
	if w+n >= hi {
		return false
	}
	next, _ := charAt(text, w+n)
	article := text[w] == 'A' || text[w] == 'I'
	if next != charLower && !(article && next == charSpace) {
		return false
	}
	before, _ := charBefore(text, i)
	if e == j && before.isLetter() {
		word := s.wordBefore(i)
		if len(word) < 2 || abbrevOf(word) != abbrevNone && abbrevOf(word) != abbrevEnd {
			return false
		}
	} else if e == j && before != charDigit && before != charClose && before != charQuote {
		return false
	}
	return !s.inAddress(i, w)
}

// glued reports whether a sentence begins right behind the ellipsis text[i:j]:
// "awful...The".
func (s *splitter) glued(i, j int) bool {
	if i == s.lo || i < s.bracket {
		return false
	}
	before, _ := charBefore(s.text, i)
	next := s.wordAt(j)
	return before.isWord() && len(next) > 1 && isASCIIUpper(next[0]) && IsASCIILower(next[1]) && inSet(starters, next)
}

// inAddress reports whether the stop at i stands within a web or mail address:
// "@", "/" or "www" before it in the same word, or "@" soon after it.
func (s *splitter) inAddress(i, next int) bool {
	text := s.text
	p := i
	for p > s.start && i-p < 64 && !asciiSpace(text[p-1]) {
		p--
		if c := text[p]; c == '@' || c == '/' && p > s.start && text[p-1] == '/' {
			return true
		}
	}
	if hasWWW(text[p:i]) {
		return true
	}
	for p := next; p < s.hi && p-next < 32; p++ {
		if c := text[p]; c == '@' {
			return true
		} else if asciiSpace(c) || c == '.' || c == ',' {
			break
		}
	}
	return false
}

func hasWWW(s string) bool { return len(s) >= 3 && s[:3] == "www" }

// wordBefore is the run of ASCII letters and inner full stops that ends at i,
// or "" where it is longer than any abbreviation or part of a longer word.
func (s *splitter) wordBefore(i int) string {
	p := i
	for p > s.start && i-p <= maxAbbrev && (isASCIILetter(s.text[p-1]) || s.text[p-1] == '.') {
		p--
	}
	if i-p > maxAbbrev {
		return s.text[i-maxAbbrev : i]
	}
	return s.text[p:i]
}
