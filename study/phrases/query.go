package phrases

import (
	"context"
	"maps"
	"slices"
	"strings"

	"assay/extract"
	"assay/out/load"
	"assay/study"
)

// Query asks what sets some sentences of a run apart.
type Query struct {
	Theme   string            // "": any sentence; else those that mention it
	Is      map[string]string // by property (stance, grade, authority, year, kind, context) the value asked for
	By      string            // a property: every value of it against the others
	Against string            // "": the rest of the theme's sentences, of all where only the theme is asked for; "all": every other sentence; PROPERTY=VALUE
	Top     int               // most phrases of a group
	Min     int               // fewest sentences of the group that have one
	Score   float64
}

// Properties are what a Query may narrow by. The stance of a sentence is that
// towards the theme, its sentiment where no theme is asked for.
var Properties = []string{"stance", "grade", "authority", "year", "kind", "context"}

func property(p *study.Place, stance, name string) string {
	switch name {
	case "stance":
		return stance
	case "grade":
		return p.Doc.Grade
	case "authority":
		return p.Doc.Authority
	case "year":
		return p.Doc.Year()
	case "kind":
		return p.Doc.Kind
	}
	return p.Context.String()
}

// check says what is wrong with a query.
func (q *Query) check() error {
	known := strings.Join(Properties, ", ")
	if q.By != "" && !slices.Contains(Properties, q.By) {
		return study.Usagef("they are "+known, "sentences have no property %q to go by", q.By)
	}
	if q.Is[q.By] != "" {
		return study.Usagef("leave one of them out", "%s is both asked for and gone by", q.By)
	}
	if name, _, ok := strings.Cut(q.Against, "="); q.Against != "" && q.Against != "all" && (!ok || !slices.Contains(Properties, name)) {
		return study.Usagef("against all, or PROPERTY=VALUE; the properties are "+known, "against %q is not understood", q.Against)
	}
	if q.Against != "" && q.By != "" {
		return study.Usagef("leave one of them out", "every value of %s is held against the others, so there is nothing to hold it against", q.By)
	}
	if q.By == "" && q.Theme == "" && len(q.Is) == 0 {
		return study.Usagef("a theme, or one of "+known, "nothing says which sentences to look at")
	}
	return nil
}

// Find counts the phrases of the run's sentences in the contexts that are
// counted, of documents that repeat no other.
func Find(ctx context.Context, r *study.Run, q Query) ([]Group, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	mentions, err := readMentions(ctx, r.Dir, q.Theme)
	if err != nil {
		return nil, err
	}
	groups := &grouping{q: &q, mentions: mentions, of: map[string]int{}}
	if q.By == "" {
		groups.names = []string{q.name(), q.other()}
	}
	// Twice over the sentences: which values there are must be known first.
	if q.By != "" {
		err := eachCounted(ctx, r, func(p *study.Place) {
			if v := groups.value(p); v != "" && groups.of[v] == 0 {
				groups.of[v] = 1
			}
		})
		if err != nil {
			return nil, err
		}
		for i, v := range inOrder(q.By, slices.Collect(maps.Keys(groups.of))) {
			groups.of[v] = i
			groups.names = append(groups.names, q.name()+q.By+" "+v)
		}
	}
	c := newCounter(groups.names, mentions.own)
	err = eachCounted(ctx, r, func(p *study.Place) {
		if g := groups.group(p); g == 0 || g > 0 && q.By != "" {
			c.add(p, g)
		}
	})
	if err != nil {
		return nil, err
	}
	if q.By == "" {
		k := c.keep(0, q.Min)
		err := eachCounted(ctx, r, func(p *study.Place) {
			if groups.group(p) == 1 {
				k.against(p)
			}
		})
		if err != nil {
			return nil, err
		}
		g := c.top(0, q.Top, q.Min, q.Score)
		g.Other = q.other()
		return []Group{g}, nil
	}
	var out []Group
	for i := range groups.names {
		g := c.top(i, q.Top, q.Min, q.Score)
		g.Other = "the other values of " + q.By
		out = append(out, g)
	}
	return out, nil
}

func eachCounted(ctx context.Context, r *study.Run, visit func(*study.Place)) error {
	return r.Sentences(ctx, func(p *study.Place) error {
		if p.Context.Counted() && !p.Doc.Duplicate {
			visit(p)
		}
		return nil
	})
}

