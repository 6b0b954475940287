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
func inspection(p *work) {
	f := readFront(p)
	if f.profile == nil {
		return
	}
	r := &factReader{p: p, front: f, all: allLines(p.Doc)}
	in := &Inspection{}
	p.Inspection = in
	in.LetterDate = r.letterFact()
	spans := r.inspectionDates()
	if len(spans) > 0 {
		in.Start, in.End = spans[0].Start, spans[len(spans)-1].End
	}
	in.Framework = frameworkOf(f.profile, in.Start)
	in.VisitKind, in.VisitInferred = visitKind(f, spans)
	if in.Published = r.publicationDate(); !in.Published.IsZero() {
		in.PublishedSource = PublishedDocument
	} else if r.of("published_on").Absent {
		in.PublishedSource = PublishedNever
	}
	if r.of("local_authority").Absent {
		// documents of the kind name none
	} else if name, a := r.authority(in.Start); a != nil {
		in.LocalAuthority, in.GSSCode, in.LACode, in.URN, in.Region = a.Name, a.GSS, a.LACode, a.URN, a.Region
	} else {
		in.LocalAuthority = name
	}
	r.fill(in)
	r.dueDates()
	if len(f.profile.Grades) > 0 {
		in.Judgements = r.ratings()
	} else {
		in.Judgements = judgements(f, r.all, in.Start)
	}
	r.missing(in)
}

// The values of Inspection.PublishedSource. Extract itself sets only document, and
// never where the profile says that the kind has no such day; the other two depend
// on what stands outside the text and are filled in by package out.
const (
	PublishedDocument = "document"
	PublishedMetadata = "metadata"
	PublishedFileName = "file_name"
	PublishedNever    = "never" // in no table: the day stays empty
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
	case f.profile.Visit != "":
		return f.profile.Visit, false
	case f.re:
		return "reinspection", false
	case !f.profile.Inferred || len(spans) == 0:
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
