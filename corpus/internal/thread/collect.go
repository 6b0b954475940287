package thread

import (
	"strings"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread/vocabulary"
	"assay/internal/lazyregexp"
)

// collect makes an item of every element with evidence and finds the items'
// enclosing items.
func (w *Thread) collect() {
	t := w.t
	t.Forum = forumPage(t)
	var stack []int32
	w.Owner = make([]int32, len(t.Nodes))
	for k := range t.Nodes {
		i := int32(k)
		for len(stack) > 0 && i >= w.endOf(stack[len(stack)-1]) {
			stack = stack[:len(stack)-1]
		}
		w.Owner[i] = -1
		if len(stack) > 0 {
			w.Owner[i] = stack[len(stack)-1]
		}
		if w.out[i] || t.Skip[i] || !t.IsElement(i) {
			continue
		}
		ev := vocabulary.ItemEvidence(t, i)
		if t.Tag(i) == atom.Dt {
			ev = w.termEvidence(i)
		}
		if ev == vocabulary.NoEvidence || w.numberOf(i) == "" && w.namedBody(i) {
			continue
		}
		nodes := []int32{i}
		if t.Tag(i) == atom.Dt {
			nodes = w.withDetails(i)
		}
		it := Item{Nodes: nodes, ev: ev, number: w.numberOf(i), Parent: w.Owner[i], authorNode: -1, timeNode: -1}
		w.Owner[i] = int32(len(w.Items))
		stack = append(stack, w.Owner[i])
		w.Items = append(w.Items, it)
	}
}

// namedBody: "comment-content comment" names what was said, not the whole.
func (w *Thread) namedBody(i int32) bool {
	r := w.bodyRank(i)
	return r == 2 && !vocabulary.IsCommentType(w.t.Attr(i, "itemtype"))
}

// endOf is the end of an item's last node.
func (w *Thread) endOf(k int32) int32 {
	n := w.Items[k].Nodes
	return w.t.End[n[len(n)-1]]
}

// termEvidence judges a dt: in older themes a comment is a dt with the author
// and the dd elements after it.
func (w *Thread) termEvidence(i int32) vocabulary.Evidence {
	t := w.t
	dl := t.Parent[i]
	if dl < 0 || t.Tag(dl) != atom.Dl {
		return vocabulary.NoEvidence
	}
	if vocabulary.RxCommentID.MatchString(t.ID[i]) {
		return vocabulary.StrongEvidence
	}
	for _, tok := range append(append([]string{t.ID[dl]}, t.Tokens[dl]...), t.Tokens[i]...) {
		for _, x := range dom.NameWords(tok, nil) {
			if vocabulary.CommentSingular[x] && x != "reply" || vocabulary.CommentPlural[x] {
				return vocabulary.MediumEvidence
			}
		}
	}
	return vocabulary.NoEvidence
}

// withDetails is a dt and the dd elements up to the next dt.
func (w *Thread) withDetails(dt int32) []int32 {
	t := w.t
	nodes := []int32{dt}
	for j := t.End[dt]; j < t.End[t.Parent[dt]]; j = t.End[j] {
		switch t.Tag(j) {
		case atom.Dt:
			return nodes
		case atom.Dd:
			nodes = append(nodes, j)
		}
	}
	return nodes
}

var rxForum = lazyregexp.New(`(?i)` + vocabulary.AnyOf("forums"))

// forumPage reports whether a forum engine signs the page, or the page says that
// it is a discussion or a question, has a question and numbered answers, or shows a member's profile beside each post.
func forumPage(t *dom.Tree) bool {
	profiled, questions, answers := 0, 0, 0
	for k := range t.Nodes {
		i := int32(k)
		if typ := strings.ToLower(t.Attr(i, "itemtype")); typ != "" && (strings.HasSuffix(typ, "/qapage") || strings.HasSuffix(typ, "/discussionforumposting")) {
			return true
		}
		if len(t.Tokens[i]) > 0 && t.Tag(i) != atom.A && t.Tag(i) != atom.Span {
			if t.HasToken(i, "question", "question-summary", "question-body") {
				questions++
			}
			if t.HasToken(i, "answer") && (vocabulary.RxDigits.MatchString(t.ID[i]) || t.HasAttr(i, "data-answerid")) {
				answers++
			}
			if questions > 0 && answers > 0 {
				return true
			}
		}
		if vocabulary.ForumToken(t, i) && hasProfile(t, i) {
			if profiled++; profiled > 1 {
				return true
			}
		}
		switch t.Tag(i) {
		case atom.Html, atom.Body:
			if rxForum.MatchString(t.ID[i] + " " + strings.Join(t.Tokens[i], " ")) {
				return true
			}
		case atom.Meta:
			if strings.EqualFold(t.Attr(i, "name"), "generator") && rxForum.MatchString(t.Attr(i, "content")) {
				return true
			}
		case atom.A, atom.Div:
			if t.ID[i] == "phpbb" || t.ID[i] == "xf_body" || t.HasToken(i, "p-body-main", "phpbb") || rxForumLink.MatchString(t.Attr(i, "href")) {
				return true
			}
		}
	}
	return false
}

// profileWords name the box beside a post that tells of the member who wrote it.
var profileWords = vocabulary.Set("profile")

// hasProfile reports whether an element below i is named for the member who
// wrote it (isProfile): by one word, or by "post", "message", "user" or "author" beside
// "profile", "user" or "info".
func hasProfile(t *dom.Tree, i int32) bool {
	for j := i + 1; j < min(t.End[i], i+200); j++ {
		if isProfile(t, j) {
			return true
		}
	}
	return false
}

func isProfile(t *dom.Tree, i int32) bool {
	var buf [16]string
	for _, tok := range t.Tokens[i] {
		whose, what := false, false
		for _, x := range dom.NameWords(tok, buf[:0]) {
			if profileWords[x] {
				return true
			}
			what = what || x == "profile" || x == "info" || x == "details" || whose && x == "user"
			whose = whose || x == "post" || x == "message" || x == "user" || x == "author" || x == "member"
		}
		if whose && what {
			return true
		}
	}
	return false
}

var rxForumLink = lazyregexp.New(`(?i)^https?://(?:www\.)?(?:phpbb|vbulletin|xenforo|simplemachines|fluxbb|mybb)\.(?:com|org)`)

func (w *Thread) numberOf(i int32) string {
	for _, k := range []string{"data-comment-id", "data-commentid", "thingid", "data-id", "data-cid", "data-pid", "data-post-id", "data-postid", "data-message-id", "data-reply-id", "data-lia-message-uid", "data-node-id"} {
		if v := w.t.Attr(i, k); v != "" {
			if d := idKey(v); d != "" {
				return d
			}
		}
	}
	return idKey(w.t.ID[i])
}
