package text

import (
	"strings"

	"assay/internal/lexicon"
)

// apart are the words written as one that come apart, and the length of their first
// part: "can|not", "did|nt".
var apart = func() map[string]int {
	m := map[string]int{}
	for _, w := range lists.Group("apart") {
		first, second, _ := strings.Cut(w, "|")
		m[first+second] = len(first)
	}
	return m
}()

// Bounds of the length of the words of the list.
const (
	minApart = 4
	maxApart = 8
)

// minNoted is the length of the shortest word that the number of a note is looked for
// behind.
const minNoted = 4

// apartAt is where the word text[i:j] comes apart, 0 for most: words of the list, and
// a word with the number of a note glued to it ("board1").
func (t *tokenizer) apartAt(i, j int) int {
	n := j - i
	if IsDigit(t.text[j-1]) {
		return t.notedAt(i, j)
	}
	if n < minApart || n > maxApart {
		return 0
	}
	switch t.text[j-2 : j] {
	case "nt", "ot", "na", "ta", "me", "NT", "OT":
		var buf [maxAbbrev]byte
		key, _ := lowerKey(&buf, t.text[i:j])
		if at := apart[string(key)]; at > 0 {
			return i + at
		}
	}
	return 0
}

// notedAt is where the one or two digits begin that end a word of the language which
// is written in small letters, its first aside; 0 where there are none such.
func (t *tokenizer) notedAt(i, j int) int {
	at := j
	for at > i && IsDigit(t.text[at-1]) {
		at--
	}
	if j-at > 2 || at-i < minNoted || t.text[at] == '0' {
		return 0
	}
	for k := i + 1; k < at; k++ {
		if !IsASCIILower(t.text[k]) {
			return 0
		}
	}
	if !isASCIILetter(t.text[i]) || !lexicon.Has(strings.ToLower(t.text[i:at])) {
		return 0
	}
	return at
}
