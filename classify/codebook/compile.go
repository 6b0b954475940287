package codebook

import "assay/internal/freelist"

// Matcher is a compiled codebook: one program for the patterns of all themes.
// It is safe for concurrent use.
type Matcher struct {
	book  *Codebook
	index *atomIndex
	insts []inst
	first map[int32][]int32 // atom -> instructions that a match may begin with
	seqs  int               // number of sequences; a sequence is what the program reports
	rules []rule            // include and exclude rules of all themes
	bySeq [][]use           // sequence -> where it is used as a trigger
	conds []cond
	pool  freelist.List[*run]

	untagged bool // reads tokens without parts of speech and lemmas
}

// inst waits for one token that matches atom; then any of next may follow.
type inst struct {
	atom  int32
	bits  uint64 // of the atom, and of what a gap passes over
	pass  bool   // a gap: commas are passed over without leaving it
	next  []int32
	match []int32 // sequences complete after this token
}

// rule is a compiled Rule.
type rule struct {
	theme         int
	exclude       bool
	src           *Rule
	joins         []compiledJoin
	with, without []int32 // indexes into Matcher.conds
}

type cond struct {
	src           *Condition
	joins         []compiledJoin
	with, without string // the reason to give where it turns a candidate away by being there, by not being there
}

type compiledJoin struct {
	seqs []int32
	ops  []joinOp
	text string // of the pattern
}

// use says that a sequence begins join j of rule r.
type use struct{ rule, join int32 }

// compiler builds the program from the end of each sequence to its beginning.
type compiler struct {
	m      *Matcher
	atoms  map[atom]int32
	list   []atom
	starts []int32
}

// Matcher compiles the codebook. Patterns were checked by Parse, so it cannot fail.
func (b *Codebook) Matcher() *Matcher {
	m := &Matcher{book: b, first: map[int32][]int32{}}
	c := &compiler{m: m, atoms: map[atom]int32{}}
	for t := range b.Themes {
		for i := range b.Themes[t].Include {
			c.rule(t, false, &b.Themes[t].Include[i])
		}
		for i := range b.Themes[t].Exclude {
			c.rule(t, true, &b.Themes[t].Exclude[i])
		}
	}
	m.index = newAtomIndex(c.list)
	m.bySeq = make([][]use, m.seqs)
	for r := range m.rules {
		for j, cj := range m.rules[r].joins {
			m.bySeq[cj.seqs[0]] = append(m.bySeq[cj.seqs[0]], use{int32(r), int32(j)})
		}
	}
	for _, s := range c.starts {
		a := m.insts[s].atom
		m.first[a] = append(m.first[a], s)
	}
	m.pool.New = func() *run { return newRun(m) }
	return m
}

// Codebook is what the matcher was compiled from.
func (m *Matcher) Codebook() *Codebook { return m.book }

func (c *compiler) rule(theme int, exclude bool, src *Rule) {
	r := rule{theme: theme, exclude: exclude, src: src, joins: c.joins(src.Patterns)}
	conds := func(cs []Condition) (out []int32) {
		for i := range cs {
			out = append(out, int32(len(c.m.conds)))
			cd := cond{src: &cs[i], joins: c.joins(cs[i].Patterns)}
			reason := or(cs[i].Reason, src.Reason)
			cd.with, cd.without = or(reason, "turned away by "+cd.describe()), or(reason, "needs "+cd.describe())
			c.m.conds = append(c.m.conds, cd)
		}
		return out
	}
	r.with, r.without = conds(src.With), conds(src.Without)
	c.m.rules = append(c.m.rules, r)
}

func (c *compiler) joins(ps []*Pattern) (out []compiledJoin) {
	for _, p := range ps {
		for _, j := range p.joins {
			cj := compiledJoin{ops: j.ops, text: p.Text}
			for _, n := range j.parts {
				cj.seqs = append(cj.seqs, c.sequence(n))
			}
			out = append(out, cj)
		}
	}
	return out
}

// sequence compiles one sequence and gives it a number.
func (c *compiler) sequence(n *node) int32 {
	id := int32(c.m.seqs)
	c.m.seqs++
	entry := c.node(n, follow{match: []int32{id}})
	c.starts = append(c.starts, entry.insts...)
	return id
}

// follow is what may come after a point: instructions, or the end of sequences.
type follow struct {
	insts []int32
	match []int32
}

func (f follow) or(g follow) follow {
	return follow{append(append([]int32(nil), f.insts...), g.insts...), append(append([]int32(nil), f.match...), g.match...)}
}

// node compiles n so that next follows it and returns what n may begin with.
func (c *compiler) node(n *node, next follow) follow {
	switch n.kind {
	case nodeAtom:
		id := int32(len(c.m.insts))
		a := c.atom(n.atom)
		c.m.insts = append(c.m.insts, inst{atom: a, bits: bit(a), next: next.insts, match: next.match})
		return follow{insts: []int32{id}}
	case nodeSeq:
		for i := len(n.kids) - 1; i >= 0; i-- {
			next = c.node(n.kids[i], next)
		}
		return next
	case nodeAlt:
		var out follow
		for _, k := range n.kids {
			out = out.or(c.node(k, next))
		}
		return out
	case nodeOpt:
		return c.node(n.kids[0], next).or(next)
	}
	// A gap of n words: n optional instructions that take any word, each of
	// which stays where it is on a comma.
	any := c.atom(atom{kind: atomAny})
	for range n.n {
		id := int32(len(c.m.insts))
		c.m.insts = append(c.m.insts, inst{atom: any, bits: bit(any) | commaBit, pass: true, next: next.insts, match: next.match})
		next = follow{insts: append([]int32{id}, next.insts...), match: next.match}
	}
	return next
}

func (c *compiler) atom(a atom) int32 {
	if id, ok := c.atoms[a]; ok {
		return id
	}
	id := int32(len(c.list))
	c.atoms[a] = id
	c.list = append(c.list, a)
	return id
}
