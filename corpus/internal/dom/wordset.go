package dom

import "assay/internal/phrases"

// WordSet is a set of words of class names and ids.
type WordSet map[string]bool

// Words makes a set of the words of a list, which white space parts.
func Words(list string) WordSet { return phrases.Words(list) }

// AnyWord reports whether a class token or the id of i holds one of yes and
// none of no.
func (t *Tree) AnyWord(i int32, yes, no WordSet) bool {
	var buf [16]string
	for _, tok := range t.Tokens[i] {
		ok := false
		for _, w := range NameWords(tok, buf[:0]) {
			if no[w] {
				ok = false
				break
			}
			ok = ok || yes[w]
		}
		if ok {
			return true
		}
	}
	return false
}
