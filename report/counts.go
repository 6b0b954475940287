package report

import (
	"strconv"

	"assay/out/figure"
)

// few is the number of mentions under which a net stance is shown but neither
// ranked nor coloured.
const few = figure.Few

// The contexts that are counted, each apart.
const (
	finding = iota
	recommendation
	strength
	article
	comment
	contexts
)

var contextNames = [contexts]string{"finding", "recommendation", "strength", "article", "comment"}

func contextOf(name string) int {
	for i, n := range contextNames {
		if n == name {
			return i
		}
	}
	return -1
}

// The classes of stance and sentiment, in the order they are stacked in charts.
var classes = [4]string{"positive", "mixed", "neutral", "negative"}

func classOf(name string) int {
	for i, n := range classes {
		if n == name {
			return i
		}
	}
	return 2
}

// tally is how many mentions, or scored sentences, there are of each class.
type tally [4]int

func (t tally) total() int { return t[0] + t[1] + t[2] + t[3] }

func (t *tally) add(o tally) {
	for i := range t {
		t[i] += o[i]
	}
}

// stances are the same counts, by which every figure is defined.
func (t tally) stances() figure.Stances {
	return figure.Stances{Positive: t[0], Mixed: t[1], Neutral: t[2], Negative: t[3]}
}

// tallyOf is the same counts by class.
func tallyOf(s figure.Stances) tally {
	return tally{s.Positive, s.Mixed, s.Neutral, s.Negative}
}

// net is net stance, 0 where there are none.
func (t tally) net() float64 { return t.stances().Net() }

func (t tally) share(class int) float64 {
	if n := t.total(); n > 0 {
		return float64(t[class]) / float64(n)
	}
	return 0
}

// counts is what is counted in one document.
type counts struct {
	sentences [contexts]int
	sentiment [contexts]tally
	themes    [contexts][]tally // by theme
	// Mentions of the first theme in sentences that speak of the second too.
	with [contexts]map[[2]int]tally
	// Of findings without grade words: how many, and the sum of their scores.
	ungraded      int
	ungradedScore float64
	// Recommendations with any theme.
	recommended int
	// Findings under a heading of what must improve.
	toImprove int
}

// group is a number of documents counted together, in one context.
type group struct {
	docs      int
	speaking  []int // documents that mention each theme
	sentences int
	themes    []tally
	sentiment tally
}

func newGroup(themes int) *group {
	return &group{themes: make([]tally, themes), speaking: make([]int, themes)}
}

func (g *group) add(d *document, context int) { g.addCounts(&d.counts, context) }

func (g *group) addCounts(c *counts, context int) {
	g.docs++
	g.sentences += c.sentences[context]
	g.sentiment.add(c.sentiment[context])
	for i := range g.themes {
		g.themes[i].add(c.themes[context][i])
		if c.themes[context][i].total() > 0 {
			g.speaking[i]++
		}
	}
}

// rate is mentions of a theme per 1,000 scored sentences.
func (g *group) rate(theme int) float64 {
	if g.sentences == 0 {
		return 0
	}
	return 1000 * float64(g.themes[theme].total()) / float64(g.sentences)
}

// atoi is a whole number, 0 where there is none.
func atoi(s string) int { n, _ := strconv.Atoi(s); return n }
