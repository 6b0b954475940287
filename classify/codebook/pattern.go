package codebook

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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

// ParsePattern reads one pattern that uses no lists, for kwic and for tests.
func ParsePattern(text string) (*Pattern, error) { return parsePattern(text, nil, Pos{}) }

// parsePattern reads one pattern; lists are the named alternatives it may use.
func parsePattern(text string, lists map[string]*node, pos Pos) (*Pattern, error) {
	toks, err := lex(text)
	if err != nil {
		return nil, err
	}
	ps := &patternParser{toks: toks, lists: lists}
	p := &Pattern{Text: text, Pos: pos}
	for {
		j, err := ps.join()
		if err != nil {
			return nil, err
		}
		p.joins = append(p.joins, j)
		if !ps.take("|") {
			break
		}
	}
	if ps.i < len(ps.toks) {
		return nil, fmt.Errorf("%q closes nothing; remove it or open a parenthesis before it", ps.toks[ps.i])
	}
	for _, j := range p.joins {
		for _, n := range j.parts {
			if nullable(n) {
				return nil, errors.New("it can match without any word, so it would match everywhere; make one word of it required")
			}
		}
	}
	p.canonical = p.render()
	return p, nil
}

// lex cuts a pattern into items: "(", ")", ")?", "|" (with spaces around it or
// beside a parenthesis) and runs of other characters.
func lex(text string) ([]string, error) {
	var toks []string
	for i := 0; i < len(text); {
		r, w := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r):
			i += w
		case r == '(':
			toks, i = append(toks, "("), i+w
		case r == ')':
			if strings.HasPrefix(text[i+w:], "?") {
				toks, i = append(toks, ")?"), i+w+1
			} else {
				toks, i = append(toks, ")"), i+w
			}
		default:
			end := i
			for end < len(text) {
				r, w := utf8.DecodeRuneInString(text[end:])
				if unicode.IsSpace(r) || r == '(' || r == ')' {
					break
				}
				end += w
			}
			toks, i = append(toks, text[i:end]), end
		}
	}
	if len(toks) == 0 {
		return nil, errors.New("it is empty; write at least one word")
	}
	return toks, nil
}

type patternParser struct {
	toks  []string
	i     int
	lists map[string]*node
	depth int
}

func (p *patternParser) take(s string) bool {
	if p.i < len(p.toks) && p.toks[p.i] == s {
		p.i++
		return true
	}
	return false
}

func (p *patternParser) join() (join, error) {
	var j join
	for {
		n, err := p.seq()
		if err != nil {
			return j, err
		}
		j.parts = append(j.parts, n)
		if p.i == len(p.toks) {
			return j, nil
		}
		op, ok, err := joinOperator(p.toks[p.i])
		if err != nil || !ok {
			return j, err
		}
		if p.depth > 0 {
			return j, fmt.Errorf("%s cannot stand inside parentheses; write it outside them", p.toks[p.i])
		}
		p.i++
		j.ops = append(j.ops, op)
	}
}

func joinOperator(t string) (joinOp, bool, error) {
	switch {
	case t == "same:clause":
		return joinOp{kind: joinClause}, true, nil
	case t == "same:sentence":
		return joinOp{kind: joinSentence}, true, nil
	case strings.HasPrefix(t, "same:"):
		return joinOp{}, false, fmt.Errorf("%s is not known; write same:clause or same:sentence", t)
	case strings.HasPrefix(t, "near:"):
		n, err := strconv.Atoi(t[len("near:"):])
		if err != nil || n < 1 || n > maxNear {
			return joinOp{}, false, fmt.Errorf("%s needs a number of words from 1 to %d, as in near:6", t, maxNear)
		}
		return joinOp{kind: joinNear, words: n}, true, nil
	}
	return joinOp{}, false, nil
}

func (p *patternParser) seq() (*node, error) {
	n := &node{kind: nodeSeq}
	for p.i < len(p.toks) {
		t := p.toks[p.i]
		if t == ")" || t == ")?" || t == "|" {
			break
		}
		if _, ok, err := joinOperator(t); ok || err != nil {
			if err != nil {
				return nil, err
			}
			break
		}
		p.i++
		var kid *node
		var err error
		if t == "(" {
			kid, err = p.group()
		} else {
			kid, err = p.item(t)
		}
		if err != nil {
			return nil, err
		}
		n.kids = append(n.kids, kid)
	}
	if len(n.kids) == 0 {
		at := "the end"
		if p.i < len(p.toks) {
			at = strconv.Quote(p.toks[p.i])
		}
		return nil, fmt.Errorf("a word is missing before %s", at)
	}
	if first, last := n.kids[0], n.kids[len(n.kids)-1]; first.kind == nodeGap || last.kind == nodeGap {
		return nil, errors.New("a gap stands between two words; it cannot come first or last")
	}
	if len(n.kids) == 1 {
		return n.kids[0], nil
	}
	return n, nil
}

// group reads the alternatives after an opening parenthesis.
func (p *patternParser) group() (*node, error) {
	alt := &node{kind: nodeAlt}
	p.depth++
	defer func() { p.depth-- }()
	for {
		n, err := p.seq()
		if err != nil {
			return nil, err
		}
		alt.kids = append(alt.kids, n)
		if p.i == len(p.toks) {
			return nil, errors.New("a parenthesis is not closed")
		}
		t := p.toks[p.i]
		p.i++
		switch t {
		case "|":
			continue
		case ")":
			return one(alt), nil
		case ")?":
			return &node{kind: nodeOpt, kids: []*node{one(alt)}}, nil
		}
		return nil, fmt.Errorf("%s cannot stand inside parentheses; write it outside them", t)
	}
}

