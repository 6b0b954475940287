package report

import (
	"slices"
	"strings"
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
	th := Thread{When: day(doc.date()), Comments: doc.counts.sentences[comment], Named: Named{titleOf(doc), doc.uri, d.href(doc)}}
	for _, side := range []struct {
		ctx   int
		label string
	}{{article, "the article"}, {comment, "the comments"}} {
		if doc.counts.sentences[side.ctx] == 0 {
			continue
		}
		q := query{kind: "s", context: side.ctx, doc: doc.index + 1}
		g := newGroup(len(d.themes))
		g.add(doc, side.ctx)
		title := capital(side.label) + ": " + titleOf(doc)
		s := Side{Label: capital(side.label), Sentences: q.of(g.sentences, title), Bar: stanceBar(g.sentiment), Net: q.net(g.sentiment, title)}
		for t, theme := range d.themes {
			s.Themes = append(s.Themes, d.row(g, t, theme.Label, side.label, q))
		}
		th.Sides = append(th.Sides, s)
	}
	return th
}

// articlesAbout are the documents other than inspections that are about a council,
// the newest first.
func (d *data) articlesAbout(c *council) []Thread {
	var docs []*document
	for _, doc := range d.docs {
		if doc.insp == nil && doc.about == c.name && doc.counts.sentences[article]+doc.counts.sentences[comment] > 0 {
			docs = append(docs, doc)
		}
	}
	slices.SortStableFunc(docs, func(a, b *document) int { return strings.Compare(b.date(), a.date()) })
	var list []Thread
	for _, doc := range docs {
		list = append(list, d.thread(doc))
	}
	return list
}
