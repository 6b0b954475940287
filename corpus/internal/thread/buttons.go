package thread

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/thread/vocabulary"
)

// buttonLabels are what the buttons and links under a comment say, in the
// languages whose threads are read. Two words of one label are joined by "_".
var buttonLabels = vocabulary.Set("button labels")

// IsButtonRow reports an element that shows nothing but the labels of buttons,
// counts and marks, in links, buttons or list items.
func (w *Thread) IsButtonRow(i int32) bool {
	t := w.t
	if t.End[i]-i > 60 || w.isItemNode(i) {
		return false
	}
	labels, linked := 0, false
	for j := i; j < t.End[i]; j++ {
		if t.Skip[j] {
			continue
		}
		switch t.Tag(j) {
		case atom.A, atom.Button, atom.Li, atom.Menu, atom.Footer:
			linked = true
		case atom.P, atom.Blockquote, atom.Img:
			return false
		}
		if t.Nodes[j].Type != html.TextNode {
			continue
		}
		s := strings.ToLower(strings.Trim(doc.Collapse(t.Nodes[j].Data), " .:|·•-–—+()[]#0123456789▲▼»«…"))
		switch {
		case s == "":
		case buttonLabels[strings.ReplaceAll(s, " ", "_")]:
			labels++
		default:
			return false
		}
	}
	return labels > 0 && linked
}
