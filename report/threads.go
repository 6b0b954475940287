package report

import (
	"cmp"
	"slices"
	"strings"

	"assay/out/figure"
	"assay/report/wording"
)

// Talk is comments against the articles they are on.
type Talk struct {
	Base, Title string
	Few         int
	Threads     []Thread // most comments first
	All         int      // threads of the run
	More        bool     // than Threads
	Alone       int      // articles without comments
}

// threadsFirst is how many threads the first page shows.
const threadsFirst = 10

// Thread is one document with comments.
type Thread struct {
	Named
	When     string // day of publication
	Comments int    // scored sentences of them
	Sides    []Side
	Apart    []Apart // the comments less the article: net sentiment, then net stance by theme
}

// Apart is how far one figure stands from another, with its 95 % interval.
type Apart struct{ Text, Range, Verdict string }

// apart is a less b; too few on a side say nothing.
func apart(a, b tally) Apart {
	if min(a.total(), b.total()) < figure.FewPaired {
		return Apart{Text: "–"}
	}
	d, low, high := a.stances().Apart(b.stances())
	v := Apart{wording.Signed(d), wording.Signed(low) + " to " + wording.Signed(high), "unclear"}
	switch {
	case low > 0:
		v.Verdict = "better"
	case high < 0:
		v.Verdict = "worse"
	}
	return v
}

// Side is the article, or the comments, of a thread.
type Side struct {
	Label     string
	Sentences N
	Bar       StanceBar
	Net       Net
	Themes    []ThemeRow
}

func (d *data) talk() *Talk {
	talk := Talk{Title: "Articles and the comments below them", Few: few}
	for _, doc := range d.docs {
		if doc.counts.sentences[article] == 0 {
			continue
		}
		if doc.counts.sentences[comment] == 0 {
			talk.Alone++
			continue
		}
		talk.Threads = append(talk.Threads, d.thread(doc))
	}
	if len(talk.Threads) == 0 {
		return nil
	}
	talk.All = len(talk.Threads)
	slices.SortStableFunc(talk.Threads, func(a, b Thread) int { return b.Comments - a.Comments })
	return &talk
}

// first is what the first page shows: the threads with the most comments.
func (t *Talk) first() *Talk {
	if t == nil || len(t.Threads) <= threadsFirst {
		return t
	}
	some := *t
	some.Threads, some.More = t.Threads[:threadsFirst], true
	return &some
}

// thread is a document's article and its comments, what it has of them.
func (d *data) thread(doc *document) Thread {
	return d.threadOf(&doc.counts, query{doc: doc.index + 1}, Thread{When: wording.Day(doc.date()), Named: Named{titleOf(doc), doc.uri, d.href(doc)}})
}

// partThread is one article of a document and its comments.
func (d *data) partThread(doc *document, p *part) Thread {
	if doc.articles == 1 {
		return d.thread(doc)
	}
	th := Thread{When: wording.Day(cmp.Or(p.published, doc.date())), Named: Named{cmp.Or(p.title, titleOf(doc)), doc.uri, d.href(doc)}}
	return d.threadOf(&p.counts, query{doc: doc.index + 1, article: p.ordinal + 1}, th)
}

// threadOf fills th with the sides that were counted; q chooses their sentences.
func (d *data) threadOf(c *counts, q query, th Thread) Thread {
	th.Comments = c.sentences[comment]
	for _, side := range []struct {
		ctx   int
		label string
	}{{article, "the article"}, {comment, "the comments"}} {
		if c.sentences[side.ctx] == 0 {
			continue
		}
		q.kind, q.context = "s", side.ctx
		g := newGroup(len(d.themes))
		g.addCounts(c, side.ctx)
		title := wording.Capital(side.label) + ": " + th.Title
		s := Side{Label: wording.Capital(side.label), Sentences: q.of(g.sentences, title), Bar: stanceBar(g.sentiment), Net: q.net(g.sentiment, title)}
		for t, theme := range d.themes {
			s.Themes = append(s.Themes, d.row(g, t, theme.Label, side.label, q))
		}
		th.Sides = append(th.Sides, s)
	}
	if len(th.Sides) == 2 {
		th.Apart = append(th.Apart, apart(c.sentiment[comment], c.sentiment[article]))
		for t := range d.themes {
			th.Apart = append(th.Apart, apart(c.themes[comment][t], c.themes[article][t]))
		}
	}
	return th
}

// articlesAbout are the articles about a council, the newest first.
func (d *data) articlesAbout(c *council) []Thread {
	type about struct {
		doc  *document
		part *part
	}
	var found []about
	for _, doc := range d.docs {
		for i := range doc.parts {
			if p := &doc.parts[i]; doc.insp == nil && p.about == c.name && p.counts.sentences[article]+p.counts.sentences[comment] > 0 {
				found = append(found, about{doc, p})
			}
		}
	}
	date := func(a about) string { return cmp.Or(a.part.published, a.doc.date()) }
	slices.SortStableFunc(found, func(a, b about) int { return strings.Compare(date(b), date(a)) })
	var list []Thread
	for _, f := range found {
		list = append(list, d.partThread(f.doc, f.part))
	}
	return list
}
