package corpus

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files of this package")

func readPage(t testing.TB, raw []byte) *Document {
	t.Helper()
	d, err := decode(raw, FormatHTML, decodeOptions{Limits: Limits{}.withDefaults()})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// threadText prints a thread as a person reads it: one comment a line,
// indented by its depth, with its parent's number.
func threadText(d *Document) string {
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

func checkSpans(t testing.TB, d *Document) {
	t.Helper()
	last := int32(0)
	for k, l := range d.Lines {
		if l.Start < last || l.End <= l.Start || int(l.End) > len(d.Text) {
			t.Fatalf("line %d spans %d-%d after %d in a text of %d bytes", k, l.Start, l.End, last, len(d.Text))
		}
		if gap := d.Text[last:l.Start]; strings.TrimSpace(gap) != "" {
			t.Fatalf("line %d: text %q lies between the lines", k, gap)
		}
		if s := l.Of(d.Text); s != strings.TrimSpace(s) {
			t.Fatalf("line %d has white space at its ends: %q", k, s)
		}
		if int(l.Comment) >= len(d.Comments) {
			t.Fatalf("line %d belongs to comment %d of %d", k, l.Comment, len(d.Comments))
		}
		if l.Comment >= 0 && !d.Comments[l.Comment].Contains(l.Span) {
			t.Fatalf("line %d lies outside its comment", k)
		}
		last = l.End
	}
	for k, c := range d.Comments {
		if !c.Contains(c.Body) || c.Parent >= int32(k) || c.Parent < -1 {
			t.Fatalf("comment %d: span %v, body %v, parent %d", k, c.Span, c.Body, c.Parent)
		}
		if c.Parent < 0 && c.Depth != 0 || c.Parent >= 0 && c.Depth != d.Comments[c.Parent].Depth+1 {
			t.Fatalf("comment %d: depth %d does not follow from parent %d", k, c.Depth, c.Parent)
		}
	}
}

// TestThreads reads made-up pages in the markup of many engines and compares
// the thread found with the golden text beside each.
func TestThreads(t *testing.T) {
	pages, err := filepath.Glob("testdata/html/*.html")
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
			checkSpans(t, d)
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
