package thread

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread/vocabulary"
)

func (w *Thread) insideTag(i, root int32, tag atom.Atom) bool {
	for p := w.t.Parent[i]; p > root; p = w.t.Parent[p] {
		if w.t.Tag(p) == tag {
			return true
		}
	}
	return false
}

// insideBody reports whether i lies in an element named for what was said.
func (w *Thread) insideBody(i, root int32) bool {
	for p := w.t.Parent[i]; p > root; p = w.t.Parent[p] {
		if r := w.bodyRank(p); r > 0 && r < 3 || w.t.Tag(p) == atom.P {
			return true
		}
	}
	return false
}

// bodyRank judges whether element i is named for what a commenter wrote:
// 0 no, else the lower the surer.
func (w *Thread) bodyRank(i int32) int {
	t := w.t
	switch t.Tag(i) {
	case atom.A, atom.Img, atom.Time, atom.Header, atom.Input, atom.Form, atom.Button, atom.Li, atom.Ul, atom.Ol,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Footer, atom.Textarea:
		return 0
	}
	switch strings.ToLower(t.Attr(i, "itemprop") + t.Attr(i, "property")) {
	case "text", "commenttext", "schema:text", "content:encoded", "description", "articlebody":
		return 1
	}
	best := 0
	var buf [16]string
	names := t.Tokens[i]
	if t.ID[i] != "" {
		names = append(append([]string(nil), names...), t.ID[i])
	}
	for _, tok := range names {
		hit, no, comment := "", false, false
		for _, x := range dom.NameWords(tok, buf[:0]) {
			no = no || vocabulary.BodyNot[x]
			if vocabulary.BodyWord[x] {
				hit = x
			}
			comment = comment || vocabulary.CommentSingular[x] || x == "post" || x == "entry" || strings.HasPrefix(x, "post") && vocabulary.BodyWord[x]
		}
		if no || hit == "" {
			continue
		}
		rank := 4
		switch {
		case comment && hit != "body":
			rank = 2
		case comment:
			rank = 3
		case hit == "text" || hit == "message" || hit == "content" || hit == "usertext":
			rank = 3
		}
		if best == 0 || rank < best {
			best = rank
		}
	}
	return best
}

// readParts finds author, time and body of every item.
func (w *Thread) readParts() {
	for k := range w.Items {
		it := &w.Items[k]
		it.authorNode, it.timeNode, it.Subject = -1, -1, -1
		if it.head != nil {
			w.readHead(it)
			continue
		}
		w.readTime(int32(k))
		w.readAuthor(int32(k))
		w.readBody(int32(k))
	}
	w.settleDates()
}

// own calls f for each node item k owns, in order; f returns false to leave
// out what is below the node.
func (w *Thread) own(k int32, f func(i int32) bool) {
	for _, r := range w.Items[k].Nodes {
		for j := r; j < w.t.End[r]; {
			if w.Owner[j] != k || w.t.Skip[j] || w.out[j] {
				if w.Owner[j] != k && w.Owner[j] >= 0 {
					o := w.Items[w.Owner[j]]
					next := w.t.End[j]
					for _, n := range o.Nodes {
						if w.t.In(j, n) {
							next = max(next, w.t.End[n])
						}
					}
					j = next
				} else {
					j = w.t.End[j]
				}
				continue
			}
			if !f(j) {
				j = w.t.End[j]
				continue
			}
			j++
		}
	}
}

func (w *Thread) isSub(it *Item, i int32) bool {
	for _, s := range it.sub {
		if s == i {
			return true
		}
	}
	return false
}

// insideBodyStrict: the element lies in a paragraph of the surest body element.
func (w *Thread) insideBodyStrict(i, root int32) bool {
	for p := w.t.Parent[i]; p > root; p = w.t.Parent[p] {
		if r := w.bodyRank(p); r == 1 || r == 2 {
			return true
		}
	}
	return false
}

// isControl reports whether element i is a reply link, a vote button, an
// avatar or the like: shown, but said by nobody.
func (w *Thread) isControl(i int32) bool {
	t := w.t
	if !t.IsElement(i) {
		return false
	}
	switch t.Tag(i) {
	case atom.Button: // some engines open a card about the author by one
		return !w.namedAuthor(i) || t.AnyWord(i, replyWords, nil)
	case atom.Input, atom.Textarea, atom.Nav, atom.Label, atom.Select:
		return true
	case atom.Form:
		return entryForm(t, i)
	case atom.Body, atom.Html, atom.Article:
		return false
	}
	if hasProfile(t, i) {
		return false // the box of who wrote it, whatever it is called
	}
	if (signedLine(t, i) || isName(w.inReply(i))) && !w.isItemNode(i) {
		return true
	}
	if len(t.Tokens[i]) > 0 && t.End[i]-i < 200 && t.AnyWord(i, vocabulary.ControlWords, vocabulary.ContentWords) && !w.isItemNode(i) && !t.AnyWord(i, vocabulary.BodyWord, nil) {
		return true
	}
	if len(t.Tokens[i]) > 0 && t.AnyWord(i, vocabulary.AvatarWords, withWords) && !w.isItemNode(i) {
		return true
	}
	return t.HasToken(i, "screen-reader-text", "sr-only", "visually-hidden", "hidden", "says")
}

// withWords leave an element that has a picture of a member what it is: "author with avatar".
var withWords = dom.Words("with")

// signedLine reports the line that an engine puts under all that one member says.
func signedLine(t *dom.Tree, i int32) bool {
	if strings.HasSuffix(strings.ToLower(t.Attr(i, "data-role")), "signature") {
		return true
	}
	for _, tok := range t.Tokens[i] {
		if strings.HasSuffix(strings.ToLower(tok), "signature") {
			return true
		}
	}
	return false
}

// entryForm reports whether a form asks for text. Some engines wrap what was
// said in a form without fields.
func entryForm(t *dom.Tree, i int32) bool {
	for j := i + 1; j < t.End[i]; j++ {
		switch t.Tag(j) {
		case atom.Textarea:
			return true
		case atom.Input:
			switch strings.ToLower(t.Attr(j, "type")) {
			case "", "text", "email", "url", "search", "password":
				return true
			}
		}
	}
	return false
}

func (w *Thread) isItemNode(i int32) bool {
	o := w.Owner[i]
	if o < 0 || int(o) >= len(w.Items) {
		return false
	}
	if _, root := slices.BinarySearch(w.Items[o].Nodes, i); root {
		return true
	}
	return w.isSub(&w.Items[o], i)
}

// shortText are the short text nodes of the item in order, from which bare
// markup is read.
func (w *Thread) shortText(k int32) (texts []string, at []int32) {
	t := w.t
	w.own(k, func(i int32) bool {
		if w.isControl(i) && !w.isItemNode(i) {
			return false
		}
		n := t.Nodes[i]
		if n.Type == html.TextNode {
			if s := doc.Collapse(n.Data); s != "" && len(s) < 160 {
				texts, at = append(texts, s), append(at, i)
			} else if s != "" {
				texts, at = append(texts, ""), append(at, i)
			}
		}
		return true
	})
	return texts, at
}
