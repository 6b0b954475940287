package extract

import "assay/corpus"

var threadHeading = rx(`(?i)^\d+ (?:responses|comments|thoughts)`)

func lineBlocks(doc *corpus.Document) []block {
	var out []block
	for _, l := range doc.Lines {
		if l.Len() > 0 {
			out = append(out, block{Span: l.Span, kind: KindParagraph, comment: -1, page: l.Page})
		}
	}
	return out
}

func (p *Parse) articles(blocks []block) {
	p.Kind = KindOther
	a := &assembler{p: p, base: InArticle}
	for _, b := range blocks {
		a.add(b)
	}
}
