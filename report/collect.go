package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"assay/classify/eval"
	"assay/out/answers"
	"assay/report/wording"
)

// data is the run as the report shows it.
type data struct {
	opt      Options
	themes   []Theme
	byTheme  map[string]int
	docs     []*document // copies left out
	copies   []*document
	all      []*document
	fails    []failure
	missing  []string
	councils []*council
	byName   map[string]*council
	trends   *answers.Trends
	// standings are those of an authority, by kind and name.
	standings map[[2]string][]answers.Standing
	// ranks are the last inspections, from the worst to the best, by kind and theme.
	ranks map[[2]string][]answers.Rank
	// themeSlugs name the pages of the themes.
	themeSlugs []string
	// toSources leads from the page being made to the folder of Sources.
	toSources string
	bodies    map[string]string // who is asked to act, by key
}

// council is an authority with its inspections, oldest first.
type council struct {
	name, region, gss, slug string
	docs                    []*document
	latest, all             *group // of findings: the last inspection, every one
}

// quote is a sentence that is shown on a page, with what is said of its themes.
type quote struct {
	sentence sentence
	marks    []mark
	theme    int // -1: none
	stance   string
	weight   float64 // probability of the stance
	themes   []int   // of a recommendation
	doc      *document
}

func newData(src *source, opt Options) *data {
	d := &data{opt: opt, themes: slices.Clone(opt.Themes), byTheme: map[string]int{}, all: src.docs, fails: src.fails, missing: src.missing, toSources: "../"}
	for i, t := range d.themes {
		d.themes[i].Label, d.themes[i].Definition = wording.Plain(t.Label), wording.Plain(t.Definition)
		d.byTheme[t.ID] = i
	}
	for _, doc := range src.docs {
		if doc.copy {
			d.copies = append(d.copies, doc)
		} else {
			d.docs = append(d.docs, doc)
		}
	}
	return d
}

// theme is the position of a theme; one that nobody named is added.
func (d *data) theme(id string) int {
	i, ok := d.byTheme[id]
	if !ok {
		i = len(d.themes)
		d.themes, d.byTheme[id] = append(d.themes, Theme{ID: id, Label: wording.Plain(strings.ReplaceAll(id, "_", " "))}), i
	}
	return i
}

// tellingEach is how many telling sentences are kept for each theme and side of
// a document.
const tellingEach = 2

// collect reads every document: counts it, keeps what pages show of it and gives
// its sentences to the evidence.
func (d *data) collect(src *source, ev *evidence) error {
	err := src.each(func(doc *document, rows []sentence) error {
		if doc.copy {
			return nil
		}
		for i := range rows {
			if err := d.count(doc, &rows[i]); err != nil {
				return err
			}
		}
		doc.keepTelling()
		return ev.add(doc, rows)
	})
	for _, doc := range d.docs { // themes may have been added after a document was counted
		for c := range contexts {
			doc.counts.widen(c, len(d.themes))
			for i := range doc.parts {
				doc.parts[i].counts.widen(c, len(d.themes))
			}
		}
	}
	return err
}

func (c *counts) widen(context, themes int) {
	for len(c.themes[context]) < themes {
		c.themes[context] = append(c.themes[context], tally{})
	}
}

func (d *data) count(doc *document, s *sentence) error {
	ctx := contextOf(s.context)
	if ctx < 0 {
		return nil
	}
	c := &doc.counts
	d.tally(c, ctx, s)
	for i := range doc.parts {
		if p := &doc.parts[i]; p.ordinal == s.article {
			d.tally(&p.counts, ctx, s)
		}
	}
	if ctx == finding && s.side == "weakness" {
		c.toImprove++
	}
	if ctx == finding && !eval.HasGradeWord(s.text) {
		c.ungraded++
		c.ungradedScore += s.score
	}
	var themes []int
	for i := range s.mentions {
		m := &s.mentions[i]
		t := d.theme(m.theme)
		themes = append(themes, t)
		if ctx != recommendation && (m.stance == "positive" || m.stance == "negative") {
			doc.tell(s, m, t)
		}
	}
	c.together(ctx, s, themes)
	doc.askedOn(s.action, themes)
	if ctx == recommendation {
		if len(themes) > 0 {
			c.recommended++
		}
		doc.recommendations = append(doc.recommendations, quote{sentence: *s, themes: themes, theme: -1, doc: doc})
	}
	return nil
}

// tally counts a sentence and its mentions.
func (d *data) tally(c *counts, ctx int, s *sentence) {
	c.sentences[ctx]++
	c.sentiment[ctx][classOf(s.sentiment)]++
	for i := range s.mentions {
		t := d.theme(s.mentions[i].theme)
		c.widen(ctx, t+1)
		c.themes[ctx][t][classOf(s.mentions[i].stance)]++
	}
}

