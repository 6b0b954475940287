package codebook

import (
	"regexp"
	"strings"

	"assay/extract/postag"
	"assay/internal/lazyregexp"
)

// A needle is letters that stand in every sentence a pattern can match: a text
// without them is turned away before it is cut into words.

// needleOf looks for the letters that a match of p needs, nil where it may do
// without any.
func needleOf(p *Pattern) *lazyregexp.Regexp {
	var words []string
	for _, j := range p.joins {
		var best []string
		for _, n := range j.parts {
			best = better(best, n.letters())
		}
		if best == nil {
			return nil
		}
		words = append(words, best...)
	}
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	return lazyregexp.New("(?i)" + strings.Join(words, "|"))
}

// letters are pieces of words one of which stands wherever n does, nil where
// there are none.
func (n *node) letters() (out []string) {
	switch n.kind {
	case nodeAtom:
		return n.atom.letters()
	case nodeSeq:
		for _, k := range n.kids {
			out = better(out, k.letters())
		}
	case nodeAlt:
		for _, k := range n.kids {
			l := k.letters()
			if l == nil {
				return nil
			}
			out = append(out, l...)
		}
	}
	return out
}

func (a atom) letters() []string {
	if a.not {
		return nil
	}
	switch a.kind {
	case atomForm, atomExact:
		longest := ""
		for _, piece := range strings.Split(a.text, "*") {
			if len(piece) > len(longest) {
				longest = piece
			}
		}
		return plainWords([]string{longest})
	case atomLemma:
		if strings.Contains(a.text, "*") || len(a.text) < 4 {
			return nil
		}
		return plainWords(append(postag.Irregular(a.text), a.text[:len(a.text)-1]))
	}
	return nil
}

// plainWords are words in lower case, nil where one is not of ASCII letters and
// figures alone or has fewer than two: text may write it in more ways than one.
func plainWords(words []string) []string {
	for i, w := range words {
		w = strings.ToLower(w)
		if len(w) < 2 || strings.ContainsFunc(w, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
			return nil
		}
		words[i] = w
	}
	return words
}

// better is the choice of pieces that turns away more: the one whose shortest
// is longer.
func better(a, b []string) []string {
	if a == nil || b != nil && shortest(b) > shortest(a) {
		return b
	}
	return a
}

func shortest(words []string) int {
	n := len(words[0])
	for _, w := range words {
		n = min(n, len(w))
	}
	return n
}

// byShape reports whether tokens need no parts of speech and lemmas for n.
func (n *node) byShape() bool {
	if n.kind == nodeAtom && (n.atom.tag != "" || n.atom.kind == atomLemma) {
		return false
	}
	for _, k := range n.kids {
		if !k.byShape() {
			return false
		}
	}
	return true
}
