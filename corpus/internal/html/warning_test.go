package html

import (
	"os"
	"testing"

	"assay/corpus/internal/doc"
)

// TestAnnounced: a page that counts a pingback with its comments announces no
// more than it holds; one that holds fewer comments than it says is warned of.
func TestAnnounced(t *testing.T) {
	for page, want := range map[string]int{"wordpress-classic": 0, "wpdiscuz": 0, "plain-list": 0} {
		raw, err := os.ReadFile("testdata/threads/" + page + ".html")
		if err != nil {
			t.Fatal(err)
		}
		if d := readPage(t, raw); len(d.Warnings) != want {
			t.Errorf("%s: warnings %v", page, d.Warnings)
		}
	}
	d := readPage(t, []byte(`<h1>A page</h1><p>Text</p><div id="comments"><h3>5 comments</h3><div class="comment" id="comment-1"><b class="fn">A</b> <time>1 May 2020</time><p>One.</p></div></div>`))
	if len(d.Warnings) != 1 || d.Warnings[0].Reason != doc.CommentCount {
		t.Errorf("warnings %v, want one of comment_count", d.Warnings)
	}
}
