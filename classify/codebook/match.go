package codebook

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"assay/corpus"
	"assay/extract"
)

// Hit is one theme found in one sentence, its triggers merged.
type Hit struct {
	corpus.Span               // from the first trigger to the last
	Theme       int           // index into Codebook.Themes
	Triggers    []corpus.Span // each trigger, in order, none overlapping
	Rule        string        // id of the include rule of the first trigger
}

// Reject is a candidate that an exclude rule or a condition turned away.
type Reject struct {
	corpus.Span
	Theme  int
	Rule   string // id of the rule that turned it away
	Reason string
}

// candidate is a match of a rule's pattern: units [start, end).
type candidate struct {
	rule       int32
	start, end int32
	reason     string // not empty: turned away by a condition of its own rule
}

// Sentence appends the hits and rejects of sentence s of p: one hit a theme at
// most, in the order of the themes. Contexts are the caller's business; a rule
// that names contexts looks at the sentence's own.
func (m *Matcher) Sentence(p *extract.Parse, s int, hits []Hit, rejects []Reject) ([]Hit, []Reject) {
	r := m.pool.Get()
	defer m.pool.Put(r)
	if !r.sentence(p, s) {
		return hits, rejects
	}
	r.headOf = -1
	r.cands, r.excl = r.cands[:0], r.excl[:0]
	for i := range r.found {
		for _, u := range m.bySeq[r.found[i].seq] {
			r.candidate(p, &p.Sentences[s], r.found[i], u)
		}
	}
	if len(r.cands) == 0 {
		return hits, rejects
	}
	slices.SortFunc(r.cands, m.order)
	slices.SortFunc(r.excl, m.order)
	for i := 0; i < len(r.cands); {
		j := i + 1
		for j < len(r.cands) && m.rules[r.cands[j].rule].theme == m.rules[r.cands[i].rule].theme {
			j++
		}
		hits, rejects = r.theme(p.Doc.Text, r.cands[i:j], hits, rejects)
		i = j
	}
	return hits, rejects
}

// sentence loads sentence s of p, and reports whether anything is found in it.
func (r *run) sentence(p *extract.Parse, s int) bool {
	if r.full() {
		r.reset()
	}
	sn := &p.Sentences[s]
	r.load(p.Doc.Text, p.Tokens[sn.FirstToken:sn.EndToken], sn.Span)
	return len(r.found) > 0
}

// order is by theme, then start, the longest first, then the rules' own order.
func (m *Matcher) order(a, b candidate) int {
	return cmp.Or(cmp.Compare(m.rules[a.rule].theme, m.rules[b.rule].theme), cmp.Compare(a.start, b.start),
		cmp.Compare(b.end, a.end), cmp.Compare(a.rule, b.rule))
}

func (r *run) load(text string, tokens []extract.Token, at corpus.Span) {
	r.clause = r.clause[:0]
	r.units(text, tokens, at)
	r.scan()
}

// candidate follows a join from its first sequence and keeps what it finds.
func (r *run) candidate(p *extract.Parse, sn *extract.Sentence, f found, u use) {
	rl := &r.m.rules[u.rule]
	if rl.ofOtherTexts(sn.Context) {
		return
	}
	c := candidate{rule: u.rule, start: f.start, end: f.end}
	if !r.follow(p.Doc.Text, &rl.joins[u.join], &c) {
		return
	}
	c.reason = r.conditions(p, sn, rl, c)
	if rl.exclude {
		if c.reason == "" {
			r.excl = append(r.excl, c)
		}
		return
	}
	r.cands = append(r.cands, c)
}

// ofOtherTexts reports whether a rule counts only in articles and comments where the
// sentence is of neither, or only elsewhere where it is of one: nothing is missed there.
func (rl *rule) ofOtherTexts(in extract.Context) bool {
	told := func(c extract.Context) bool { return c == extract.InArticle || c == extract.InComment }
	cs := rl.src.Context
	return len(cs) > 0 && !slices.ContainsFunc(cs, func(c extract.Context) bool { return told(c) == told(in) })
}

// follow widens c by the further sequences of a join, the nearest of each.
func (r *run) follow(text string, j *compiledJoin, c *candidate) bool {
	for k, op := range j.ops {
		best, dist := int32(-1), int32(1<<30)
		for _, i := range r.around(j.seqs[k+1], c.start, op) {
			g := r.found[i]
			if g.start < c.end && c.start < g.end {
				continue
			}
			d := r.distance(g, *c)
			if op.kind == joinNear && d > int32(op.words) || op.kind == joinClause && !r.sameClause(text, g, *c) {
				continue
			}
			if d < dist {
				best, dist = i, d
			}
		}
		if best < 0 {
			return false
		}
		c.start, c.end = min(c.start, r.found[best].start), max(c.end, r.found[best].end)
	}
	return true
}

