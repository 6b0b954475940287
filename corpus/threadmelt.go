package corpus

import (
	"sort"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// traits are what an element must show to be a comment.
type traits struct {
	author, time bool
	text         int // bytes said outside links, headings and controls
}

// ownTraits sums the traits of every item over the nodes it owns.
func (w *threadWalker) ownTraits() []traits {
	t := w.t
	f := make([]traits, len(w.items))
	for k := range t.nodes {
		i := int32(k)
		o := w.owner[i]
		if o < 0 || t.skip[i] || w.out[i] {
			continue
		}
		n := t.nodes[i]
		if n.Type == html.TextNode {
			s := strings.TrimSpace(n.Data)
			if p := t.parent[i]; p >= 0 && t.tag(p) != atom.A && t.tag(p) != atom.Button {
				f[o].text += len(s)
			}
			if !f[o].time && len(s) < 80 && strings.ContainsAny(s, "0123456789") && cutTime(collapse(s)) != "" {
				f[o].time = true
			}
			continue
		}
		if n.Type != html.ElementNode {
			continue
		}
		if !f[o].author && w.authorRank(i, w.items[o].nodes[0]) < noAuthor {
			f[o].author = true
		}
		if !f[o].time && w.timeHint(i) {
			f[o].time = true
		}
	}
	return f
}

// melt joins the elements of one comment and drops containers, innermost first.
func (w *threadWalker) melt() {
	f := w.ownTraits()
	kids := make([][]int32, len(w.items))
	for k := len(w.items) - 1; k >= 0; k-- {
		it := &w.items[k]
		var live []int32
		for _, c := range kids[k] {
			if !w.items[c].gone {
				live = append(live, c)
			}
		}
		sort.Slice(live, func(a, b int) bool { return live[a] < live[b] })
		full := func(c int32) bool { return (f[c].author || f[c].time) && f[c].text > 0 }
		if len(live) > 0 {
			first := live[0]
			switch {
			case it.number != "" && w.items[first].number == it.number:
				w.join(f, int32(k), first)
			case !f[k].author && !f[k].time && f[k].text < 200 && w.wraps(int32(k), live):
				w.join(f, int32(k), first)
			default:
				for _, c := range live {
					own := w.items[c].number != "" && w.items[c].number != it.number && w.items[c].ev == strongEvidence && f[c].text > 0
					if !full(c) && !own && (f[k].author || f[k].time || it.ev == strongEvidence) {
						w.join(f, int32(k), c)
					} else if f[k].author != f[c].author && f[k].time != f[c].time && f[k].text < 200 && len(live) == 1 && it.number == "" {
						w.join(f, int32(k), c)
					}
				}
			}
		}
		if !full(int32(k)) && !(it.ev == strongEvidence && it.number != "" && f[k].text > 0 && f[k].text < 400) {
			it.gone = true // a container, or a part that stands alone
			if len(live) == 0 && it.parent >= 0 {
				up := it.parent // a part of what encloses it
				f[up].author = f[up].author || f[k].author
				f[up].time = f[up].time || f[k].time
				f[up].text += f[k].text
			}
		}
		up := it.parent
		if it.gone {
			for _, c := range kids[k] {
				if !w.items[c].gone {
					w.items[c].parent = up
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

// wraps reports whether item k, which shows nothing of a comment itself, is
// the outer element of its first nested item rather than a container of many.
func (w *threadWalker) wraps(k int32, live []int32) bool {
	it := &w.items[k]
	if w.threadNamed(it.nodes[0]) {
		return false
	}
	if it.ev < mediumEvidence {
		return len(live) == 1 && w.t.tag(it.nodes[0]) == atom.Li
	}
	if len(live) == 1 {
		return true
	}
	sig := w.signature(it.nodes[0])
	first := w.signature(w.items[live[0]].nodes[0])
	if first == sig {
		return false
	}
	for _, c := range live[1:] {
		if w.signature(w.items[c].nodes[0]) == first {
			return false
		}
	}
	return true
}

// join melts item c into item k: c's nested items become k's.
func (w *threadWalker) join(f []traits, k, c int32) {
	w.items[c].gone = true
	w.items[k].sub = append(append(w.items[k].sub, w.items[c].nodes[0]), w.items[c].sub...)
	f[k].author = f[k].author || f[c].author
	f[k].time = f[k].time || f[c].time
	f[k].text += f[c].text
	w.items[k].ev = max(w.items[k].ev, w.items[c].ev)
	if w.items[k].number == "" {
		w.items[k].number = w.items[c].number
	}
	w.items[c].parent = k // compact follows it
}

// signature is what the items of one theme share: the element, its class
// tokens without those that vary from comment to comment.
func (w *threadWalker) signature(i int32) string {
	t := w.t
	var toks []string
	for _, tok := range t.tokens[i] {
		l := strings.ToLower(tok)
		if strings.Contains(l, "comment") && !strings.ContainsAny(l, "0123456789") && !strings.Contains(l, "author") && !strings.Contains(l, "byuser") {
			toks = append(toks, l)
		}
	}
	sort.Strings(toks)
	return t.nodes[i].Data + "." + strings.Join(toks, ".") + "#" + rxDigits.ReplaceAllString(t.id[i], "N")
}

// dropWeak removes pingbacks, placeholders and weak items where the page has
// better ones, and renumbers what is left.
func (w *threadWalker) dropWeak() {
	best := noEvidence
	for k := range w.items {
		if !w.items[k].gone {
			best = max(best, w.items[k].ev)
		}
	}
	weak := 0
	for k := range w.items {
		if !w.items[k].gone && w.items[k].ev == weakEvidence {
			weak++
		}
	}
	for k := range w.items {
		it := &w.items[k]
		if it.gone {
			continue
		}
		if it.ev == weakEvidence && (best > weakEvidence && !w.nestedInBetter(it) || weak < 2 && best == weakEvidence) {
			it.gone = true
		}
	}
	w.compact()
}

func (w *threadWalker) nestedInBetter(it *threadItem) bool {
	for p := it.parent; p >= 0; p = w.items[p].parent {
		if !w.items[p].gone && w.items[p].ev > weakEvidence {
			return true
		}
	}
	return false
}

// compact removes the items that are gone; items inside them move up.
func (w *threadWalker) compact() {
	to := make([]int32, len(w.items))
	var kept []threadItem
	for k := range w.items {
		to[k] = -1
		if !w.items[k].gone {
			to[k] = int32(len(kept))
			kept = append(kept, w.items[k])
		}
	}
	for k := range kept {
		p := kept[k].parent
		for p >= 0 && to[p] < 0 {
			p = w.items[p].parent
		}
		if p >= 0 {
			p = to[p]
		}
		kept[k].parent = p
	}
	w.items = kept
}
