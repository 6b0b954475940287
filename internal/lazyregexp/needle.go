package lazyregexp

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// needle looks for any of some words, small and capital letters alike. Three
// tables say for the first three bytes of the words which of eight groups of
// words they may begin: most places of a text are turned away by three look-ups.
type needle struct {
	tables [3][256]uint8
	groups [8][]string
}

// Bounds of a needle: with more words, or with a word of a single letter, looking
// for them would turn away too little for what it costs.
const (
	mostWords  = 64
	leastBytes = 2
)

func newNeedle(tree *syntax.Regexp) *needle {
	words := wordsOf(tree).needed()
	if words == nil {
		return nil
	}
	n := &needle{}
	for i, w := range words {
		g := i % len(n.groups)
		n.groups[g] = append(n.groups[g], w)
		for k := range n.tables {
			for b := range 256 {
				if k >= len(w) || lower(byte(b)) == w[k] {
					n.tables[k][b] |= 1 << g
				}
			}
		}
	}
	return n
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// in reports whether one of the words may stand in s. A text with a long s or a
// Kelvin sign, which equal s and k where case is ignored, is not judged.
func (n *needle) in(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf && (strings.HasPrefix(s[i:], "ſ") || strings.HasPrefix(s[i:], "\u212A")) {
			return true
		}
		m := n.tables[0][s[i]]
		if m == 0 {
			continue
		}
		if i+1 < len(s) {
			m &= n.tables[1][s[i+1]]
		}
		if i+2 < len(s) {
			m &= n.tables[2][s[i+2]]
		}
		for g := 0; m != 0; g, m = g+1, m>>1 {
			if m&1 == 0 {
				continue
			}
			for _, w := range n.groups[g] {
				if hasPrefixFold(s[i:], w) {
					return true
				}
			}
		}
	}
	return false
}

// hasPrefixFold reports whether s begins with w, whose letters of ASCII are small.
func hasPrefixFold(s, w string) bool {
	if len(s) < len(w) {
		return false
	}
	for i := range len(w) {
		if lower(s[i]) != w[i] {
			return false
		}
	}
	return true
}

// words is what is known of the matches of a part of a pattern: all of them (as
// all, in small letters), or only that each holds one of some (as some). Neither
// is nil means that nothing is known.
type words struct{ all, some []string }

// needed is a set of words one of which every match holds, nil where there is no
// good one.
func (w words) needed() []string {
	best := w.some
	if better(w.all, best) {
		best = w.all
	}
	if !useful(best) {
		return nil
	}
	return best
}

func useful(set []string) bool {
	return len(set) > 0 && len(set) <= mostWords && shortest(set) >= leastBytes
}

func shortest(set []string) int {
	n := len(set[0])
	for _, w := range set {
		n = min(n, len(w))
	}
	return n
}

// better prefers the set whose shortest word is longer, up to four letters, then
// the one with fewer words.
func better(a, b []string) bool {
	if !useful(a) || !useful(b) {
		return useful(a)
	}
	if x, y := min(shortest(a), 4), min(shortest(b), 4); x != y {
		return x > y
	}
	return len(a) < len(b)
}

func wordsOf(re *syntax.Regexp) words {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return words{all: []string{""}}
	case syntax.OpLiteral:
		return literal(re)
	case syntax.OpCharClass:
		return class(re)
	case syntax.OpCapture:
		return wordsOf(re.Sub[0])
	case syntax.OpPlus:
		return words{some: wordsOf(re.Sub[0]).needed()}
	case syntax.OpRepeat:
		if re.Min >= 1 {
			return words{some: wordsOf(re.Sub[0]).needed()}
		}
	case syntax.OpQuest:
		if sub := wordsOf(re.Sub[0]); sub.all != nil && len(sub.all) < mostWords {
			return words{all: union(sub.all, []string{""})}
		}
	case syntax.OpConcat:
		return concat(re.Sub)
	case syntax.OpAlternate:
		return alternate(re.Sub)
	}
	return words{}
}

