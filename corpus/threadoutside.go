package corpus

import (
	"strings"

	"golang.org/x/net/html/atom"

	"assay/internal/lazyregexp"
)

var (
	rxRecent  = lazyregexp.New(`(?i)(?:recent|latest|neueste|letzte|derniers|ultimos|ultimi|popular)[-_]?(?:comments?|kommentare?|commentaires|comentarios|commenti|replies)|last[-_]?(?:comments|kommentare)|comments?[-_]?(?:recent|latest|teaser|widget|form\b|respond|policy|rules|preview)`)
	rxPing    = lazyregexp.New(`(?i)(?:^|[-_])(?:pingbacks?|trackbacks?|pings?|pinglist|tracklist|pingback[-_]?list|trackback[-_]?list|trackbacks?[-_]list)$`)
	rxPlaced  = lazyregexp.New(`\{\{|\{%|<%|\$\{|%[A-Z_]{3,}%|\[\[[a-z]`)
	rxOldForm = lazyregexp.New(`(?i)^(?:respond|reply-?form|comment-?form|commentform|add-?comment|new-?comment|leave-?(?:a-)?(?:comment|reply)|post-?comment(?:-form)?|write-?comment|comment-?respond)$`)
)

// markOutside paints the parts of the page that hold no comments.
func (w *threadWalker) markOutside() {
	t := w.t
	w.out = make([]bool, len(t.nodes))
	for i := range t.nodes {
		i := int32(i)
		if w.out[i] || !t.isElement(i) {
			continue
		}
		if !w.outside(i) {
			continue
		}
		if t.pinged(i) && rxCommentID.MatchString(t.id[i]) {
			w.pings++
		}
		for j := i; j < t.end[i]; j++ {
			w.out[j] = true
		}
	}
}

// pinged reports whether a class of the element says pingback or trackback.
func (t *domTree) pinged(i int32) bool {
	for _, tok := range t.tokens[i] {
		if rxPing.MatchString(tok) {
			return true
		}
	}
	return false
}

func (w *threadWalker) outside(i int32) bool {
	t := w.t
	switch t.tag(i) {
	case atom.Form:
		// some engines put the whole thread into a form
		return t.end[i]-i < 400 && !w.holdsItems(i) && t.entryForm(i)
	case atom.Button: // some engines open a card about the author by one
		return !w.namedAuthor(i) || t.anyWord(i, replyWords, nil)
	case atom.Script, atom.Style, atom.Template, atom.Head, atom.Select:
		return true
	case atom.Body, atom.Html:
		return false
	}
	names := append([]string{t.id[i]}, t.tokens[i]...)
	for _, n := range names {
		if n == "" {
			continue
		}
		if rxRecent.MatchString(n) && t.end[i]-i < 3000 && !w.holdsItems(i) || rxOldForm.MatchString(n) && !w.holdsItems(i) {
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
func (w *threadWalker) holdsItems(i int32) bool {
	return w.strong[w.t.end[i]] > w.strong[i+1]
}

// countStrong sums the elements with a comment's id up to each node.
func (w *threadWalker) countStrong() {
	w.strong = make([]int32, len(w.t.nodes)+1)
	for k := range w.t.nodes {
		w.strong[k+1] = w.strong[k]
		if id := w.t.id[k]; id != "" && rxCommentID.MatchString(id) && w.t.itemEvidence(int32(k)) == strongEvidence {
			w.strong[k+1]++
		}
	}
}
