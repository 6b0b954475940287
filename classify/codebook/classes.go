package codebook

import (
	"slices"
	"strings"

	"assay/extract"

	"github.com/kljensen/snowball"
)

// A class is the set of atoms a token matches, interned: the symbol the
// automaton reads. Two tokens no pattern tells apart are one class, so the
// number of classes follows the vocabulary of the patterns, not of the text.

// atomIndex finds the atoms that match a word without looking at the others.
type atomIndex struct {
	atoms   []atom
	word    map[string][]int32 // exact forms, lower case
	exact   map[string][]int32
	lemma   map[string][]int32
	stem    map[string][]int32
	prefix  map[string][]int32 // globs by the text before their first *
	suffix  map[string][]int32 // globs that begin with *, by the text after their last *
	loose   []int32            // globs with neither
	longest int                // longest key of prefix and suffix
	not     []int32            // negated atoms
	any     []int32            // any word
	number  []int32
	punct   map[string][]int32
	start   []int32
	end     []int32
	tagged  []bool // atom has a tag
}

func newAtomIndex(atoms []atom) *atomIndex {
	x := &atomIndex{atoms: atoms, word: map[string][]int32{}, exact: map[string][]int32{}, lemma: map[string][]int32{},
		stem: map[string][]int32{}, prefix: map[string][]int32{}, suffix: map[string][]int32{}, punct: map[string][]int32{}}
	for i, a := range atoms {
		n := int32(i)
		x.tagged = append(x.tagged, a.tag != "")
		switch {
		case a.not:
			x.not = append(x.not, n)
		case a.kind == atomAny:
			x.any = append(x.any, n)
		case a.kind == atomNumber:
			x.number = append(x.number, n)
		case a.kind == atomPunct:
			x.punct[a.text] = append(x.punct[a.text], n)
		case a.kind == atomStart:
			x.start = append(x.start, n)
		case a.kind == atomEnd:
			x.end = append(x.end, n)
		case a.kind == atomStem:
			x.stem[a.text] = append(x.stem[a.text], n)
		case strings.Contains(a.text, "*"):
			first, last := strings.IndexByte(a.text, '*'), strings.LastIndexByte(a.text, '*')
			switch {
			case first > 0:
				x.prefix[a.text[:first]] = append(x.prefix[a.text[:first]], n)
				x.longest = max(x.longest, first)
			case last < len(a.text)-1:
				x.suffix[a.text[last+1:]] = append(x.suffix[a.text[last+1:]], n)
				x.longest = max(x.longest, len(a.text)-last-1)
			default:
				x.loose = append(x.loose, n)
			}
		case a.kind == atomExact:
			x.exact[a.text] = append(x.exact[a.text], n)
		case a.kind == atomLemma:
			x.lemma[a.text] = append(x.lemma[a.text], n)
		default:
			x.word[a.text] = append(x.word[a.text], n)
		}
	}
	return x
}

// ofWord appends the atoms, tags aside, that match the word.
func (x *atomIndex) ofWord(to []int32, raw, lemma string) []int32 {
	low := strings.ToLower(straighten(raw))
	if lemma == "" {
		lemma = low
	}
	from := len(to)
	to = append(to, x.word[low]...)
	to = append(to, x.exact[straighten(raw)]...)
	to = append(to, x.lemma[lemma]...)
	if len(x.stem) > 0 {
		to = append(to, x.stem[stemOf(low)]...)
	}
	to = append(to, x.any...)
	for _, s := range [...]string{low, lemma, raw} {
		if len(x.prefix) > 0 {
			for n := 1; n <= len(s) && n <= x.longest; n++ {
				to = x.globs(to, x.prefix[s[:n]], raw, low, lemma)
			}
		}
		if len(x.suffix) > 0 {
			for n := 1; n <= len(s) && n <= x.longest; n++ {
				to = x.globs(to, x.suffix[s[len(s)-n:]], raw, low, lemma)
			}
		}
	}
	to = x.globs(to, x.loose, raw, low, lemma)
	for _, n := range x.not {
		if !x.matches(n, raw, low, lemma) {
			to = append(to, n)
		}
	}
	slices.Sort(to[from:])
	return append(to[:from], slices.Compact(to[from:])...)
}

func (x *atomIndex) globs(to, candidates []int32, raw, low, lemma string) []int32 {
	for _, n := range candidates {
		if x.matches(n, raw, low, lemma) {
			to = append(to, n)
		}
	}
	return to
}

// matches tests the word part of one atom, without its negation.
func (x *atomIndex) matches(n int32, raw, low, lemma string) bool {
	a := x.atoms[n]
	switch a.kind {
	case atomExact:
		return glob(a.text, raw)
	case atomLemma:
		return glob(a.text, lemma)
	case atomStem:
		return a.text == stemOf(low)
	case atomForm:
		return glob(a.text, low)
	}
	return a.kind == atomAny && !a.not
}

// glob reports whether s matches pat, in which * stands for any characters, none included.
func glob(pat, s string) bool {
	head, rest, star := strings.Cut(pat, "*")
	if !star {
		return pat == s
	}
	if !strings.HasPrefix(s, head) {
		return false
	}
	s = s[len(head):]
	for {
		mid, after, more := strings.Cut(rest, "*")
		if !more {
			return strings.HasSuffix(s, mid)
		}
		i := strings.Index(s, mid)
		if i < 0 {
			return false
		}
		s, rest = s[i+len(mid):], after
	}
}

// stemOf is the Snowball English stem of a lower-case word: a key to compare, no word.
func stemOf(low string) string {
	s, err := snowball.Stem(low, "english", true)
	if err != nil { // only an unknown language fails
		return low
	}
	return s
}

// knownTag reports whether a glob matches any Penn tag.
func knownTag(pat string) bool {
	for _, name := range pennTags {
		if glob(pat, name) {
			return true
		}
	}
	return false
}

// pennTags are the tags a pattern may ask for.
var pennTags = [...]string{"CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNP", "NNPS", "NNS",
	"PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ",
	"WDT", "WP", "WP$", "WRB"}

// filterTag drops from atoms those whose tag is not t, in place.
func (x *atomIndex) filterTag(atoms []int32, t extract.Tag) []int32 {
	name := t.String()
	return slices.DeleteFunc(atoms, func(n int32) bool { return x.tagged[n] && !glob(x.atoms[n].tag, name) })
}