// literal gives the word itself, or where a letter of it has other forms the
// longest part of it that has none.
func literal(re *syntax.Regexp) words {
	var parts []string
	part := ""
	for _, r := range re.Rune {
		if r >= utf8.RuneSelf && re.Flags&syntax.FoldCase != 0 && unicode.SimpleFold(r) != r || r == utf8.RuneError {
			parts, part = append(parts, part), ""
			continue
		}
		part += string(unicodeLower(r))
	}
	if len(parts) == 0 {
		return words{all: []string{part}}
	}
	parts = append(parts, part)
	return words{some: []string{slices.MaxFunc(parts, func(a, b string) int { return len(a) - len(b) })}}
}

func unicodeLower(r rune) rune {
	if r < utf8.RuneSelf {
		return rune(lower(byte(r)))
	}
	return r
}

// mostLetters is how many letters a class may have to be spelled out.
const mostLetters = 8

func class(re *syntax.Regexp) words {
	var all []string
	for i := 0; i < len(re.Rune); i += 2 {
		if re.Rune[i+1]-re.Rune[i] > mostLetters {
			return words{}
		}
		for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
			if r == 'ſ' || r == '\u212A' {
				continue // needle.in looks for them itself
			}
			all = union(all, []string{string(unicodeLower(r))})
		}
	}
	if len(all) > mostLetters || len(all) == 0 || slices.Contains(all, string(utf8.RuneError)) {
		return words{}
	}
	return words{all: all}
}

// concat joins the words of parts that stand side by side as long as they are few.
func concat(subs []*syntax.Regexp) words {
	var out words
	run, whole := []string{""}, true
	keep := func(set []string) {
		if better(set, out.some) {
			out.some = set
		}
	}
	for _, sub := range subs {
		w := wordsOf(sub)
		if w.all != nil && len(w.all)*len(run) <= mostWords {
			run = cross(run, w.all)
			continue
		}
		whole = false
		keep(run)
		keep(w.some)
		run = []string{""}
		if w.all != nil {
			run = w.all
		}
	}
	if whole {
		return words{all: run}
	}
	keep(run)
	return out
}

func cross(as, bs []string) []string {
	var out []string
	for _, a := range as {
		for _, b := range bs {
			out = append(out, a+b)
		}
	}
	return union(nil, out)
}

func alternate(subs []*syntax.Regexp) words {
	out, allKnown := words{all: []string{}, some: []string{}}, true
	for _, sub := range subs {
		w := wordsOf(sub)
		if allKnown = allKnown && w.all != nil; allKnown {
			out.all = union(out.all, w.all)
		}
		if need := w.needed(); need != nil && out.some != nil {
			out.some = union(out.some, need)
		} else {
			out.some = nil
		}
	}
	if !allKnown || len(out.all) > mostWords {
		out.all = nil
	}
	if !useful(out.some) {
		out.some = nil
	}
	return out
}

func union(a, b []string) []string {
	for _, w := range b {
		if !slices.Contains(a, w) {
			a = append(a, w)
		}
	}
	return a
}

// firstBytes is, for a pattern that matches at the beginning of a text alone and
// never matches nothing, the bytes a match may begin with; nil for any other.
func firstBytes(tree *syntax.Regexp) *[256]bool {
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil || prog.StartCond()&syntax.EmptyBeginText == 0 {
		return nil
	}
	var set [256]bool
	seen := make([]bool, len(prog.Inst))
	var visit func(pc uint32) bool
	visit = func(pc uint32) bool {
		if seen[pc] {
			return true
		}
		seen[pc] = true
		in := &prog.Inst[pc]
		switch in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			return visit(in.Out) && visit(in.Arg)
		case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
			return visit(in.Out)
		case syntax.InstFail:
			return true
		case syntax.InstMatch:
			return false // matches nothing too
		}
		for b := range utf8.RuneSelf {
			if in.MatchRune(rune(b)) {
				set[b] = true
			}
		}
		for b := utf8.RuneSelf; b < 256; b++ {
			set[b] = true // letters beyond ASCII are not told apart
		}
		return true
	}
	if !visit(uint32(prog.Start)) {
		return nil
	}
	return &set
}
