package thread

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
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

// What a label before a colon is of.
type label uint8

const (
	noLabel label = iota
	labelAuthor
	labelFrom // the author, or in a guestbook the town
	labelTime
	labelSubject
	labelOther
	labelText // what was said follows
)

var labels = func() map[string]label {
	all := map[string]label{}
	for l, group := range map[label]string{labelAuthor: "label author", labelFrom: "label from", labelTime: "label time",
		labelSubject: "label subject", labelOther: "label other", labelText: "label text"} {
		for w := range vocabulary.Set(group) {
			all[w] = l
		}
	}
	return all
}()

var rxLabel = lazyregexp.New(`^[*_]{0,2}(\pL[\pL -]{1,18})[*_]{0,2}\s?:\s*(.*)$`)

// labelOf is what a text that begins with a label and a colon is of, and what follows.
func labelOf(s string) (label, string) {
	if len(s) > 300 {
		return noLabel, ""
	}
	m := rxLabel.FindStringSubmatch(s)
	if m == nil {
		return noLabel, ""
	}
	return labels[strings.ToLower(strings.TrimSpace(m[1]))], m[2]
}

// labelled is one block of labelled lines: its nodes, and what they say.
type labelled struct {
	start, end int32
	author     string
	authorNode int32
	posted     string
	timeNode   int32
	subject    int32
}

// PartHeaders parts the text of preformatted messages so that each labelled line at its
// beginning, and what follows the first blank line, is a node of its own.
func PartHeaders(root *html.Node) {
	var texts []*html.Node
	for n := range root.Descendants() {
		if n.Type != html.TextNode || len(n.Data) < 8 {
			continue
		}
		for p, hops := n.Parent, 0; p != nil && hops < 3; p, hops = p.Parent, hops+1 {
			if p.DataAtom == atom.Pre {
				texts = append(texts, n)
				break
			}
		}
	}
	for _, n := range texts {
		for {
			at := 0
			if l, _ := labelOf(doc.Collapse(firstLine(n.Data))); l != noLabel {
				skip := len(n.Data) - len(strings.TrimLeft(n.Data, "\r\n"))
				if k := strings.IndexByte(n.Data[skip:], '\n'); k > 0 {
					at = skip + k + 1
				}
			} else if k := strings.Index(n.Data, "\n\n"); k > 0 && k < 200 && followsLabel(n) {
				at = k + 1
			}
			if at == 0 || strings.TrimSpace(n.Data[at:]) == "" {
				break
			}
			rest := &html.Node{Type: html.TextNode, Data: n.Data[at:]}
			n.Data = n.Data[:at]
			n.Parent.InsertBefore(rest, n.NextSibling)
			n = rest
		}
	}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimLeft(s, "\r\n"), "\n")
	return line
}

// followsLabel reports whether an element that ends in a colon stands right before n.
func followsLabel(n *html.Node) bool {
	p := n.PrevSibling
	if p == nil || p.Type != html.ElementNode || p.FirstChild == nil || p.FirstChild.Type != html.TextNode {
		return false
	}
	return strings.HasSuffix(strings.TrimSpace(p.FirstChild.Data), ":")
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
		l, value := labelOf(texts[next])
		if l == noLabel {
			break
		}
		at := next
		next++
		if l == labelText {
			b.end = w.t.End[nodes[at]]
			if value != "" {
				b.end = nodes[at]
			}
			break
		}
		if value == "" { // the value is what follows, with a link in it perhaps
			for next < len(texts) && len(value) < maxValue {
				if more, _ := labelOf(texts[next]); more != noLabel || value != "" && !sameLine(w, nodes[next-1], nodes[next]) {
					break
				}
				value = strings.TrimSpace(value + " " + texts[next])
				next++
			}
		}
		if len(value) > maxValue && l != labelSubject {
			next = at
			break
		}
		node := nodes[next-1]
		b.end = w.t.End[node]
		switch l {
		case labelAuthor:
			b.author, b.authorNode = mailName(value), node
		case labelFrom:
			from, fromNode = mailName(value), node
		case labelTime:
			if dates.Cut(value) != "" {
				b.posted, b.timeNode = value, node
			}
		case labelSubject:
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
