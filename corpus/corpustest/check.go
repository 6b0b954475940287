package corpustest

import (
	"strings"
	"testing"

	"assay/corpus/internal/doc"
)

// CheckSpans fails the test where lines and comments of d do not lie in its
// text, in order and whole, as every later step counts on.
func CheckSpans(t testing.TB, d *doc.Document) {
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
