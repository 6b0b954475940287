package extract

import (
	"strings"

	"assay/corpus"
)

// Rows of a document without pages are set as if on one page without end, so
// that the same steps read it: a line of a hard-wrapped text follows the one
// before it closely, everything else stands apart.
const (
	flowBody    = 12
	flowLeading = 14
	flowApart   = 60
	flowHeading = 14 // of a heading known by its words
	flowTitle   = 20
)

// flowingLayout lays out an inspection document that came without pages: plain
// text, HTML or a word processor's file.
func flowingLayout(p *work) *layout {
	doc := p.Doc
	l := &layout{text: doc.Text, rules: p.rules(), labels: p.frontLabels(), named: p.named(), pages: 1, flowing: true, body: flowBody, leading: flowLeading, full: 1 << 20}
	wrapped := hardWrapped(doc)
	width := 0 // of a full line
	if wrapped {
		for _, ln := range doc.Lines {
			width = max(width, min(ln.Len(), 110))
		}
	}
	y := float32(0)
	for i, ln := range doc.Lines {
		if ln.Len() == 0 {
			continue
		}
		if i > 0 && wrapped && ln.BlankRows == 0 && ln.Kind == corpus.LineText {
			y += flowLeading
		} else {
			y += flowApart
		}
		r := row{Span: ln.Span, page: 1, x: 6 * ln.X, y: y, size: flowBody, kind: ln.Kind}
		text := ln.Of(doc.Text)
		switch ln.Kind {
		case corpus.LineTitle:
			r.size, r.bold = flowTitle, true
		case corpus.LineHeading:
			r.level = max(ln.Level, 1)
			r.size, r.bold = flowHeading+float32(6-min(r.level, 6))/2, true
		case corpus.LineChrome, corpus.LineCommentHeader:
			l.ownLine(p, &r)
		case corpus.LineCaption:
			r.mark = captions
		case corpus.LineTableCell:
			if len(text) < 90 {
				r.mark = grades
			}
		case corpus.LineParagraph:
			if len(text) <= 160 && !numberStart.MatchString(text) && l.rules.named(text) {
				r.size, r.bold = flowHeading, true
			}
		case corpus.LineText:
			if l.isHeadingLine(doc, i, wrapped, width) {
				r.size, r.bold = flowHeading, true
			} else if n := len(l.rows); wrapped && n > 0 && l.rows[n-1].size == flowHeading && goesOnHeading(doc, i) {
				r.size, r.bold = flowHeading, true
			}
		}
		l.rows = append(l.rows, r)
	}
	l.flowTitles(p)
	return l
}

// ownLine says of a line that the reader of pages takes for none of an article
// what it is in a report of a user's own kind: a cell of a table, or a heading
// that the profile knows; all else stays chrome.
func (l *layout) ownLine(p *work, r *row) {
	text := r.Of(l.text)
	r.mark = chromed
	switch {
	case p.profile.BuiltIn || r.kind != corpus.LineChrome:
	case cellsIn(p.Doc, r.Span, 0, false)[0].row > 0:
		r.mark = grades
	case len(text) <= mostLabel && l.rules.named(text) && l.rules.of(text).own:
		r.mark, r.kind, r.size, r.bold = plain, corpus.LineHeading, flowHeading, true
	}
}

// named reports whether a line of plain text is a heading by its words:
// a rule knows it, and no full stop ends it.
func (h headings) named(text string) bool {
	t := strings.TrimRight(text, " :?0123456789")
	asks := strings.HasSuffix(strings.TrimRight(text, " 0123456789"), "?")
	return !strings.HasSuffix(t, ".") && !strings.HasSuffix(t, ",") && !strings.HasSuffix(t, ";") && wordCount(text) <= 30 &&
		!startsLower(text) && !frontLabel.MatchString(text) && !judgementHead.MatchString(text) && (asks || !isProse(text)) && h.of(text) != nil &&
		!contentsEntry.MatchString(text)
}

