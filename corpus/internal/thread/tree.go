package thread

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/thread/vocabulary"
	"assay/internal/lazyregexp"
)

// buildTree gives every item its parent and depth. In order of trust: a
// reference to the parent's id, containment, a box of replies that follows
// the parent, a depth printed in a class or as indentation.
func (w *Thread) buildTree() {
	known := w.directory()
	contained := false
	for k := range w.Items {
		contained = contained || w.Items[k].Parent >= 0
	}
	marks := w.depthMarks(contained)
	byName := map[string]int32{} // the last item of each author
	var open []int32             // items by depth mark, for flat threads
	for k := range w.Items {
		it := &w.Items[k]
		p := w.stated(int32(k), known)
		nested := it.Parent >= 0
		switch {
		case p >= 0 && p < int32(k):
			it.Parent = p
		case it.Parent >= 0:
		default:
			if p := w.boxed(int32(k)); p >= 0 {
				it.Parent = p
			} else if p := w.answered(int32(k), byName, marks == nil && !contained); p >= 0 {
				it.Parent = p
			} else if marks != nil {
				for len(open) > 0 && marks[open[len(open)-1]] >= marks[k] {
					open = open[:len(open)-1]
				}
				if len(open) > 0 {
					it.Parent = open[len(open)-1]
				}
			}
		}
		if !nested {
			open = append(open, int32(k))
		}
		if it.Author != "" {
			byName[strings.ToLower(it.Author)] = int32(k)
		}
		if it.Parent >= int32(k) {
			it.Parent = -1
		}
		if it.Parent >= 0 {
			it.Depth = w.Items[it.Parent].Depth + 1
		}
	}
}

var (
	rxParentRef = lazyregexp.New(`(?i)#((?:comment|kommentar|cmt|c|post|p|reply|li-comment|div-comment)[-_]?[a-z0-9][-_a-z0-9]*)$`)
	rxReplyTo   = lazyregexp.New(`(?i)in reply to|replying to|w odpowiedzi|` + vocabulary.AnyOf("in reply to"))
)

// stated is the parent that the markup of item k names by its id, -1 for none.
func (w *Thread) stated(k int32, known directory) int32 {
	t := w.t
	it := &w.Items[k]
	for _, i := range append([]int32{it.Nodes[0]}, it.sub...) {
		for _, key := range []string{"data-parent-id", "data-parentid", "data-parent", "parentid", "data-parent-comment-id", "data-comment-parent", "data-reply-to", "data-in-reply-to", "parent-id"} {
			if v := t.Attr(i, key); v != "" {
				if p := known.find(v); p >= 0 && p != k {
					return p
				}
			}
		}
	}
	found := int32(-1)
	w.own(k, func(i int32) bool {
		if found >= 0 || t.Tag(i) != atom.A {
			return found < 0
		}
		m := rxParentRef.FindStringSubmatch(t.Attr(i, "href"))
		if m == nil {
			return true
		}
		p := known.find(m[1])
		if p < 0 || p == k || w.insideBodyStrict(i, it.Nodes[0]) {
			return true
		}
		around := t.Text(t.Parent[i], 160, nil)
		if rxReplyTo.MatchString(around) || t.HasToken(i, "parent", "in-reply-to", "reply-to", "comment-parent") {
			found = p
		}
		return true
	})
	return found
}

// boxed finds the parent of an item in a box of replies: the box is not an
// item, and the element before it is one, or ends with one.
func (w *Thread) boxed(k int32) int32 {
	t := w.t
	root := w.Items[k].Nodes[0]
	if len(w.Items[k].Nodes) > 1 {
		return -1
	}
	for i, hops := t.Parent[root], 0; i > 0 && hops < 4; i, hops = t.Parent[i], hops+1 {
		if t.Tag(i) == atom.Body || t.Tag(i) == atom.Main {
			break
		}
		prev := t.PrevSibling(i)
		if prev < 0 {
			continue
		}
		if o := w.Owner[prev]; o >= 0 && o != k && w.Items[o].Nodes[0] == prev && w.isReplyBox(i) {
			return o
		}
		// <div><item/></div><div class="replies"><item/></div> and the like
		if w.replyNamed(i) {
			last := int32(-1)
			for j := prev; j < t.End[prev]; j++ {
				if o := w.Owner[j]; o >= 0 && w.Items[o].Nodes[0] == j {
					last = o
					if w.Items[o].Parent < 0 || !t.In(w.Items[w.Items[o].Parent].Nodes[0], prev) {
						last = o
						break
					}
				}
			}
			if last >= 0 && last != k {
				return last
			}
		}
	}
	return -1
}

