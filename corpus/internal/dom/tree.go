// Package dom lays a parsed page flat in document order, so that containment is
// two comparisons and no walk over a page is recursive, and splits the names of
// elements into words.
package dom

import (
	"iter"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Tree is a parsed page laid flat in document order. Node i and everything
// below it are the indexes [i, end[i]), so containment is two comparisons and
// no walk over the page is recursive.
type Tree struct {
	Nodes  []*html.Node
	End    []int32
	Parent []int32 // -1 for the root
	Tokens [][]string
	ID     []string // lower case
	Skip   []bool   // in script, style, template and the like: never text
	Forum  bool     // made by a forum engine: its posts are a thread
}

// New numbers the nodes of a page in document order.
func New(root *html.Node) *Tree {
	t := &Tree{}
	up := int32(-1)
	for n := root; n != nil; {
		i := int32(len(t.Nodes))
		t.Nodes = append(t.Nodes, n)
		t.End = append(t.End, i+1)
		t.Parent = append(t.Parent, up)
		var toks []string
		id := ""
		if n.Type == html.ElementNode {
			for _, a := range n.Attr {
				switch a.Key {
				case "class":
					toks = strings.Fields(a.Val)
				case "id":
					id = strings.ToLower(strings.TrimSpace(a.Val))
				}
			}
		}
		t.Tokens = append(t.Tokens, toks)
		t.ID = append(t.ID, id)
		t.Skip = append(t.Skip, (up >= 0 && t.Skip[up]) || neverText(n))
		if n.FirstChild != nil {
			up = i
			n = n.FirstChild
			continue
		}
		for n != nil && n.NextSibling == nil {
			if up < 0 {
				return t
			}
			t.End[up] = int32(len(t.Nodes))
			n = t.Nodes[up]
			up = t.Parent[up]
			if up < 0 && n.NextSibling == nil {
				return t
			}
		}
		if n != nil {
			n = n.NextSibling
		}
	}
	return t
}

func neverText(n *html.Node) bool {
	if n.Type == html.CommentNode || n.Type == html.DoctypeNode {
		return true
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Head, atom.Svg, atom.Iframe,
		atom.Object, atom.Embed, atom.Select, atom.Rt, atom.Rp, atom.Textarea, atom.Canvas, atom.Math:
		return n.Type == html.ElementNode
	case atom.Noscript:
		return true
	}
	return false
}

// In reports whether node i is root or below it.
func (t *Tree) In(i, root int32) bool { return root <= i && i < t.End[root] }

// IsElement reports whether node i is an element.
func (t *Tree) IsElement(i int32) bool { return t.Nodes[i].Type == html.ElementNode }

// Tag is the name of element i, 0 where it is none that HTML knows.
func (t *Tree) Tag(i int32) atom.Atom {
	if t.Nodes[i].Type != html.ElementNode {
		return 0
	}
	return t.Nodes[i].DataAtom
}

// Attr is the value of an attribute of node i without the white space around it, ""
// where it has none.
func (t *Tree) Attr(i int32, key string) string {
	for _, a := range t.Nodes[i].Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// HasAttr reports whether node i has an attribute.
func (t *Tree) HasAttr(i int32, key string) bool {
	for _, a := range t.Nodes[i].Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// HasToken reports whether one of the class names of node i is one of want.
func (t *Tree) HasToken(i int32, want ...string) bool {
	for _, tok := range t.Tokens[i] {
		for _, w := range want {
			if strings.EqualFold(tok, w) {
				return true
			}
		}
	}
	return false
}

// PrevSibling is the element before i under the same parent, -1 for none.
func (t *Tree) PrevSibling(i int32) int32 {
	p := t.Parent[i]
	if p < 0 {
		return -1
	}
	last := int32(-1)
	for j := p + 1; j < i; j = t.End[j] {
		if t.IsElement(j) {
			last = j
		}
	}
	return last
}

// Texts gives the text nodes in [from, to) that a reader sees, in document order.
// Nodes for which drop says true are left out with all below them; drop may be nil.
func (t *Tree) Texts(from, to int32, drop func(int32) bool) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for j := from; j < to; {
			if t.Skip[j] || drop != nil && drop(j) {
				j = t.End[j]
				continue
			}
			if t.Nodes[j].Type == html.TextNode && !yield(j) {
				return
			}
			j++
		}
	}
}

// Text is what a reader sees of node i, white space collapsed, at most limit
// bytes or so (0: no limit). Nodes for which drop says true are left out.
func (t *Tree) Text(i int32, limit int, drop func(int32) bool) string {
	var b strings.Builder
	space := false
	for j := i; j < t.End[i]; {
		if t.Skip[j] || (drop != nil && drop(j)) {
			space = true
			j = t.End[j]
			continue
		}
		n := t.Nodes[j]
		if n.Type == html.TextNode {
			for _, r := range n.Data {
				if unicode.IsSpace(r) || r == '\u200b' || r == '\u00ad' {
					space = space || r != '\u00ad'
					continue
				}
				if space && b.Len() > 0 {
					b.WriteByte(' ')
				}
				space = false
				b.WriteRune(r)
			}
			if limit > 0 && b.Len() > limit {
				break
			}
		} else if n.Type == html.ElementNode && (IsBlock(n.DataAtom) || n.DataAtom == atom.Br) {
			space = true
		}
		j++
	}
	return b.String()
}

// IsBlock reports whether a browser starts a new line for the element.
func IsBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center,
		atom.Dd, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset,
		atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4,
		atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li,
		atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary,
		atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Caption:
		return true
	}
	return false
}

// NameWords splits a class token or an id into lower-case words at hyphens,
// underscores, case changes and digits: "wc-commentText_12" gives wc, comment,
// text. BEM modifiers ("--unread") are dropped.
func NameWords(s string, into []string) []string {
	if k := strings.Index(s, "--"); k > 0 {
		s = s[:k]
	}
	into = into[:0]
	start := -1
	flush := func(end int) {
		if start >= 0 && end > start {
			into = append(into, strings.ToLower(s[start:end]))
		}
		start = -1
	}
	prevLower := false
	for i, r := range s {
		switch {
		case !unicode.IsLetter(r):
			flush(i)
			prevLower = false
		case unicode.IsUpper(r) && (prevLower || start >= 0 && i > start && i+1 < len(s) && s[i+1] >= 'a' && s[i+1] <= 'z' && s[i-1] >= 'A' && s[i-1] <= 'Z'):
			flush(i) // commentText, UFIComment
			start = i
			prevLower = false
		default:
			if start < 0 {
				start = i
			}
			prevLower = unicode.IsLower(r)
		}
		if len(into) > 12 {
			return into
		}
	}
	flush(len(s))
	return into
}

// InsideID reports whether an element with one of the ids encloses i.
func (t *Tree) InsideID(i int32, ids ...string) bool {
	for p := t.Parent[i]; p >= 0; p = t.Parent[p] {
		for _, id := range ids {
			if t.ID[p] == id {
				return true
			}
		}
	}
	return false
}
