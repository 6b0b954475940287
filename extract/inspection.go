package extract

import (
	"strings"

	"assay/corpus"
	"assay/internal/calendar"
)

// inspection reads what an inspection report says of itself: authority,
// framework, dates, lead inspector and judgements. It works from the lines of
// the document and their places on the page. Where the document is no
// inspection report, Parse.Inspection stays nil.
func inspection(p *Parse) {
	f := readFront(p.Doc, p.Kind)
	if f.form == formNone {
		return
	}
	all := allLines(p.Doc)
	in := &Inspection{}
	spans := inspectionDates(f)
	if len(spans) > 0 {
		in.Start, in.End = spans[0].Start, spans[len(spans)-1].End
	}
	in.Framework = f.form.framework(in.Start)
	in.VisitKind, in.VisitInferred = visitKind(f, spans)
	if in.Published = publicationDate(f); !in.Published.IsZero() {
		in.PublishedSource = PublishedDocument
	}
	in.LeadInspector = leadInspector(f, all)
	if name, a := reportAuthority(f, all, in.Start); a != nil {
		in.LocalAuthority, in.GSSCode, in.LACode, in.URN, in.Region = a.Name, a.GSS, a.LACode, a.URN, a.Region
	} else {
		in.LocalAuthority = name
	}
	in.Judgements = judgements(f, all, in.Start)
	p.Inspection = in
}

// The values of Inspection.PublishedSource. Extract itself sets only the first:
// the other two depend on what stands outside the text and are filled in by
// package out (PublishedFallback).
const (
	PublishedDocument = "document"
	PublishedMetadata = "metadata"
	PublishedFileName = "file_name"
)

// lineSet is lines with their texts.
type lineSet struct {
	lines []corpus.Line
	texts []string
}

// allLines are the lines of the document without page numbers and chrome.
func allLines(doc *corpus.Document) *lineSet {
	s := &lineSet{lines: make([]corpus.Line, 0, len(doc.Lines)), texts: make([]string, 0, len(doc.Lines))}
	for _, l := range doc.Lines {
		t := strings.TrimSpace(l.Of(doc.Text))
		if t == "" || l.Kind == corpus.LineChrome || isPageNumber(t) {
			continue
		}
		s.lines = append(s.lines, l)
		s.texts = append(s.texts, t)
	}
	return s
}

// The longest inspections of the two kinds, in days from first to last
// (docs/design.md; the inspectorate's framework: one week and two weeks on site).
const (
	shortVisitDays    = 7
	standardVisitDays = 15
)

// visitKind tells the kind of visit: printed in the title, or inferred from the
// days on site. ILACS reports never print short or standard.
func visitKind(f *frontMatter, spans []calendar.Run) (kind string, inferred bool) {
	switch {
	case f.form == formFocused:
		return "focused", false
	case f.form == formMonitoring:
		return "monitoring", false
	case f.re:
		return "reinspection", false
	case f.form != formILACS || len(spans) == 0:
		return "", false
	}
	days := 0
	for _, s := range spans {
		days += s.End.Days() - s.Start.Days() + 1
	}
	switch {
	case days < 1 || days > standardVisitDays:
		return "", false
	case days <= shortVisitDays:
		return "short", true
	}
	return "standard", true
}
