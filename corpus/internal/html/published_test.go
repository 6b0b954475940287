package html

import (
	"fmt"
	"strings"
	"testing"

	"assay/corpus/internal/doc"
)

// TestPublishedDay: the day that a page states of itself goes before the one in its
// address, and each way of stating it before the next.
func TestPublishedDay(t *testing.T) {
	const (
		data    = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"A","datePublished":"2021-01-01"}</script>`
		meta    = `<meta property="article:published_time" content="2022-02-02T08:00:00Z">`
		timed   = `<time datetime="2023-03-03" itemprop="datePublished">3 March</time>`
		address = `<meta property="og:url" content="https://example.org/news/2024/04/04/caseloads">`
	)
	for _, c := range []struct{ head, body, day, source string }{
		{data + meta + address, timed, "2021-01-01", "jsonld"},
		{data + address, "", "2021-01-01", "jsonld"},
		{meta + address, timed, "2022-02-02", "html_meta"},
		{meta + address, "", "2022-02-02", "html_meta"},
		{address, timed, "2023-03-03", "html_time"},
		{address, "", "2024-04-04", "html_address"},
		{"", "", "", ""},
	} {
		page := fmt.Sprintf(`<html><head><title>Caseloads</title>%s</head><body><article><h1>Caseloads</h1>%s<p>Caseloads have come down in every team of the county since the spring.</p><p>Managers read the files of each worker once a month and say what they found.</p></article></body></html>`, c.head, c.body)
		d, err := Read([]byte(page), doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()})
		if err != nil {
			t.Fatal(err)
		}
		if d.Meta.Published != c.day || d.Meta.PublishedSource != c.source {
			t.Errorf("%s %s: got %q from %q, want %q from %q", c.head, c.body, d.Meta.Published, d.Meta.PublishedSource, c.day, c.source)
		}
	}
}

// TestPublishedPrinted: where a page prints its day, and the words beside it.
func TestPublishedPrinted(t *testing.T) {
	for _, c := range []struct{ name, head, beside, day string }{
		{"updated first", "", `<p><span>Last updated: 12 May 2021</span> <span>First published: 9 May 2021</span></p>`, "2021-05-09"},
		{"clock before the day", "", `<div>Published 10:02 AM EST, Mon March 4, 2024 Updated 6:15 PM EST, Tue March 5, 2024</div>`, "2024-03-04"},
		{"abbr", "", `<abbr title="Wednesday, 21 August 2019 14:02">3 years ago</abbr>`, "2019-08-21"},
		{"address without strokes", `<link rel="canonical" href="https://fenby.example/news/20160309/plan-agreed">`, "", "2016-03-09"},
		{"footer of the article", "", "FOOTER", "2015-10-07"},
		{"footer of the page", "", "PAGE", ""},
		{"only a change, in metadata", `<meta property="article:modified_time" content="2021-05-04T10:00:00+01:00">`, "", ""},
		{"only a change, printed", "", `<div><span>Ada Vale</span> <span>Last updated: 4 May 2021, 10:30am</span></div>`, ""},
		{"a change, and a day", `<meta property="article:modified_time" content="2021-05-04T10:00:00+01:00">`, `<p>First published 3 May 2021</p>`, "2021-05-03"},
		{"dateline", "", `<p>FENBY, 3 May 2021 – The council has been told to act.</p>`, "2021-05-03"},
		{"dateline, month first", "", `<p>Fenby, Fen County, May 3, 2021 (Fen News) -- The council has been told to act.</p>`, "2021-05-03"},
		{"a day in the text", "", `<p>Fenby council met on 3 May 2021 – in a tent.</p>`, ""},
		{"month in the address", `<link rel="canonical" href="https://fenby.example/news/2021/may/03/plan">`, "", "2021-05-03"},
		{"local day", `<meta property="article:published_time" content="2023-11-08T21:00:00Z">`, `<p class="date">9 November 2023, 8:00am</p>`, "2023-11-09"},
	} {
		long := strings.Repeat("<p>Caseloads have come down in every team of the county since the spring, and managers read the files of each worker once a month and say what they found there, which nobody in the county had done in the years before.</p>", 2)
		foot, page := "", ""
		switch c.beside {
		case "FOOTER":
			c.beside, foot = "", "<footer><p>This entry was posted on October 7, 2015.</p></footer>"
		case "PAGE":
			c.beside, page = "", "<footer><p>This page was posted on October 7, 2015.</p></footer>"
		}
		d, err := Read([]byte("<html><head><title>Plan agreed</title>"+c.head+"</head><body><main><article><h1>Plan agreed</h1>"+c.beside+long+foot+"</article></main>"+page+"</body></html>"), doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()})
		if err != nil {
			t.Fatal(err)
		}
		if d.Meta.Published != c.day {
			t.Errorf("%s: got %q, want %q", c.name, d.Meta.Published, c.day)
		}
	}
}

// TestPrintedByline: who a page prints as its author, where its metadata name nobody.
func TestPrintedByline(t *testing.T) {
	for beside, want := range map[string]string{
		`<div class="byline">By Ada Vale ada@fenby.example</div>`:                                                                                                "Ada Vale",
		`<p class="meta">Posted by Ada Vale on 4 March 2019</p>`:                                                                                                 "Ada Vale",
		`<div class="byline">EXCLUSIVE by Ada Vale</div>`:                                                                                                        "Ada Vale",
		`<div class="byline">By <span class="name">Ada Vale</span> <a>Follow</a></div>`:                                                                          "Ada Vale",
		`<div class="author"><div>Ada Vale</div><div>Local Democracy Reporter</div></div>`:                                                                       "Ada Vale",
		`<div class="byline">By Ada Vale, Ben Holt and Cara Moor</div>`:                                                                                          "Ada Vale; Ben Holt; Cara Moor",
		`<div class="byline">Ada Vale in Fenby</div>`:                                                                                                            "Ada Vale",
		`<p>By the end of May all teams were full, which nobody had thought possible.</p>`:                                                                       "Fenby Gazette",
		`<div class="byline"><span>Ada Vale</span><span>Fen News, Fenby</span></div>`:                                                                            "Ada Vale",
		`<div class="byline">By <a>Ada Vale</a>, Social Affairs Editor, and <a>Ben Holt</a>, Data Reporter<button>Follow</button><a>Share on Facebook</a></div>`: "Ada Vale; Ben Holt",
		`<p>Ada Vale<br>Local democracy reporter</p>`:                                                                                                            "Ada Vale",
		`<p class="by">By Ada Vale | Special to the Gazette</p>`:                                                                                                 "Ada Vale",
		`<p>Interview: Ada Vale</p>`:                                                                                                                             "Ada Vale",
		`<div class="authors">Words by Ada Vale and Ben Holt<br>Photographs by Cara Moor</div>`:                                                                  "Ada Vale; Ben Holt",
		`<div class="byline">Gazette Newsdesk</div>`:                                                                                                             "Fenby Gazette",
		`<div class="author-bio">Fenby is a town of forty thousand people by the sea.</div>`:                                                                     "Fenby Gazette",
	} {
		d, err := Read([]byte(`<html><head><title>Plan agreed</title><meta name="author" content="Fenby Gazette"></head><body><article><h1>Plan agreed</h1>`+beside+"<p>Caseloads have come down in every team of the county since the spring.</p></article></body></html>"), doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()})
		if err != nil {
			t.Fatal(err)
		}
		if d.Meta.Byline != want {
			t.Errorf("%s: got %q, want %q", beside, d.Meta.Byline, want)
		}
	}
}
