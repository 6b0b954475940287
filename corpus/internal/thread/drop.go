package thread

import (
	"strings"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/thread/header"
	"assay/corpus/internal/thread/vocabulary"
)

// dropEmpty removes items in which nobody says anything, pingbacks and
// templates.
func (w *Thread) dropEmpty() {
	t := w.t
	for k := range w.Items {
		it := &w.Items[k]
		root := it.Nodes[0]
		for _, n := range append(append([]int32{root}, it.sub...), t.Parent[root]) {
			for _, tok := range append([]string{t.ID[n]}, t.Tokens[n]...) {
				if rxPing.MatchString(tok) && !it.gone {
					it.gone = true
					w.Pings++
				}
			}
		}
		head := t.Text(root, 300, func(j int32) bool { return w.Owner[j] != int32(k) })
		if header.RxPingLabel.MatchString(head) && !it.gone {
			it.gone = true
			w.Pings++
		}
		if rxPlaced.MatchString(head) {
			it.gone = true
		}
		if it.Author == "" && it.Posted == "" && !header.RxDeleted.MatchString(head) {
			it.gone = true
		}
		if !it.gone && w.bodyText(int32(k)) == "" && it.Author == "" {
			it.gone = true
		}
		if it.ev < vocabulary.StrongEvidence && w.bodyText(int32(k)) == "" && !w.hasPicture(int32(k)) {
			it.gone = true
		}
	}
	w.compact()
	w.paint()
}

func (w *Thread) hasPicture(k int32) bool {
	found := false
	w.own(k, func(i int32) bool {
		found = found || w.t.Tag(i) == atom.Img && !w.isControl(w.t.Parent[i])
		return !found
	})
	return found
}

func (w *Thread) bodyText(k int32) string {
	var parts []string
	for _, n := range w.Items[k].BodyNodes {
		if s := w.t.Text(n, 0, func(j int32) bool { return w.LeaveOut(k, j) }); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

// dropCopies removes second renderings of the same comment (a page may carry
// its thread twice, for wide and for narrow screens).
func (w *Thread) dropCopies() {
	type key struct{ number, author, body string }
	seen := map[key]bool{}
	any := false
	for k := range w.Items {
		it := &w.Items[k]
		if it.number == "" || it.Parent >= 0 && w.Items[it.Parent].number == it.number {
			continue
		}
		body := w.bodyText(int32(k))
		if len(body) > 80 {
			body = body[:80]
		}
		q := key{it.number, it.Author, body}
		if seen[q] {
			it.gone, any = true, true
		}
		seen[q] = true
	}
	if any {
		w.compact()
		w.paint()
	}
}
