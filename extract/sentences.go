package extract

import (
	"assay/corpus"
	"assay/extract/profiles"
	"assay/extract/text"
)

// sentences splits the text of every section that holds text of its own
// (headings included) into sentences. A sentence may run over a hole of its
// block; it takes article, comment, context and heading from its section.
// standing are the sentences that have a role of their own wherever they stand.
func sentences(p *Parse, standing ...*profiles.Rule) {
	doc := p.Doc.Text
	if p.Sentences == nil {
		p.Sentences = make([]Sentence, 0, len(doc)/110+8)
	}
	var spans []corpus.Span
	var mask masker
	page := 0
	for i := range p.Sections {
		sec := &p.Sections[i]
		if sec.Kind == KindPart || sec.Len() == 0 {
			continue
		}
		view, base := mask.view(doc, sec.Span, p.Holes)
		lo, hi := int(sec.Start)-base, int(sec.End)-base
		spans = spans[:0]
		if sec.Kind == KindContents || sec.Kind == KindTable {
			spans = text.AppendLines(spans, view, lo, hi)
		} else {
			spans = text.AppendSentences(spans, view, lo, hi, sec.Kind == KindCommentBody)
			spans = joinTags(joinNumber(spans, view), view)
		}
		for k, sp := range spans {
			number := corpus.Span{}
			if sec.Kind == KindParagraph || sec.Kind == KindListItem {
				n, at := leadingMark(sp.Of(view), k == 0 && sec.Number.Len() > 0, sec.Kind == KindListItem)
				if at.Len() > 0 {
					number = corpus.Span{Start: int32(base) + sp.Start + at.Start, End: int32(base) + sp.Start + at.End}
				}
				sp.Start += int32(n)
			}
			sp.Start += int32(base)
			sp.End += int32(base)
			page = pageAt(p.Doc.Pages, page, sp.Start)
			at := sec.Page
			if page < len(p.Doc.Pages) && p.Doc.Pages[page].Start <= sp.Start {
				at = int32(page + 1)
			}
			s := Sentence{Span: sp, Article: sec.Article, Section: int32(i), Comment: sec.Comment,
				Page: at, Context: sec.Context, Side: sec.Side, Heading: sec.Heading, Number: number, Action: sec.Action}
			if s.Context.Scored() {
				for _, r := range standing {
					if r.Text.Match(sp.Of(doc)) {
						s.Context, s.Side = contextNamed(r.Role), NoSide
					}
				}
			}
			p.Sentences = append(p.Sentences, s)
		}
	}
}

// pageAt is the index of the last page that begins at or before pos, looking
// on from page from where it can.
func pageAt(pages []corpus.Span, from int, pos int32) int {
	if from >= len(pages) || pages[from].Start > pos {
		from = 0
	}
	for from+1 < len(pages) && pages[from+1].Start <= pos {
		from++
	}
	return from
}

// masker shows stretches of text with their holes blanked out. Ask it in rising
// order: it remembers where among the holes it is.
type masker struct {
	next int // the first hole that may lie ahead
}

// view returns a string and the offset in text of its first byte; in it the
// bytes of s can be read with spaces for those of holes. It copies only where
// there are holes; a span that lies in a hole wholly is furniture itself and
// stays as it is.
func (m *masker) view(text string, s corpus.Span, holes []corpus.Span) (string, int) {
	for m.next > 0 && holes[m.next-1].End > s.Start {
		m.next--
	}
	for m.next < len(holes) && holes[m.next].End <= s.Start {
		m.next++
	}
	if m.next >= len(holes) || holes[m.next].Start >= s.End || holes[m.next].Contains(s) {
		return text, 0
	}
	buf := []byte(s.Of(text))
	for _, h := range holes[m.next:] {
		if h.Start >= s.End {
			break
		}
		for i := max(h.Start, s.Start); i < min(h.End, s.End); i++ {
			buf[i-s.Start] = ' '
		}
	}
	return string(buf), int(s.Start)
}
