package thread

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread/header"
	"assay/corpus/internal/thread/vocabulary"
	dates "assay/internal/calendar"
	"assay/internal/lazyregexp"
)

// readBody decides which nodes of item k hold what was said.
func (w *Thread) readBody(k int32) {
	t := w.t
	it := &w.Items[k]
	root := it.Nodes[0]
	best := 0
	bestLen := 0
	total := 0
	for _, n := range it.Nodes {
		total += len(t.Text(n, 0, func(j int32) bool { return w.Owner[j] != k || w.isControl(j) && !w.isItemNode(j) }))
	}
	total -= len(it.Author) + len(it.Posted)
	w.own(k, func(i int32) bool {
		if !t.IsElement(i) || i == root {
			return true
		}
		if w.isControl(i) && !w.isItemNode(i) {
			return false
		}
		r := w.bodyRank(i)
		if r == 0 || it.authorNode >= 0 && t.In(it.authorNode, i) && r > 2 || best != 0 && r > best {
			return true
		}
		n := len(t.Text(i, 0, func(j int32) bool { return w.Owner[j] != k }))
		if n == 0 || r >= 3 && n*3 < total {
			return true // a part with a telling name, but not where it is said
		}
		if best == 0 || r < best {
			best, bestLen, it.BodyNodes = r, n, []int32{i}
		} else if inside := t.In(i, it.BodyNodes[len(it.BodyNodes)-1]); !inside && r <= 2 && n > bestLen {
			bestLen, it.BodyNodes = n, []int32{i}
		}
		return true
	})
	if best == 0 {
		for _, n := range it.Nodes {
			if n != it.line || it.line == 0 {
				it.BodyNodes = append(it.BodyNodes, n)
			}
		}
		return
	}
	w.addHeading(k)
	w.addParagraphs(k)
}

// addHeading adds the heading over what was said, which is said too, unless it
// is the subject of the whole thread.
func (w *Thread) addHeading(k int32) {
	t := w.t
	it := &w.Items[k]
	body := it.BodyNodes[0]
	w.own(k, func(i int32) bool {
		switch t.Tag(i) {
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		default:
			return true
		}
		if it.authorNode >= 0 && (t.In(it.authorNode, i) || t.In(i, it.authorNode)) || w.isControl(i) || t.AnyWord(i, standing, nil) {
			return true
		}
		text := t.Text(i, 200, nil)
		switch {
		case w.isSubject(text):
			it.Subject = i
		case i < body && len(it.BodyNodes) == 1 && dates.Cut(text) == "":
			it.BodyNodes = []int32{i, body}
		}
		return true
	})
}

// isSubject reports a heading that an engine prints over each post: "Re: " and
// the like, or what the title of the page holds.
func (w *Thread) isSubject(s string) bool {
	return rxRe.MatchString(s) || len(s) > 5 && strings.Contains(w.title, s)
}

var rxRe = lazyregexp.New(`(?i)^(?:re|aw|sv|antw?|rép|vs|odp)\s?(?:\[\d+\]|\(\d+\))?\s?:\s`)

// addParagraphs adds paragraphs of the item that lie outside the element found
// to hold what was said, so that no text is lost where a comment has several.
func (w *Thread) addParagraphs(k int32) {
	t := w.t
	it := &w.Items[k]
	var more []int32
	w.own(k, func(i int32) bool {
		// the last of them that begins before i is the one i may lie in
		at, found := slices.BinarySearch(it.BodyNodes, i)
		if found || at > 0 && t.In(i, it.BodyNodes[at-1]) {
			return false
		}
		if at < len(it.BodyNodes) && t.In(it.BodyNodes[at], i) {
			return true // it holds what was found: only what stands beside that is more
		}
		if a := t.Tag(i); a != atom.P && a != atom.Blockquote && a != atom.Pre {
			return !w.isControl(i) && !isProfile(t, i) || w.isItemNode(i)
		}
		if it.authorNode >= 0 && t.In(it.authorNode, i) || it.timeNode >= 0 && t.In(it.timeNode, i) || w.isControl(i) || t.AnyWord(i, besideWords, nil) {
			return false
		}
		if s := t.Text(i, 0, func(j int32) bool { return w.Owner[j] != k || w.isControl(j) }); len(s) >= 25 && strings.Count(s, " ") >= 4 || isSaid(s) {
			more = append(more, i)
		}
		return false
	})
	if len(more) > 0 {
		it.BodyNodes = append(it.BodyNodes, more...)
		slices.Sort(it.BodyNodes)
	}
}

// isSaid reports a short sentence: a few words that end in a full stop, a question or
// a cry, and no date.
func isSaid(s string) bool {
	return strings.IndexByte(s, ' ') > 0 && strings.ContainsAny(s[len(s)-1:], ".!?") && dates.Cut(s) == "" && !header.RxHeadOnly.MatchString(s)
}

