package report

import (
	"net/url"
	"strconv"

	"assay/report/chart"
	"assay/report/wording"
)

// N is a number that opens the sentences behind it.
type N struct {
	Text  string
	Q     string // the query of the evidence, read by assets/evidence.js; "" for a number that opens nothing
	Title string // of what opens
	Count int    // how many sentences open
}

// query chooses evidence: mentions of a theme, or scored sentences. The zero
// value of a field means any.
type query struct {
	kind      string // m or s
	theme     string
	context   int // -1: any
	class     string
	year      int
	framework string
	grade     string
	outcome   string
	slug      string
	docKind   string
	region    string
	with      string // a theme that the sentence speaks of too
	doc       int    // index + 1; 0: any
	article   int    // position in the document + 1; 0: any
	insp      bool   // only documents that are inspection reports
	ungraded  bool   // only sentences without grade words
	themed    bool   // only sentences with a theme (of kind m: each sentence once)
	side      string
	last      bool   // only the last inspection of each authority and kind
	without   string // slug of an authority that is left out
}

func (q query) String() string {
	v := url.Values{"k": {q.kind}}
	put := func(key, value string) {
		if value != "" {
			v.Set(key, value)
		}
	}
	put("t", q.theme)
	if q.context >= 0 {
		put("x", strconv.Itoa(q.context))
	}
	put("s", q.class)
	if q.year > 0 {
		put("y", strconv.Itoa(q.year))
	}
	put("f", q.framework)
	put("g", q.grade)
	put("h", q.outcome)
	put("c", q.slug)
	put("n", q.docKind)
	put("e", q.region)
	put("b", q.with)
	put("w", q.side)
	put("v", q.without)
	if q.doc > 0 {
		put("d", strconv.Itoa(q.doc-1))
	}
	if q.article > 0 {
		put("a", strconv.Itoa(q.article-1))
	}
	for key, on := range map[string]bool{"i": q.insp, "u": q.ungraded, "o": q.themed, "l": q.last} {
		if on {
			v.Set(key, "1")
		}
	}
	return v.Encode() // sorted by key
}

// of makes a number of the query; a count of nothing opens nothing.
func (q query) of(n int, title string) N {
	if n == 0 {
		return N{Text: "0"}
	}
	return N{Text: wording.Number(n), Q: q.String(), Title: title, Count: n}
}

// net is the net stance of a tally as a number of the query.
func (q query) net(t tally, title string) Net {
	n := t.total()
	v := Net{N: N{Text: "–"}, Of: n, Few: n < few, Class: "none"}
	if n == 0 {
		return v
	}
	v.Value = t.net()
	v.N = N{Text: wording.Signed(v.Value), Q: q.String(), Title: title, Count: n}
	low, high := t.stances().Interval()
	v.Range = wording.Signed(low) + " to " + wording.Signed(high)
	v.Class = shade(v.Value)
	if v.Few {
		v.Class = "few"
	}
	return v
}

// Net is a net stance with what it is made of.
type Net struct {
	N
	Value float64
	Of    int
	Few   bool
	Range string // its 95 % interval
	Class string
}

// plain is the figure without the sentences behind it.
func (n Net) plain() Net {
	n.Q, n.Title = "", ""
	return n
}

// Sort is what a table sorts by; few mentions are not ranked.
func (n Net) Sort() string {
	if n.Few {
		return ""
	}
	return strconv.FormatFloat(n.Value, 'f', 4, 64)
}

// shade is the step of the diverging scale that a net stance falls into.
func shade(x float64) string {
	switch {
	case x <= -0.5:
		return "n3"
	case x <= -0.2:
		return "n2"
	case x < -0.05:
		return "n1"
	case x <= 0.05:
		return "z"
	case x < 0.2:
		return "p1"
	case x < 0.5:
		return "p2"
	}
	return "p3"
}

// StanceBar is a bar of shares of the four classes.
type StanceBar struct {
	Parts []chart.Bar // W of 100
	Text  string
	Few   bool
}

func stanceBar(t tally) StanceBar {
	var b StanceBar
	x := 0.0
	b.Few = t.total() < few
	for i, c := range classes {
		w := 100 * t.share(i)
		if t[i] > 0 {
			b.Parts = append(b.Parts, chart.Bar{X: x, W: w, Class: c, Label: wording.Percent(t.share(i))})
			if b.Text != "" {
				b.Text += ", "
			}
			b.Text += c + " " + wording.Percent(t.share(i))
		}
		x += w
	}
	return b
}

// ThemeRow is a theme in a group of documents.
type ThemeRow struct {
	Label     string // of the group
	Class     string
	Docs      int
	Speaking  int // how many of them mention the theme
	Sentences N
	Mentions  N
	Rate      string
	Bar       StanceBar
	Each      [4]N // by class
	Net       Net
}

// row makes the row of one theme of a group. q chooses the documents of the
// group; name says in words what they are.
func (d *data) row(g *group, theme int, label, name string, q query) ThemeRow {
	t := g.themes[theme]
	q.kind, q.theme = "m", d.themes[theme].ID
	title := wording.Capital(d.themes[theme].Label) + ", " + name
	r := ThemeRow{Label: label, Docs: g.docs, Speaking: g.speaking[theme], Mentions: q.of(t.total(), title), Rate: wording.Decimal(g.rate(theme)), Bar: stanceBar(t), Net: q.net(t, title)}
	for i, c := range classes {
		qc := q
		qc.class = c
		r.Each[i] = qc.of(t[i], title+": "+c)
	}
	qs := q
	qs.kind, qs.theme = "s", ""
	r.Sentences = qs.of(g.sentences, wording.Capital(name)+": scored sentences")
	return r
}
