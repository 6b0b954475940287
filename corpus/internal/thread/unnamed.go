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

// findPlain looks for a thread whose items have no telling names: elements of
// one kind repeated inside an element named for the whole thread, each with an
// author or a time.
func (w *Thread) findPlain() {
	t := w.t
	for k := range t.Nodes {
		i := int32(k)
		if w.out[i] || t.Skip[i] || !t.IsElement(i) || !w.threadNamed(i) {
			continue
		}
		before := len(w.Items)
		if row := w.rowOfThreads(i); row != nil { // each is a comment, whatever the plural
			for _, j := range row {
				w.addPlain(j, -1)
			}
			return
		}
		w.plainItems(i, i+1, 0)
		if len(w.Items) > before {
			w.addAlike()
			return
		}
	}
	if t.Forum {
		w.byMarkers(w.marksPost)
	}
	if len(w.Items) == 0 {
		w.byMarkers(w.marksAuthor)
	}
	if len(w.Items) == 0 {
		w.byMarkers(w.marksReplied)
		if len(w.Items) < 2 {
			w.Items = nil
		}
		w.addAlike()
	}
	if len(w.Items) == 0 {
		w.findHeaded()
	}
	if len(w.Items) == 0 {
		w.findLabelled()
	}
	w.guessed = len(w.Items) == 0
	if w.guessed {
		w.findRuled()
	}
	if len(w.Items) == 0 {
		w.findRepeated()
	}
	if len(w.Items) == 0 {
		w.findLetters()
	}
}

// rowOfThreads is the row of siblings of one name that element i, named for a thread,
// opens, where each of them is a comment; nil for any other.
func (w *Thread) rowOfThreads(i int32) (row []int32) {
	t := w.t
	up := t.Parent[i]
	if up < 0 {
		return nil
	}
	for j := up + 1; j < t.End[up]; j = t.End[j] {
		if t.Tag(j) == t.Tag(i) && len(t.Tokens[i]) > 0 && slices.Equal(t.Tokens[i], t.Tokens[j]) {
			if !w.plainItem(j) {
				return nil
			}
			row = append(row, j)
		}
	}
	if len(row) < 2 {
		return nil
	}
	return row
}

var rxThreadName = lazyregexp.New(`(?i)^(?:(?:[a-z]+[-_])*(?:` + vocabulary.AnyOf("names of threads") + `)(?:[-_]?(?:list|area|block|section|wrapper|container|thread|content|box|body|inner|items))?|comment[-_]?(?:list|s|area|section|thread|block)|commentlist|disqus_thread|usercomments|reader[-_]?comments)$`)

func (w *Thread) threadNamed(i int32) bool {
	switch w.t.Tag(i) {
	case atom.A, atom.Span, atom.Body, atom.Html, atom.H1, atom.H2, atom.H3, atom.H4, atom.P:
		return false
	}
	if rxThreadName.MatchString(w.t.ID[i]) {
		return true
	}
	for _, tok := range w.t.Tokens[i] {
		if rxThreadName.MatchString(tok) {
			return true
		}
	}
	return false
}

// plainItems makes items of the repeated children of i from node first on, or
// looks one level deeper.
func (w *Thread) plainItems(i, first int32, hops int) bool {
	t := w.t
	if hops > 4 {
		return false
	}
	if t.Tag(i) == atom.Dl && w.terms(i) {
		return true
	}
	groups := map[string][]int32{}
	var order []string
	for j := first; j < t.End[i]; j = t.End[j] {
		if !t.IsElement(j) || t.Skip[j] || w.out[j] {
			continue
		}
		switch t.Tag(j) {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Form, atom.Br, atom.Hr, atom.A, atom.Img, atom.Script:
			continue
		}
		key := t.Nodes[j].Data
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], j)
	}
	if len(order) == 1 && len(groups[order[0]]) == 1 && w.plainItems(groups[order[0]][0], groups[order[0]][0]+1, hops+1) {
		return true // a list around the items
	}
	for _, key := range order {
		var good []int32
		for _, j := range groups[key] {
			if key != "p" && key != "ul" && key != "ol" && key != "table" && key != "tbody" && w.plainItem(j) {
				good = append(good, j)
			}
		}
		if len(good) > 0 && len(good)*3 >= len(groups[key])*2 {
			for _, j := range good {
				w.addPlain(j, -1)
			}
			return true
		}
	}
	if w.runs(i, first) {
		return true
	}
	for _, key := range order {
		for _, j := range groups[key] {
			if w.plainItems(j, j+1, hops+1) {
				return true
			}
		}
	}
	return false
}