// inOrder is the values of a property in the order to show them.
func inOrder(name string, values []string) []string {
	order := map[string]int{}
	known := map[string][]string{
		"stance": {"positive", "negative", "mixed", "neutral"},
		"grade":  {"outstanding", "good", "requires improvement", "adequate", "inadequate"},
	}[name]
	for i, v := range known {
		order[v] = i - len(known)
	}
	slices.SortFunc(values, func(a, b string) int {
		if order[a] != order[b] {
			return order[a] - order[b]
		}
		return strings.Compare(a, b)
	})
	return values
}

// grouping says to which group a sentence belongs.
type grouping struct {
	q        *Query
	mentions *mentions
	names    []string
	of       map[string]int // value of By -> group
}

// base reports whether a sentence is one the question is about at all, and its
// stance.
func (g *grouping) base(p *study.Place) (stance string, ok bool) {
	if g.q.Theme == "" {
		return p.Sentiment, true
	}
	stance, ok = g.mentions.stance[p.ID]
	return stance, ok
}

// narrowed reports whether a sentence has every value asked for.
func (g *grouping) narrowed(p *study.Place, stance string) bool {
	for name, want := range g.q.Is {
		if property(p, stance, name) != want {
			return false
		}
	}
	return true
}

func (g *grouping) value(p *study.Place) string {
	stance, ok := g.base(p)
	if !ok || !g.narrowed(p, stance) {
		return ""
	}
	return property(p, stance, g.q.By)
}

// group is the group of a sentence, -1 for none.
func (g *grouping) group(p *study.Place) int {
	if g.q.By != "" {
		if v := g.value(p); v != "" {
			return g.of[v]
		}
		return -1
	}
	stance, ok := g.base(p)
	if ok && g.narrowed(p, stance) {
		return 0
	}
	name, want, some := strings.Cut(g.q.Against, "=")
	switch {
	case some:
		if ok && property(p, stance, name) == want {
			return 1
		}
		return -1
	case g.q.Against == "all", g.q.Theme != "" && len(g.q.Is) == 0, ok:
		return 1
	}
	return -1
}

// name says what is asked for.
func (q *Query) name() string {
	var parts []string
	if q.Theme != "" {
		parts = append(parts, q.Theme)
	}
	for _, name := range Properties {
		if v := q.Is[name]; v != "" {
			parts = append(parts, name+" "+v)
		}
	}
	if q.By != "" && len(parts) > 0 {
		parts = append(parts, "")
	}
	return strings.Join(parts, ", ")
}

func (q *Query) other() string {
	name, v, some := strings.Cut(q.Against, "=")
	switch {
	case some:
		return name + " " + v
	case q.Against == "" && q.Theme != "" && len(q.Is) > 0:
		return "the other sentences of " + q.Theme
	}
	return "all other sentences"
}

// mentions is what the run says of a theme.
type mentions struct {
	stance map[string]string // by sentence_id
	own    map[string]bool   // lemmas of the words its patterns find
}

func readMentions(ctx context.Context, dir, theme string) (*mentions, error) {
	m := &mentions{stance: map[string]string{}, own: map[string]bool{}}
	if theme == "" {
		return m, nil
	}
	themes := map[string]bool{}
	triggers := map[string]int{}
	err := load.Rows(ctx, dir, "mentions", []string{"sentence_id", "theme", "stance", "text"}, func(c []string) error {
		themes[c[1]] = true
		if c[1] == theme {
			m.stance[c[0]] = c[2]
			triggers[c[3]]++
		}
		return nil
	})
	if err != nil {
		return nil, study.TableError(err)
	}
	if len(m.stance) == 0 {
		return nil, study.Usagef("its mentions are of "+strings.Join(slices.Sorted(maps.Keys(themes)), ", "), "the run has no mention of a theme %q", theme)
	}
	m.ownWords(triggers)
	return m, nil
}

// Bounds of what counts as a word of the theme: a trigger of more tokens is two
// that were merged, with what stands between them; a word of fewer of the
// mentions comes with a theme and does not make it.
const (
	maxTrigger = 5
	ownShare   = 0.02
)

func (m *mentions) ownWords(triggers map[string]int) {
	var line extract.Line
	count := map[string]int{}
	all := 0
	for text, n := range triggers {
		all += n
		line.Set(text, "", extract.Finding, 0)
		if len(line.Parse.Tokens) > maxTrigger {
			continue
		}
		line.Tag()
		for i := range line.Parse.Tokens {
			count[line.Parse.Tokens[i].Lemma] += n
		}
	}
	for lemma, n := range count {
		if float64(n) >= ownShare*float64(all) {
			m.own[lemma] = true
		}
	}
}
