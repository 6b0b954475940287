package sample

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash/fnv"
	"slices"

	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
	"assay/study"
)

// Options of a draw.
type Options struct {
	Book     *codebook.Codebook
	Themes   []string // ids to draw for, all in Book
	Model    *stance.Model
	N        int // sentences, shared evenly between the themes; with PerClass 0 means as many as that asks for
	PerClass int // mentions of every stance the model gives, by theme; 0: as they come
	Seed     uint64
	Skip     map[string]bool // texts coded already
}

// Sentence is one sentence drawn.
type Sentence struct {
	ID            string // of its document and text: the same in every draw
	Doc           *study.Doc
	Page          int
	Context       extract.Context
	Heading       string
	Before, After string
	Text          string
	Stratum       string     // why it was drawn: "candidate:X", "unsure:X", "near_miss:X", "suggested:X", "random"
	Marks         [][2]int32 // bytes of Text that a theme's pattern or a near miss takes, in order, none overlapping
}

// The shares of a theme's part of the draw. Candidates at random tell how often
// the patterns are right and what stances there are; unsure ones teach the most;
// near misses and suggested places tell what the patterns lose; what is left is
// drawn at random.
const (
	candidates = 0.35
	unsure     = 0.20
	nearMisses = 0.15
	suggested  = 0.20
	random     = 0.10
)

// The words that suggest a theme are those that set its sentences apart, these
// many at most, in so many sentences at least.
const (
	suggestions    = 60
	suggestedLeast = 3
	suggestedScore = 6.63 // log-likelihood: chance one time in a hundred
)

// candidate is a sentence that may be drawn.
type candidate struct {
	Sentence
	of  []what // by theme
	lot uint64 // order at random, by the seed
	hay string // words in lower case between spaces, where it may be suggested
}

// what a sentence is to a theme.
type what struct {
	hit, miss bool
	class     stance.Class // of a hit, as the model sees it
	doubt     float64      // of a hit: 1 - its probability
	words     float64      // of neither: how much its words suggest the theme
}

// Draw draws from the sentences of a source that are scored, each text once. The
// same sentences, options and seed give the same draw.
func Draw(ctx context.Context, from study.Source, opt Options) ([]Sentence, error) {
	d := &drawer{opt: opt, match: opt.Book.Matcher(), score: opt.Model.Scorer(), known: map[string]bool{}}
	for _, id := range opt.Themes {
		t := opt.Book.Theme(id)
		d.themes = append(d.themes, t)
		k := codebook.NewKeyness()
		k.AddExamples(opt.Book.Themes[t].Positive)
		d.keys = append(d.keys, k)
	}
	if err := from(ctx, func(p *study.Place) error { d.add(p); return nil }); err != nil {
		return d.draw(), err // a source that lost documents gives the others
	}
	return d.draw(), nil
}

type drawer struct {
	opt    Options
	themes []int
	match  *codebook.Matcher
	score  *stance.Scorer
	keys   []*codebook.Keyness
	known  map[string]bool
	all    []candidate
	hits   []codebook.Hit
	misses []codebook.Reject
}

// add takes a sentence.
func (d *drawer) add(p *study.Place) {
	if !p.Context.Scored() || p.Doc.Duplicate || d.opt.Skip[p.Text] || d.known[p.Text] {
		return
	}
	d.known[p.Text] = true
	c := candidate{Sentence: Sentence{ID: IDOf(p.Doc.URI, p.Text), Doc: p.Doc, Page: p.Page, Context: p.Context, Heading: p.Heading,
		Before: p.Before, After: p.After, Text: p.Text}, of: make([]what, len(d.themes)), lot: lot(d.opt.Seed, p.Text)}
	parse, s := p.Parse()
	d.hits, d.misses = d.match.Sentence(parse, s, d.hits[:0], d.misses[:0])
	var spans []corpus.Span
	found := false
	for i, theme := range d.themes {
		var triggers []corpus.Span
		for _, h := range d.hits {
			if h.Theme == theme {
				triggers = h.Triggers
			}
		}
		for _, m := range d.misses {
			if m.Theme == theme && triggers == nil {
				c.of[i].miss = true
				spans = append(spans, m.Span)
			}
		}
		d.keys[i].Add(parse, s, triggers != nil, triggers)
		if triggers == nil {
			continue
		}
		found = true
		spans = append(spans, triggers...)
		c.of[i].hit = true
	}
	c.Marks = marksOf(p.Text, parse.Doc.Text, parse.Sentences[s].Span, spans)
	c.hay = codebook.Plain(parse, s)
	if found {
		d.judge(p, &c)
	}
	d.all = append(d.all, c)
}

// judge takes the model's word for the stance of every theme found.
func (d *drawer) judge(p *study.Place, c *candidate) {
	parse, s := p.Full()
	d.score.Sentence(parse, s)
	hits, _ := d.match.Sentence(parse, s, nil, nil)
	for i, theme := range d.themes {
		for _, h := range hits {
			if h.Theme == theme {
				v := d.score.Towards(d.opt.Book.Themes[theme].ID, h.Triggers)
				c.of[i].class, c.of[i].doubt = v.Class, 1-v.P[v.Class]
			}
		}
	}
}

// marksOf are spans of a sentence of the document's text as bytes of the one line
// it is shown as; none where the two are not the same but for their ends.
func marksOf(line, text string, sentence corpus.Span, spans []corpus.Span) (marks [][2]int32) {
	if sentence.Of(text) != line {
		return nil
	}
	slices.SortFunc(spans, func(a, b corpus.Span) int { return cmp.Compare(a.Start, b.Start) })
	for _, s := range spans {
		m := [2]int32{s.Start - sentence.Start, s.End - sentence.Start}
		if n := len(marks); n > 0 && marks[n-1][1] > m[0] {
			marks[n-1][1] = max(marks[n-1][1], m[1])
			continue
		}
		marks = append(marks, m)
	}
	return marks
}

// IDOf is the id of a sentence in every draw: of its document and text.
func IDOf(uri, text string) string {
	sum := sha256.Sum256([]byte(uri + "\x00" + text))
	return "s" + hex.EncodeToString(sum[:5])
}

func lot(seed uint64, text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text)) // never fails
	x := (h.Sum64() ^ seed) * 0x9E3779B97F4A7C15
	return x ^ x>>29
}
