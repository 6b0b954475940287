package corpus

import (
	"sort"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/internal/lazyregexp"
)

// The comment walker. It looks for elements whose names say "one comment"
// (threadwords.go), keeps those that hold what a comment has (an author, a
// time, something said: threadparts.go), melts the wrappers of one comment
// together, and reads the tree from containment, depth marks and references
// (threadtree.go). Pages whose names say nothing are tried by repeated
// structure inside an element named for the whole thread (threadplain.go).
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
		w.findPlain()
	}
	w.paint()
	w.readParts()
	w.dropEmpty()
	w.dropCopies()
	w.buildTree()
	return w
}

var (
	rxRecent  = lazyregexp.New(`(?i)(?:recent|latest|neueste|letzte|derniers|ultimos|ultimi|popular)[-_]?(?:comments?|kommentare?|commentaires|comentarios|commenti|replies)|last[-_]?(?:comments|kommentare)|comments?[-_]?(?:recent|latest|teaser|widget|form\b|respond|policy|rules|preview)`)
	rxPing    = lazyregexp.New(`(?i)(?:^|[-_])(?:pingbacks?|trackbacks?|pings?|pinglist|tracklist|pingback[-_]?list|trackback[-_]?list|trackbacks?[-_]list)$`)
	rxPlaced  = lazyregexp.New(`\{\{|\{%|<%|\$\{|%[A-Z_]{3,}%|\[\[[a-z]`)
	rxOldForm = lazyregexp.New(`(?i)^(?:respond|reply-?form|comment-?form|commentform|add-?comment|new-?comment|leave-?(?:a-)?(?:comment|reply)|post-?comment(?:-form)?|write-?comment|comment-?respond)$`)
)

// markOutside paints the parts of the page that hold no comments.
func (w *threadWalker) markOutside() {
	t := w.t
	w.out = make([]bool, len(t.nodes))
	for i := range t.nodes {
		i := int32(i)
		if w.out[i] || !t.isElement(i) {
			continue
		}
		if !w.outside(i) {
			continue
		}
		if t.pinged(i) && rxCommentID.MatchString(t.id[i]) {
			w.pings++
		}
		for j := i; j < t.end[i]; j++ {
			w.out[j] = true
		}
	}
}

// pinged reports whether a class of the element says pingback or trackback.
func (t *domTree) pinged(i int32) bool {
	for _, tok := range t.tokens[i] {
		if rxPing.MatchString(tok) {
			return true
		}
	}
	return false
}

func (w *threadWalker) outside(i int32) bool {
	t := w.t
	switch t.tag(i) {
	case atom.Form:
		// some engines put the whole thread into a form
		return t.end[i]-i < 400 && !w.holdsItems(i) && t.entryForm(i)
	case atom.Script, atom.Style, atom.Template, atom.Head, atom.Select, atom.Button:
		return true
	case atom.Body, atom.Html:
		return false
	}
	names := append([]string{t.id[i]}, t.tokens[i]...)
	for _, n := range names {
		if n == "" {
			continue
		}
		if rxRecent.MatchString(n) && t.end[i]-i < 3000 && !w.holdsItems(i) || rxOldForm.MatchString(n) && !w.holdsItems(i) {
			return true
		}
		if rxPing.MatchString(n) {
			return true
		}
		switch strings.ToLower(n) {
		case "sidebar", "widget_recent_comments", "recentcomments", "widget-area", "wp-block-latest-comments", "secondary-sidebar":
			return !w.holdsItems(i)
		}
	}
	return false
}

// holdsItems reports whether strong evidence of at least one comment lies below i.
func (w *threadWalker) holdsItems(i int32) bool {
	return w.strong[w.t.end[i]] > w.strong[i+1]
}

// countStrong sums the elements with a comment's id up to each node.
func (w *threadWalker) countStrong() {
	w.strong = make([]int32, len(w.t.nodes)+1)
	for k := range w.t.nodes {
		w.strong[k+1] = w.strong[k]
		if id := w.t.id[k]; id != "" && rxCommentID.MatchString(id) && w.t.itemEvidence(int32(k)) == strongEvidence {
			w.strong[k+1]++
		}
	}
}

