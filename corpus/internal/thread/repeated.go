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

// How a post that no name marks begins: with who wrote it ("kate_m wrote:"), with who
// and when it was posted, with a link to the member who wrote it and a time, or with the
// time alone.
type opening uint8

const (
	opensNot opening = iota
	opensWrote
	opensPosted
	opensMember
	opensSigned // with a name and a time and nothing else in the line
	opensDated
)

// minRepeated is how many elements in a row must open like posts, by opening: a news
// list has dates, too.
var minRepeated = map[opening]int{opensWrote: 2, opensPosted: 2, opensMember: 2, opensSigned: 3, opensDated: 3}

// findRepeated looks for posts by nothing but how they begin: elements of one kind
// under one parent, as rows of a table or boxes, most of which open alike.
func (w *Thread) findRepeated() {
	t := w.t
	for k := range t.Nodes {
		i := int32(k)
		if !t.IsElement(i) || w.out[i] || t.Skip[i] || t.End[i]-i < 9 {
			continue
		}
		groups := map[atom.Atom][]int32{}
		var order []atom.Atom
		for j := i + 1; j < t.End[i]; j = t.End[j] {
			switch a := t.Tag(j); a {
			case atom.Div, atom.Tr, atom.Li, atom.Article, atom.Section, atom.Table:
				if !w.out[j] && !t.Skip[j] && t.End[j]-j > 2 {
					if groups[a] == nil {
						order = append(order, a)
					}
					groups[a] = append(groups[a], j)
				}
			}
		}
		for _, a := range order {
			if len(groups[a]) > 1 && w.repeated(groups[a]) {
				return
			}
		}
	}
}

// repeated makes items of those of kids that open as most do; false where too few do.
func (w *Thread) repeated(kids []int32) bool {
	count := map[opening]int{}
	how := make([]opening, len(kids))
	for n, j := range kids {
		how[n] = w.openingOf(j)
		count[how[n]]++
	}
	for _, o := range []opening{opensWrote, opensPosted, opensMember, opensSigned, opensDated} {
		if count[o] < minRepeated[o] || count[o]*3 < len(kids)*2-2 {
			continue
		}
		for n, j := range kids {
			if how[n] == o {
				w.Items = append(w.Items, Item{Nodes: []int32{j}, ev: vocabulary.MediumEvidence, number: w.numberOf(j), Parent: -1, authorNode: -1, timeNode: -1})
			}
		}
		return true
	}
	return w.closingBlocks(kids) || w.headRows(kids)
}

// closingBlocks makes items of those of kids that end with a line of author and time, where
// most do; false where too few do.
func (w *Thread) closingBlocks(kids []int32) bool {
	var ends []int32
	for _, j := range kids {
		if w.closesSigned(j) {
			ends = append(ends, j)
		}
	}
	if len(ends) < minRepeated[opensSigned] || len(ends)*3 < len(kids)*2-2 {
		return false
	}
	said := 0
	for _, j := range ends {
		said += len(w.t.Text(j, longPost+1, nil))
	}
	if said > longPost*len(ends)/2 { // articles with who wrote them below
		return false
	}
	for _, j := range ends {
		w.Items = append(w.Items, Item{Nodes: []int32{j}, ev: vocabulary.MediumEvidence, number: w.numberOf(j), Parent: -1, authorNode: -1, timeNode: -1})
	}
	return true
}

// longPost is more than what most posts say, in bytes.
const longPost = 4000

// closesSigned reports whether the last element of j is a line of author and time, and
// something is said before it.
func (w *Thread) closesSigned(j int32) bool {
	t := w.t
	j = w.onlyChild(j)
	last := int32(-1)
	for c := j + 1; c < t.End[j]; c = t.End[c] {
		switch {
		case t.Skip[c] || w.out[c]:
		case t.IsElement(c) && t.End[c]-c > 1:
			last = c
		case t.Nodes[c].Type == html.TextNode && doc.Collapse(t.Nodes[c].Data) != "":
			last = -1
		}
	}
	if last < 0 || !w.signedHead(last) {
		return false
	}
	for c := j; c < last; c++ { // a heading that leads elsewhere makes a teaser
		if a := t.Tag(c); a == atom.H2 || a == atom.H3 || a == atom.H4 || a == atom.Form {
			return false
		}
	}
	return len(t.Text(j, 0, func(c int32) bool { return c == last })) > 20
}

// onlyChild is what element j holds and nothing beside it: the cell of a row of one cell.
func (w *Thread) onlyChild(j int32) int32 {
	t := w.t
	for {
		only := int32(-1)
		for c := j + 1; c < t.End[j]; c = t.End[c] {
			switch {
			case t.IsElement(c) && only < 0:
				only = c
			case t.IsElement(c), doc.Collapse(t.Nodes[c].Data) != "":
				return j
			}
		}
		if only < 0 || !dom.IsBlock(t.Tag(only)) {
			return j
		}
		j = only
	}
}