// isHeadingLine reports whether line i of a plain text is a heading. Where no
// blank line sets it apart from the text above, it must be shorter than the
// lines of a paragraph are and follow a full stop.
func (l *layout) isHeadingLine(doc *corpus.Document, i int, wrapped bool, width int) bool {
	ln := doc.Lines[i]
	text := ln.Of(doc.Text)
	if len(text) > 160 || bulletStart.MatchString(text) || numberStart.MatchString(text) || !l.rules.named(text) {
		return false
	}
	if !wrapped || i == 0 || ln.BlankRows > 0 && (len(text) < width*4/5 || blankAfter(doc, i)) {
		return true
	}
	before := doc.Lines[i-1].Of(doc.Text)
	return len(text) < width*4/5 && (ended(before) || pageNumber.MatchString(before) || len(before) < width/2)
}

// blankAfter reports whether line i, or the short line that carries it on, has
// a blank line under it.
func blankAfter(doc *corpus.Document, i int) bool {
	for j := i + 1; j < len(doc.Lines) && j <= i+2; j++ {
		if doc.Lines[j].BlankRows > 0 {
			return true
		}
		if !startsLower(doc.Lines[j].Of(doc.Text)) {
			return false
		}
	}
	return true
}

// goesOnHeading reports whether line i carries on the heading above it: it is
// short, goes on in lower case, and what follows it does not.
func goesOnHeading(doc *corpus.Document, i int) bool {
	text := doc.Lines[i].Of(doc.Text)
	if doc.Lines[i].BlankRows > 0 || len(text) > 75 || !startsLower(text) && !gradeOnly.MatchString(text) {
		return false
	}
	return i+1 == len(doc.Lines) || !startsLower(doc.Lines[i+1].Of(doc.Text)) || gradeOnly.MatchString(doc.Lines[i+1].Of(doc.Text))
}

// flowTitles sets the title of a document of a kind large: the line or lines
// that name it, with the name of the council in front of them where that stands
// at the top.
func (l *layout) flowTitles(p *work) {
	texts := make([]string, 0, 60)
	for i := range l.rows {
		if i >= 60 || l.rows[i].size == flowTitle {
			break
		}
		texts = append(texts, l.of(i))
	}
	first, end, ok := p.by.titleLinesOf(p.profile, texts, func(i int) bool { return l.rows[i].y-l.rows[i-1].y > flowLeading })
	if !ok {
		return
	}
	if len(p.profile.Judgements) > 0 { // of a graded report the council stands above
		for first > 0 && first < 4 && mayTitle(texts[first-1]) && !strings.ContainsAny(texts[first-1], "@0123456789") {
			first--
		}
	}
	for i := first; i < end; i++ {
		if k := l.rows[i].kind; k == corpus.LineText || k == corpus.LineParagraph || k == corpus.LineHeading {
			l.rows[i].size, l.rows[i].bold = flowTitle, true
		}
	}
}

// markRepeated finds what a page left behind in a text without pages: page
// numbers on lines of their own, and lines that come back, but for their
// numbers, at least three times.
func (l *layout) markRepeated() {
	count, numbers := map[string]int{}, 0
	for i := range l.rows {
		count[runningKey(l.of(i))]++
		if pageNumber.MatchString(l.of(i)) {
			numbers++
		}
	}
	for i := range l.rows {
		t := l.of(i)
		switch {
		case l.rows[i].mark != plain || l.rows[i].kind != corpus.LineText:
		case pageNumber.MatchString(t) && (numbers > 1 || strings.ContainsAny(t, "PpOo")):
			l.rows[i].mark = running
		case count[runningKey(t)] >= 3 && len(t) > 12 && len(t) < 140 && !l.rules.named(t) && !bulletStart.MatchString(t) && !imprintLine.MatchString(t) && !isProse(plainText(t)):
			l.rows[i].mark = running
		}
	}
}