// terms makes items of the terms of a list that name an author and a time, each with its
// details, where most do.
func (w *Thread) terms(dl int32) bool {
	t := w.t
	var signed []int32
	all := 0
	for j := dl + 1; j < t.End[dl]; j = t.End[j] {
		if t.Tag(j) == atom.Dt {
			if all++; w.signedHead(j) {
				signed = append(signed, j)
			}
		}
	}
	if len(signed) < 2 || len(signed)*3 < all*2 {
		return false
	}
	for _, j := range signed {
		w.Items = append(w.Items, Item{Nodes: w.withDetails(j), ev: vocabulary.MediumEvidence, number: w.numberOf(j), Parent: -1, authorNode: -1, timeNode: -1})
	}
	return true
}

// plainItem: the element shows an author and a time, and says something.
func (w *Thread) plainItem(j int32) bool {
	t := w.t
	author, timed, said := false, false, 0
	for i := j; i < t.End[j]; {
		if t.Skip[i] || w.out[i] || i > j && w.alike(i, j) {
			i = t.End[i]
			continue
		}
		n := t.Nodes[i]
		if n.Type == html.TextNode {
			if s := doc.Collapse(n.Data); s != "" && len(s) < 160 {
				timed = timed || dates.Cut(s) != ""
				author = author || header.AuthorInWords(s) != ""
			}
			if p := t.Parent[i]; t.Tag(p) != atom.A {
				said += len(strings.TrimSpace(n.Data))
			}
		} else if t.IsElement(i) {
			small := i > j && t.End[i]-i <= 3 // it says nothing but what its name tells
			if small && w.timeHint(i) {
				timed, i = true, t.End[i]
				continue
			}
			author = author || w.authorRank(i, j) < noAuthor
			if !(author && timed) && i > j && t.End[i]-i < 16 && dom.IsBlock(t.Tag(i)) {
				if s := t.Text(i, 160, nil); len(s) < 160 && dates.Cut(s) != "" && header.AuthorInWords(s) != "" {
					author, timed = true, true
					i = t.End[i]
					continue
				}
			}
			switch t.Tag(i) {
			case atom.Strong, atom.B:
				author = author || said < 40
			case atom.Em, atom.Cite: // a name before all else
				author = author || said == 0 && i > j && t.End[i]-i < 5 && len(t.Text(i, 60, nil)) < 40
			case atom.H3, atom.H4, atom.H5, atom.H6: // a name over what was said
				author = author || said < 5 && t.End[i]-i < 8 && len(t.Text(i, 60, nil)) < 40
			}
			timed = timed || w.timeHint(i)
		}
		i++
	}
	return author && timed && said > 5
}

// alike reports whether i, below j, is an element of the same kind, as an answer is
// within the comment it is to: items of lists, articles, or elements of the same names.
func (w *Thread) alike(i, j int32) bool {
	t := w.t
	if t.Tag(i) != t.Tag(j) {
		return false
	}
	return t.Tag(i) == atom.Li || t.Tag(i) == atom.Article || len(t.Tokens[j]) > 0 && slices.Equal(t.Tokens[i], t.Tokens[j])
}

// addPlain makes an item of j and of the items of the same kind nested in it.
func (w *Thread) addPlain(j, parent int32) {
	t := w.t
	k := int32(len(w.Items))
	w.Items = append(w.Items, Item{Nodes: []int32{j}, ev: vocabulary.MediumEvidence, number: w.numberOf(j), Parent: parent, authorNode: -1, timeNode: -1})
	for i := j + 1; i < t.End[j]; {
		if w.alike(i, j) && w.plainItem(i) {
			w.addPlain(i, k)
			i = t.End[i]
			continue
		}
		i++
	}
}

// runs makes items of runs of paragraphs that end, or begin, with a line of
// author and time, as old themes have them: text, text, "Posted by X at ...".
func (w *Thread) runs(i, first int32) bool {
	t := w.t
	var kids []int32
	var head []bool
	n := 0
	for j := first; j < t.End[i]; j = t.End[j] {
		if !t.IsElement(j) || t.Skip[j] || w.out[j] {
			continue
		}
		switch t.Tag(j) {
		case atom.P, atom.Div, atom.Blockquote, atom.Ul, atom.Ol, atom.Pre, atom.Span:
		default:
			continue
		}
		s := t.Text(j, 220, nil)
		if s == "" {
			continue
		}
		h := len(s) < 160 && dates.Cut(s) != "" && header.AuthorInWords(s) != ""
		kids, head = append(kids, j), append(head, h)
		if h {
			n++
		}
	}
	if n == 0 || len(kids) < 2 {
		return false
	}
	var run []int32
	add := func() {
		if len(run) > 1 {
			w.Items = append(w.Items, Item{Nodes: run, ev: vocabulary.MediumEvidence, number: "", Parent: -1, authorNode: -1, timeNode: -1})
		}
		run = nil
	}
	for k, j := range kids {
		if head[0] && head[k] {
			add()
		}
		run = append(run, j)
		if !head[0] && head[k] {
			add()
		}
	}
	if head[0] {
		add()
	}
	return len(w.Items) > 0
}
