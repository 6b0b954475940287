package text

import "strings"

// A word divided at the end of a row reads "over-", a line end and "sight"; or, where
// the reader of a page layout knows that the hyphen stands at a row's end and has put
// the word together, "over", a soft hyphen and "sight". It is one token either way.
// Whether the hyphen belongs to it is not for this package to say: it takes a lexicon.

// softHyphen stands where a row's end divides a word.
const softHyphen = "\u00ad"

// brokenWord reports whether the line break s[i:next] stands inside a
// hyphenated word: a letter and a hyphen before it and a lower-case letter after
// it, unless the hyphen is suspended ("pre- and post-birth").
func brokenWord(s string, i, next int) bool {
	hyphen := i - 1
	if strings.HasSuffix(s[:i], softHyphen) {
		hyphen = i - len(softHyphen)
	} else if i < 2 || s[hyphen] != '-' {
		return false
	}
	if hyphen <= 0 || next >= len(s) {
		return false
	}
	k, _ := charBefore(s, hyphen)
	after, _ := charAt(s, next)
	if !k.isWord() || after != charLower && after != charDigit {
		return false
	}
	e := next
	for e < len(s) && e-next < 4 && IsASCIILower(s[e]) {
		e++
	}
	switch s[next:e] {
	case "and", "or", "to", "nor":
		return false
	}
	return true
}

// Divided reports whether a row's end divides the token with that text.
func Divided(printed string) bool {
	return strings.IndexByte(printed, '\n') >= 0 || strings.Contains(printed, softHyphen)
}

// Halves are the parts of a divided token before and after the hyphen at the row's
// end, and the place of that hyphen, in bytes of the token. What stands between two
// lines of the word (the foot of a page, the head of the next) is in neither.
func Halves(printed string) (first, second string, hyphen int) {
	line := strings.IndexByte(printed, '\n')
	if line < 0 {
		hyphen = strings.Index(printed, softHyphen)
		return printed[:hyphen], printed[hyphen+len(softHyphen):], hyphen
	}
	first = printed[:TrimSpace(printed, 0, line)]
	second = strings.TrimLeft(printed[strings.LastIndexByte(printed, '\n')+1:], " \t")
	if short, ok := strings.CutSuffix(first, softHyphen); ok {
		return short, second, len(short)
	}
	hyphen = max(len(first)-1, 0)
	return first[:hyphen], second, hyphen
}

// Whole is the text of a token without the row's end that may divide it. lemma, which
// has the hyphen if it belongs to the word, tells whether the text has it.
func Whole(printed, lemma string) string {
	if !Divided(printed) {
		return printed
	}
	first, second, _ := Halves(printed)
	first, second = strings.ReplaceAll(first, softHyphen, ""), strings.ReplaceAll(second, softHyphen, "")
	if strings.Count(lemma, "-") > strings.Count(first, "-")+strings.Count(second, "-") {
		return first + "-" + second
	}
	return first + second
}
