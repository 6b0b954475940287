package extract

import (
	"slices"
	"strings"

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

// SentenceText is the text of sentence i for tables: holes are left out and
// each run of white space is one space, but a word broken after its hyphen is
// whole again ("decision-\nmaking").
func SentenceText(p *Parse, i int) string {
	return p.Flat(p.Sentences[i].Span)
}

// Flat is the text of any span as SentenceText gives it. A span inside a hole
// is furniture itself and is not left out.
func (p *Parse) Flat(s corpus.Span) string {
	doc := p.Doc.Text
	next, _ := slices.BinarySearchFunc(p.Holes, s.Start, func(h corpus.Span, at int32) int { return int(h.End) - int(at) - 1 })
	holes := p.Holes[next:]
	if len(holes) > 0 && (holes[0].Start >= s.End || holes[0].Contains(s)) {
		holes = nil
	}
	from, _ := slices.BinarySearch(p.Joined, s.Start)
	joined := p.Joined[from:]
	if len(joined) > 0 && joined[0] >= s.End {
		joined = nil
	}
	if len(holes) == 0 && len(joined) == 0 && !strings.Contains(s.Of(doc), softHyphen) {
		return text.Flatten(s.Of(doc))
	}
	var b strings.Builder
	at := s.Start
	for _, h := range holes {
		if h.Start >= s.End {
			break
		}
		p.write(&b, corpus.Span{Start: at, End: max(at, h.Start)}, joined)
		b.WriteByte(' ')
		at = min(h.End, s.End)
	}
	p.write(&b, corpus.Span{Start: at, End: s.End}, joined)
	return text.Flatten(b.String())
}

// write writes a span with soft hyphens where a hyphen is to go, and with hyphens where
// a soft one is to stay.
func (p *Parse) write(b *strings.Builder, s corpus.Span, joined []int32) {
	at := s.Start
	keep := func(to int32) { b.WriteString(strings.ReplaceAll(p.Doc.Text[at:to], softHyphen, "-")) }
	for _, h := range joined {
		if h < at {
			continue
		}
		if h >= s.End {
			break
		}
		keep(h)
		b.WriteString(softHyphen)
		at = h + 1
		if strings.HasPrefix(p.Doc.Text[h:], softHyphen) {
			at = h + int32(len(softHyphen))
		}
	}
	keep(s.End)
}