// collect makes an item of every element with evidence and finds the items'
// enclosing items.
func (w *threadWalker) collect() {
	t := w.t
	t.forum = t.forumPage()
	var stack []int32
	w.owner = make([]int32, len(t.nodes))
	for k := range t.nodes {
		i := int32(k)
		for len(stack) > 0 && i >= w.endOf(stack[len(stack)-1]) {
			stack = stack[:len(stack)-1]
		}
		w.owner[i] = -1
		if len(stack) > 0 {
			w.owner[i] = stack[len(stack)-1]
		}
		if w.out[i] || t.skip[i] || !t.isElement(i) {
			continue
		}
		ev := t.itemEvidence(i)
		if t.tag(i) == atom.Dt {
			ev = w.termEvidence(i)
		}
		if ev == noEvidence || w.numberOf(i) == "" && w.namedBody(i) {
			continue
		}
		nodes := []int32{i}
		if t.tag(i) == atom.Dt {
			nodes = w.withDetails(i)
		}
		it := threadItem{nodes: nodes, ev: ev, number: w.numberOf(i), parent: w.owner[i], authorNode: -1, timeNode: -1}
		w.owner[i] = int32(len(w.items))
		stack = append(stack, w.owner[i])
		w.items = append(w.items, it)
	}
}

// namedBody: "comment-content comment" names what was said, not the whole.
func (w *threadWalker) namedBody(i int32) bool {
	r := w.bodyRank(i)
	return r == 2 && !isCommentType(w.t.attr(i, "itemtype"))
}

// endOf is the end of an item's last node.
func (w *threadWalker) endOf(k int32) int32 {
	n := w.items[k].nodes
	return w.t.end[n[len(n)-1]]
}

// termEvidence judges a dt: in older themes a comment is a dt with the author
// and the dd elements after it.
func (w *threadWalker) termEvidence(i int32) evidence {
	t := w.t
	dl := t.parent[i]
	if dl < 0 || t.tag(dl) != atom.Dl {
		return noEvidence
	}
	if rxCommentID.MatchString(t.id[i]) {
		return strongEvidence
	}
	for _, tok := range append(append([]string{t.id[dl]}, t.tokens[dl]...), t.tokens[i]...) {
		for _, x := range nameWords(tok, nil) {
			if commentSingular[x] && x != "reply" || commentPlural[x] {
				return mediumEvidence
			}
		}
	}
	return noEvidence
}

// withDetails is a dt and the dd elements up to the next dt.
func (w *threadWalker) withDetails(dt int32) []int32 {
	t := w.t
	nodes := []int32{dt}
	for j := t.end[dt]; j < t.end[t.parent[dt]]; j = t.end[j] {
		switch t.tag(j) {
		case atom.Dt:
			return nodes
		case atom.Dd:
			nodes = append(nodes, j)
		}
	}
	return nodes
}

var rxForum = lazyregexp.New(`(?i)phpbb|vbulletin|xenforo|\bxf\b|mybb|simple machines|\bsmf\b|fluxbb|punbb|discourse|forumieren|invision|\bipb\b|woltlab|\bwbb\b|burning board|vanilla|flarum|nodebb`)

// forumPage reports whether a forum engine signs the page.
func (t *domTree) forumPage() bool {
	for k := range t.nodes {
		i := int32(k)
		switch t.tag(i) {
		case atom.Html, atom.Body:
			if rxForum.MatchString(t.id[i] + " " + strings.Join(t.tokens[i], " ")) {
				return true
			}
		case atom.Meta:
			if strings.EqualFold(t.attr(i, "name"), "generator") && rxForum.MatchString(t.attr(i, "content")) {
				return true
			}
		case atom.A, atom.Div:
			if t.id[i] == "phpbb" || t.id[i] == "xf_body" || t.hasToken(i, "p-body-main", "phpbb") || rxForumLink.MatchString(t.attr(i, "href")) {
				return true
			}
		}
	}
	return false
}

var rxForumLink = lazyregexp.New(`(?i)^https?://(?:www\.)?(?:phpbb|vbulletin|xenforo|simplemachines|fluxbb|mybb)\.(?:com|org)`)

func (w *threadWalker) numberOf(i int32) string {
	for _, k := range []string{"data-comment-id", "data-commentid", "thingid", "data-id"} {
		if v := w.t.attr(i, k); v != "" {
			if d := idNumber(v); d != "" {
				return d
			}
		}
	}
	return idNumber(w.t.id[i])
}

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
