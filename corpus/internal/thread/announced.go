package thread

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/corpus/internal/thread/vocabulary"
	"assay/internal/lazyregexp"
)

var (
	rxCountAfter  = lazyregexp.New(`(?i)^\W{0,3}(?:view |all |there (?:are|is) |showing )?\(?([0-9][0-9.,  ]{0,7}|` + vocabulary.AnyOf("counts in words") + `)\)?\s+(?:user |reader |new |weitere )?(?:` + vocabulary.AnyOf("after counts") + `)\b`)
	rxCountBefore = lazyregexp.New(`(?i)^\W{0,3}(?:user |reader |leser)?(?:` + vocabulary.AnyOf("before counts") + `)\s*[:\s]*[(\[]?\s*([0-9][0-9.,]{0,6})\s*[)\]]?\W{0,3}$`)
)

// Expected is how many comments the page announces, in a heading or counter
// that stands in or next before the thread, -1 where it announces none.
func (w *Thread) Expected() int {
	t := w.t
	lo, hi := int32(0), int32(0)
	if len(w.Items) > 0 {
		first := w.Items[0].Nodes[0]
		lo, hi = max(0, first-150), first
	} else {
		for k := range t.Nodes {
			i := int32(k)
			if t.IsElement(i) && !w.out[i] && w.threadNamed(i) {
				lo, hi = max(0, i-20), min(t.End[i], i+200)
				break
			}
		}
	}
	best := -1
	for i := lo; i < hi; i++ {
		n := t.Nodes[i]
		if n.Type == html.ElementNode && t.Tag(i) == atom.Meta && strings.Contains(strings.ToLower(t.Attr(i, "itemprop")), "commentcount") {
			if v := t.Attr(i, "content"); v != "" && v[0] >= '0' && v[0] <= '9' {
				best = number(v)
			}
			continue
		}
		if n.Type != html.ElementNode || t.Skip[i] || w.Owner[i] >= 0 || t.End[i]-i > 40 {
			continue
		}
		s := t.Text(i, 160, nil)
		if len(s) > 200 || s == "" {
			continue
		}
		m := rxCountAfter.FindStringSubmatch(s)
		if m == nil {
			m = rxCountBefore.FindStringSubmatch(s)
		}
		if m == nil {
			continue
		}
		switch v := strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
				return r
			}
			return -1
		}, strings.ToLower(m[1])); {
		case v == "no":
			best = 0
		case v != "" && v[0] >= '0' && v[0] <= '9':
			best = number(v)
		case v != "":
			best = 1
		}
	}
	if best > 1<<20 {
		return -1
	}
	return best
}
