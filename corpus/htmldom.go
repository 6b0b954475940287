package corpus

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// domTree is a parsed page laid flat in document order. Node i and everything
// below it are the indexes [i, end[i]), so containment is two comparisons and
// no walk over the page is recursive.
type domTree struct {
	nodes  []*html.Node
	end    []int32
	parent []int32 // -1 for the root
	tokens [][]string
	id     []string // lower case
	skip   []bool   // in script, style, template and the like: never text
	forum  bool     // made by a forum engine: its posts are a thread
}

// layFlat numbers the nodes of a page in document order.
func layFlat(root *html.Node) *domTree {
	t := &domTree{}
	up := int32(-1)
	for n := root; n != nil; {
		i := int32(len(t.nodes))
		t.nodes = append(t.nodes, n)
		t.end = append(t.end, i+1)
		t.parent = append(t.parent, up)
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
		t.tokens = append(t.tokens, toks)
		t.id = append(t.id, id)
		t.skip = append(t.skip, (up >= 0 && t.skip[up]) || neverText(n))
		if n.FirstChild != nil {
			up = i
			n = n.FirstChild
			continue
		}
		for n != nil && n.NextSibling == nil {
			if up < 0 {
				return t
			}
			t.end[up] = int32(len(t.nodes))
			n = t.nodes[up]
			up = t.parent[up]
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
		atom.Object, atom.Embed, atom.Select, atom.Textarea, atom.Canvas, atom.Math:
		return n.Type == html.ElementNode
	case atom.Noscript:
		return true
	}
	return false
}

func (t *domTree) in(i, root int32) bool { return root <= i && i < t.end[root] }

func (t *domTree) isElement(i int32) bool { return t.nodes[i].Type == html.ElementNode }

func (t *domTree) tag(i int32) atom.Atom {
	if t.nodes[i].Type != html.ElementNode {
		return 0
	}
	return t.nodes[i].DataAtom
}

func (t *domTree) attr(i int32, key string) string {
	for _, a := range t.nodes[i].Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func (t *domTree) hasAttr(i int32, key string) bool {
	for _, a := range t.nodes[i].Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func (t *domTree) hasToken(i int32, want ...string) bool {
	for _, tok := range t.tokens[i] {
		for _, w := range want {
			if strings.EqualFold(tok, w) {
				return true
			}
		}
	}
	return false
}

// prevSibling is the element before i under the same parent, -1 for none.
func (t *domTree) prevSibling(i int32) int32 {
	p := t.parent[i]
	if p < 0 {
		return -1
	}
	last := int32(-1)
	for j := p + 1; j < i; j = t.end[j] {
		if t.isElement(j) {
			last = j
		}
	}
	return last
}

// text is what a reader sees of node i, white space collapsed, at most limit
// bytes or so (0: no limit). Nodes for which drop says true are left out.
func (t *domTree) text(i int32, limit int, drop func(int32) bool) string {
	var b strings.Builder
	space := false
	for j := i; j < t.end[i]; {
		if t.skip[j] || (drop != nil && drop(j)) {
			space = true
			j = t.end[j]
			continue
		}
		n := t.nodes[j]
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
		} else if n.Type == html.ElementNode && (isBlock(n.DataAtom) || n.DataAtom == atom.Br) {
			space = true
		}
		j++
	}
	return b.String()
}

// isBlock reports whether a browser starts a new line for the element.
func isBlock(a atom.Atom) bool {
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

// nameWords splits a class token or an id into lower-case words at hyphens,
// underscores, case changes and digits: "wc-commentText_12" gives wc, comment,
// text. BEM modifiers ("--unread") are dropped.
func nameWords(s string, into []string) []string {
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
