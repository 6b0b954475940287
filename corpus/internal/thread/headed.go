package thread

import (
	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/thread/vocabulary"
	"assay/internal/lazyregexp"
)

// rxThreadHead is a heading that announces what readers said and nothing else.
var rxThreadHead = lazyregexp.New(`(?i)^\W{0,3}(?:[0-9][0-9.,]{0,6}\s+)?(?:user |reader |leser|readers. )?(?:` + vocabulary.AnyOf("heads of threads") + `)\s*[:\s]*(?:[(\[]?\s*[0-9][0-9.,]{0,6}\s*[)\]]?)?\W{0,3}$`)

// maxThreadHeads is how many such headings are tried: each costs a look at all
// that follows, and a page of one thread has one or two.
const maxThreadHeads = 4

// findHeaded looks for a thread that nothing names but the heading over it: what
// follows the heading, as repeated elements or as runs of paragraphs. The first
// comment must follow at once.
func (w *Thread) findHeaded() {
	t := w.t
	tried := 0
	for k := 0; k < len(t.Nodes) && tried < maxThreadHeads; k++ {
		i := int32(k)
		switch t.Tag(i) {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		default:
			continue
		}
		if w.out[i] || t.Skip[i] || !rxThreadHead.MatchString(t.Text(i, 60, nil)) {
			continue
		}
		tried++
		// the heading may have a box of its own
		for from, hops := i, 0; hops < 3 && t.Parent[from] >= 0; from, hops = t.Parent[from], hops+1 {
			in := t.Parent[from]
			if t.Tag(in) == atom.Html {
				break
			}
			if w.plainItems(in, t.End[from], 2) && w.textBetween(t.End[i], w.Items[0].Nodes[0]) < 80 && !w.teasers() {
				return
			}
			w.Items = nil
			if w.textBetween(t.End[from], t.End[in]) > 0 {
				break
			}
		}
	}
}

// textBetween is how many bytes of text are shown between two nodes.
func (w *Thread) textBetween(from, to int32) int {
	n := 0
	for j := range w.texts(from, to) {
		n += len(doc.Collapse(w.t.Nodes[j].Data))
	}
	return n
}

// teasers reports items most of which have a heading that leads elsewhere, as
// the articles of a list have.
func (w *Thread) teasers() bool {
	t := w.t
	n := 0
	for k := range w.Items {
		root := w.Items[k].Nodes[0]
		for j := root; j < t.End[root]; j++ {
			if t.Tag(j) == atom.A && t.Attr(j, "href") != "" && t.Attr(j, "href")[0] != '#' && (w.insideTag(j, root, atom.H2) || w.insideTag(j, root, atom.H3) || w.insideTag(j, root, atom.H4)) {
				n++
				break
			}
		}
	}
	return n*2 > len(w.Items)
}
