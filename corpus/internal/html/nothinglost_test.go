package html

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"assay/corpus/corpustest"
	"assay/corpus/internal/dom"
)

// frameWords are words of a thread's frame that a page may show and the text leave out:
// what stands between author and time, and the labels of buttons.
var frameWords = dom.Words(`reply share report quote like likes says said posted wrote recommend permalink link
	leave author comment post regular respect replies antworten antwort répondre odpowiedz subject threaded
	monday schreibt schreef skrev dit anonymous schrieb well known member dnia pisze escribió`)

// vanished are the words of four letters and more that the page shows and the text has
// nowhere, but for those of the frame, dates and templates.
func vanished(t *testing.T, page string) (lost []string, text string) {
	root, err := xhtml.ParseWithOptions(strings.NewReader(page), xhtml.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	tree := dom.New(root)
	d := readPage(t, []byte(page))
	corpustest.CheckSpans(t, d)
	letters := func(r rune) bool { return !(r >= 'a' && r <= 'z' || r > 127 && r != '\u00a0') }
	have := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(d.Text), letters) {
		have[w] = true
	}
	for k := range tree.Nodes {
		if tree.Nodes[k].Type != xhtml.TextNode || tree.Skip[k] || strings.Contains(tree.Nodes[k].Data, "{{") {
			continue
		}
		for _, w := range strings.FieldsFunc(strings.ToLower(tree.Nodes[k].Data), letters) {
			if len(w) > 3 && !have[w] && !frameWords[w] {
				lost = append(lost, w)
			}
		}
	}
	return lost, d.Text
}

// TestNothingLost: every word that a page shows stands in some line of its text.
func TestNothingLost(t *testing.T) {
	pages, err := filepath.Glob("testdata/threads/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	for _, page := range pages {
		raw, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		if lost, _ := vanished(t, string(raw)); len(lost) > 0 {
			t.Errorf("%s: lost %q", filepath.Base(page), lost)
		}
	}
}

// madePage is a page of nested elements with names as threads have them, in no order
// that any engine knows, and a word of its own in every text.
func madePage(r *rand.Rand) string {
	pick := func(list string) string { f := strings.Fields(list); return f[r.IntN(len(f))] }
	var b strings.Builder
	words := 0
	say := func(n int) {
		for range n {
			words++
			b.WriteByte("abcdefgh"[words%8])
			for v := words*7919 + 13; v > 0; v /= 20 {
				b.WriteByte("bcdfghjklmnpqrstvwxz"[v%20])
				b.WriteByte("aeiou"[v%5])
			}
			b.WriteByte(' ')
		}
		b.WriteString(". ")
	}
	var element func(depth int)
	element = func(depth int) {
		tag := pick("div div div p p span li ul blockquote section article header footer h3 strong a em time cite dl dt dd table tr td")
		fmt.Fprintf(&b, "<%s", tag)
		if r.IntN(3) > 0 {
			fmt.Fprintf(&b, " class=%q", pick("comment comment-body comment-author text content message author username date meta reply children actions rating signature title post postbody vote quote footer byline says badge avatar")+" "+pick("x y entry item comment"))
		}
		switch r.IntN(6) {
		case 0:
			fmt.Fprintf(&b, " id=%q", pick("comment- c p post- reply- li-comment-")+fmt.Sprint(r.IntN(40)))
		case 1:
			fmt.Fprintf(&b, " itemprop=%q", pick("text author comment name articleBody datePublished"))
		}
		b.WriteByte('>')
		for range r.IntN(4) {
			if depth < 7 && r.IntN(3) > 0 {
				element(depth + 1)
			} else {
				say(1 + r.IntN(12))
			}
		}
		if r.IntN(8) == 0 {
			b.WriteString("3 May 2021 at 10:15 ")
		}
		fmt.Fprintf(&b, "</%s>\n", tag)
	}
	b.WriteString("<html><head><title>T</title></head><body>\n")
	for range 4 + r.IntN(8) {
		element(0)
	}
	b.WriteString("</body></html>")
	return b.String()
}

// TestNothingLostAnywhere does the same for pages nobody ever wrote.
func TestNothingLostAnywhere(t *testing.T) {
	n := 400
	if testing.Short() {
		n = 100
	}
	r := rand.New(rand.NewPCG(1, 2))
	bad := 0
	for i := range n {
		page := madePage(r)
		lost, text := vanished(t, page)
		if len(lost) > 0 && bad < 3 {
			bad++
			t.Errorf("page %d: lost %q\n%s\n---\n%s", i, lost, page, text)
		}
	}
}
