package thread

import (
	"sort"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/thread/vocabulary"
	dates "assay/internal/calendar"
)

// traits are what an element must show to be a comment.
type traits struct {
	author, time bool
	text         int // bytes said outside links, headings and controls
}

// ownTraits sums the traits of every item over the nodes it owns.
func (w *Thread) ownTraits() []traits {
	t := w.t
	f := make([]traits, len(w.Items))
	for k := range t.Nodes {
		i := int32(k)
		o := w.Owner[i]
		if o < 0 || t.Skip[i] || w.out[i] {
			continue
		}
		n := t.Nodes[i]
		if n.Type == html.TextNode {
			s := strings.TrimSpace(n.Data)
			if p := t.Parent[i]; p >= 0 && t.Tag(p) != atom.A && t.Tag(p) != atom.Button {
				f[o].text += len(s)
			}
			if !f[o].time && len(s) < 80 && strings.ContainsAny(s, "0123456789") && dates.Cut(doc.Collapse(s)) != "" {
				f[o].time = true
			}
			continue
		}
		if n.Type != html.ElementNode {
			continue
		}
		if !f[o].author && w.authorRank(i, w.Items[o].Nodes[0]) < noAuthor {
			f[o].author = true
		}
		if !f[o].time && w.timeHint(i) {
			f[o].time = true
		}
	}
	return f
}

// melt joins the elements of one comment and drops containers, innermost first.
func (w *Thread) melt() {
	f := w.ownTraits()
	kids := make([][]int32, len(w.Items))
	for k := len(w.Items) - 1; k >= 0; k-- {
		it := &w.Items[k]
		var live []int32
		for _, c := range kids[k] {
			if !w.Items[c].gone {
				live = append(live, c)
			}
		}
		sort.Slice(live, func(a, b int) bool { return live[a] < live[b] })
		full := func(c int32) bool { return (f[c].author || f[c].time) && f[c].text > 0 }
		if len(live) > 0 {
			first := live[0]
			switch {
			case it.number != "" && w.Items[first].number == it.number && !(whole(f[k]) && whole(f[first])):
				w.join(f, int32(k), first)
			case !f[k].author && !f[k].time && f[k].text < 200 && w.wraps(int32(k), live):
				w.join(f, int32(k), first)
			default:
				for _, c := range live {
					own := w.Items[c].number != "" && w.Items[c].number != it.number && w.Items[c].ev == vocabulary.StrongEvidence && f[c].text > 0
					if !full(c) && !own && (f[k].author || f[k].time || it.ev == vocabulary.StrongEvidence) {
						w.join(f, int32(k), c)
					} else if f[k].author != f[c].author && f[k].time != f[c].time && f[k].text < 200 && len(live) == 1 && it.number == "" {
						w.join(f, int32(k), c)
					}
				}
			}
		}
		if !full(int32(k)) && !(it.ev == vocabulary.StrongEvidence && it.number != "" && f[k].text > 0 && f[k].text < 400) {
			it.gone = true // a container, or a part that stands alone
			if len(live) == 0 && it.Parent >= 0 {
				up := it.Parent // a part of what encloses it
				f[up].author = f[up].author || f[k].author
				f[up].time = f[up].time || f[k].time
				f[up].text += f[k].text
			}
		}
		up := it.Parent
		if it.gone {
			for _, c := range kids[k] {
				if !w.Items[c].gone {
					w.Items[c].Parent = up
					if up >= 0 {
						kids[up] = append(kids[up], c)
					}
				}
			}
			continue
		}
		if up >= 0 {
			kids[up] = append(kids[up], int32(k))
		}
	}
}

// whole reports the traits of a comment that lacks nothing, and so is no part of
// another.
func whole(f traits) bool { return f.author && f.time && f.text > 20 }

// wraps reports whether item k, which shows nothing of a comment itself, is
// the outer element of its first nested item rather than a container of many.
func (w *Thread) wraps(k int32, live []int32) bool {
	it := &w.Items[k]
	if w.threadNamed(it.Nodes[0]) {
		return false
	}
	if it.ev < vocabulary.MediumEvidence {
		return len(live) == 1 && w.t.Tag(it.Nodes[0]) == atom.Li
	}
	if len(live) == 1 {
		return true
	}
	sig := w.signature(it.Nodes[0])
	first := w.signature(w.Items[live[0]].Nodes[0])
	if first == sig {
		return false
	}
	for _, c := range live[1:] {
		if w.signature(w.Items[c].Nodes[0]) == first {
			return false
		}
	}
	return true
}

// join melts item c into item k: c's nested items become k's.
func (w *Thread) join(f []traits, k, c int32) {
	w.Items[c].gone = true
	w.Items[k].sub = append(append(w.Items[k].sub, w.Items[c].Nodes[0]), w.Items[c].sub...)
	f[k].author = f[k].author || f[c].author
	f[k].time = f[k].time || f[c].time
	f[k].text += f[c].text
	w.Items[k].ev = max(w.Items[k].ev, w.Items[c].ev)
	if w.Items[k].number == "" {
		w.Items[k].number = w.Items[c].number
	}
	w.Items[c].Parent = k // compact follows it
}

// signature is what the items of one theme share: the element, its class
// tokens without those that vary from comment to comment.
func (w *Thread) signature(i int32) string {
	t := w.t
	var toks []string
	for _, tok := range t.Tokens[i] {
		l := strings.ToLower(tok)
		if strings.Contains(l, "comment") && !strings.ContainsAny(l, "0123456789") && !strings.Contains(l, "author") && !strings.Contains(l, "byuser") {
			toks = append(toks, l)
		}
	}
	sort.Strings(toks)
	return t.Nodes[i].Data + "." + strings.Join(toks, ".") + "#" + vocabulary.RxDigits.ReplaceAllString(t.ID[i], "N")
}

// dropWeak removes pingbacks, placeholders and weak items where the page has
// better ones, and renumbers what is left.
func (w *Thread) dropWeak() {
	best := vocabulary.NoEvidence
	for k := range w.Items {
		if !w.Items[k].gone {
			best = max(best, w.Items[k].ev)
		}
	}
	weak := 0
	for k := range w.Items {
		if !w.Items[k].gone && w.Items[k].ev == vocabulary.WeakEvidence {
			weak++
		}
	}
	for k := range w.Items {
		it := &w.Items[k]
		if it.gone {
			continue
		}
		if it.ev == vocabulary.WeakEvidence && (best > vocabulary.WeakEvidence && !w.nestedInBetter(it) || weak < 2 && best == vocabulary.WeakEvidence) {
			it.gone = true
		}
	}
	w.compact()
}

func (w *Thread) nestedInBetter(it *Item) bool {
	for p := it.Parent; p >= 0; p = w.Items[p].Parent {
		if !w.Items[p].gone && w.Items[p].ev > vocabulary.WeakEvidence {
			return true
		}
	}
	return false
}

// compact removes the items that are gone; items inside them move up.
func (w *Thread) compact() {
	to := make([]int32, len(w.Items))
	var kept []Item
	for k := range w.Items {
		to[k] = -1
		if !w.Items[k].gone {
			to[k] = int32(len(kept))
			kept = append(kept, w.Items[k])
		}
	}
	for k := range kept {
		p := kept[k].Parent
		for p >= 0 && to[p] < 0 {
			p = w.Items[p].Parent
		}
		if p >= 0 {
			p = to[p]
		}
		kept[k].Parent = p
	}
	w.Items = kept
}
