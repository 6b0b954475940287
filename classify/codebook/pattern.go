package codebook

import (
	"fmt"
	"slices"
	"strings"
)

// Pattern is one parsed pattern. Its grammar, loosest first:
//
//	pattern  = join { " | " join }            either side
//	join     = seq { ("near:N" | "same:clause" | "same:sentence") seq }
//	seq      = item { item }                  one after the other
//	item     = ( term { "|" term } | "(" pattern ")" | ".." N ) [ "?" ]
//	term     = [ "not:" ] ( word | glob | "lemma:"w | "stem:"w | "exact:"w | "any" ) [ "/" tag ]
//	         | "pos:" tag | "kind:number" | $list | "," | "^" | "$end"
//
// Joins stand at the top level only, never inside parentheses.
type Pattern struct {
	Text      string // as written
	Pos       Pos
	canonical string // lists expanded, spaces normalised
	joins     []join // alternatives
}

// join is a chain of sequences that must stand near each other.
type join struct {
	parts []*node
	ops   []joinOp // ops[i] joins parts[i] and parts[i+1]
}

type joinOp struct {
	kind  joinKind
	words int
}

type joinKind uint8

const (
	joinNear joinKind = iota
	joinClause
	joinSentence
)

type nodeKind uint8

const (
	nodeAtom nodeKind = iota
	nodeSeq
	nodeAlt
	nodeOpt
	nodeGap // up to n words
)

type node struct {
	kind nodeKind
	atom atom
	n    int
	kids []*node
}

// maxGap bounds how far one pattern may reach over other words, so that the
// work per token stays bounded.
const maxGap = 12

// maxNear bounds near:N in words.
const maxNear = 50

type atomKind uint8

const (
	atomForm  atomKind = iota // lower-cased form
	atomExact                 // form as written
	atomLemma
	atomStem
	atomAny    // any word or number
	atomNumber // any number
	atomPunct  // one punctuation mark
	atomStart  // before the first token of the sentence
	atomEnd    // after the last
)

var atomNames = [...]string{"", "exact:", "lemma:", "stem:", "any", "kind:number", "", "^", "$end"}

// atom is a test of one token.
type atom struct {
	kind atomKind
	text string // may hold * for form, exact and lemma
	tag  string // glob over the Penn tag, "" any
	not  bool
}

func (a atom) String() string {
	s := atomNames[a.kind] + a.text
	if a.tag != "" {
		s += "/" + a.tag
	}
	if a.not {
		s = "not:" + s
	}
	return s
}

// tagNames are the plain names a pattern may use for groups of Penn tags.
var tagNames = map[string]string{"noun": "NN*", "verb": "VB*", "adjective": "JJ*", "adverb": "RB*", "number": "CD",
	"pronoun": "PRP*", "determiner": "DT", "preposition": "IN", "modal": "MD"}

// nullable reports whether n can match no token at all.
func nullable(n *node) bool {
	switch n.kind {
	case nodeAtom:
		return n.atom.kind == atomStart || n.atom.kind == atomEnd
	case nodeOpt, nodeGap:
		return true
	case nodeAlt:
		return slices.ContainsFunc(n.kids, nullable)
	}
	return !slices.ContainsFunc(n.kids, func(k *node) bool { return !nullable(k) })
}

func (p *Pattern) render() string {
	var b strings.Builder
	for i, j := range p.joins {
		if i > 0 {
			b.WriteString(" | ")
		}
		for k, n := range j.parts {
			if k > 0 {
				fmt.Fprintf(&b, " <%d:%d> ", j.ops[k-1].kind, j.ops[k-1].words)
			}
			n.write(&b)
		}
	}
	return b.String()
}

func (n *node) write(b *strings.Builder) {
	switch n.kind {
	case nodeAtom:
		b.WriteString(n.atom.String())
	case nodeGap:
		fmt.Fprintf(b, "..%d", n.n)
	default:
		sep := " "
		if n.kind == nodeAlt {
			sep = " | "
		}
		b.WriteByte('(')
		for i, k := range n.kids {
			if i > 0 {
				b.WriteString(sep)
			}
			k.write(b)
		}
		b.WriteByte(')')
		if n.kind == nodeOpt {
			b.WriteByte('?')
		}
	}
}
