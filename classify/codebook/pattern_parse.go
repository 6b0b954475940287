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
			return nil, fmt.Errorf("%q is not known; use lemma:, stem:, exact:, pos:, not:, kind:number, near:N, same:clause or same:sentence", t[:i+1])
		}
		a.kind, t = k, t[i+1:]
	}
	if t == "any" {
		a.kind = atomAny
		return leaf(a), nil
	}
	return asUnits(a, t)
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

// asUnits turns written text into the units the matcher sees: hyphenated words
// are two, a possessive mark is none.
func asUnits(a atom, t string) (*node, error) {
	t = strings.Trim(straighten(t), "'\"\u201c\u201d")
	if len(t) == 1 && strings.ContainsAny(t, ",;:.!?%£-") {
		if t == "-" {
			return nil, errors.New("a hyphen alone matches nothing: step-down and step down are the same to a pattern")
		}
		a.kind, a.text = atomPunct, t
		return leaf(a), nil
	}
	if i := strings.IndexAny(t, "?[]{}<>&+=\\"); i >= 0 {
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
				return nil, fmt.Errorf("stem:%s cannot hold *; write the word alone, or without stem: as %s", u, u)
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
