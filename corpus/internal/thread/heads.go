package thread

import (
	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	dates "assay/internal/calendar"
)

// Some engines set the line with the time, or with author and time, beside the element
// of the comment, not in it: a header before it, a line "posted by X" behind it.

// maxHead bounds such a line, in bytes.
const maxHead = 160

// addHeads gives each item whose own nodes show no time the element right before it, or
// right behind it, that is nothing but the line that does, where most items have one.
func (w *Thread) addHeads() {
	f := w.ownTraits()
	bare := 0
	for k := range w.Items {
		if !f[k].time {
			bare++
		}
	}
	if bare == 0 || bare*2 <= len(w.Items) || w.Items[0].head != nil || w.Items[0].signed.End > 0 {
		return
	}
	for _, side := range []func(int32) int32{w.headBefore, w.headBehind} {
		heads := make([]int32, len(w.Items))
		found := 0
		for k := range w.Items {
			heads[k] = -1
			if !f[k].time && len(w.Items[k].Nodes) == 1 {
				if heads[k] = side(w.Items[k].Nodes[0]); heads[k] >= 0 {
					found++
				}
			}
		}
		if found < 2 || found*3 < bare*2 {
			continue
		}
		for k, h := range heads {
			it := &w.Items[k]
			it.line = max(h, 0)
			switch {
			case h < 0:
			case h < it.Nodes[0]:
				it.Nodes = []int32{h, it.Nodes[0]}
			default:
				it.Nodes = append(it.Nodes, h)
			}
		}
		w.paint()
		return
	}
}

func (w *Thread) headBefore(i int32) int32 {
	if p := w.t.PrevSibling(i); p >= 0 && w.isHead(p) {
		return p
	}
	return -1
}

func (w *Thread) headBehind(i int32) int32 {
	t := w.t
	for j := t.End[i]; j < int32(len(t.Nodes)) && t.Parent[j] == t.Parent[i]; j = t.End[j] {
		if t.IsElement(j) {
			if w.isHead(j) {
				return j
			}
			break
		}
	}
	return -1
}

// isHead reports an element outside of all items that shows a time and little else.
func (w *Thread) isHead(i int32) bool {
	t := w.t
	if w.out[i] || t.Skip[i] || w.Owner[i] >= 0 {
		return false
	}
	switch t.Tag(i) {
	case atom.P, atom.Div, atom.Span, atom.Header, atom.Footer, atom.H3, atom.H4, atom.H5, atom.H6, atom.Small, atom.Ul, atom.Dt, atom.Dd, atom.Tr:
	default:
		return false
	}
	for j := i; j < t.End[i]; j++ {
		if w.Owner[j] >= 0 {
			return false
		}
	}
	s := doc.Collapse(t.Text(i, maxHead, nil))
	if s == "" || len(s) >= maxHead {
		return false
	}
	if dates.Cut(s) != "" {
		return true
	}
	for j := i; j < t.End[i]; j++ {
		if w.timeHint(j) {
			return true
		}
	}
	return false
}
