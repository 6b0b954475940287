package html

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/dom"
)

// A page may set the body of its article in several containers, with
// advertisements between them. Those that share the property or the class names
// of one that holds part of the body are body too.

// bodyWords name a container of text, wherever on the page it stands.
var bodyWords = dom.Words("body content text story copy prose richtext rte entry articlebody storybody paragraph paragraphs chunk longform")

// longBlock is how many bytes make a block a paragraph of running text rather
// than a label.
const longBlock = 60

// container is what makes two elements parts of one body: the property or the
// class names, inside the same article.
type container struct {
	names string
	in    int32 // nearest article or main element, -1 for none
}

// addContainers adds to body, which says of each block whether it belongs to the
// article, the blocks of containers that share their names with one already in.
func (p *pageWriter) addContainers(blocks []pageBlock, body []bool) {
	known := map[container]bool{}
	for k, bl := range blocks {
		if body[k] && len(bl.text) >= longBlock && bl.node >= 0 && !p.chrome[bl.node] {
			p.containers(bl.node, func(_ int32, c container) bool { known[c] = true; return false })
		}
	}
	if len(known) == 0 {
		return
	}
	running := map[int32]bool{} // containers by whether they hold running text
	for k, bl := range blocks {
		if body[k] || bl.node < 0 || p.chrome[bl.node] {
			continue
		}
		p.containers(bl.node, func(i int32, c container) bool {
			if !known[c] {
				return false
			}
			is, seen := running[i]
			if !seen {
				is = p.runningText(i)
				running[i] = is
			}
			body[k] = body[k] || is
			return is
		})
	}
}

// containers calls f for the containers block element i lies in, the innermost
// first, until f says that it has found what it looks for.
func (p *pageWriter) containers(i int32, f func(int32, container) bool) {
	t := p.t
	in := int32(-1)
	for j := i; j >= 0; j = t.Parent[j] {
		if a := t.Tag(j); a == atom.Article || a == atom.Main {
			in = j
			break
		}
	}
	for j := i; j >= 0 && j != in; j = t.Parent[j] {
		switch t.Tag(j) {
		case atom.Div, atom.Section, atom.Span:
		case atom.Body, atom.Html:
			return
		default:
			continue
		}
		c := container{in: in}
		switch {
		case strings.EqualFold(t.Attr(j, "itemprop"), "articleBody"):
			c.names = "itemprop"
		case len(t.Tokens[j]) > 0 && (in >= 0 || t.AnyWord(j, bodyWords, nil)):
			names := slices.Clone(t.Tokens[j])
			slices.Sort(names)
			c.names = strings.Join(names, " ")
		default:
			continue
		}
		if f(j, c) {
			return
		}
	}
}

// runningText reports a container that holds a paragraph at least and is not the
// teaser of something else: a heading that is a link, or mostly links.
func (p *pageWriter) runningText(i int32) bool {
	t := p.t
	long := false
	for j := i + 1; j < t.End[i]; j++ {
		switch t.Tag(j) {
		case atom.A:
			for q := t.Parent[j]; q > i; q = t.Parent[q] {
				switch t.Tag(q) {
				case atom.H2, atom.H3, atom.H4, atom.H5:
					return false
				}
			}
		case atom.P:
			all := len(t.Text(j, 0, nil))
			linked := all - len(t.Text(j, 0, func(q int32) bool { return t.Tag(q) == atom.A }))
			if all >= longBlock && linked*2 < all {
				long = true
			}
		}
	}
	return long
}
