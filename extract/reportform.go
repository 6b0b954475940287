package extract

import (
	"regexp"
	"strings"

	"assay/corpus"
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
)

// frontPages is how many pages the front matter may take: the judgement table
// of a single-framework report stands on page 1 or 2, its summary on page 3.
const frontPages = 3

// frontLines is how many lines stand for the front pages of a format without
// pages: about two printed pages.
const frontLines = 90

// front is the front matter of a report: what stands before its text.
type front struct {
	lines []corpus.Line // of the first pages, without running headers and page numbers
	texts []string      // their texts
	head  int           // lines[:head] is the title block: up to the first label, table or paragraph
	form  reportForm
	re    bool // a re-inspection
	board bool // the title announces a review of the safeguarding children board
}

var (
	titleILACS   = regexp.MustCompile(`(?i)\binspection of\b.{0,120}?\bchildren['’]?s (social care )?services\b`)
	titleSIF     = regexp.MustCompile(`(?i)inspection of services for children in need of help and protection`)
	titleEarlier = regexp.MustCompile(`(?i)\binspection of (safeguarding and )?(services for )?looked[ -]after children|\binspection of safeguarding\b|\binspection of local authority arrangements for the protection of children`)
	titleLSCB    = regexp.MustCompile(`(?i)review of the effectiveness of the local safeguarding children board`)
	titleFocused = regexp.MustCompile(`(?i)\bfocused visit\b`)
	titleMonitor = regexp.MustCompile(`(?i)\bmonitoring visit\b`)
	titleJTAI    = regexp.MustCompile(`(?i)\bjoint targeted area inspection|\bJTAI\b`)
	titleSEND    = regexp.MustCompile(`(?i)\barea (send|special educational needs)|special educational needs and/?(or)? disabilit`)
	titleRe      = regexp.MustCompile(`(?i)\bre-?\s?inspection of\b`)
	labelLine    = regexp.MustCompile(`(?i)^\W{0,3}(inspection dates?|visit dates?|dates? of (the )?(inspection|visit)|lead inspector|reporting inspector|report published|published|judgement\s+grade|age group)\b`)
	salutation   = regexp.MustCompile(`^Dear\s+\S`)
)

// readFront finds the front matter and recognises the form.
func readFront(doc *corpus.Document) *front {
	f := &front{}
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
		if labelLine.MatchString(t) || salutation.MatchString(t) || startsTable(t) || len(t) > 160 || i >= 16 || i > 0 && f.lines[i].Page > f.lines[0].Page {
			f.head = i
			break
		}
	}
	f.form, f.re = f.recognise()
	f.board = titleLSCB.MatchString(strings.Join(f.texts[:f.head], " "))
	return f
}

func isPageNumber(t string) bool { return len(t) <= 3 && strings.Trim(t, "0123456789") == "" }

// recognise tells the form from the title block; where that is silent, from a
// labelled judgement table in the front matter.
func (f *front) recognise() (form reportForm, re bool) {
	title := strings.Join(f.texts[:f.head], " ")
	re = titleRe.MatchString(title)
	// A letter states its subject after the salutation.
	subject := title
	for i, t := range f.texts[:min(len(f.texts), 30)] {
		if salutation.MatchString(t) {
			subject += " " + strings.Join(f.texts[i:min(i+8, len(f.texts))], " ")
		}
	}
	labels := tableLabels(f.texts)
	switch {
	case titleJTAI.MatchString(title):
		return formJTAI, re
	case titleMonitor.MatchString(subject) && len(labels) == 0:
		return formMonitoring, re
	case titleFocused.MatchString(subject) && len(labels) == 0:
		return formFocused, re
	case titleSIF.MatchString(title) || labels["looked_after_and_permanence"] && labels["leadership_management_governance"]:
		return formSIF, re
	case titleEarlier.MatchString(title):
		return formLACReview, re
	case titleLSCB.MatchString(title):
		return formLSCB, re
	case labels["impact_of_leaders"]:
		return formILACS, re
	case titleSEND.MatchString(title):
		return formOtherVisit, re
	case titleILACS.MatchString(title) && f.hasLabels():
		return formILACS, re
	}
	return formNone, re
}

// hasLabels reports whether the front matter has the labels of a report, so
// that a news story with a title like one is not taken for one.
func (f *front) hasLabels() bool {
	for _, t := range f.texts {
		if labelLine.MatchString(t) {
			return true
		}
	}
	return false
}

// letter reports whether the form is a letter without grades.
func (r reportForm) letter() bool { return r == formFocused || r == formMonitoring }

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
