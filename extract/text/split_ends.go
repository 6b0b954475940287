package text

import "strings"

// ends decides whether the stop at text[i:j], with its closing marks up to e,
// ends a sentence when white space and then the character at w follow.
func (s *splitter) ends(i, j, e, w int, ellipsis, plain, quoted bool) bool {
	kind, n := charAt(s.text, w)
	opened := false
	if kind == charOpen && s.text[w] == '(' && e > j && quoted {
		return false // a source in brackets after a quotation
	}
	if plain && kind == charOpen && s.itemMark(w) {
		return s.wholeWord(i, 2) // "... (b) The"
	}
	if plain && kind == charOpen && s.goesOnInBracket(i, w) {
		return false
	}
	if plain && e > j && s.nameInBracket(i, j) {
		return false
	}
	for tries := 0; (kind == charOpen || kind == charQuote) && tries < 4; tries++ {
		opened = true
		if w += n; w >= s.hi {
			return false
		}
		kind, n = charAt(s.text, w)
	}
	if kind == charBullet {
		return true
	}
	if e <= s.bracket && i < s.bracket {
		return false // inside a bracketed remark
	}
	switch kind {
	case charUpper, charLetter:
	case charDigit, charMoney:
		if ellipsis {
			return false
		}
	case charStop:
		return opened && plain // "It is. ‘… like"
	case charDash:
		if w+n >= s.hi {
			return false
		}
		v := SkipSpace(s.text, w+n, s.hi)
		if v >= s.hi {
			return false
		}
		k, _ := charAt(s.text, v)
		return k == charUpper && v > w+n
	case charLower:
		return s.lowerStart(i, j, e, w, ellipsis, plain, opened)
	case charPunct, charClose, charSpace, charMark:
		return false
	}
	if ellipsis {
		return !s.pronounAfter(i, w)
	}
	if !plain {
		if quoted {
			return !s.titleQuote(i, e, w) && !s.asks(w)
		}
		return j-i > 1 || !inSet(markedNames, s.wordBefore(i)) || inSet(starters, s.wordAt(w))
	}
	if e > j && s.text[j] != ')' && s.text[j] != ']' {
		return true // a quotation closed after the stop
	}
	return s.afterWord(i, w, e > j, kind)
}

// pronounAfter reports whether an ellipsis set off by a space goes on with the
// pronoun I, whose capital says nothing: "the thing is . . . I forgot".
func (s *splitter) pronounAfter(i, w int) bool {
	k, _ := charBefore(s.text, i)
	return k == charSpace && s.wordAt(w) == "I"
}

// titleQuote recognises a name in quotation marks that ends with ! or ?, as in
// "the ‘Speak Out!’ Council": few words, all capitalised, after a lower-case
// word and before a capitalised one that starts no sentence.
func (s *splitter) titleQuote(i, e, w int) bool {
	if inSet(starters, s.wordAt(w)) {
		return false
	}
	p, words := i, 0
	for p > s.start && i-p < 48 {
		k, n := charBefore(s.text, p)
		if k == charOpen || k == charQuote {
			break
		}
		p -= n
		if k == charSpace {
			if next, _ := charAt(s.text, p+n); next == charLower {
				return false
			}
			words++
		}
	}
	if p <= s.start || i-p >= 48 || words > 3 {
		return false
	}
	first, _ := charAt(s.text, p)
	_, n := charBefore(s.text, p)
	q := TrimSpace(s.text, s.start, p-n)
	if first != charUpper || q <= s.start {
		return false
	}
	k, _ := charBefore(s.text, q)
	return k == charLower
}

// asks reports whether at w it is told who asked or cried what is quoted: "I asked",
// "Councillor Ann Vale wondered".
func (s *splitter) asks(w int) bool {
	for range 5 {
		word := s.wordAt(w)
		switch {
		case word == "":
			return false
		case inSet(asking, word):
			return IsASCIILower(word[0])
		case !isASCIIUpper(word[0]), word != "I" && inSet(starters, word):
			return false
		}
		if w += len(word); w < s.hi && s.text[w] == '.' {
			w++
		}
		if w >= s.hi || !asciiSpace(s.text[w]) {
			return false
		}
		w = SkipSpace(s.text, w, s.hi)
	}
	return false
}

