package corpus

import (
	"strings"

	"golang.org/x/net/html/atom"

	"assay/internal/lazyregexp"
)

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

var rxForum = lazyregexp.New(`(?i)phpbb|vbulletin|xenforo|\bxf\b|mybb|simple machines|\bsmf\b|fluxbb|punbb|discourse|forumieren|invision|\bipb|woltlab|\bwbb\b|burning board|vanilla|flarum|nodebb`)

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
