package corpus

import (
	"strings"

	"golang.org/x/net/html/atom"

	"assay/internal/lazyregexp"
)

// buildTree gives every item its parent and depth. In order of trust: a
// reference to the parent's number, containment, a box of replies that follows
// the parent, a depth printed in a class or as indentation.
func (w *threadWalker) buildTree() {
	byNumber := map[string]int32{}
	for k := range w.items {
		if n := w.items[k].number; n != "" {
			if _, dup := byNumber[n]; !dup {
				byNumber[n] = int32(k)
			}
		}
	}
	contained := false
	for k := range w.items {
		contained = contained || w.items[k].parent >= 0
	}
	marks := w.depthMarks(contained)
	var open []int32 // items by depth mark, for flat threads
	for k := range w.items {
		it := &w.items[k]
		p := w.stated(int32(k), byNumber)
		switch {
		case p >= 0 && p < int32(k):
			it.parent = p
		case it.parent >= 0:
		default:
			if p := w.boxed(int32(k)); p >= 0 {
				it.parent = p
			} else if marks != nil {
				for len(open) > 0 && marks[open[len(open)-1]] >= marks[k] {
					open = open[:len(open)-1]
				}
				if len(open) > 0 {
					it.parent = open[len(open)-1]
				}
			}
		}
		open = append(open, int32(k))
		if it.parent >= int32(k) {
			it.parent = -1
		}
		if it.parent >= 0 {
			it.depth = w.items[it.parent].depth + 1
		}
	}
}

var (
	rxParentRef = lazyregexp.New(`(?i)#(?:comment|kommentar|cmt|c|post|p|reply|li-comment|div-comment)[-_]?([0-9]+)$`)
	rxReplyTo   = lazyregexp.New(`(?i)in reply to|replying to|als antwort auf|antwort auf|antwort an|en réponse à|en respuesta a|in risposta a|em resposta a|in antwoord op|reactie op|w odpowiedzi|som svar på|svar till|svar til|odpověď na`)
)

// stated is the parent that the markup of item k names by number, -1 for none.
func (w *threadWalker) stated(k int32, byNumber map[string]int32) int32 {
	t := w.t
	it := &w.items[k]
	for _, i := range append([]int32{it.nodes[0]}, it.sub...) {
		for _, key := range []string{"data-parent-id", "data-parentid", "data-parent", "parentid", "data-parent-comment-id", "data-comment-parent", "data-reply-to", "data-in-reply-to", "parent-id"} {
			if v := t.attr(i, key); v != "" {
				if p, ok := byNumber[idNumber(v)]; ok && p != k {
					return p
				}
			}
		}
	}
	found := int32(-1)
	w.own(k, func(i int32) bool {
		if found >= 0 || t.tag(i) != atom.A {
			return found < 0
		}
		m := rxParentRef.FindStringSubmatch(t.attr(i, "href"))
		if m == nil {
			return true
		}
		p, ok := byNumber[m[1]]
		if !ok || p == k || w.insideBodyStrict(i, it.nodes[0]) {
			return true
		}
		around := t.text(t.parent[i], 160, nil)
		if rxReplyTo.MatchString(around) || t.hasToken(i, "parent", "in-reply-to", "reply-to", "comment-parent") {
			found = p
		}
		return true
	})
	return found
}

