package codebook

import (
	"fmt"
	"strings"
)

// Lint says what is suspicious in a codebook that Parse accepts: it would run,
// but not as its author meant it.
func (b *Codebook) Lint() Errors {
	var out Errors
	for i := range b.Themes {
		t := &b.Themes[i]
		warn := func(pos Pos, rule, pattern, format string, args ...any) {
			out = append(out, &Error{Pos: pos, Theme: t.ID, Rule: rule, Pattern: pattern, Msg: fmt.Sprintf(format, args...)})
		}
		if t.Definition == "" {
			warn(t.Pos, "", "", "no definition; say what is in and what is out, for whoever reads the tables")
		}
		if len(t.Positive) == 0 || len(t.Negative) == 0 {
			warn(t.Pos, "", "", "no positive or no negative examples; codebook test has nothing to hold the patterns to")
		}
		seen := map[string]*Pattern{}
		for _, r := range t.Include {
			for _, c := range r.covered() {
				warn(c.long.Pos, r.ID, c.long.Text, "%q adds nothing: %q of the same rule matches wherever it does", c.more, c.less)
			}
			for _, p := range r.Patterns {
				if first := seen[p.canonical]; first != nil && len(r.With)+len(r.Without) == 0 {
					warn(p.Pos, r.ID, p.Text, "the pattern of line %d is the same", first.Pos.Line)
				}
				seen[p.canonical] = p
				if w := p.plural(); w != "" {
					warn(p.Pos, r.ID, p.Text, "%s? makes the whole word optional; for one or many write %s|%s", w, strings.TrimSuffix(w, "s"), w)
				}
				if w := p.bare(); w != "" && commonWords[w] {
					warn(p.Pos, r.ID, p.Text, "%q alone stands in most sentences; add a word beside it", w)
				}
			}
		}
		for _, f := range t.idle() {
			warn(f.Pos, f.ID, f.Patterns[0].Text, "no candidate of the theme can overlap this exclude rule: none of its words is in an include pattern")
		}
	}
	return out
}

// commonWords are words no pattern should consist of.
var commonWords = lists.Set("common words")

// covered is one way to match a rule that needs all another one does and more.
type covered struct {
	long       *Pattern // of the longer way
	less, more string
}

// covered finds the ways to match a rule that go on over a gap where another way
// ends: "cases | cases ..3 closed". Only what a gap follows is told: without one
// the longer way may be there to outdo an exclude rule.
func (r *Rule) covered() (out []covered) {
	type way struct {
		p    *Pattern
		kids []string
		gap  []bool
	}
	var ways []way
	short := map[string]bool{}
	for _, p := range r.Patterns {
		for _, j := range p.joins {
			if len(j.parts) != 1 {
				continue
			}
			for _, n := range j.parts[0].ways() {
				w := way{p: p}
				for _, k := range n.inRow() {
					var b strings.Builder
					k.write(&b)
					w.kids, w.gap = append(w.kids, b.String()), append(w.gap, k.kind == nodeGap)
				}
				ways = append(ways, w)
				short[strings.Join(w.kids, " ")] = true
			}
		}
	}
	for _, w := range ways {
		for i := range w.kids {
			if less := strings.Join(w.kids[:i], " "); w.gap[i] && short[less] {
				out = append(out, covered{w.p, less, strings.Join(w.kids, " ")})
				break
			}
		}
	}
	return out
}

// ways are n and, where it consists of alternatives, those.
func (n *node) ways() []*node {
	all := []*node{n}
	if n.kind != nodeAlt {
		return all
	}
	for _, k := range n.kids {
		all = append(all, k.ways()...)
	}
	return all
}

// inRow is what n matches one after the other.
func (n *node) inRow() []*node {
	if n.kind == nodeSeq {
		return n.kids
	}
	return []*node{n}
}

// plural is an optional word that ends in s: more likely meant as a plural, as a
// regular expression would have it.
func (p *Pattern) plural() (word string) {
	var walk func(n *node)
	walk = func(n *node) {
		if n.kind == nodeOpt && n.kids[0].kind == nodeAtom {
			if a := n.kids[0].atom; a.kind == atomForm && strings.HasSuffix(a.text, "s") && !strings.HasSuffix(a.text, "ss") {
				word = a.text
			}
		}
		for _, k := range n.kids {
			walk(k)
		}
	}
	for _, j := range p.joins {
		for _, n := range j.parts {
			walk(n)
		}
	}
	return word
}

// bare is the single word a pattern consists of, "" where it is more.
func (p *Pattern) bare() string {
	if len(p.joins) != 1 || len(p.joins[0].parts) != 1 {
		return ""
	}
	if n := p.joins[0].parts[0]; n.kind == nodeAtom && n.atom.kind == atomForm {
		return n.atom.text
	}
	return ""
}

// idle is the exclude rules of scope match that share no word with any include
// pattern, so that they can overlap no candidate. It keeps silent where a
// pattern's words cannot all be written down.
func (t *Theme) idle() (out []Rule) {
	mine := map[string]bool{}
	for _, r := range t.Include {
		for _, p := range r.Patterns {
			words, sure := p.words()
			if !sure {
				return nil
			}
			for _, w := range words {
				mine[w] = true
			}
		}
	}
	for _, r := range t.Exclude {
		if r.Scope != ScopeMatch {
			continue
		}
		shared := false
		for _, p := range r.Patterns {
			words, sure := p.words()
			shared = shared || !sure
			for _, w := range words {
				shared = shared || mine[w]
			}
		}
		if !shared {
			out = append(out, r)
		}
	}
	return out
}

// words is every word of a pattern; sure is false where it holds gaps, lemmas,
// stems, globs or tags, whose words cannot be written down.
func (p *Pattern) words() (words []string, sure bool) {
	sure = true
	var walk func(n *node)
	walk = func(n *node) {
		if n.kind == nodeAtom {
			a := n.atom
			if a.not || a.tag != "" || a.kind != atomForm && a.kind != atomExact || strings.Contains(a.text, "*") {
				sure = false
			}
			words = append(words, a.text)
		}
		sure = sure && n.kind != nodeGap
		for _, k := range n.kids {
			walk(k)
		}
	}
	for _, j := range p.joins {
		for _, n := range j.parts {
			walk(n)
		}
	}
	return words, sure
}