// headRows makes items of rows of which each that names an author and a time, and says
// nothing else, is the head of those that follow, or the end of those before where the
// last row is one; false where the first two are none.
func (w *Thread) headRows(kids []int32) bool {
	var heads []int
	for n, j := range kids {
		if w.signedHead(j) {
			heads = append(heads, n)
		}
	}
	if len(heads) < minRepeated[opensSigned] || heads[0] > 1 || len(heads)*2 > len(kids)+1 {
		return false
	}
	closing := heads[0] == 1 && heads[len(heads)-1] == len(kids)-1 // each says who wrote what stands above
	for n, from := range heads {
		to := len(kids)
		switch {
		case closing && n == 0:
			from, to = 0, from+1
		case closing:
			from, to = heads[n-1]+1, from+1
		case n+1 < len(heads):
			to = heads[n+1]
		case n > 0: // the last is as long as the one before
			to = min(to, from+from-heads[n-1])
		}
		if to-from < 2 {
			continue
		}
		w.Items = append(w.Items, Item{Nodes: slices.Clone(kids[from:to]), ev: vocabulary.MediumEvidence, Parent: -1, authorNode: -1, timeNode: -1})
	}
	return len(w.Items) > 0
}

// signedHead reports an element of a line that names an author and a time, and nothing else.
func (w *Thread) signedHead(i int32) bool {
	author, _ := signature(w.spacedText(i))
	return author != ""
}

// rxPostNumber is the number of a post before its line.
var rxPostNumber = lazyregexp.New(`^\W{0,2}#?\d{1,5}[.):]?\s+`)

// spacedText is the text of element i with a space between its nodes, cut at maxHead.
func (w *Thread) spacedText(i int32) string {
	var b strings.Builder
	for j := range w.texts(i, w.t.End[i]) {
		if b.WriteString(w.t.Nodes[j].Data + " "); b.Len() >= maxHead {
			break
		}
	}
	return doc.Collapse(b.String())
}

// rxPostedAt is a text that begins "posted" and goes on with a time.
var rxPostedAt = lazyregexp.New(`(?i)^\W*(?:` + vocabulary.AnyOf("posted") + `|re(?:ply)? #?\d+ (?:on|at))\b`)

// maxOpening is how many nodes of an element are looked at for how it opens.
const maxOpening = 60

// openingOf is how the element opens. One with a heading that leads elsewhere is the
// teaser of something, and opens no post.
func (w *Thread) openingOf(j int32) opening {
	t := w.t
	found, said, texts, leads, member := opensNot, 0, 0, false, false
	named, stamped := false, false // the first text is like a name; a time alone stands among the first
	for i := j; i < min(t.End[j], j+maxOpening); i++ {
		if t.Skip[i] || w.out[i] {
			i = t.End[i] - 1
			continue
		}
		switch t.Tag(i) {
		case atom.H1, atom.H2, atom.H3, atom.H4:
			for q := i; q < t.End[i]; q++ {
				if href := t.Attr(q, "href"); t.Tag(q) == atom.A && href != "" && href[0] != '#' {
					return opensNot
				}
			}
		case atom.Th, atom.Form:
			return opensNot
		case atom.A:
			href := t.Attr(i, "href")
			member = member || rxProfile.MatchString(href) && texts < 3 && t.End[i]-i > 1
			leads = leads || href != "" && href[0] != '#' && !rxProfile.MatchString(href) && !strings.HasPrefix(href, "mailto:")
		case atom.P, atom.Div, atom.Td, atom.Small, atom.Footer, atom.Header, atom.Font:
			if i > j && t.End[i]-i < 16 && found == opensNot {
				if s := t.Text(i, 140, nil); rxPostedAt.MatchString(s) && dates.Cut(s) != "" && len(s) < 130 {
					found = opensPosted
					i = t.End[i] - 1
					continue
				}
				if said == 0 && texts == 0 && w.signedHead(i) {
					found = opensSigned
					i = t.End[i] - 1
					continue
				}
			}
		}
		if t.Nodes[i].Type != html.TextNode {
			continue
		}
		s := doc.Collapse(t.Nodes[i].Data)
		if s == "" || texts < 3 && (rxRe.MatchString(s) || rxOrdinal.MatchString(s)) {
			continue
		}
		texts++
		stamp := dates.Cut(s)
		alone := stamp != "" && len(stamp)+2 >= len(s)
		if texts == 1 {
			named = header.NameLike(s)
		}
		switch {
		case found == opensNot && member && texts < 5 && said < 60 && stamp != "" && len(stamp)+12 >= len(s):
			found = opensMember
			said = 0
		case found == opensNot && member && stamped && texts < 5 && header.NameLike(s):
			found = opensMember
			said = 0
		case found == opensNot && alone && texts < 3:
			stamped = true
			if texts == 2 && named && dates.Read(s).Kind == dates.ClockTime {
				found, said = opensSigned, 0
				break
			}
			if texts == 1 && dates.Read(s).Kind > dates.CalendarDay && !member {
				found = opensDated
			}
		case found != opensNot || texts > 1:
			said += len(s)
		case texts == 1 && strings.HasSuffix(s, ":") && header.RxSaysEnd.MatchString(s):
			found = opensWrote
		default:
			said += len(s)
		}
	}
	if said < 6 || (found == opensDated || found == opensSigned) && leads {
		return opensNot
	}
	return found
}
