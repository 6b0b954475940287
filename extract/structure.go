package extract

import (
	"cmp"
	"slices"
	"strings"

	"assay/corpus"
	"assay/extract/profiles"
)

// structure fills Kind, Title, Articles, Sections, Comments and Holes from the
// lines of the document. Inspection reports and letters are cut by their
// headings, everything else is read as a page of articles.
func structure(p *work) {
	if p.profile = p.by.recognise(p.Doc); p.profile != nil {
		p.Kind = Kind(p.profile.ID)
	}
	p.said = p.statements()
	var blocks []block
	l := newLayout(p)
	if l.paged() {
		l.markRunning()
		l.markImprint()
		l.markContents()
		if p.profile != nil {
			l.markFront()
			l.markTitle(p)
		}
		l.markFootnotes()
		l.markRaised()
		l.markBetween()
		if l.markOwnTables(p) == 0 {
			l.markAskTables(p)
		}
		l.markStatements(p.said)
		blocks = joinRows(l)
	} else if p.profile != nil {
		l = flowingLayout(p)
		l.markRepeated()
		l.markImprint()
		l.markContents()
		l.markFront()
		l.markTitle(p)
		l.markOwnTables(p)
		l.markStatements(p.said)
		blocks = joinRows(l)
		numberPages(blocks, p.Doc.Pages)
	} else {
		blocks = lineBlocks(p.Doc)
	}
	if p.profile != nil {
		p.report(blocks, l)
	} else {
		p.articles(blocks, l.paged())
	}
	if len(p.Doc.Pages) == 0 { // it was laid out as if on one page, and has none
		for i := range p.Sections {
			p.Sections[i].Page = 0
		}
		for i := range p.Actions {
			p.Actions[i].Page = 0
		}
	}
	p.settle()
}

// numberPages gives blocks the pages they begin on, in a document whose pages have
// no layout: slides.
func numberPages(blocks []block, pages []corpus.Span) {
	page := 0
	for i := range blocks {
		if page = pageAt(pages, page, blocks[i].Start); page < len(pages) {
			blocks[i].page = int32(page + 1)
		}
	}
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

// rules are the heading rules of the document's kind.
func (p *work) rules() headings { return p.by.known[p.profile] }

// named are the lines that the kind of the document, and all kinds, know by how they
// begin.
func (p *work) named() profiles.Lines {
	n := p.by.set.Common.Lines
	if p.profile == nil {
		return n
	}
	own := p.profile.Lines

	return profiles.Lines{Judgement: slices.Concat(own.Judgement, n.Judgement), Grade: slices.Concat(own.Grade, n.Grade), Team: slices.Concat(own.Team, n.Team), Area: slices.Concat(own.Area, n.Area)}
}

// frontLabels are the labels of the facts that the kind prints on its front page.
func (p *work) frontLabels() (out []*profiles.Pattern) {
	if p.profile == nil {
		return nil
	}
	for _, f := range p.profile.Facts {
		if f.Where == profiles.Front {
			for _, l := range f.Labels {
				if !l.Captures() {
					out = append(out, l)
				}
			}
		}
	}
	return out
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
func oneLine(s string) string { return hyphens.Replace(strings.Join(strings.Fields(s), " ")) }

var hyphens = strings.NewReplacer(softHyphen, "-")
