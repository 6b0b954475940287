// Package thread finds the comments of a page: who wrote what when, in answer to
// whom. It knows the elements of the page (dom) and spans of them, and nothing of
// documents.
//
// Find leaves out where no comment is (outside.go), looks for elements whose
// names say "one comment" (collect.go by evidence.go), merges the wrappers of one
// comment and drops what lacks what a comment has (merge.go), reads author, time
// and body of each (parts.go, author.go, time.go, body.go), and builds the tree
// from containment, depth marks and references (tree.go). Pages whose names say
// nothing are tried by repeated structure inside an element named for the whole
// thread (unnamed.go), by their parts (marked.go) or after a heading that announces it (headed.go), and talk
// pages of wikis by their signatures (signed.go).
//
// Not comments: pingbacks and trackbacks, reply forms, templates with
// placeholders, lists of recent comments in a sidebar.
package thread

import (
	"iter"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread/vocabulary"
	dates "assay/internal/calendar"
)

// Item is one comment as found in the page.
type Item struct {
	Nodes  []int32 // roots of its markup, siblings in order; nested items lie inside
	sub    []int32 // elements melted into it
	ev     vocabulary.Evidence
	number string // its id without the words around it; see idKey
	Parent int32  // enclosing item, -1
	Depth  int32

	Author, Posted string
	Timestamp      dates.Timestamp
	BodyNodes      []int32 // in order
	Subject        int32   // heading that repeats the subject of the thread, -1
	authorNode     int32
	timeNode       int32
	line           int32     // the line of author and time beside its element, 0 for none
	head           *labelled // the labelled lines it begins with
	signed         doc.Span  // nodes of the signature that ends it, on a page without elements for comments
	gone           bool      // dropped
}

// Thread is the comments of one page.
type Thread struct {
	t      *dom.Tree
	Items  []Item
	Owner  []int32 // innermost item of each node, -1
	out    []bool  // node lies where no comment is (forms, sidebars, templates)
	strong []int32 // number of elements with a comment's id before each node
	lang   string
	Pings  int    // pingbacks and trackbacks left out
	title  string // of the page

	guessed bool // the items were found by nothing but their form
}

// Find finds the comments of a page in document order.
func Find(t *dom.Tree, lang string) *Thread {
	w := &Thread{t: t, lang: lang, title: pageTitle(t)}
	w.countStrong()
	w.markOutside()
	w.collect()
	w.addHeads()
	w.melt()
	w.dropWeak()
	if len(w.Items) == 0 {
		w.findSigned()
	}
	if len(w.Items) == 0 {
		w.findPlain()
	}
	w.paint()
	w.addHeads()
	w.readParts()
	if w.programme() {
		w.Items = nil
		w.paint()
	}
	w.dropEmpty()
	w.dropCopies()
	w.buildTree()
	return w
}

// None is a page without comments.
func None(t *dom.Tree) *Thread {
	w := &Thread{t: t, out: make([]bool, len(t.Nodes)), Owner: make([]int32, len(t.Nodes))}
	for i := range w.Owner {
		w.Owner[i] = -1
	}
	return w
}

// texts gives the text nodes in [from, to) where a comment may be, in order.
func (w *Thread) texts(from, to int32) iter.Seq[int32] {
	return w.t.Texts(from, to, func(i int32) bool { return w.out[i] })
}

// pageTitle is what the title element says.
func pageTitle(t *dom.Tree) string {
	for k := range t.Nodes {
		if i := int32(k); t.Tag(i) == atom.Title && t.Nodes[i].FirstChild != nil {
			return doc.Collapse(t.Nodes[i].FirstChild.Data)
		}
	}
	return ""
}

// paint sets the owner of each node to the innermost item left.
func (w *Thread) paint() {
	for i := range w.Owner {
		w.Owner[i] = -1
	}
	for k := range w.Items {
		for _, r := range w.Items[k].Nodes {
			for j := r; j < w.t.End[r]; j++ {
				w.Owner[j] = int32(k)
			}
		}
	}
}

// settleDates decides the ambiguous dates of the thread together.
func (w *Thread) settleDates() {
	shown := make([]dates.Order, len(w.Items))
	for k := range w.Items {
		shown[k] = dates.OrderIn(w.Items[k].Posted)
	}
	order := dates.Decide(shown, w.lang, dates.OrderUnknown)
	for k := range w.Items {
		w.Items[k].Timestamp.Settle(order)
	}
}
