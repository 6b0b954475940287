package html

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/corpus/corpustest"
	"assay/corpus/internal/doc"
)

var update = flag.Bool("update", false, "rewrite the golden files of this package")

func readPage(t testing.TB, raw []byte) *doc.Document {
	t.Helper()
	d, err := Read(raw, doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// threadText prints a thread as a person reads it: one comment a line,
// indented by its depth, with its parent's number.
func threadText(d *doc.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "announced: %d\n", d.Meta.ExpectedComments)
	for k, c := range d.Comments {
		at := "-"
		if !c.PostedAt.IsZero() {
			at = c.PostedAt.Format("2006-01-02 15:04")
			if c.HasZone {
				at = c.PostedAt.Format("2006-01-02 15:04 -0700")
			}
		}
		parent := "top"
		if c.Parent >= 0 {
			parent = fmt.Sprintf("re %d", c.Parent)
		}
		fmt.Fprintf(&b, "%s%d (%s) %s | %s | %s | %s\n", strings.Repeat("    ", int(c.Depth)), k, parent, c.Author, c.PostedAsText, at,
			strings.ReplaceAll(c.Body.Of(d.Text), "\n", " / "))
	}
	return b.String()
}

// TestThreads reads made-up pages in the markup of many engines and compares
// the thread found with the golden text beside each.
func TestThreads(t *testing.T) {
	pages, err := filepath.Glob("testdata/threads/*.html")
	if err != nil || len(pages) < 25 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, page := range pages {
		t.Run(strings.TrimSuffix(filepath.Base(page), ".html"), func(t *testing.T) {
			raw, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			d := readPage(t, raw)
			corpustest.CheckSpans(t, d)
			for _, c := range d.Comments { // nothing is said twice
				said := map[string]bool{}
				for line := range strings.SplitSeq(c.Body.Of(d.Text), "\n") {
					if said[line] {
						t.Errorf("%s: %q stands twice in what %s said", page, line, c.Author)
					}
					said[line] = true
				}
			}
			golden := strings.TrimSuffix(page, ".html") + ".thread.txt"
			got := threadText(d)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("thread (-want +got):\n%s", diff)
			}
		})
	}
}