// askedOn notes the themes of a sentence of something asked.
func (d *document) askedOn(action int, themes []int) {
	if action < 0 || action >= len(d.actions) {
		return
	}
	a := &d.actions[action]
	for _, t := range themes {
		if !slices.Contains(a.themes, t) {
			a.themes = append(a.themes, t)
		}
	}
	slices.Sort(a.themes)
}

// together counts each mention of a sentence with every other theme in it.
func (c *counts) together(ctx int, s *sentence, themes []int) {
	if len(themes) > 1 && c.with[ctx] == nil {
		c.with[ctx] = map[[2]int]tally{}
	}
	for i, t := range themes {
		for k, u := range themes {
			if i == k {
				continue
			}
			n := c.with[ctx][[2]int{t, u}]
			n[classOf(s.mentions[i].stance)]++
			c.with[ctx][[2]int{t, u}] = n
		}
	}
}

// Telling sentences can be read alone and at one glance: so many bytes.
const (
	shortestTelling = 40
	longestTelling  = 400
)

// tell offers a sentence as one of the most telling of its theme and side.
func (d *document) tell(s *sentence, m *mention, theme int) {
	if len(s.text) < shortestTelling || len(s.text) > longestTelling {
		return
	}
	p := m.p[0]
	if m.stance == "negative" {
		p = m.p[1]
	}
	worst, n := -1, 0
	for i := range d.telling {
		q := &d.telling[i]
		if q.theme == theme && q.stance == m.stance {
			if n++; worst < 0 || q.weight < d.telling[worst].weight {
				worst = i
			}
		}
	}
	q := quote{theme: theme, stance: m.stance, weight: p, doc: d}
	switch {
	case n < tellingEach:
		d.telling = append(d.telling, q)
		worst = len(d.telling) - 1
	case p > d.telling[worst].weight:
		d.telling[worst] = q
	default:
		return
	}
	d.telling[worst].sentence = *s
	d.telling[worst].marks = marksOf(s, m)
}

// keepTelling puts the telling sentences of a document in order and lets go of
// what is not shown.
func (d *document) keepTelling() {
	for i := range d.telling {
		d.telling[i].sentence.mentions = nil
	}
	slices.SortStableFunc(d.telling, func(a, b quote) int {
		return cmp.Or(cmp.Compare(a.theme, b.theme), strings.Compare(b.stance, a.stance), cmp.Compare(b.weight, a.weight), cmp.Compare(a.sentence.ordinal, b.sentence.ordinal))
	})
	for i := range d.recommendations {
		d.recommendations[i].sentence.mentions = nil
	}
}

// group gathers the inspections of each council.
func (d *data) group() {
	d.byName = map[string]*council{}
	by := d.byName
	for _, doc := range d.docs {
		if doc.insp == nil || doc.insp.council == "" {
			continue
		}
		c := by[doc.insp.council]
		if c == nil {
			c = &council{name: doc.insp.council}
			by[c.name] = c
			d.councils = append(d.councils, c)
		}
		c.docs = append(c.docs, doc)
		doc.of = c
	}
	slices.SortFunc(d.councils, func(a, b *council) int { return strings.Compare(a.name, b.name) })
	taken := map[string]bool{}
	for _, t := range d.themes {
		d.themeSlugs = append(d.themeSlugs, slugOf(t.ID, "theme", taken))
	}
	clear(taken)
	for _, c := range d.councils {
		slices.SortStableFunc(c.docs, func(a, b *document) int { return strings.Compare(a.date(), b.date()) })
		last := c.docs[len(c.docs)-1]
		c.region, c.gss = last.insp.region, last.insp.gss
		for _, doc := range c.docs {
			doc.last = lastOfKind(c.docs, doc.kind) == doc
		}
		c.slug = slugOf(c.name, "council", taken)
		c.latest, c.all = newGroup(len(d.themes)), newGroup(len(d.themes))
		c.latest.add(last, finding)
		for _, doc := range c.docs {
			c.all.add(doc, finding)
		}
	}
	d.followed()
}

// slugOf is a name that can stand in a file name and a link, without where it
// has no letter for one; taken names get -2.
func slugOf(name, without string, taken map[string]bool) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() == 60 {
			break
		}
	}
	base := strings.Trim(b.String(), "-")
	if base == "" {
		base = without
	}
	slug := base
	for n := 2; taken[slug]; n++ {
		slug = base + "-" + strconv.Itoa(n)
	}
	taken[slug] = true
	return slug
}

// population is the documents that the themes are counted in, and the context:
// the findings of inspection reports where there are any, else the findings of
// all documents, else articles.
func (d *data) population() (docs []*document, context int) {
	for _, doc := range d.docs {
		if doc.insp != nil && doc.counts.sentences[finding] > 0 {
			docs = append(docs, doc)
		}
	}
	if len(docs) > 0 {
		return docs, finding
	}
	for _, ctx := range []int{finding, article, comment} {
		for _, doc := range d.docs {
			if doc.counts.sentences[ctx] > 0 {
				docs = append(docs, doc)
			}
		}
		if len(docs) > 0 {
			return docs, ctx
		}
	}
	return nil, finding
}
