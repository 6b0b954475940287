package phrases

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"assay/classify/codebook"
	"assay/study"
)

// Phrase is one phrase that sets a group apart, with its figures.
type Phrase struct {
	Text      string
	Form      Form
	In, Else  int     // sentences of the group, and of what it is held against, that have it
	Documents int     // documents of the group that have it
	Score     float64 // log-likelihood G2; 15.1 is significant at 0.0001 for one phrase
	LogRatio  float64 // log2 of the two relative frequencies, half a sentence added to each
	Examples  []Place // at most three, of different documents where it can be
}

// Place is where a phrase stands.
type Place struct {
	Doc  *study.Doc
	Page int // 0 where the format has no pages
	Text string
}

// Group is what sets one group of sentences apart.
type Group struct {
	Name      string
	Other     string // what it is held against
	Sentences int    // of the group
	Documents int
	Against   int // sentences it is held against
	Phrases   []Phrase
}

// counter counts phrases by group. It is for one goroutine.
type counter struct {
	names   []string
	size    []int // sentences by group
	docs    []int
	last    []*study.Doc // document counted last, by group
	voices  []voices     // by group
	ids     map[string]int32
	phrases []counted
	cells   map[uint64]*cell
	places  []Place
	own     map[string]bool // lemmas of the theme's own words
}

type counted struct {
	text  string
	form  Form
	pair  [2]string // lemmas of a pair
	total int32     // sentences, of all groups
	met   int32     // number of the sentence that had it last, from 1
}

// cell is one phrase in one group.
type cell struct {
	sentences, documents int32
	last                 *study.Doc
	voices               voices
	examples             [3]int32 // places, from 1
}

// voices tells whether one authority (where none is known, one document) speaks
// or several: what one alone says is its name, its board, its way with words.
type voices struct {
	first   string
	several bool
}

func (v *voices) add(d *study.Doc) {
	name := d.Authority
	if name == "" {
		name = "\x00" + d.URI // no authority has such a name
	}
	switch v.first {
	case "":
		v.first = name
	case name:
	default:
		v.several = true
	}
}

func newCounter(names []string, own map[string]bool) *counter {
	n := len(names)
	return &counter{names: names, size: make([]int, n), docs: make([]int, n), last: make([]*study.Doc, n), voices: make([]voices, n),
		ids: map[string]int32{}, cells: map[uint64]*cell{}, own: own}
}

// add counts a sentence of a group.
func (c *counter) add(p *study.Place, group int) {
	c.size[group]++
	if c.last[group] != p.Doc {
		c.last[group] = p.Doc
		c.docs[group]++
		c.voices[group].add(p.Doc)
	}
	c.places = append(c.places, Place{p.Doc, p.Page, p.Text})
	here := int32(len(c.places))
	parse, s := p.Parse()
	terms(parse, s, func(t term) {
		if c.theirs(t.words) {
			return
		}
		key := string(t.form[0]) + t.text // a pair may read like a row
		id, ok := c.ids[key]
		if !ok {
			id = int32(len(c.phrases))
			c.ids[key] = id
			f := counted{text: key[1:], form: t.form}
			if t.form == Pair {
				f.pair = [2]string(t.words)
			}
			c.phrases = append(c.phrases, f)
		}
		f := &c.phrases[id]
		if f.met == here {
			return
		}
		f.met = here
		f.total++
		at := uint64(id)<<16 | uint64(group)
		x := c.cells[at]
		if x == nil {
			x = &cell{}
			c.cells[at] = x
		}
		x.add(p.Doc, here)
	})
}

// may reports whether a phrase stands in enough sentences of a group, documents and
// authorities to set it apart.
func (c *counter) may(id int32, group, least int) bool {
	x := c.cells[uint64(id)<<16|uint64(group)]
	documents := int32(math.Ceil(spread * float64(c.docs[group])))
	if c.docs[group] > 1 {
		documents = max(documents, 2)
	}
	return x != nil && int(x.sentences) >= least && x.documents >= documents && (!c.voices[group].several || x.voices.several)
}

func (x *cell) add(d *study.Doc, here int32) {
	if x.last != d {
		x.last = d
		if x.documents < int32(len(x.examples)) {
			x.examples[x.documents] = here
		}
		x.documents++
		x.voices.add(d)
	}
	x.sentences++
}

// theirs reports whether all words of a phrase are the theme's own.
func (c *counter) theirs(words []string) bool {
	return len(c.own) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !c.own[w] })
}

// spread is the share of a group's documents that must have a phrase: what stands
// in two of a hundred is hardly the group's.
const spread = 0.03

// top is what sets a group apart from the others: phrases of at least least
// sentences, of several authorities and a share of the documents where the group
// has these, with a score of at least score; of every form the highest first, at
// most n.
func (c *counter) top(group, n, least int, score float64) Group {
	g := Group{Name: c.names[group], Sentences: c.size[group], Documents: c.docs[group]}
	for i, size := range c.size {
		if i != group {
			g.Against += size
		}
	}
	var all []Phrase
	for id := range c.phrases {
		if !c.may(int32(id), group, least) {
			continue
		}
		f := &c.phrases[id]
		x := c.cells[uint64(id)<<16|uint64(group)]
		p := Phrase{Text: f.text, Form: f.form, In: int(x.sentences), Else: int(f.total - x.sentences), Documents: int(x.documents)}
		p.Score = codebook.LogLikelihood(p.In, g.Sentences, p.Else, g.Against)
		if p.LogRatio = codebook.LogRatio(p.In, g.Sentences, p.Else, g.Against); p.LogRatio <= 0 || p.Score < score {
			continue
		}
		for _, e := range x.examples {
			if e > 0 {
				p.Examples = append(p.Examples, c.places[e-1])
			}
		}
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b Phrase) int {
		return cmp.Or(cmp.Compare(round(b.Score), round(a.Score)), cmp.Compare(len(b.Text), len(a.Text)), strings.Compare(a.Text, b.Text), strings.Compare(string(a.Form), string(b.Form)))
	})
	for _, form := range []Form{Word, Row, Pair} {
		from := len(g.Phrases)
		for _, p := range all {
			if len(g.Phrases) == from+n {
				break
			}
			if p.Form == form && !slices.ContainsFunc(all, func(l Phrase) bool { return l.says(&p) }) {
				g.Phrases = append(g.Phrases, p)
			}
		}
	}
	return g
}

func round(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// says reports whether l says what p says: it is longer, nearly always holds it
// and sets the group apart as well.
func (l *Phrase) says(p *Phrase) bool {
	if len(l.Text) <= len(p.Text) || 10*l.In < 9*p.In || l.Form == Pair || l.Score < p.Score*0.8 {
		return false
	}
	return strings.Contains(" "+l.Text+" ", " "+p.Text+" ")
}