func one(n *node) *node {
	if len(n.kids) == 1 {
		return n.kids[0]
	}
	return n
}

// item reads one token of the pattern: a gap, or alternatives written without spaces.
func (p *patternParser) item(t string) (*node, error) {
	if gap, ok := strings.CutPrefix(t, ".."); ok {
		n, err := strconv.Atoi(gap)
		if err != nil || n < 1 || n > maxGap {
			return nil, fmt.Errorf("%s needs a number of words from 1 to %d, as in ..3", t, maxGap)
		}
		return &node{kind: nodeGap, n: n}, nil
	}
	opt := false
	if len(t) > 1 && strings.HasSuffix(t, "?") {
		t, opt = t[:len(t)-1], true
	}
	alt := &node{kind: nodeAlt}
	for _, term := range strings.Split(t, "|") {
		if term == "" {
			return nil, fmt.Errorf("a word is missing beside | in %q; alternatives of several words go into one pair of parentheses with spaces: (a b | c)", t)
		}
		n, err := p.term(term)
		if err != nil {
			return nil, err
		}
		alt.kids = append(alt.kids, n)
	}
	n := one(alt)
	if opt {
		n = &node{kind: nodeOpt, kids: []*node{n}}
	}
	return n, nil
}

func (p *patternParser) term(t string) (*node, error) {
	switch t {
	case "^":
		return leaf(atom{kind: atomStart}), nil
	case "$end":
		return leaf(atom{kind: atomEnd}), nil
	case "any":
		return leaf(atom{kind: atomAny}), nil
	case "kind:number":
		return leaf(atom{kind: atomNumber}), nil
	}
	if name, ok := strings.CutPrefix(t, "$"); ok {
		n, ok := p.lists[name]
		if !ok {
			return nil, fmt.Errorf("the list $%s is not defined%s", name, known(p.lists))
		}
		return n, nil
	}
	a := atom{kind: atomForm}
	if rest, ok := strings.CutPrefix(t, "not:"); ok {
		a.not, t = true, rest
	}
	if rest, ok := strings.CutPrefix(t, "pos:"); ok {
		a.kind = atomAny
		return tagged(a, rest)
	}
	if i := strings.LastIndexByte(t, '/'); i > 0 {
		n, err := tagged(a, t[i+1:])
		if err != nil {
			return nil, err
		}
		a, t = n.atom, t[:i]
	}
	if i := strings.IndexByte(t, ':'); i >= 0 && len(t) > 1 {
		kinds := map[string]atomKind{"lemma": atomLemma, "stem": atomStem, "exact": atomExact}
		k, ok := kinds[t[:i]]
		if !ok {
			return nil, fmt.Errorf("%q is not known; use lemma:, stem:, exact:, pos:, kind:number, near:N, same:clause, same:sentence or not:", t[:i+1])
		}
		a.kind, t = k, t[i+1:]
	}
	if t == "any" {
		a.kind = atomAny
		return leaf(a), nil
	}
	return words(a, t)
}

// tagged sets the tag of a.
func tagged(a atom, tag string) (*node, error) {
	if plain, ok := tagNames[strings.ToLower(tag)]; ok {
		tag = plain
	}
	tag = strings.ToUpper(tag)
	if tag == "" || !knownTag(tag) {
		return nil, fmt.Errorf("%q is no part of speech; use noun, verb, adjective, adverb, number, pronoun, determiner, preposition, modal or a Penn tag such as NNS or VB*", tag)
	}
	a.tag = tag
	return leaf(a), nil
}

// words turns written text into the units the matcher sees: hyphenated words
// are two, a possessive mark is none.
func words(a atom, t string) (*node, error) {
	t = straighten(t)
	if len(t) == 1 && strings.ContainsAny(t, ",;:.!?%£-") {
		if t == "-" {
			return nil, errors.New("a hyphen alone matches nothing: step-down and step down are the same to a pattern")
		}
		a.kind, a.text = atomPunct, t
		return leaf(a), nil
	}
	if i := strings.IndexAny(t, "?[]{}<>\"&+=\\"); i >= 0 {
		return nil, fmt.Errorf("%q cannot stand inside a word; ? goes at the end of an item, after all its alternatives", t[i:i+1])
	}
	parts := splitUnits(t)
	if len(parts) == 0 || strings.Trim(t, "*") == "" {
		return nil, fmt.Errorf("%q holds no letter or figure", t)
	}
	if a.not && len(parts) > 1 {
		return nil, fmt.Errorf("not:%s must be one word", t)
	}
	seq := &node{kind: nodeSeq}
	for _, u := range parts {
		b := a
		b.text = u
		if b.kind != atomExact {
			b.text = strings.ToLower(u)
		}
		if b.kind == atomStem {
			if strings.Contains(u, "*") {
				return nil, fmt.Errorf("stem:%s cannot hold *; write the word alone, or %s without stem:", u, u)
			}
			b.text = stemOf(b.text)
		}
		seq.kids = append(seq.kids, leaf(b))
	}
	return one(seq), nil
}

func leaf(a atom) *node { return &node{kind: nodeAtom, atom: a} }

func known(lists map[string]*node) string {
	if len(lists) == 0 {
		return "; define it under lists:"
	}
	names := make([]string, 0, len(lists))
	for n := range lists {
		names = append(names, "$"+n)
	}
	slices.Sort(names)
	return "; known are " + strings.Join(names, ", ")
}

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
