package extract

import "assay/internal/calendar"

// The values of Judgement.Status: why a judgement has a grade or has none.
const (
	StatusGraded         = "graded"
	StatusNotInFramework = "not_in_framework" // the framework never gives it
	StatusDiscontinued   = "discontinued"     // no longer given since April 2026
	StatusNotInReport    = "not_in_report"    // the framework gives it, this report does not
	StatusUnreadable     = "unreadable"       // the report should have it and no grade could be read
)

// The days on which the set of judgements of the ILACS framework changed.
var (
	careLeaversApart = calendar.Make(2023, 1, 1) // children in care and care leavers graded apart
	overallEnds      = calendar.Make(2026, 4, 1) // no overall effectiveness any more
)

// judgements fills the ten keys in the order of JudgementKeys.
func judgements(f *frontMatter, all *lineSet, start Date) []Judgement {
	grades := map[string]Judgement{}
	seen := map[string]Judgement{} // labels without a grade
	tables := reportTables(f, all)
	if f.form.ungraded() { // a table there is of an earlier inspection, or of a school's
		tables = nil
	}
	for _, t := range tables {
		for _, r := range t.rows {
			if r.key == "" {
				continue
			}
			j := Judgement{Key: r.key, Label: r.label, Span: r.span, Page: r.page}
			if _, ok := grades[r.key]; ok {
				continue
			}
			if r.grade != nil && cellWithout(r.grade.text) {
				j.Status = StatusNotInReport
				j.Start, j.End = min(j.Start, r.grade.span.Start), max(j.End, r.grade.span.End)
				grades[r.key] = j
				continue
			}
			if r.grade == nil || cellGrade(r.grade.text) == "" {
				if _, ok := seen[r.key]; !ok {
					j.Status = StatusUnreadable
					seen[r.key] = j
				}
				continue
			}
			j.Grade, j.Status = cellGrade(r.grade.text), StatusGraded
			j.Start, j.End = min(j.Start, r.grade.span.Start), max(j.End, r.grade.span.End)
			grades[r.key] = j
		}
	}
	put := func(key string, s found, ok bool) {
		if _, have := grades[key]; ok && !have {
			grades[key] = Judgement{Key: key, Label: s.label, Grade: s.grade, Status: StatusGraded, Span: s.span, Page: s.page}
		}
	}
	switch f.form {
	case formSIF:
		s, ok := findSentence(f.lines, f.texts, 0, len(f.texts), f.quiet, sifOverall...)
		put("overall_effectiveness", s, ok)
		fallthrough
	case formLSCB:
		s, ok := boardGrade(f, all)
		put("lscb", s, ok)
	}
	expected := expectedKeys(f.form, f.board, start, grades, seen)
	if !f.form.ungraded() && lacking(expected, grades) {
		backUp(expected, all, put)
	}
	out := make([]Judgement, 0, len(JudgementKeys))
	for _, key := range JudgementKeys {
		j, ok := grades[key]
		if !ok {
			if j, ok = seen[key]; !ok || expected[key] != StatusUnreadable {
				j = Judgement{Key: key, Status: expected[key]}
			}
		}
		out = append(out, j)
	}
	return out
}

// quiet says which lines of the front matter may not open a judging sentence.
func (f *frontMatter) quiet(i int) bool { return afterPrevious(f.texts, i) }

// reportTables gives the judgement tables of the report: the first in the front
// matter that is not of an earlier inspection, or, where the front matter has
// none (2013), the last of the document ("Record of main findings").
func reportTables(f *frontMatter, all *lineSet) []table {
	var usable []table
	for _, t := range readTables(f.lines, f.texts) {
		if !t.previous && t.graded() >= 2 {
			usable = append(usable, t)
		}
	}
	if len(usable) > 0 {
		return mergeBroken(usable)
	}
	if f.form == formLACReview || len(f.lines) < len(all.lines) {
		tables := readTables(all.lines, all.texts)
		for i := len(tables) - 1; i >= 0; i-- {
			if !tables[i].previous && tables[i].graded() >= 1 {
				return tables[i : i+1]
			}
		}
	}
	return nil
}

