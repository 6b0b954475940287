package html

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/corpus/corpustest"
	"assay/corpus/internal/doc"
	"assay/corpus/internal/plain"
)

var kindNames = [...]string{"text", "title", "heading", "paragraph", "item", "cell", "caption", "quote", "byline", "date", "chrome", "comment header"}

// outline prints the lines of a document with their kinds.
func outline(d *doc.Document) string {
	var b strings.Builder
	for _, l := range d.Lines {
		fmt.Fprintf(&b, "%s", kindNames[l.Kind])
		if l.Level > 0 {
			fmt.Fprintf(&b, " %d", l.Level)
		}
		if l.Comment >= 0 {
			fmt.Fprintf(&b, " of %d", l.Comment)
		}
		fmt.Fprintf(&b, ": %s\n", l.Of(d.Text))
	}
	return b.String()
}

const articlePage = `<!DOCTYPE html><html lang="en-GB"><head><title>Foster carers ask for more help - The Courier</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Foster carers ask for more help","datePublished":"2022-05-04T06:00:00+01:00","author":[{"@type":"Person","name":"Ada Quill"}],"publisher":{"name":"The Courier"}}</script></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<main><article><h1>Foster carers ask for more help</h1><p class="byline">By Ada Quill</p><time datetime="2022-05-04">4 May 2022</time>
<p>Foster carers in Eastmere have asked the council for more visits from social workers, saying that caf` + "e\u0301" + ` meetings are no substitute for time at home.</p>
<h2>What they want</h2>
<p>Their letter asks for three things, and for an answer before the summer holidays begin in the last week of July.</p>
<ul><li>One named worker for every child in the family</li><li>A visit in school hours only where the child agrees to it</li></ul>
<blockquote><p>&ldquo;We do not want praise, we want someone to pick up the telephone,&rdquo; said one carer.</p></blockquote>
<figure><img src="a.jpg" alt=""><figcaption>Carers outside the town hall on Tuesday evening</figcaption></figure>
<p>The council said that it&nbsp;would answer in full, and that it values everything that carers do for the children of the town.</p></article></main>
<div class="newsletter"><p>Sign up for our morning letter</p></div>
<section id="comments"><h3>One comment</h3><ol class="comment-list"><li class="comment" id="comment-1"><cite class="fn">Bea</cite> <time datetime="2022-05-04T09:00:00+01:00">4 May 2022, 09:00</time><div class="comment-content"><p>Well said.</p><p>I signed it.</p></div><a class="comment-reply-link">Reply</a></li></ol></section>
<footer><p>Made up for a test</p></footer></body></html>`

// TestArticle: the blocks of a page come out in its order, each with the kind
// its markup gives it, and what is not the article is chrome.
func TestArticle(t *testing.T) {
	d := readPage(t, []byte(articlePage))
	corpustest.CheckSpans(t, d)
	want := `chrome: Home News
title 1: Foster carers ask for more help
byline: By Ada Quill
date: 4 May 2022
paragraph: Foster carers in Eastmere have asked the council for more visits from social workers, saying that café meetings are no substitute for time at home.
heading 2: What they want
paragraph: Their letter asks for three things, and for an answer before the summer holidays begin in the last week of July.
item 1: One named worker for every child in the family
item 1: A visit in school hours only where the child agrees to it
quote: “We do not want praise, we want someone to pick up the telephone,” said one carer.
caption: Carers outside the town hall on Tuesday evening
paragraph: The council said that it would answer in full, and that it values everything that carers do for the children of the town.
chrome: Sign up for our morning letter
chrome: One comment
comment header of 0: Bea, 4 May 2022, 09:00
paragraph of 0: Well said.
paragraph of 0: I signed it.
chrome: Made up for a test
`
	if diff := cmp.Diff(want, outline(d)); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	wantMeta := doc.Meta{Title: "Foster carers ask for more help", Byline: "Ada Quill", Publisher: "The Courier", Language: "en-GB", Published: "2022-05-04", PublishedSource: "jsonld", ExpectedComments: 1}
	if diff := cmp.Diff(wantMeta, d.Meta); diff != "" {
		t.Errorf("meta (-want +got):\n%s", diff)
	}
	if c := d.Comments[0]; c.Body.Of(d.Text) != "Well said.\nI signed it." || c.Of(d.Text) != "Bea, 4 May 2022, 09:00\nWell said.\nI signed it." {
		t.Errorf("comment %q, body %q", c.Of(d.Text), c.Body.Of(d.Text))
	}
}

