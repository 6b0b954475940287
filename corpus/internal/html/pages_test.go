package html

import (
	"fmt"
	"strings"
	"testing"
)

// TestReplyIDs: a reply inside its parent is a comment of its own, whatever their
// ids share; the wrappers of one comment, which share all that tells, are one.
func TestReplyIDs(t *testing.T) {
	for _, c := range []struct {
		parent, child string
		want          int
	}{
		{"c_ab7cd", "c_xy7zw", 2},
		{"comment_12_a", "comment_12_b", 2},
		{"comment-9b2f1c3e-0001-4b6f-9a51-77aa01bb02cc", "comment-9b2f1c3e-0001-4b6f-9a51-77aa01bb02cd", 2},
		{"post5-c1", "post5-c2", 2},
		{"reply-2024-1", "reply-2024-17", 2},
		{"comment-7", "comment-8", 2},
		{"t1_c9", "t1_d9", 2},
	} {
		comment := func(id, name, text, inner string) string {
			return fmt.Sprintf(`<div class="comment" id=%q><b class="author">%s</b> <time datetime="2021-05-05T19:15">5 May 2021</time><div class="text"><p>%s</p></div><div class="children">%s</div></div>`, id, name, text, inner)
		}
		d := readPage(t, []byte(`<html><body><article><h1>A page</h1><p>Text of the page.</p></article><div class="comments">`+
			comment(c.parent, "Petra", "Twice a night is too few.", comment(c.child, "Ole", "Nobody asked the crew.", ""))+`</div></body></html>`))
		if len(d.Comments) != c.want || len(d.Comments) == 2 && d.Comments[1].Parent != 0 || !strings.Contains(d.Text, "Nobody asked the crew.") {
			t.Errorf("%s in %s: %d comments, want %d:\n%s", c.child, c.parent, len(d.Comments), c.want, threadText(d))
		}
	}
	one := readPage(t, []byte(`<html><body><article><h1>A page</h1><p>Text of the page.</p></article><ol class="commentlist"><li class="comment" id="li-comment-12"><div id="comment-12" class="comment-body"><b class="fn">Ole</b> <time datetime="2021-05-05">5 May 2021</time><p>Nobody asked the crew.</p></div></li></ol></body></html>`))
	if len(one.Comments) != 1 {
		t.Errorf("the wrappers of one comment make %d", len(one.Comments))
	}
}

// TestNothingVanishes: what a commenter wrote beside the element named for the
// text is said too.
func TestNothingVanishes(t *testing.T) {
	d := readPage(t, []byte(`<html><body><article><h1>A page</h1><p>Text of the page.</p></article><div id="comments"><div class="comment" id="comment-1"><b class="author">Petra</b> <time datetime="2021-05-05">5 May 2021</time><p>What I said first, outside of the box that has a name.</p><div class="comment-text"><p>And what I said in it, at the end.</p></div></div></div></body></html>`))
	for _, want := range []string{"What I said first", "And what I said in it"} {
		if len(d.Comments) != 1 || !strings.Contains(d.Comments[0].Body.Of(d.Text), want) {
			t.Errorf("%q is not said:\n%s", want, threadText(d))
		}
	}
}

// TestContainers: an article in several containers of one name is read whole, and
// the boxes between them are not.
func TestContainers(t *testing.T) {
	para := func(n int) string {
		return fmt.Sprintf("<p>Paragraph %d says that the harbour board met again on Tuesday and that the ferry will go on running through the winter for now.</p>", n)
	}
	for _, attr := range []string{`class="css-9x1 StoryBody"`, `itemprop="articleBody"`, `class="article-text"`} {
		page := "<html><head><title>Ferry goes on</title></head><body><article><h1>Ferry goes on</h1>"
		for n := 0; n < 8; n += 2 {
			page += "<div " + attr + ">" + para(n) + para(n+1) + `</div><div class="newsletter-box"><p>Sign up for our newsletter</p></div>`
		}
		d := readPage(t, []byte(page+`</article><div class="teasers"><div class="teaser-text"><h3><a href="/x">Another story</a></h3><p>What the other story is about, in as many words as it takes to be long.</p></div></div></body></html>`))
		out := outline(d)
		if n := strings.Count(out, "\nparagraph: Paragraph "); n != 8 || strings.Contains(out, "paragraph: Sign up") || strings.Contains(out, "paragraph: What the other") {
			t.Errorf("%s: %d paragraphs\n%s", attr, n, out)
		}
	}
}

// TestNoteMarks: the mark of a note is no part of the word before it.
func TestNoteMarks(t *testing.T) {
	for in, want := range map[string]string{
		`that oversight<sup>2</sup> is weak`:                                     "that oversight² is weak",
		`that oversight<sup><a href="#fn2">12</a></sup> is weak`:                 "that oversight¹² is weak",
		`it is weak.<a class="footnote-ref" href="#fn3">3</a> They`:              "it is weak.³ They",
		`the 21<sup>st</sup> of May`:                                             "the 21st of May",
		`a hall of 40 m<sup>2</sup> for all`:                                     "a hall of 40 m2 for all",
		`<ruby>word<rp>(</rp><rt>said so</rt><rp>)</rp></ruby> as it is written`: "word as it is written",
	} {
		d := readPage(t, []byte("<html><body><article><h1>A page</h1><p>They say "+in+".</p></article></body></html>"))
		if !strings.Contains(d.Text, want) {
			t.Errorf("%s: got %q, want %q", in, d.Text, want)
		}
	}
}
