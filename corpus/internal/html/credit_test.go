package html

import (
	"strings"
	"testing"
)

// TestCredit: an article that names its author in its last lines alone.
func TestCredit(t *testing.T) {
	const long = "<p>Caseloads have come down in every team of the county since the spring, and managers read the files of each worker once a month and say what they found there, which nobody in the county had done in the years before.</p>"
	for _, c := range []struct{ end, want string }{
		{`<p>Ada Vale is a reporter for the Fenby Gazette. Email ada@fenby.example.</p>`, "Ada Vale"},
		{`<p>Ada Vale is the Gazette’s local democracy reporter.</p>`, "Ada Vale"},
		{`<p><em>Ada Vale is chief executive of the Lantern Trust.</em></p>`, "Ada Vale"},
		{`<p><i>Dr Ada Vale is a lecturer in social work at the University of Fenby</i></p>`, "Dr Ada Vale"},
		{`<div class="author-bio"><p>Ada Vale is a foster carer in Hartmere.</p></div>`, "Ada Vale"},
		{`<p>Ada Vale writes about families and schools.</p>`, "Ada Vale"},
		{`<p>Ada Vale covers councils for the Gazette.</p><p>Follow the Gazette for more.</p>`, "Ada Vale"},
		{`<p>— Ada Vale, Fenby</p>`, "Ada Vale"},
		{`<p>– Ada Vale</p>`, "Ada Vale"},
		{`<p>(Reporting by Ada Vale; editing by Ben Holt)</p>`, "Ada Vale"},
		{`<p>Words: Ada Vale</p>`, "Ada Vale"},
		{`<p>By Ada Vale and Ben Holt</p>`, "Ada Vale; Ben Holt"},
		{`<p><strong>Ada Vale is a freelance journalist.</strong></p>`, "Ada Vale"},
		// none of these
		{`<p>Ada Vale is a mother of three who lives in Fenby.</p>`, ""},
		{`<p>Ada Vale is due to give her answer to the editor in May.</p>`, ""},
		{`<p>Ada Vale was not asked.</p>`, ""},
		{`<p>Ada Vale writes that nobody had asked her.</p>`, ""},
		{`<p>Ada Vale reports “a year without sleep” to all who ask.</p>`, ""},
		{`<blockquote><p>We were never told.</p></blockquote><p>— Ada Vale, mother</p>`, ""},
		{`<blockquote><p>We were never told.</p><p>— Ada Vale, mother</p></blockquote>`, ""},
		{`<p>Ada Vale said that she had told a reporter so in March.</p>`, ""},
		{`<ul><li>Ada Vale is a reporter</li><li>Ben Holt is a teacher</li></ul>`, ""},
		{`<p>Fenby Council is the only one to have done so.</p>`, ""},
		{`<p>By the end of May all teams were full.</p>`, ""},
	} {
		d := readPage(t, []byte(`<html><head><title>Plan agreed</title></head><body><article><h1>Plan agreed</h1>`+long+long+long+c.end+"</article></body></html>"))
		if d.Meta.Byline != c.want {
			t.Errorf("%s: got %q, want %q", c.end, d.Meta.Byline, c.want)
		}
		for _, w := range strings.Fields(strings.NewReplacer("<", " <", ">", "> ").Replace(c.end)) {
			if !strings.ContainsAny(w, "<>=") && !strings.Contains(d.Text, strings.Trim(w, "().,")) {
				t.Errorf("%s: %q is lost", c.end, w)
			}
		}
	}
	// What the head of the article says goes first.
	d := readPage(t, []byte(`<html><head><title>Plan agreed</title><meta name="author" content="Cara Moor"></head><body><article><h1>Plan agreed</h1>`+long+long+`<p>Ada Vale is a reporter for the Fenby Gazette.</p></article></body></html>`))
	if d.Meta.Byline != "Cara Moor" {
		t.Errorf("got %q, want the author in the head", d.Meta.Byline)
	}
}