// TestDates: a date is taken only from where a page states it.
func TestDates(t *testing.T) {
	for _, c := range []struct{ name, head, body, day, source string }{
		{"meta", `<meta property="article:published_time" content="2021-03-01T23:30:00-05:00">`, "", "2021-03-01", "html_meta"},
		{"dublin core", `<meta name="DC.date.issued" content="2020-02-29">`, "", "2020-02-29", "html_meta"},
		{"time", "", `<time itemprop="datePublished" datetime="2019-12-31">New year's eve</time>`, "2019-12-31", "html_time"},
		{"pubdate", "", `<time pubdate datetime="2018-01-02T10:00">2 January</time>`, "2018-01-02", "html_time"},
		{"no such day", `<meta name="date" content="2021-02-30">`, "", "", ""},
		{"either order", `<meta name="date" content="03/04/2021">`, "", "", ""},
		{"compact", `<meta name="DC.date" content="20240303T101500Z">`, "", "2024-03-03", "html_meta"},
		{"day after in universal time", `<meta property="article:published_time" content="2023-11-09T01:21:00+00:00">`, "<p>By Ada Quill | November 8, 2023 7:21 p.m.</p>", "2023-11-08", "html_printed"},
		{"day before in universal time", `<meta property="article:published_time" content="2024-06-30T23:30:00Z">`, "<p>1 July 2024, 00:30 BST</p>", "2024-07-01", "html_printed"},
		{"printed day of something else", `<meta property="article:published_time" content="2024-06-30T10:30:00Z">`, "<p>Updated 4 August 2024</p>", "2024-06-30", "html_meta"},
		{"published and updated", `<meta property="article:modified_time" content="2024-03-09T10:00:00Z">`, "<p>Published 3 March 2024. Updated 9 March 2024</p>", "2024-03-03", "html_printed"},
		{"updated, then published", "", "<p>Last updated: 9 March 2024 | First published: 3 March 2024</p>", "2024-03-03", "html_printed"},
		{"updated only", "", "<p>Last updated on 9 March 2024</p>", "", ""},
		{"a line of its own", "", "<div><span>Thursday 4 May 2020</span></div>", "2020-05-04", "html_printed"},
		{"bare time element", "", `<header><time datetime="2021-06-01T08:00:00+01:00">a while ago</time></header>`, "2021-06-01", "html_time"},
		{"abbr", "", `<abbr class="published" title="2021-06-02T08:00:00+01:00">2 June</abbr>`, "2021-06-02", "html_time"},
		{"address", `<link rel="canonical" href="https://echo.example/news/2024/03/05/winter-plan">`, "", "2024-03-05", "html_address"},
		{"year and month in the address", `<link rel="canonical" href="https://echo.example/2024/03/winter-plan">`, "", "", ""},
		{"day in a sidebar", "", "<aside><p>Published 3 March 2024</p></aside>", "", ""},
		{"running text", "", "<p>It was published on 4 May 2020.</p>", "", ""},
		{"time of a comment", "", `<div class="comment"><b class="fn">A</b><time pubdate datetime="2018-01-02">2 January 2018</time><p>text</p></div>`, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := readPage(t, []byte("<html><head><title>A page</title>"+c.head+"</head><body><h1>A page</h1>"+c.body+"<p>Text of the page.</p></body></html>"))
			if d.Meta.Published != c.day || d.Meta.PublishedSource != c.source {
				t.Errorf("got %q from %q, want %q from %q", d.Meta.Published, d.Meta.PublishedSource, c.day, c.source)
			}
		})
	}
}

