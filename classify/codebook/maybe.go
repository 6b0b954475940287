package codebook

import (
	"slices"

	"assay/extract"
	"assay/extract/postag"
)

// maybe is the pattern without what only parts of speech can tell: wherever p
// stands, the parts of one of its alternatives stand in the sentence, which can
// be looked for in tokens without tags.
func (p *Pattern) maybe() *Pattern {
	q := &Pattern{Text: p.Text, Pos: p.Pos}
	for _, j := range p.joins {
		k := join{ops: j.ops}
		for _, n := range j.parts {
			k.parts = append(k.parts, n.maybe())
		}
		q.joins = append(q.joins, k)
	}
	return q
}

func (n *node) maybe() *node {
	m := *n
	if n.kind == nodeAtom {
		m.atom.tag = ""
		if n.atom.not {
			m.atom = atom{kind: atomAny} // a word may not be what it looks like
		}
	}
	m.kids = nil
	for _, k := range n.kids {
		m.kids = append(m.kids, k.maybe())
	}
	return &m
}

// mayHold reports whether a rule of the matcher can have a candidate in sentence
// s of p, whose tokens need no tags. It is for matchers of maybe patterns.
func (m *Matcher) mayHold(p *extract.Parse, s int) bool {
	r := m.pool.Get()
	defer m.pool.Put(r)
	if !r.sentence(p, s) {
		return false
	}
	for i := range m.rules {
		for k := range m.rules[i].joins {
			if !slices.ContainsFunc(m.rules[i].joins[k].seqs, func(q int32) bool { return len(r.of(q)) == 0 }) {
				return true
			}
		}
	}
	return false
}

// wordOf is the class of a printed word: of its lemma, or where the matcher
// reads tokens without tags, of all that it may have.
func (r *run) wordOf(raw, lemma string) *wordClass {
	if !r.m.untagged {
		return r.newWord(raw, lemma)
	}
	r.set = r.set[:0]
	for _, l := range postag.Lemmas(raw) {
		r.set = r.m.index.ofWord(r.set, raw, l)
	}
	slices.Sort(r.set)
	r.set = slices.Compact(r.set)
	return r.classOf(raw)
}
