package html

import (
	"assay/corpus/internal/doc"
)

// left writes what item k shows besides its header and what was said (a member's
// rank, a signature, the words of a box) as lines of chrome that belong to the
// comment, so that no text of a page is without a line. What repeats the header and
// the labels of buttons are all that is left out. It widens c by what it writes.
func (p *pageWriter) left(k int32, c *doc.Comment) {
	t := p.t
	for _, from := range p.w.Items[k].Nodes {
		p.blocks(from, t.End[from], func(j int32) visit {
			switch {
			case p.w.Owner[j] != k:
				return passEnd
			case t.Skip[j], p.hidden[j], p.saidAt[j]:
				return pass
			}
			return enter
		}, func(bl pageBlock) {
			if !hasInk(bl.text) || p.w.Framing(k, bl.plain()) {
				return
			}
			for _, line := range doc.BrokenLines(bl.text) {
				if s, ok := p.b.Add(line, doc.Line{Kind: doc.LineChrome, Comment: k}); ok {
					c.End = s.End
				}
			}
		})
	}
}
