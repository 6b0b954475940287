package thread

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread/header"
	"assay/corpus/internal/thread/vocabulary"
	"assay/internal/lazyregexp"
)

// findSigned looks for the contributions to the talk page of a wiki. They have no
// elements of their own: each is the paragraphs since the last one, or since a
// heading, up to a signature (a link to the member and the time), and answers
// are indented as lists are.
func (w *Thread) findSigned() {
	t := w.t
	wiki := false
	for k := 0; k < len(t.Nodes) && !wiki; k++ {
		wiki = t.Tag(int32(k)) == atom.Body && t.HasToken(int32(k), "mediawiki")
		if t.Tag(int32(k)) == atom.Body && !wiki {
			return
		}
	}
	if !wiki {
		return
	}
	since := int32(0) // the end of the last signature or heading
	var open []int32  // the items an answer may be to, each deeper than the one before
	var depth []int
	for k := range t.Nodes {
		i := int32(k)
		switch t.Tag(i) {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			since, open, depth = t.End[i], nil, nil
			continue
		}
		if t.Nodes[i].Type != html.TextNode || t.Skip[i] || w.out[i] || !header.RxSigned.MatchString(doc.Collapse(t.Nodes[i].Data)) {
			continue
		}
		block, level := w.signedBlock(i)
		link := w.signatureLink(block, i, since)
		if link < 0 {
			continue
		}
		var nodes []int32
		if since > block+1 { // a paragraph that more than one has signed
			nodes = childrenFrom(t, block, since, i+1)
		} else {
			nodes = alikeBefore(t, block, since)
		}
		since = i + 1
		if len(nodes) == 0 {
			continue
		}
		for len(open) > 0 && depth[len(depth)-1] >= level {
			open, depth = open[:len(open)-1], depth[:len(depth)-1]
		}
		parent := int32(-1)
		if len(open) > 0 {
			parent = open[len(open)-1]
		}
		open, depth = append(open, int32(len(w.Items))), append(depth, level)
		w.Items = append(w.Items, Item{Nodes: nodes, ev: vocabulary.StrongEvidence, Parent: parent, authorNode: -1, timeNode: -1, signed: doc.Span{Start: link, End: i + 1}})
	}
}

// alikeBefore is the element and those of its kind that stand in a row before it,
// under the same parent, from node since on.
func alikeBefore(t *dom.Tree, block, since int32) []int32 {
	var nodes []int32
	for _, j := range childrenFrom(t, t.Parent[block], since, block) {
		if t.Tag(j) == t.Tag(block) {
			nodes = append(nodes, j)
		} else if t.IsElement(j) {
			nodes = nodes[:0]
		}
	}
	return append(nodes, block)
}

// childrenFrom are the children of node p in [since, to).
func childrenFrom(t *dom.Tree, p, since, to int32) (nodes []int32) {
	j := p + 1
	if since > j { // not those before again: there may be many
		c := since - 1
		for t.Parent[c] != p {
			c = t.Parent[c]
		}
		j = t.End[c]
	}
	for ; j < to; j = t.End[j] {
		nodes = append(nodes, j)
	}
	return nodes
}

// signedBlock is the block a signature stands in, and how many lists it is
// indented by.
func (w *Thread) signedBlock(i int32) (block int32, level int) {
	t := w.t
	block = -1
	for p := t.Parent[i]; p >= 0; p = t.Parent[p] {
		if block < 0 && dom.IsBlock(t.Tag(p)) {
			block = p
		}
		switch t.Tag(p) {
		case atom.Dl, atom.Ul, atom.Ol:
			level++
		}
	}
	return block, level
}

// signatureLink is the link to the member whose signature ends with text i: the
// last but one or two links before it, -1 for none.
func (w *Thread) signatureLink(block, i, since int32) int32 {
	t := w.t
	found, links := int32(-1), 0
	for j := i - 1; j > block && j >= since && links < 4; j-- {
		if t.Tag(j) != atom.A {
			continue
		}
		links++
		if rxProfile.MatchString(t.Attr(j, "href")) || rxMemberPage.MatchString(t.Attr(j, "href")) {
			found = j
		} else if found >= 0 {
			break
		}
	}
	return found
}

// rxMemberPage is the address of a member's page in a wiki.
var rxMemberPage = lazyregexp.New(`(?i)[/=:](?:` + vocabulary.AnyOf("pages of members") + `):`)