// mergeBroken joins to the first table those right after it that add other
// keys: one table broken by a page end or a heading within.
func mergeBroken(tables []table) []table {
	out := tables[:1]
	for _, t := range tables[1:] {
		if t.first-out[len(out)-1].last > 12 {
			break
		}
		out = append(out, t)
	}
	return out
}

// graded is the number of known labels with a readable grade.
func (t *table) graded() int {
	n := 0
	for _, r := range t.rows {
		if r.key != "" && r.grade != nil && cellGrade(r.grade.text) != "" {
			n++
		}
	}
	return n
}

// boardGrade finds the grade of the safeguarding children board: a sentence on
// the front page (2014), or the heading of its own part deep in the report.
// Descriptors of grades at the back ("An LSCB requires improvement if ...") are
// none.
func boardGrade(f *frontMatter, all *lineSet) (found, bool) {
	if s, ok := findSentence(f.lines, f.texts, 0, len(f.texts), f.quiet, lscbGrade); ok {
		return s, true
	}
	return findSentence(all.lines, all.texts, 0, len(all.texts), func(i int) bool { return afterPrevious(all.texts, i) }, lscbGrade)
}

// expectedKeys gives each key the status it has when no grade is found.
func expectedKeys(form reportForm, boardTitle bool, start Date, grades, seen map[string]Judgement) map[string]string {
	has := func(key string) bool {
		_, g := grades[key]
		_, s := seen[key]
		return g || s
	}
	out := map[string]string{}
	for _, k := range JudgementKeys {
		out[k] = StatusNotInFramework
	}
	missing := StatusUnreadable
	if form.ungraded() {
		missing = StatusNotInReport
	}
	if form == formMonitoring && form.framework(start) == "SIF" {
		form = formSIF
	}
	switch form {
	case formILACS, formFocused, formMonitoring:
		out["impact_of_leaders"], out["help_and_protection"], out["overall_effectiveness"] = missing, missing, missing
		if !start.IsZero() && !start.Before(overallEnds) {
			out["overall_effectiveness"] = StatusDiscontinued
		}
		apart := !start.IsZero() && !start.Before(careLeaversApart)
		if has("in_care") || has("care_leavers") { // what is printed wins over the calendar
			apart = true
		} else if has("in_care_and_care_leavers") {
			apart = false
		}
		if apart {
			out["in_care"], out["care_leavers"] = missing, missing
		} else {
			out["in_care_and_care_leavers"] = missing
		}
	case formSIF:
		for _, k := range []string{"overall_effectiveness", "help_and_protection", "looked_after_and_permanence", "adoption",
			"care_leavers", "leadership_management_governance"} {
			out[k] = missing
		}
		out["lscb"] = StatusNotInReport
		if boardTitle { // the title promises a review
			out["lscb"] = missing
		}
	case formLSCB:
		for _, k := range []string{"overall_effectiveness", "help_and_protection", "looked_after_and_permanence", "adoption",
			"care_leavers", "leadership_management_governance"} {
			out[k] = StatusNotInReport
		}
		out["lscb"] = missing
	case formLACReview:
		out["overall_effectiveness"] = missing
	}
	return out
}

// lacking reports whether a judgement the report should have was not found.
func lacking(expected map[string]string, grades map[string]Judgement) bool {
	for key, status := range expected {
		if _, ok := grades[key]; !ok && status == StatusUnreadable {
			return true
		}
	}
	return false
}

// backUp reads what a table should have held and did not from the headings of
// the sections, which repeat the grades.
func backUp(expected map[string]string, all *lineSet, put func(string, found, bool)) {
	headings := headingGrades(all.lines, all.texts)
	for _, key := range JudgementKeys {
		if s, ok := headings[key]; ok && expected[key] == StatusUnreadable {
			put(key, s, true)
		}
	}
}