// isReplyBox: a bare box beside an item that holds items and little else.
func (w *Thread) isReplyBox(i int32) bool {
	if w.Owner[i] >= 0 {
		for _, n := range w.Items[w.Owner[i]].Nodes {
			if n == i {
				return false
			}
		}
	}
	switch w.t.Tag(i) {
	case atom.Ul, atom.Ol, atom.Dl, atom.Div, atom.Section, atom.Blockquote, atom.Li:
		return true
	}
	return w.replyNamed(i)
}

func (w *Thread) replyNamed(i int32) bool {
	return w.t.AnyWord(i, replyBoxWords, nil)
}

var replyBoxWords = vocabulary.Set("reply box")

var (
	rxMargin = lazyregexp.New(`(?i)(?:margin|padding)-left\s*:\s*([0-9]+(?:\.[0-9]+)?)\s*(?:px|em|rem|%)?`)
)

// depthMarks reads a depth for every item from classes, attributes or
// indentation. nil where the page prints none.
func (w *Thread) depthMarks(contained bool) []int32 {
	t := w.t
	marks := make([]int32, len(w.Items))
	distinct := map[int32]bool{}
	for k := range w.Items {
		it := &w.Items[k]
		m := int32(-1)
		around := append([]int32{it.Nodes[0]}, it.sub...)
		if p := t.Parent[it.Nodes[0]]; p >= 0 && w.onlyItemIn(p, int32(k)) {
			around = append(around, p)
		}
		for _, i := range around {
			if m = w.depthOf(i); m >= 0 {
				break
			}
		}
		if m < 0 {
			m = w.innerDepth(it.Nodes[0])
		}
		if m < 0 {
			m = w.tableIndent(int32(k))
		}
		marks[k] = max(m, 0)
		distinct[marks[k]] = true
	}
	if len(distinct) < 2 {
		return nil
	}
	return marks
}

// innerDepth is the depth marked on an element inside a comment's root that
// holds nearly all of it.
func (w *Thread) innerDepth(root int32) int32 {
	t := w.t
	size := t.End[root] - root
	for i := root + 1; i < t.End[root]; {
		switch {
		case !t.IsElement(i):
			i++
		case (t.End[i]-i)*4 < size*3:
			i = t.End[i]
		default:
			if m := w.depthOf(i); m >= 0 {
				return m
			}
			i++
		}
	}
	return -1
}

// onlyItemIn: the element wraps item k and no other.
func (w *Thread) onlyItemIn(i, k int32) bool {
	return (k+1 >= int32(len(w.Items)) || !w.t.In(w.Items[k+1].Nodes[0], i) || w.Items[k+1].Parent >= k) &&
		(k == 0 || !w.t.In(w.Items[k-1].Nodes[0], i)) && w.t.Tag(i) != atom.Body
}

func (w *Thread) depthOf(i int32) int32 {
	t := w.t
	for _, tok := range t.Tokens[i] {
		if m := vocabulary.RxDepth.FindStringSubmatch(tok); m != nil {
			return int32(number(m[1]))
		}
	}
	for _, key := range []string{"data-depth", "depth", "data-level", "aria-level", "data-indent", "data-comment-depth"} {
		if v := t.Attr(i, key); v != "" && len(v) < 3 && v[0] >= '0' && v[0] <= '9' {
			return int32(number(v))
		}
	}
	if m := rxMargin.FindStringSubmatch(t.Attr(i, "style")); m != nil {
		return int32(number(strings.SplitN(m[1], ".", 2)[0]))
	}
	for _, tok := range t.Tokens[i] {
		l := strings.ToLower(tok)
		if l == "reply" || l == "child" || l == "is-reply" || l == "comment-reply" || l == "indent" || l == "indented" || l == "comment--reply" || l == "answer" || l == "comment-child" || l == "subcomment" || l == "nested" {
			return 1
		}
	}
	return -1
}

// tableIndent is the width of the spacer in front of a table row's comment.
func (w *Thread) tableIndent(k int32) int32 {
	t := w.t
	if t.Tag(w.Items[k].Nodes[0]) != atom.Tr {
		return -1
	}
	found := int32(-1)
	w.own(k, func(i int32) bool {
		if found >= 0 {
			return false
		}
		if v := t.Attr(i, "indent"); v != "" {
			found = int32(number(v))
		} else if t.Tag(i) == atom.Img && t.Attr(i, "width") != "" && (t.Attr(i, "height") == "1" || strings.Contains(t.Attr(i, "src"), "s.gif")) {
			found = int32(number(t.Attr(i, "width")))
		}
		return true
	})
	return found
}

// number is the number s writes, 0 where it writes none.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
