package extract

import (
	"strings"

	"assay/corpus"
)

// report cuts an inspection report or letter by its headings. It is one article.
func (p *work) report(blocks []block, l *layout) {
	text := p.Doc.Text
	a := &assembler{p: p, base: Finding, byType: l.paged() || l.flowing}
	var titles []string
	var overall corpus.Span
	for i := range blocks {
		b := &blocks[i]
		if b.kind == KindTitle {
			titles = append(append(titles, ""), strings.Split(b.of(text), "\n")...)
		}
		if b.kind == KindTable && b.page <= 1 && overall.Len() == 0 {
			overall = lastLabel(b.Span, text)
		}
	}
	if l.paged() || l.flowing {
		plainHeadings(blocks, text, l)
	}
	p.markLetter(blocks)
	late := lateHeadings(blocks)
	for i, b := range blocks {
		if b.kind == KindTable {
			a.lead = overall
		}
		if h, ok := late[i]; ok {
			a.openBefore(blocks[h], b)
			blocks[h].opened = true
		}
		if blocks[i].opened {
			b.opened = true
		}
		a.add(b)
	}
	p.actions(a.asked)
	if t := joinTitle(titles); t != "" {
		p.Title = t
	} else if p.Title == "" {
		p.Title = firstHeading(blocks, text)
	}
	p.Articles = []Article{{Span: corpus.Span{End: int32(len(text))}, Title: p.Title}}
}

// lastLabel returns the label of the last row of a judgement table that begins
// with one, without its grade: what follows the table speaks of it.
func lastLabel(s corpus.Span, text string) corpus.Span {
	at := s.Start
	var label corpus.Span
	for _, ln := range strings.SplitAfter(s.Of(text), "\n") {
		row := strings.TrimSpace(ln)
		if strings.HasPrefix(strings.ToLower(row), "overall effectiveness") {
			start := at + int32(strings.Index(ln, row))
			label = corpus.Span{Start: start, End: start + int32(len("overall effectiveness"))}
		}
		at += int32(len(ln))
	}
	return label
}

func firstHeading(blocks []block, text string) string {
	for _, b := range blocks {
		if b.kind == KindHeading {
			return oneLine(b.of(text))
		}
	}
	if len(blocks) > 0 && blocks[0].Len() < 200 {
		return oneLine(blocks[0].of(text))
	}
	return ""
}

// plainHeadings finds headings set like the text: a short line by itself that
// no full stop ends, in front of a paragraph or list.
func plainHeadings(blocks []block, text string, l *layout) {
	for i := range blocks {
		b := &blocks[i]
		if b.kind != KindParagraph || b.settled || b.asks != NoAction || b.number.Len() > 0 || len(b.inner) > 0 || b.Len() > 90 {
			continue
		}
		s := b.of(text)
		known := l.rules.named(s)
		if ended(s) && !known || startsLower(s) || labelled.MatchString(s) || frontLabel.MatchString(s) || gradeOnly.MatchString(s) && b.page > 1 {
			continue
		}
		if b.page == 1 && matchAny(l.named.Grade, s) {
			b.kind = KindHeading
			continue
		}
		next := i + 1
		for next < len(blocks) && blocks[next].kind == KindFurniture {
			next++
		}
		if next == len(blocks) || blocks[next].settled || startsLower(blocks[next].of(text)) || strings.HasSuffix(s, ",") ||
			!known && (strings.Contains(s, "\n") || len(strings.Fields(s)) > 9 || b.page == 1 && !l.flowing) {
			continue
		}
		if k := blocks[next].kind; k == KindListItem || k == KindParagraph && blocks[next].Len() > 60 || blocks[next].number.Len() > 0 {
			b.kind, b.plain = KindHeading, true
		}
	}
}
