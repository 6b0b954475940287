package thread

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread/header"
	"assay/corpus/internal/thread/vocabulary"
	dates "assay/internal/calendar"
	"assay/internal/lazyregexp"
)

// Posts under labelled lines, as the pages of mailing lists and guestbooks have them:
// "From: ... Date: ... Subject: ...", "Name: ... Date: ... Comments: ...".

// labelled is one block of labelled lines: its nodes, and what they say.
type labelled struct {
	start, end int32
	author     string
	authorNode int32
	posted     string
	timeNode   int32
	subject    int32
}

// findLabelled makes an item of each block of labelled lines with an author and a time,
// and of what follows it up to the next.
func (w *Thread) findLabelled() {
	blocks := w.labelledBlocks()
	if len(blocks) < 2 {
		return
	}
	t := w.t
	roots := make([]int32, len(blocks))
	for k, b := range blocks {
		roots[k] = b.start
		for p := t.Parent[b.start]; p > 0; p = t.Parent[p] {
			if k > 0 && t.In(blocks[k-1].start, p) || k+1 < len(blocks) && t.In(blocks[k+1].start, p) || t.Tag(p) == atom.Body {
				break
			}
			roots[k] = p
		}
	}
	for k := range blocks {
		nodes := []int32{roots[k]}
		up := t.Parent[roots[k]]
		end := t.End[up]
		if k+1 < len(blocks) && t.Parent[roots[k+1]] == up {
			end = roots[k+1]
		} else if k > 0 && t.Parent[roots[k-1]] != up {
			end = t.End[roots[k]] // a box of its own
		}
		for j := t.End[roots[k]]; j < end; j = t.End[j] {
			if w.out[j] || ends(t.Tag(j)) {
				break
			}
			nodes = append(nodes, j)
		}
		w.Items = append(w.Items, Item{Nodes: nodes, ev: vocabulary.StrongEvidence, Parent: -1, authorNode: -1, timeNode: -1, head: &blocks[k]})
	}
	if w.teasers() { // a list of articles with their authors and days
		w.Items = nil
	}
}

// ends reports an element that no message goes on over.
func ends(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.Form, atom.Nav, atom.Footer, atom.Aside:
		return true
	}
	return false
}

// labelledBlocks finds the blocks of labelled lines that name an author and a time.
func (w *Thread) labelledBlocks() (out []labelled) {
	t := w.t
	var nodes []int32
	var texts []string
	for i := range w.texts(0, int32(len(t.Nodes))) {
		if s := doc.Collapse(t.Nodes[i].Data); s != "" {
			nodes, texts = append(nodes, i), append(texts, s)
		}
	}
	for k := 0; k < len(texts); {
		b, next := w.labelledAt(nodes, texts, k)
		if next > k && b.author != "" && b.posted != "" {
			out = append(out, b)
		}
		k = max(next, k+1)
	}
	return out
}

// maxValue bounds the value of a label, in bytes.
const maxValue = 120

// labelledAt reads the labelled lines that begin with text k, up to text next.
func (w *Thread) labelledAt(nodes []int32, texts []string, k int) (b labelled, next int) {
	b = labelled{start: nodes[k], authorNode: -1, timeNode: -1, subject: -1}
	from := ""
	fromNode := int32(-1)
	for next = k; next < len(texts); {
		l, value := header.LabelOf(texts[next])
		if l == header.NoLabel {
			break
		}
		at := next
		next++
		if l == header.LabelText {
			b.end = w.t.End[nodes[at]]
			if value != "" {
				b.end = nodes[at]
			}
			break
		}
		if value == "" { // the value is what follows, with a link in it perhaps
			for next < len(texts) && len(value) < maxValue {
				if more, _ := header.LabelOf(texts[next]); more != header.NoLabel || value != "" && !sameLine(w, nodes[next-1], nodes[next]) {
					break
				}
				value = strings.TrimSpace(value + " " + texts[next])
				next++
			}
		}
		if len(value) > maxValue && l != header.LabelSubject {
			next = at
			break
		}
		node := nodes[next-1]
		b.end = w.t.End[node]
		switch l {
		case header.LabelAuthor:
			b.author, b.authorNode = mailName(value), node
		case header.LabelFrom:
			from, fromNode = mailName(value), node
		case header.LabelTime:
			if dates.Cut(value) != "" {
				b.posted, b.timeNode = value, node
			}
		case header.LabelSubject:
			b.subject = node
		}
	}
	if b.author == "" {
		b.author, b.authorNode = from, fromNode
	}
	return b, next
}

// sameLine reports whether two text nodes stand in one line: no break and no edge of a
// block between them.
func sameLine(w *Thread, a, b int32) bool {
	t := w.t
	for j := a + 1; j < b; j++ {
		if t.IsElement(j) && (t.Tag(j) == atom.Br || dom.IsBlock(t.Tag(j))) {
			return false
		}
	}
	return !strings.HasSuffix(t.Nodes[a].Data, "\n") && (t.End[t.Parent[a]] >= b || !dom.IsBlock(t.Tag(t.Parent[a])))
}

// mailName is the name in the sender of a mail: "Ann Lee <ann@example.org>".
func mailName(s string) string {
	name := rxMailAddress.ReplaceAllString(s, " ")
	if name = strings.Trim(doc.Collapse(name), `"' <>()[],`); name == "" {
		return header.CleanAuthor(s)
	}
	return header.CleanAuthor(name)
}

var rxMailAddress = lazyregexp.New(`(?i)[<(\[]?\s*(?:mailto:)?\S+(?:@|\s+at\s+|\s*\[at\]\s*)\S+\.\S+\s*[>)\]]?`)

// inHead reports whether node i of an item lies wholly within its labelled lines.
func (w *Thread) inHead(it *Item, i int32) bool {
	return it.head != nil && it.head.start <= i && w.t.End[i] <= it.head.end
}

// readHead fills an item from its labelled lines.
func (w *Thread) readHead(it *Item) {
	h := it.head
	it.Author, it.authorNode = h.author, h.authorNode
	it.timeNode = h.timeNode
	it.Posted = dates.Cut(h.posted)
	it.Timestamp = dates.Read(h.posted)
	it.Subject = h.subject
	it.BodyNodes = slices.Clone(it.Nodes)
}
