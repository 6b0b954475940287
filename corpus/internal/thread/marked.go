package thread

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread/vocabulary"
	"assay/internal/lazyregexp"
)

// byMarkers finds comments by their parts alone: an element named "comment
// author" or the like marks one comment, which is the largest element around
// it that holds no other mark, or the smallest that is whole and holds the
// replies too.
func (w *Thread) byMarkers(mark func(int32) bool) {
	t := w.t
	var marks []int32
	for k := range t.Nodes {
		i := int32(k)
		if t.IsElement(i) && !w.out[i] && !t.Skip[i] && mark(i) && (len(marks) == 0 || !t.In(i, marks[len(marks)-1])) {
			marks = append(marks, i)
		}
	}
	var stack []int32
	for k, m := range marks {
		lo, hi := int32(-1), int32(len(t.Nodes))
		if k > 0 {
			lo = marks[k-1]
		}
		if k+1 < len(marks) {
			hi = marks[k+1]
		}
		item := int32(-1)
		for p := t.Parent[m]; p > lo && !w.threadNamed(p) && t.Tag(p) != atom.Body && t.Tag(p) != atom.Main; p = t.Parent[p] {
			alone := t.End[p] <= hi // else it holds other comments too: replies, or the whole thread
			if !alone && item >= 0 {
				break
			}
			if w.plainItem(p) {
				item = p
				if !alone || len(marks) == 1 {
					break
				}
			}
		}
		if item < 0 {
			continue
		}
		for len(stack) > 0 && !t.In(item, w.Items[stack[len(stack)-1]].Nodes[0]) {
			stack = stack[:len(stack)-1]
		}
		parent := int32(-1)
		if len(stack) > 0 {
			parent = stack[len(stack)-1]
		}
		stack = append(stack, int32(len(w.Items)))
		w.Items = append(w.Items, Item{Nodes: []int32{item}, ev: vocabulary.MediumEvidence, number: w.numberOf(item), Parent: parent, authorNode: -1, timeNode: -1})
	}
}

// marksPost: on the page of a forum, the element is the text of a post by its id
// or its class.
func (w *Thread) marksPost(i int32) bool {
	t := w.t
	if t.ID[i] != "" && vocabulary.RxPostID.MatchString(t.ID[i]) && t.Tag(i) != atom.A {
		return true
	}
	for _, tok := range t.Tokens[i] {
		switch strings.ToLower(tok) {
		case "postbody", "post-body", "post_body", "postmsg", "posttext", "post-text", "messagetext", "post-content", "postcontent":
			return true
		}
	}
	return false
}

// marksReplied: the element is named for an author, and a reply link stands
// near it: articles have authors too, but nobody replies to them.
func (w *Thread) marksReplied(i int32) bool {
	t := w.t
	if !w.namedAuthor(i) {
		return false
	}
	for p, hops := t.Parent[i], 0; p >= 0 && hops < 3 && t.End[p]-p < 400; p, hops = t.Parent[p], hops+1 {
		for j := p; j < t.End[p]; j++ {
			switch t.Tag(j) {
			case atom.A, atom.Button, atom.Span, atom.Li:
				if t.End[j]-j < 6 && rxReplyLink.MatchString(t.Text(j, 30, nil)) {
					return true
				}
			}
		}
	}
	return false
}

var rxReplyLink = lazyregexp.New(`(?i)^\W*(?:` + vocabulary.AnyOf("links to reply") + `)\W*$`)

// addAlike adds what stands before the items found, is named as the first of them is and
// has what a comment has: the first message of a list, which nobody can answer there.
func (w *Thread) addAlike() {
	if len(w.Items) == 0 {
		return
	}
	t := w.t
	first := w.Items[0].Nodes[0]
	kind := first
	if in := first + 1; len(t.Tokens[first]) < 2 && t.IsElement(in) && t.End[in]+1 >= t.End[first] {
		kind = in // the element is in a wrapper
	}
	for i := range first {
		if t.Tag(i) == t.Tag(kind) && len(t.Tokens[kind]) > 0 && slices.Equal(t.Tokens[i], t.Tokens[kind]) && !w.out[i] && !t.Skip[i] && t.End[i] <= first && w.plainItem(i) {
			w.Items = slices.Insert(w.Items, 0, Item{Nodes: []int32{i}, ev: vocabulary.MediumEvidence, number: w.numberOf(i), Parent: -1, authorNode: -1, timeNode: -1})
			for n := range w.Items[1:] {
				if p := &w.Items[n+1].Parent; *p >= 0 {
					*p++
				}
			}
			return
		}
	}
}

// marksAuthor: a class token of the element says both comment and author.
func (w *Thread) marksAuthor(i int32) bool {
	var buf [16]string
	for _, tok := range w.t.Tokens[i] {
		comment, author := false, false
		for _, x := range dom.NameWords(tok, buf[:0]) {
			comment = comment || vocabulary.CommentSingular[x] && x != "reply" && x != "response"
			author = author || vocabulary.AuthorWords[x]
			if vocabulary.AuthorNot[x] {
				comment = false
				break
			}
		}
		if comment && author {
			return true
		}
	}
	return false
}
