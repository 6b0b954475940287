package thread

import (
	"strings"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread/header"
	"assay/corpus/internal/thread/vocabulary"
	dates "assay/internal/calendar"
)

// Posts with nothing between them but rules, as the pages that old weblogs opened for
// their comments have them: the text and a line of name, links and time, or that line
// and the text.

// minRules is how many rules part posts at least.
const minRules = 2

// A ruledPart is what stands between two rules.
type ruledPart struct {
	nodes       []int32
	first, last line
}

// A line is nodes [start, end) that a page shows in one line, and their text.
type line struct {
	start, end int32
	text       string
}

// findRuled looks for an element whose children are parted by rules, and most of whose
// parts begin, or end, with a line of author and time.
func (w *Thread) findRuled() {
	t := w.t
	for k := range t.Nodes {
		i := int32(k)
		if !t.IsElement(i) || w.out[i] || t.Skip[i] || t.End[i]-i < 9 {
			continue
		}
		rules := 0
		for j := i + 1; j < t.End[i]; j = t.End[j] {
			if t.Tag(j) == atom.Hr {
				rules++
			}
		}
		if rules >= minRules && w.ruled(w.ruledParts(i)) {
			return
		}
	}
}

// ruledParts are the parts of element i, those without two lines left out.
func (w *Thread) ruledParts(i int32) (parts []ruledPart) {
	t := w.t
	var cur ruledPart
	flush := func() {
		if lines := w.lines(cur.nodes); len(lines) > 1 {
			cur.first, cur.last = lines[0], lines[len(lines)-1]
			parts = append(parts, cur)
		}
		cur = ruledPart{}
	}
	for j := i + 1; j < t.End[i]; j = t.End[j] {
		switch {
		case t.Tag(j) == atom.Hr:
			flush()
		case ends(t.Tag(j)) && t.Tag(j) != atom.Form:
			cur = ruledPart{} // a heading is no part of a post
		case !w.out[j] && !t.Skip[j]:
			cur.nodes = append(cur.nodes, j)
		}
	}
	flush()
	return parts
}

// lines are the lines that a page shows of some nodes, blank ones left out.
func (w *Thread) lines(nodes []int32) (out []line) {
	t := w.t
	cur := line{start: -1}
	flush := func() {
		if cur.text = doc.Collapse(cur.text); cur.text != "" {
			out = append(out, cur)
		}
		cur = line{start: -1}
	}
	for _, n := range nodes {
		for j := n; j < t.End[n]; j++ {
			switch {
			case t.Skip[j] || w.out[j]:
				j = t.End[j] - 1
			case t.Tag(j) == atom.Br || dom.IsBlock(t.Tag(j)):
				flush()
			case !t.IsElement(j) && strings.TrimSpace(t.Nodes[j].Data) != "":
				if cur.start < 0 {
					cur.start = j
				}
				cur.end = t.End[j]
				cur.text += t.Nodes[j].Data + " "
			}
		}
		if dom.IsBlock(t.Tag(n)) {
			flush()
		}
	}
	flush()
	return out
}

// ruled makes items of parts most of which begin, or end, with a line of author and
// time; false where too few do.
func (w *Thread) ruled(parts []ruledPart) bool {
	for _, at := range []func(ruledPart) line{func(p ruledPart) line { return p.first }, func(p ruledPart) line { return p.last }} {
		var items []Item
		for _, p := range parts {
			l := at(p)
			if author, posted := signature(l.text); author != "" {
				items = append(items, Item{Nodes: p.nodes, ev: vocabulary.MediumEvidence, Parent: -1, authorNode: -1, timeNode: -1,
					head: &labelled{start: l.start, end: l.end, author: author, authorNode: -1, posted: posted, timeNode: -1, subject: -1}})
			}
		}
		if len(items) >= minRepeated[opensSigned] && len(items)*3 >= len(parts)*2-2 {
			w.Items = items
			return true
		}
	}
	return false
}

// signature is the author and the time that a line names, if it says nothing else.
func signature(s string) (author, posted string) {
	s = header.WithoutContacts(rxPostNumber.ReplaceAllString(s, ""))
	if len(s) >= maxHead || dates.Read(s).Kind < dates.Ambiguous {
		return "", ""
	}
	if author = header.AuthorInWords(s); author == "" {
		return "", ""
	}
	return author, dates.Cut(s)
}