// afterWord decides at a single full stop before a capital, a digit or a sum of
// money, by the word the stop stands after. closed says that a bracket closed
// between the stop and the space.
func (s *splitter) afterWord(i, w int, closed bool, next charKind) bool {
	number := next == charDigit
	if i == s.lo {
		return false
	}
	before, _ := charBefore(s.text, i)
	switch {
	case before == charOther && strings.HasSuffix(s.text[:i], "°"), strings.HasSuffix(s.text[:i], "º"):
		return !number
	case !before.isLetter():
		return true
	}
	word := s.wordBefore(i)
	if word == "" {
		return true
	}
	if p := i - len(word); p > s.start {
		k, m := charBefore(s.text, p)
		apostrophe := k == charQuote || k == charClose && m == 3
		if k.isLetter() || apostrophe && len(word) == 1 || closed && len(word) > 3 {
			return true // "carer’s.", "café."
		}
	}
	start := s.wordAt(w)
	if dot := strings.IndexByte(word, '.'); dot >= 0 {
		if i-len(word) == s.body {
			return false // "P.S. The", "N.B. The"
		}
		return s.afterDotted(word, start, closed, number)
	}
	if len(word) == 1 {
		return s.afterLetter(i, w, start, closed, next)
	}
	if closed && abbrevOf(word) != abbrevTitle {
		return true
	}
	switch abbrevOf(word) {
	case abbrevTitle:
		return !number && inSet(titleStarters, start)
	case abbrevNever:
		return false
	case abbrevNumber:
		return !number && !s.numeral(word, w)
	case abbrevMonth:
		return !number
	case abbrevStarter:
		return !number && (inSet(starters, start) || s.companyEnds(word, i))
	}
	return true
}

// companyEnds reports whether "co." stands as in "Jane and co.", with nothing
// of a company's name before it.
func (s *splitter) companyEnds(word string, i int) bool { return word == "co" && i > s.body+2 }

// afterDotted decides after an abbreviation of several letters: "e.g.", "p.m.",
// "U.K.".
func (s *splitter) afterDotted(word, start string, closed, number bool) bool {
	parts := 0
	for rest := word; rest != ""; parts++ {
		part, tail, _ := strings.Cut(rest, ".")
		if len(part) > 2 {
			return true // "gov.uk", or a missing space before
		}
		rest = tail
	}
	switch strings.ToLower(word) {
	case "e.g", "i.e":
		return false
	case "a.m", "p.m":
		return !number && abbrevOf(start) != abbrevMonth && !inSet(dayNames, start)
	}
	return closed || !number && inSet(starters, start)
}

// afterLetter decides after a single letter: an initial, "p." or the pronoun I.
func (s *splitter) afterLetter(i, w int, start string, closed bool, next charKind) bool {
	letter := s.text[i-1]
	if IsASCIILower(letter) {
		if abbrevOf(s.text[i-1:i]) == abbrevNumber {
			return next == charUpper && letter != 'v' && inSet(starters, start)
		}
		return true
	}
	if closed || next == charDigit {
		return true
	}
	q := TrimSpace(s.text, s.start, i-1)
	if q == i-1 && q > s.start {
		return true // glued to something that is no word: "(A." or "2A."
	}
	p := q
	for p > s.start && q-p < maxAbbrev && isASCIILetter(s.text[p-1]) {
		p--
	}
	prev := s.text[p:q]
	if inSet(designators, prev) {
		return true
	}
	if letter == 'I' && prev != "" && IsASCIILower(prev[0]) {
		return true
	}
	if q > s.start && s.text[q-1] == '.' { // after a title or another initial
		return inSet(titleStarters, start)
	}
	end := w + len(start)
	return inSet(starters, start) && !(end < s.hi && s.text[end] == '.' && len(start) == 1)
}

// wordAt is the run of ASCII letters at w, cut at the longest abbreviation's
// length.
func (s *splitter) wordAt(w int) string {
	e := w
	for e < s.hi && e-w < maxAbbrev && isASCIILetter(s.text[e]) {
		e++
	}
	return s.text[w:e]
}