// TestMarkdown: blocks, wrapped lines joined, marks dropped.
func TestMarkdown(t *testing.T) {
	d, err := plain.ReadMarkdown("---\ntitle: \"Minutes\"\ndate: 2021-03-01\n---\n# Minutes\n\nThe *team* met **twice**\nin [March](http://x.example/a_b).\n\nWhat was said\n-------------\n\n- one\n  wrapped\n- two\n    1. inner\n\n> We were\n> heard.\n\n| A | B |\n|---|---|\n| c | snake_case d |\n\n```\ncode * stays\n```\n***\nEnd.\n", doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()})
	if err != nil {
		t.Fatal(err)
	}
	corpustest.CheckSpans(t, d)
	want := `title: Minutes
heading 1: Minutes
paragraph: The team met twice in March.
heading 2: What was said
item 1: one wrapped
item 1: two
item 2: inner
quote: We were heard.
cell: A
cell: B
cell: c
cell: snake_case d
text: code * stays
paragraph: End.
`
	if diff := cmp.Diff(want, outline(d)); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	if d.Meta.Published != "2021-03-01" || d.Meta.PublishedSource != "front_matter" {
		t.Errorf("meta %+v", d.Meta)
	}
}

// TestBrokenLines: a line end that somebody has set parts an address, a list and
// whole sentences; running text that was wrapped by hand stays whole.
func TestBrokenLines(t *testing.T) {
	const prose = "The council has decided in its last meeting before the summer to<br>close the school at the harbour, which thirty children still go to,<br>and to open the one on the hill again.<br>Parents were asked in March."
	page := "<html><body><article><h1>Where<br>to write</h1><p>Town Hall<br>12 High Street<br/>Halverholm</p><p>" + prose + `</p><ul><li>Ada Quill<br>Head of service</li></ul><p>What we found:<br>- few visits<br>- late plans</p></article>
<ol id="comments" class="comment-list"><li class="comment" id="comment-1"><cite class="fn">Bea</cite> <time datetime="2022-05-04">4 May 2022</time><div class="comment-content"><p>Well said.<br>I signed it.</p></div></li></ol></body></html>`
	d := readPage(t, []byte(page))
	corpustest.CheckSpans(t, d)
	want := `title 1: Where to write
paragraph: Town Hall
paragraph: 12 High Street
paragraph: Halverholm
paragraph: The council has decided in its last meeting before the summer to close the school at the harbour, which thirty children still go to, and to open the one on the hill again.
paragraph: Parents were asked in March.
item 1: Ada Quill
item 1: Head of service
paragraph: What we found:
paragraph: - few visits
paragraph: - late plans
comment header of 0: Bea, 4 May 2022
paragraph of 0: Well said.
paragraph of 0: I signed it.
`
	if diff := cmp.Diff(want, outline(d)); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
	d, err := plain.ReadMarkdown("# Where<br>to write\n\nTown Hall  \n12 High Street\\\nHalverholm<br>\nTelephone 0\n\n"+strings.ReplaceAll(prose, "<br>", "  \n")+"\n\n- Ada Quill<br/>Head of service\n\n| a<br>b | c |\n|---|---|\n", doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()})
	if err != nil {
		t.Fatal(err)
	}
	corpustest.CheckSpans(t, d)
	want = `title 1: Where to write
paragraph: Town Hall
paragraph: 12 High Street
paragraph: Halverholm
paragraph: Telephone 0
paragraph: The council has decided in its last meeting before the summer to close the school at the harbour, which thirty children still go to, and to open the one on the hill again.
paragraph: Parents were asked in March.
item 1: Ada Quill
item 1: Head of service
cell: a b
cell: c
`
	if diff := cmp.Diff(want, outline(d)); diff != "" {
		t.Errorf("Markdown (-want +got):\n%s", diff)
	}
}