// around is the matches of a sequence worth looking at from unit at: those
// within reach of a near, or the 64 nearest ones by start.
func (r *run) around(seq, at int32, op joinOp) []int32 {
	all := r.of(seq)
	reach := 32
	if op.kind == joinNear {
		reach = 2 * maxNear
	}
	if len(all) <= 2*reach {
		return all
	}
	i, _ := slices.BinarySearchFunc(all, at, func(i, at int32) int { return int(r.found[i].start - at) })
	return all[max(0, i-reach):min(len(all), i+reach)]
}

// distance is the number of words between a match and a candidate, 0 where they touch.
func (r *run) distance(f found, c candidate) int32 {
	if f.end <= c.start {
		return r.us[c.start].word - r.us[f.end-1].word - 1
	}
	return r.us[f.start].word - r.us[c.end-1].word - 1
}

func (r *run) sameClause(text string, f found, c candidate) bool {
	r.clauses(text)
	return r.clause[f.start] <= r.clause[c.end-1] && r.clause[c.start] <= r.clause[f.end-1]
}

// conditions says why a candidate's own rule turns it away, "" where it does not.
func (r *run) conditions(p *extract.Parse, sn *extract.Sentence, rl *rule, c candidate) string {
	src := rl.src
	if len(src.Context) > 0 && !slices.Contains(src.Context, sn.Context) {
		return or(src.Reason, "not counted in context "+sn.Context.String())
	}
	if len(src.Role) > 0 && !slices.Contains(src.Role, sn.Role) {
		return or(src.Reason, "not counted from speaker "+sn.Role.String())
	}
	for _, i := range rl.with {
		if cd := &r.m.conds[i]; !r.holds(p, sn, cd, c) {
			return cd.without
		}
	}
	for _, i := range rl.without {
		if cd := &r.m.conds[i]; r.holds(p, sn, cd, c) {
			return cd.with
		}
	}
	return ""
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (c *cond) describe() string {
	var texts []string
	for _, p := range c.src.Patterns {
		texts = append(texts, p.Text)
	}
	what := strings.Join(texts, " | ")
	switch c.src.Where {
	case WhereClause, WhereSentence:
		return fmt.Sprintf("%q in the same %s", what, c.src.Where)
	case WhereHeading:
		return fmt.Sprintf("%q in the heading", what)
	}
	return fmt.Sprintf("%q %s within %d words", what, c.src.Where, c.src.Words)
}

// holds reports whether a condition's pattern stands where it should: near,
// before and after look beside the candidate, clause and sentence hold it too.
func (r *run) holds(p *extract.Parse, sn *extract.Sentence, cd *cond, c candidate) bool {
	if cd.src.Where == WhereHeading {
		h := r.heading(p, sn)
		return slices.ContainsFunc(cd.joins, func(j compiledJoin) bool {
			return slices.ContainsFunc(h.of(j.seqs[0]), func(i int32) bool {
				f := h.found[i]
				return h.follow(p.Doc.Text, &j, &candidate{start: f.start, end: f.end})
			})
		})
	}
	op := joinOp{kind: joinSentence}
	if cd.src.Where >= WhereNear {
		op.kind = joinNear
	}
	for k := range cd.joins {
		j := &cd.joins[k]
		for _, i := range r.around(j.seqs[0], c.start, op) {
			f := r.found[i]
			w := candidate{start: f.start, end: f.end}
			if !r.follow(p.Doc.Text, j, &w) {
				continue
			}
			g := found{start: w.start, end: w.end}
			switch cd.src.Where {
			case WhereClause:
				if !r.sameClause(p.Doc.Text, g, c) {
					continue
				}
			case WhereNear, WhereBefore, WhereAfter:
				if w.start < c.end && c.start < w.end || r.distance(g, c) > int32(cd.src.Words) || cd.src.Where == WhereBefore && g.start > c.start ||
					cd.src.Where == WhereAfter && g.start < c.start {
					continue
				}
			}
			return true
		}
	}
	return false
}

// heading is a run over the words of the sentence's heading.
func (r *run) heading(p *extract.Parse, sn *extract.Sentence) *run {
	if r.headOf == sn.Heading.Start && r.head != nil {
		return r.head
	}
	if r.head == nil {
		r.head = newRun(r.m)
	}
	lo, _ := slices.BinarySearchFunc(p.Tokens, sn.Heading.Start, func(t extract.Token, at int32) int { return int(t.Start - at) })
	hi := lo
	for hi < len(p.Tokens) && p.Tokens[hi].End <= sn.Heading.End {
		hi++
	}
	tokens := p.Tokens[lo:hi]
	if lo == hi { // a coded sentence: its heading was not cut into tokens
		tokens = plainTokens(p.Doc.Text, sn.Heading)
	}
	if r.head.full() {
		r.head.reset()
	}
	r.head.load(p.Doc.Text, tokens, sn.Heading)
	r.headOf = sn.Heading.Start
	return r.head
}

// theme decides the candidates of one theme, which are in order of start,
// longest first.
func (r *run) theme(text string, cands []candidate, hits []Hit, rejects []Reject) ([]Hit, []Reject) {
	var hit Hit
	first := len(rejects)
	th := r.m.rules[cands[0].rule].theme
	r.exclusions(text, th)
	for _, c := range cands {
		sp := corpus.Span{Start: r.us[c.start].Start, End: r.us[c.end-1].End}
		by, why := c.rule, c.reason
		if x, ok := r.excluded(c); ok {
			by, why = x, r.m.rules[x].src.Reason
		}
		if why != "" {
			rejects = append(rejects, Reject{Span: sp, Theme: th, Rule: r.m.rules[by].src.ID, Reason: why})
			continue
		}
		if n := len(hit.Triggers); n > 0 && hit.Triggers[n-1].End > sp.Start {
			hit.Triggers[n-1].End = max(hit.Triggers[n-1].End, sp.End)
		} else {
			if n == 0 {
				hit.Rule = r.m.rules[c.rule].src.ID
			}
			hit.Triggers = append(hit.Triggers, sp)
		}
	}
	if n := len(hit.Triggers); n > 0 {
		hit.Theme = th
		hit.Span = corpus.Span{Start: hit.Triggers[0].Start, End: hit.Triggers[n-1].End}
		hits = append(hits, hit)
	}
	// A near miss is told once: not where a trigger stands, nor where an earlier one does.
	kept := rejects[:first]
	for _, x := range rejects[first:] {
		i, _ := slices.BinarySearchFunc(hit.Triggers, x.Start, func(t corpus.Span, at int32) int { return int(t.End - at - 1) })
		if i < len(hit.Triggers) && hit.Triggers[i].Overlaps(x.Span) || len(kept) > first && kept[len(kept)-1].Overlaps(x.Span) {
			continue
		}
		kept = append(kept, x)
	}
	return hits, kept
}

// exclusions are the exclude rules of one theme that matched, by scope, each in
// order of start.
type exclusions struct {
	match, clause, sentence []candidate
	longest                 int32 // of match, in units
}

// exclusions fills r.ex with those of the theme; r.excl is in order.
func (r *run) exclusions(text string, theme int) {
	x := &r.ex
	x.match, x.clause, x.sentence, x.longest = x.match[:0], x.clause[:0], x.sentence[:0], 0
	i, _ := slices.BinarySearchFunc(r.excl, theme, func(c candidate, t int) int { return r.m.rules[c.rule].theme - t })
	for ; i < len(r.excl) && r.m.rules[r.excl[i].rule].theme == theme; i++ {
		switch c := r.excl[i]; r.m.rules[c.rule].src.Scope {
		case ScopeSentence:
			x.sentence = append(x.sentence, c)
		case ScopeClause:
			r.clauses(text)
			x.clause = append(x.clause, c)
		default:
			x.match = append(x.match, c)
			x.longest = max(x.longest, c.end-c.start)
		}
	}
}

// excluded finds the exclude rule that turns a candidate away.
func (r *run) excluded(c candidate) (int32, bool) {
	x := &r.ex
	if len(x.sentence) > 0 {
		return x.sentence[0].rule, true
	}
	from, _ := slices.BinarySearchFunc(x.match, c.start-x.longest, func(e candidate, at int32) int { return int(e.start - at) })
	for _, e := range x.match[from:] {
		if e.start >= c.end {
			break
		}
		longer := c.start <= e.start && e.end <= c.end && c.end-c.start > e.end-e.start
		if c.start < e.end && !longer {
			return e.rule, true
		}
	}
	if len(x.clause) > 0 {
		i, _ := slices.BinarySearchFunc(x.clause, r.clause[c.start], func(e candidate, n int32) int { return int(r.clause[e.end-1] - n) })
		if i < len(x.clause) && r.clause[x.clause[i].start] <= r.clause[c.end-1] {
			return x.clause[i].rule, true
		}
	}
	return 0, false
}
