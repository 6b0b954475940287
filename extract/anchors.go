package extract

import "strings"

// anchors finds in one pass which of up to 64 groups of words have one in a
// text. Words that begin with a rare byte (a capital letter) cost next to
// nothing.
type anchors struct {
	first [256]uint8 // number of a list, 0 for none
	lists [][]anchor
}

type anchor struct {
	text  string
	group uint64
}

func newAnchors(groups [][]string) *anchors {
	a := &anchors{lists: make([][]anchor, 1)}
	for g, words := range groups {
		for _, w := range words {
			n := &a.first[w[0]]
			if *n == 0 {
				*n = uint8(len(a.lists))
				a.lists = append(a.lists, nil)
			}
			a.lists[*n] = append(a.lists[*n], anchor{w, 1 << g})
		}
	}
	return a
}

// in is the set of groups, one bit each, that have a word in s.
func (a *anchors) in(s string) (groups uint64) {
	for i := 0; i < len(s); i++ {
		n := a.first[s[i]]
		if n == 0 {
			continue
		}
		for _, w := range a.lists[n] {
			if strings.HasPrefix(s[i:], w.text) {
				groups |= w.group
			}
		}
	}
	return groups
}
