package corpus

// The comment walker. It leaves out where no comment is (threadoutside.go),
// looks for elements whose names say "one comment" (threadcollect.go by
// threadwords.go), melts the wrappers of one comment together and drops what
// lacks what a comment has (threadmelt.go), reads author, time and body of each
// (threadparts.go, threadauthor.go, threadtime.go, threadbody.go), and builds the
// tree from containment, depth marks and references (threadtree.go). Pages whose
// names say nothing are tried by repeated structure inside an element named for
// the whole thread (threadplain.go) or after a heading that announces it
// (threadheaded.go), and talk pages of wikis by their signatures
// (threadsigned.go).
//
// Not comments: pingbacks and trackbacks, reply forms, templates with
// placeholders, lists of recent comments in a sidebar.

// threadItem is one comment as found in the page.
type threadItem struct {
	nodes  []int32 // roots of its markup, siblings in order; nested items lie inside
	sub    []int32 // elements melted into it
	ev     evidence
	number string // digits of its id
	parent int32  // enclosing item, -1
	depth  int32

	author, posted string
	stamp          stamp
	bodyNodes      []int32
	authorNode     int32
	timeNode       int32
	signed         Span // nodes of the signature that ends it, on a page without elements for comments
	gone           bool // dropped
}

type threadWalker struct {
	t      *domTree
	items  []threadItem
	owner  []int32 // innermost item of each node, -1
	out    []bool  // node lies where no comment is (forms, sidebars, templates)
	strong []int32 // number of elements with a comment's id before each node
	dates  dateOrder
	pings  int // pingbacks and trackbacks left out
}

// findThread finds the comments of a page in document order.
func findThread(t *domTree, lang string) *threadWalker {
	w := &threadWalker{t: t, dates: dateOrderOf(lang)}
	w.countStrong()
	w.markOutside()
	w.collect()
	w.melt()
	w.dropWeak()
	if len(w.items) == 0 {
		w.findSigned()
	}
	if len(w.items) == 0 {
		w.findPlain()
	}
	w.paint()
	w.readParts()
	w.dropEmpty()
	w.dropCopies()
	w.buildTree()
	return w
}

// paint sets the owner of each node to the innermost item left.
func (w *threadWalker) paint() {
	for i := range w.owner {
		w.owner[i] = -1
	}
	for k := range w.items {
		for _, r := range w.items[k].nodes {
			for j := r; j < w.t.end[r]; j++ {
				w.owner[j] = int32(k)
			}
		}
	}
}
