// Package parting cuts the text nodes of a parsed page where one holds the words of
// several people, or a header and what was said below it, so that each is a node of its
// own and threads can be told by nodes. No text is lost, and none changes its place.
package parting

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/thread/header"
)

// Signatures parts the text nodes of a wiki's page behind each signature, so
// that what the next one says in the same paragraph is a node of its own.
func Signatures(root *html.Node) {
	var texts []*html.Node
	wiki := false
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.Body && n.Type == html.ElementNode:
			wiki = slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
				return a.Key == "class" && slices.ContainsFunc(strings.Fields(a.Val), func(s string) bool { return strings.EqualFold(s, "mediawiki") })
			})
			if !wiki {
				return
			}
		case wiki && n.Type == html.TextNode && len(n.Data) > len("00:00, 1 May 2000 (UTC)"):
			texts = append(texts, n)
		}
	}
	for _, n := range texts {
		data, from := n.Data, 0
		for _, m := range header.RxSigned.FindAllStringIndex(data, -1) {
			n.Data = data[from:m[1]]
			if from = m[1]; strings.TrimSpace(data[from:]) == "" {
				n.Data += data[from:]
				break
			}
			rest := &html.Node{Type: html.TextNode, Data: data[from:]}
			n.Parent.InsertBefore(rest, n.NextSibling)
			n = rest
		}
	}
}

// Headers parts the text of preformatted messages so that each labelled line at its
// beginning, and what follows the first blank line, is a node of its own.
func Headers(root *html.Node) {
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
			if l, _ := header.LabelOf(doc.Collapse(firstLine(n.Data))); l != header.NoLabel {
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
