package thread

import (
	"strings"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread/vocabulary"
	"assay/internal/lazyregexp"
)

var (
	rxRecent  = lazyregexp.New(`(?i)(?:` + vocabulary.AnyOf("recent") + `)[-_]?(?:` + vocabulary.AnyOf("recent ones") + `)|last[-_]?(?:comments|kommentare)|comments?[-_]?(?:recent|latest|teaser|widget|form\b|respond|policy|rules|preview)`)
	rxPing    = lazyregexp.New(`(?i)(?:^|[-_])(?:pingbacks?|trackbacks?|pings?|pinglist|tracklist|pingback[-_]?list|trackback[-_]?list|trackbacks?[-_]list)$`)
	rxPlaced  = lazyregexp.New(`\{\{|\{%|<%|\$\{|%[A-Z_]{3,}%|\[\[[a-z]`)
	rxOldForm = lazyregexp.New(`(?i)^(?:` + vocabulary.AnyOf("forms") + `)$`)
)

// markOutside paints the parts of the page that hold no comments.
func (w *Thread) markOutside() {
	t := w.t
	w.out = make([]bool, len(t.Nodes))
	for i := range t.Nodes {
		i := int32(i)
		if w.out[i] || !t.IsElement(i) {
			continue
		}
		if !w.outside(i) {
			continue
		}
		if pinged(t, i) && vocabulary.RxCommentID.MatchString(t.ID[i]) {
			w.Pings++
		}
		for j := i; j < t.End[i]; j++ {
			w.out[j] = true
		}
	}
}

// pinged reports whether a class of the element says pingback or trackback.
func pinged(t *dom.Tree, i int32) bool {
	for _, tok := range t.Tokens[i] {
		if rxPing.MatchString(tok) {
			return true
		}
	}
	return false
}

func (w *Thread) outside(i int32) bool {
	t := w.t
	switch t.Tag(i) {
	case atom.Form:
		// some engines put the whole thread into a form
		return t.End[i]-i < 400 && !w.holdsItems(i) && entryForm(t, i)
	case atom.Button: // some engines open a card about the author by one
		return !w.namedAuthor(i) || t.AnyWord(i, replyWords, nil)
	case atom.Script, atom.Style, atom.Template, atom.Head, atom.Select:
		return true
	case atom.Body, atom.Html:
		return false
	}
	names := append([]string{t.ID[i]}, t.Tokens[i]...)
	for _, n := range names {
		if n == "" {
			continue
		}
		if rxRecent.MatchString(n) && t.End[i]-i < 3000 && !w.holdsItems(i) || rxOldForm.MatchString(n) && !w.holdsItems(i) {
			return true
		}
		if rxPing.MatchString(n) {
			return true
		}
		switch strings.ToLower(n) {
		case "sidebar", "widget_recent_comments", "recentcomments", "widget-area", "wp-block-latest-comments", "secondary-sidebar":
			return !w.holdsItems(i)
		}
	}
	return false
}

// holdsItems reports whether strong evidence of at least one comment lies below i.
func (w *Thread) holdsItems(i int32) bool {
	return w.strong[w.t.End[i]] > w.strong[i+1]
}

// countStrong sums the elements with a comment's id up to each node.
func (w *Thread) countStrong() {
	w.strong = make([]int32, len(w.t.Nodes)+1)
	for k := range w.t.Nodes {
		w.strong[k+1] = w.strong[k]
		if id := w.t.ID[k]; id != "" && vocabulary.RxCommentID.MatchString(id) && vocabulary.ItemEvidence(w.t, int32(k)) == vocabulary.StrongEvidence {
			w.strong[k+1]++
		}
	}
}
