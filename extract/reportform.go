package extract

import (
	"strings"

	"assay/corpus"
	"assay/internal/lazyregexp"
)

// reportForm is the kind of inspection document by its title.
type reportForm uint8

const (
	formNone       reportForm = iota // no inspection report
	formILACS                        // inspection of local authority children's services, 2018 on
	formSIF                          // single inspection framework, Nov 2013 - early 2018
	formLACReview                    // earlier frameworks: looked after children, safeguarding (to Oct 2013)
	formLSCB                         // review of a Local Safeguarding Children Board alone
	formFocused                      // focused visit letter
	formMonitoring                   // monitoring visit letter
	formJTAI                         // joint targeted area inspection
	formOtherVisit                   // another inspection of children's services (area SEND, ...)
	formSchool                       // inspection of a school
)

// frontPages is how many pages the front matter may take: the judgement table
// of a single-framework report stands on page 1 or 2, its summary on page 3.
const frontPages = 3

// frontLines is how many lines stand for the front pages of a format without
// pages: about two printed pages.
const frontLines = 90

type frontMatter struct {
	lines []corpus.Line // of the first pages, without running headers and page numbers
	texts []string      // their texts
	head  int           // lines[:head] is the title block: up to the first label, table or paragraph
	form  reportForm
	// subject is the title of a letter, or of a report in the form of a letter:
	// what its letterhead names is where the inspectorate or the council sits
	subject string
	greet   int  // lines[greet] is the salutation, -1 where there is none
	re      bool // a re-inspection
	board   bool // the title announces a review of the safeguarding children board
}

var (
	titleEarlier = lazyregexp.New(`(?i)\binspection of (safeguarding|local authority arrangements for the protection of children)\b`)
	titleLSCB    = lazyregexp.New(`(?i)review of the effectiveness of the local safeguarding children['’]?s? board`)
	titleRe      = lazyregexp.New(`(?i)\bre-?\s?inspection of\b`)
	labelLine    = lazyregexp.New(`(?i)^\W{0,3}(inspection dates?|visit dates?|dates? of (the )?(inspection|visit)|lead inspector|reporting inspector|report published|published|judgement\s+grade|age group)\b`)
	dearLine     = lazyregexp.New(`^Dear\s+\S`)
)

// readFront finds the front matter and the form; kind is Parse.Kind.
func readFront(doc *corpus.Document, kind string) *frontMatter {
	f := &frontMatter{greet: -1}
	for _, l := range doc.Lines {
		if l.Page > frontPages || l.Page == 0 && len(f.lines) >= frontLines {
			break
		}
		t := strings.TrimSpace(l.Of(doc.Text))
		if t == "" || l.Kind == corpus.LineChrome || l.Comment >= 0 && l.Kind == corpus.LineCommentHeader || isPageNumber(t) {
			continue
		}
		f.lines = append(f.lines, l)
		f.texts = append(f.texts, t)
	}
	f.head = len(f.texts)
	for i, t := range f.texts {
		if labelLine.MatchString(t) || dearLine.MatchString(t) || startsTable(t) || len(t) > 160 || i >= 16 || i > 0 && f.lines[i].Page > f.lines[0].Page {
			f.head = i
			break
		}
	}
	for i, t := range f.texts {
		if i < 60 && f.greet < 0 && len(t) < 120 && dearLine.MatchString(t) {
			f.greet = i
		}
	}
	if first, end, ok := titleLinesOf(kind, f.texts, f.gap); ok {
		f.subject = strings.Join(f.texts[first:end], " ")
	}
	title := f.title()
	f.re, f.board = titleRe.MatchString(title), titleLSCB.MatchString(title)
	f.form = f.formOf(kind, title)
	return f
}

// title is the title block, or, of a letter, its subject line.
func (f *frontMatter) title() string {
	if f.greet >= 0 {
		return f.subject
	}
	return strings.Join(f.texts[:f.head], " ")
}

// gap reports whether space parts line i from the one before.
func (f *frontMatter) gap(i int) bool {
	a, b := f.lines[i-1], f.lines[i]
	return b.BlankRows > 0 || b.Kind != a.Kind || b.Page != a.Page || b.Kind == corpus.LineParagraph || b.Y-a.Y > 1.7*max(a.Size, 12)
}

func isPageNumber(t string) bool { return len(t) <= 3 && strings.Trim(t, "0123456789") == "" }

// formOf turns the kind of the document, which package structure has found,
// into the form of a report. Where the kind is open, a judgement table or a
// title of the years before 2013 decides.
func (f *frontMatter) formOf(kind, title string) reportForm {
	switch kind {
	case KindILACS:
		return formILACS
	case KindSIF:
		return formSIF
	case KindLookedAfter:
		return formLACReview
	case KindLSCB:
		return formLSCB
	case KindFocusedVisit:
		return formFocused
	case KindMonitoringVisit:
		return formMonitoring
	case KindJTAI:
		return formJTAI
	case KindAreaSEND:
		return formOtherVisit
	case KindSchool:
		return formSchool
	case KindOther, "":
		labels := tableLabels(f.texts)
		switch {
		case labels["looked_after_and_permanence"] && labels["leadership_management_governance"]:
			return formSIF
		case labels["impact_of_leaders"] && labels["help_and_protection"]:
			return formILACS
		case titleEarlier.MatchString(title):
			return formLACReview
		}
	}
	return formNone
}

// letter reports whether the form is a letter without grades.
func (r reportForm) letter() bool { return r == formFocused || r == formMonitoring }

// ungraded reports whether the form gives none of the grades of JudgementKeys.
func (r reportForm) ungraded() bool {
	return r.letter() || r == formJTAI || r == formOtherVisit || r == formSchool
}

// framework is the value of inspections.framework for the form; start decides
// for monitoring visits, which were made under both.
func (r reportForm) framework(start Date) string {
	switch r {
	case formILACS, formFocused:
		return "ILACS"
	case formSIF, formLSCB:
		return "SIF"
	case formMonitoring:
		if !start.IsZero() && start.Year < 2018 {
			return "SIF"
		}
		return "ILACS"
	}
	return "other"
}