// besideWords name paragraphs of a comment's frame.
var besideWords = dom.Words("author meta metadata byline tagline info details moderation awaiting login notice edited edit report respond logged date time reply hint help")

// standing names a heading for who someone is among the members.
var standing = dom.Words("user usertitle member membertitle rank role badge author")

// LeaveOut reports whether node i of item k is no part of what was said: the
// author, the time, the subject, a control, a form or a nested comment.
func (w *Thread) LeaveOut(k, i int32) bool {
	t := w.t
	it := &w.Items[k]
	if n := t.Nodes[i]; n.Type == html.TextNode && strings.HasPrefix(strings.TrimSpace(n.Data), "#") && rxOrdinal.MatchString(strings.TrimSpace(n.Data)) {
		return true // the number of a post
	}
	if w.Owner[i] != k || t.Skip[i] || w.out[i] || i == it.authorNode || i == it.timeNode || it.signed.Start <= i && i < it.signed.End || w.inHead(it, i) {
		return true
	}
	if !t.IsElement(i) {
		s := strings.TrimSpace(t.Nodes[i].Data)
		return len(s) < 40 && (header.RxSaysOnly.MatchString(s) || header.RxByOnly.MatchString(s))
	}
	if w.isControl(i) && !w.isItemNode(i) || w.toItself(it, i) || i == it.Subject || w.IsButtonRow(i) {
		return true
	}
	switch t.Tag(i) {
	case atom.B, atom.Strong, atom.Font: // the subject, which some boards print over each post
		if t.End[i]-i < 6 && rxRe.MatchString(t.Text(i, 120, nil)) {
			return true
		}
	}
	if _, body := slices.BinarySearch(it.BodyNodes, i); body || w.isItemNode(i) {
		return false
	}
	if t.Tag(i) == atom.Time || t.Tag(i) == atom.Cite && it.authorNode >= 0 && t.In(it.authorNode, i) {
		return true
	}
	if (it.authorNode >= 0 && t.In(it.authorNode, i) || it.timeNode >= 0 && t.In(it.timeNode, i)) && t.End[i]-i < 80 && (w.bodyRank(i) == 0 || w.bodyRank(i) == 4) {
		// the line the author or the time stands in, when nothing else is said in it
		inner := w.holdsParagraph(k, i)
		rest := header.CutWords(t.Text(i, 400, func(j int32) bool { return w.Owner[j] != k || j == it.authorNode || j == it.timeNode || w.isControl(j) }))
		return rest == "" || !inner && len(rest) < 40 && !isSaid(rest)
	}
	if t.Tag(i) == atom.Td && t.Tag(it.Nodes[0]) == atom.Tr && it.authorNode >= 0 && t.In(it.authorNode, i) && it.timeNode >= 0 && !t.In(it.timeNode, i) && len(t.Text(i, 200, nil)) < 160 {
		return true // the cell of the member who wrote it
	}
	if len(t.Tokens[i]) > 0 && t.End[i]-i < 60 && t.AnyWord(i, vocabulary.TimeWords, nil) && (w.timeHint(i) || t.AnyWord(i, metaOnly, nil)) {
		return true
	}
	return false
}

// toItself reports a link to the very comment it stands in: its address, shown,
// and said by nobody. A subject may link so too, and is said.
func (w *Thread) toItself(it *Item, i int32) bool {
	t := w.t
	if t.Tag(i) != atom.A {
		return false
	}
	_, target, ok := strings.Cut(t.Attr(i, "href"), "#")
	if !ok || target == "" {
		return false
	}
	for p := t.Parent[i]; p >= it.Nodes[0]; p = t.Parent[p] {
		switch t.Tag(p) {
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return false
		}
	}
	return target == t.Attr(i, "id") || target == t.Attr(i, "name") || it.number != "" && len(it.number) > 1 && idKey(target) == it.number
}

// holdsParagraph reports whether a paragraph or a text block lies below i that
// holds neither the author nor the time.
func (w *Thread) holdsParagraph(k, i int32) bool {
	t := w.t
	it := &w.Items[k]
	for j := i + 1; j < t.End[i]; j++ {
		if w.Owner[j] != k || t.Skip[j] {
			continue
		}
		if a := t.Tag(j); (a == atom.P || a == atom.Blockquote || w.bodyRank(j) > 0) &&
			!(it.authorNode >= 0 && t.In(it.authorNode, j)) && !(it.timeNode >= 0 && t.In(it.timeNode, j)) {
			return true
		}
		if t.Tag(j) == atom.Div && !(it.authorNode >= 0 && t.In(it.authorNode, j)) && !(it.timeNode >= 0 && t.In(it.timeNode, j)) && !w.isControl(j) &&
			len(header.CutWords(t.Text(j, 100, nil))) > 12 {
			return true
		}
	}
	return false
}

var metaOnly = dom.Words("meta metadata")
