package extract

import (
	"regexp"
	"sort"
	"strings"

	"assay/corpus"
)

// structure fills Kind, Title, Articles, Sections, Comments and Holes from the
// lines of the document.
func structure(p *Parse) {
	p.Kind = "other"
	p.Articles = []Article{{Span: corpus.Span{End: int32(len(p.Doc.Text))}, Title: p.Title}}
	var cur *Section
	prev := corpus.Line{Page: -1}
	var pending []corpus.Line
	flush := func() { cur = nil }
	for _, l := range p.Doc.Lines {
		text := l.Of(p.Doc.Text)
		if l.Page > 0 && thinFurniture(l, text) {
			pending = append(pending, l)
			continue
		}
		joins := cur != nil && cur.Kind == KindParagraph && l.Page > 0 && !l.Bold && !thinItem.MatchString(text) &&
			!prev.Bold && (l.Page != prev.Page || l.Y-prev.Y < 1.6*l.Size)
		if joins {
			for _, f := range pending {
				p.Holes = append(p.Holes, f.Span)
			}
			cur.End = l.End
		} else {
			flush()
		}
		for _, f := range pending {
			p.Sections = append(p.Sections, Section{Span: f.Span, Parent: -1, Comment: -1, Kind: KindFurniture, Context: Furniture, Page: f.Page})
		}
		pending = pending[:0]
		if !joins {
			s := Section{Span: l.Span, Parent: -1, Comment: -1, Kind: KindParagraph, Context: Finding, Page: l.Page}
			if l.Bold {
				s.Kind, s.Context, s.Level = KindHeading, InHeading, 1
			}
			if l.Page == 0 && l.Kind != corpus.LineHeading {
				s.Context = InArticle
			}
			p.Sections = append(p.Sections, s)
		}
		cur = &p.Sections[len(p.Sections)-1]
		if joins { // the furniture stands after the paragraph it interrupts
			for i := len(p.Sections) - 1; i >= 0; i-- {
				if p.Sections[i].Kind == KindParagraph {
					cur = &p.Sections[i]
					cur.End = l.End
					break
				}
			}
		}
		prev = l
	}
	for _, f := range pending {
		p.Sections = append(p.Sections, Section{Span: f.Span, Parent: -1, Comment: -1, Kind: KindFurniture, Context: Furniture, Page: f.Page})
	}
	sort.SliceStable(p.Sections, func(i, j int) bool { return p.Sections[i].Start < p.Sections[j].Start })
	for i := range p.Sections {
		for j := i - 1; j >= 0 && p.Sections[i].Kind == KindFurniture; j-- {
			if p.Sections[j].Contains(p.Sections[i].Span) {
				p.Sections[i].Parent = int32(j)
				break
			}
			if p.Sections[j].Kind != KindFurniture {
				break
			}
		}
	}
}

var thinItem = regexp.MustCompile(`^(?:\d{1,3}\. |[•◼■▪–] )`)

func thinFurniture(l corpus.Line, text string) bool {
	return l.Y > 780 || l.Y < 60 || strings.Trim(text, "0123456789 ") == ""
}
