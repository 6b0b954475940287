package extract

import (
	"strings"

	"assay/corpus"
	"assay/extract/text"
)

// lineBlocks makes a block of every line of a document without a page layout;
// lines of a hard-wrapped text are joined into paragraphs first.
func lineBlocks(doc *corpus.Document) []block {
	wrapped := hardWrapped(doc)
	var out []block
	for i, ln := range doc.Lines {
		if ln.Len() == 0 {
			continue
		}
		b := block{Span: ln.Span, kind: KindParagraph, comment: ln.Comment, page: ln.Page, indent: int(ln.X), gap: int(ln.BlankRows), level: 0}
		if len(doc.Comments) == 0 {
			b.comment = -1
		}
		s := ln.Of(doc.Text)
		if wrapped && len(out) > 0 && ln.BlankRows == 0 && i > 0 && ln.Comment == doc.Lines[i-1].Comment && wrapsOn(&out[len(out)-1], doc.Lines[i-1], ln, doc.Text) {
			out[len(out)-1].End = ln.End
			continue
		}
		if ln.Kind == corpus.LineText && ln.BlankRows == 0 && i > 0 && len(out) > 0 && out[len(out)-1].kind != KindHeading &&
			doc.Lines[i-1].Kind == corpus.LineText && ln.Comment == doc.Lines[i-1].Comment && text.LineRunsOn(doc.Lines[i-1].Of(doc.Text), s) {
			out[len(out)-1].End = ln.End
			continue
		}
		switch ln.Kind {
		case corpus.LineTitle:
			b.kind = KindTitle
		case corpus.LineHeading:
			b.kind, b.level = KindHeading, max(ln.Level, 1)
		case corpus.LineListItem:
			b.kind = KindListItem
		case corpus.LineTableCell:
			b.kind = KindTable
		case corpus.LineCaption:
			b.kind, b.context, b.settled = KindCaption, InCaption, true
		case corpus.LineByline, corpus.LineDate:
			b.kind, b.context, b.settled = KindByline, Furniture, true
		case corpus.LineChrome:
			b.kind, b.context, b.settled = KindChrome, Chrome, true
		case corpus.LineCommentHeader:
			b.kind, b.context, b.settled = KindCommentHeader, Chrome, true
		default:
			if bulletStart.MatchString(s) && !strings.HasPrefix(s, "–") && !strings.HasPrefix(s, "—") {
				b.kind = KindListItem
			} else if m := numberStart.FindStringSubmatchIndex(s); m != nil {
				b.number = numberSpan(ln.Start, m)
			}
		}
		out = append(out, b)
	}
	return out
}

// hardWrapped reports whether the lines of a plain text break where the page
// was full: many lines go on in lower case on the next.
func hardWrapped(doc *corpus.Document) bool {
	pairs, goOn := 0, 0
	for i := 1; i < len(doc.Lines); i++ {
		a, b := doc.Lines[i-1], doc.Lines[i]
		if a.Kind != corpus.LineText || b.Kind != corpus.LineText || b.BlankRows > 0 {
			continue
		}
		s := a.Of(doc.Text)
		if len(s) < 40 {
			continue
		}
		pairs++
		if len(s) <= 140 && !ended(s) && startsLower(b.Of(doc.Text)) {
			goOn++
		}
	}
	return goOn >= 3 && 5*goOn >= pairs || goOn > 0 && 2*goOn >= pairs
}

// wrapsOn reports whether line b carries on the paragraph that line a ends.
func wrapsOn(cur *block, a, b corpus.Line, text string) bool {
	s, before := b.Of(text), a.Of(text)
	if bulletStart.MatchString(s) || b.Kind != corpus.LineText || cur.kind == KindHeading {
		return false
	}
	if numberStart.MatchString(s) && (ended(before) || b.X < a.X) {
		return false
	}
	return len(before) >= 35 || startsLower(s) && !ended(before)
}
