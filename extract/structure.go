package extract

import (
	"cmp"
	"slices"
	"strings"

	"assay/corpus"
)

// structure fills Kind, Title, Articles, Sections, Comments and Holes from the
// lines of the document. Inspection reports and letters are cut by their
// headings, everything else is read as a page of articles.
func structure(p *Parse) {
	p.Kind = recognise(p.Doc)
	var blocks []block
	l := newLayout(p.Doc)
	if l.paged() {
		l.markRunning()
		l.markImprint()
		l.markContents()
		if p.Kind != "" {
			l.markFront()
			l.markTitle(p.Kind)
		}
		l.markFootnotes()
		blocks = joinRows(l)
	} else if p.Kind != "" {
		l = flowingLayout(p.Doc, p.Kind)
		l.markRepeated()
		l.markImprint()
		l.markContents()
		l.markFront()
		l.markTitle(p.Kind)
		blocks = joinRows(l)
	} else {
		blocks = lineBlocks(p.Doc)
	}
	if p.Kind != "" {
		p.report(blocks, l)
	} else {
		p.articles(blocks, l.paged())
	}
	p.settle()
}

// paged reports whether the document has pages with a layout.
func (l *layout) paged() bool {
	if l.pages == 0 {
		return false
	}
	for _, r := range l.rows {
		if r.y > 0 && r.page > 0 {
			return true
		}
	}
	return false
}

// settle puts sections and holes into the order of the text and gives every
// document at least one article.
func (p *Parse) settle() {
	if len(p.Articles) == 0 {
		p.Articles = []Article{{Span: corpus.Span{End: int32(len(p.Doc.Text))}, Title: p.Title}}
	}
	slices.SortFunc(p.Holes, func(a, b corpus.Span) int { return cmp.Compare(a.Start, b.Start) })
}

// oneLine is text with its white space made single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