// boxed finds the parent of an item in a box of replies: the box is not an
// item, and the element before it is one, or ends with one.
func (w *threadWalker) boxed(k int32) int32 {
	t := w.t
	root := w.items[k].nodes[0]
	if len(w.items[k].nodes) > 1 {
		return -1
	}
	for i, hops := t.parent[root], 0; i > 0 && hops < 4; i, hops = t.parent[i], hops+1 {
		if t.tag(i) == atom.Body || t.tag(i) == atom.Main {
			break
		}
		prev := t.prevSibling(i)
		if prev < 0 {
			continue
		}
		if o := w.owner[prev]; o >= 0 && o != k && w.items[o].nodes[0] == prev && w.isReplyBox(i) {
			return o
		}
		// <div><item/></div><div class="replies"><item/></div> and the like
		if w.replyNamed(i) {
			last := int32(-1)
			for j := prev; j < t.end[prev]; j++ {
				if o := w.owner[j]; o >= 0 && w.items[o].nodes[0] == j {
					last = o
					if w.items[o].parent < 0 || !t.in(w.items[w.items[o].parent].nodes[0], prev) {
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
func (w *threadWalker) isReplyBox(i int32) bool {
	if w.owner[i] >= 0 {
		for _, n := range w.items[w.owner[i]].nodes {
			if n == i {
				return false
			}
		}
	}
	switch w.t.tag(i) {
	case atom.Ul, atom.Ol, atom.Dl, atom.Div, atom.Section, atom.Blockquote, atom.Li:
		return true
	}
	return w.replyNamed(i)
}

func (w *threadWalker) replyNamed(i int32) bool {
	return w.t.anyWord(i, replyBoxWords, nil)
}

var replyBoxWords = words("indented indent children child replies reply nested answers antworten responses subcomments subcomment reponses respuestas risposte odpowiedzi svar thread-replies sub")

var (
	rxMargin = lazyregexp.New(`(?i)(?:margin|padding)-left\s*:\s*([0-9]+(?:\.[0-9]+)?)\s*(?:px|em|rem|%)?`)
)

// depthMarks reads a depth for every item from classes, attributes or
// indentation. nil where the page prints none.
func (w *threadWalker) depthMarks(contained bool) []int32 {
	t := w.t
	marks := make([]int32, len(w.items))
	distinct := map[int32]bool{}
	for k := range w.items {
		it := &w.items[k]
		m := int32(-1)
		around := append([]int32{it.nodes[0]}, it.sub...)
		if p := t.parent[it.nodes[0]]; p >= 0 && w.onlyItemIn(p, int32(k)) {
			around = append(around, p)
		}
		for _, i := range around {
			if m = w.depthOf(i); m >= 0 {
				break
			}
		}
		if m < 0 {
			m = w.innerDepth(it.nodes[0])
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
func (w *threadWalker) innerDepth(root int32) int32 {
	t := w.t
	size := t.end[root] - root
	for i := root + 1; i < t.end[root]; {
		switch {
		case !t.isElement(i):
			i++
		case (t.end[i]-i)*4 < size*3:
			i = t.end[i]
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
func (w *threadWalker) onlyItemIn(i, k int32) bool {
	return (k+1 >= int32(len(w.items)) || !w.t.in(w.items[k+1].nodes[0], i) || w.items[k+1].parent >= k) &&
		(k == 0 || !w.t.in(w.items[k-1].nodes[0], i)) && w.t.tag(i) != atom.Body
}

func (w *threadWalker) depthOf(i int32) int32 {
	t := w.t
	for _, tok := range t.tokens[i] {
		if m := rxDepth.FindStringSubmatch(tok); m != nil {
			return int32(atoi(m[1]))
		}
	}
	for _, key := range []string{"data-depth", "depth", "data-level", "aria-level", "data-indent", "data-comment-depth"} {
		if v := t.attr(i, key); v != "" && len(v) < 3 && v[0] >= '0' && v[0] <= '9' {
			return int32(atoi(v))
		}
	}
	if m := rxMargin.FindStringSubmatch(t.attr(i, "style")); m != nil {
		return int32(atoi(strings.SplitN(m[1], ".", 2)[0]))
	}
	for _, tok := range t.tokens[i] {
		l := strings.ToLower(tok)
		if l == "reply" || l == "child" || l == "is-reply" || l == "comment-reply" || l == "indent" || l == "indented" || l == "comment--reply" || l == "answer" || l == "comment-child" || l == "subcomment" || l == "nested" {
			return 1
		}
	}
	return -1
}

// tableIndent is the width of the spacer in front of a table row's comment.
func (w *threadWalker) tableIndent(k int32) int32 {
	t := w.t
	if t.tag(w.items[k].nodes[0]) != atom.Tr {
		return -1
	}
	found := int32(-1)
	w.own(k, func(i int32) bool {
		if found >= 0 {
			return false
		}
		if v := t.attr(i, "indent"); v != "" {
			found = int32(atoi(v))
		} else if t.tag(i) == atom.Img && t.attr(i, "width") != "" && (t.attr(i, "height") == "1" || strings.Contains(t.attr(i, "src"), "s.gif")) {
			found = int32(atoi(t.attr(i, "width")))
		}
		return true
	})
	return found
}
