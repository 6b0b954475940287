package extract

import (
	"assay/extract/profiles"
	"assay/internal/calendar"
)

// Status says why a judgement has a grade or has none.
type Status string

// The statuses.
const (
	StatusGraded         Status = "graded"
	StatusNotInFramework Status = "not_in_framework" // the framework never gives it
	StatusDiscontinued   Status = "discontinued"     // the framework no longer gives it
	StatusNotInReport    Status = "not_in_report"    // the framework gives it, this report does not
	StatusUnreadable     Status = "unreadable"       // the report should have it and no grade could be read
)

// judgements fills the ten keys in the order of JudgementKeys.
func judgements(f *frontMatter, all *lineSet, start Date) []Judgement {
	grades := map[string]Judgement{}
	seen := map[string]Judgement{}      // labels without a grade
	if len(f.profile.Judgements) == 0 { // a table there is of an earlier inspection, or of a school's
		return nil
	}
	for _, t := range reportTables(f, all) {
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
	for _, j := range f.profile.Judgements {
		s, ok := sentenceGrade(f, all, j.Where, j.Sentences)
		put(j.Key, s, ok)
	}
	expected := expectedKeys(f.profile, f.title(), start, grades, seen)
	if lacking(expected, grades) {
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
// none (2013, where one grade is all), the last of the document ("Record of main
// findings").
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
	if len(f.profile.Judgements) == 1 || len(f.lines) < len(all.lines) {
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

// sentenceGrade finds a grade in a sentence or heading of the front matter or, where
// the profile says so, deep in the report. Descriptors of grades at the back ("A
// service requires improvement if ...") are none.
func sentenceGrade(f *frontMatter, all *lineSet, where profiles.Where, patterns []*profiles.Pattern) (found, bool) {
	if len(patterns) == 0 {
		return found{}, false
	}
	s, ok := findSentence(f.lines, f.texts, 0, len(f.texts), f.quiet, patterns)
	if ok || where != profiles.Anywhere {
		return s, ok
	}
	return findSentence(all.lines, all.texts, 0, len(all.texts), func(i int) bool { return afterPrevious(all.texts, i) }, patterns)
}

// expectedKeys gives each key the status it has when no grade is found, by what
// the profile says the kind gives on the day of the inspection.
func expectedKeys(p *profiles.Profile, title string, start Date, grades, seen map[string]Judgement) map[string]Status {
	has := func(key string) bool {
		_, g := grades[key]
		_, s := seen[key]
		return g || s
	}
	out := map[string]Status{}
	for _, k := range JudgementKeys {
		out[k] = StatusNotInFramework
	}
	apart := map[string]bool{} // by the key that others take the place of: whether they do
	for _, j := range p.Judgements {
		if j.InsteadOf == "" {
			continue
		}
		if _, known := apart[j.InsteadOf]; !known {
			apart[j.InsteadOf] = reached(start, j.From) && !has(j.InsteadOf)
		}
		apart[j.InsteadOf] = apart[j.InsteadOf] || has(j.Key) // what is printed wins over the calendar
	}
	for _, j := range p.Judgements {
		replaced, known := apart[j.Key]
		switch {
		case j.InsteadOf != "" && !apart[j.InsteadOf], known && replaced:
			continue
		case !known && j.InsteadOf == "" && j.Until != (profiles.Day{}) && reached(start, j.Until):
			out[j.Key] = StatusDiscontinued
		case j.Missing != "" && !matchAny(j.Promised, title):
			out[j.Key] = Status(j.Missing)
		default:
			out[j.Key] = StatusUnreadable
		}
	}
	return out
}

// reached reports whether a known day is not before another.
func reached(d Date, from profiles.Day) bool {
	return !d.IsZero() && !d.Before(calendar.Make(from.Year, from.Month, from.Day))
}

// lacking reports whether a judgement the report should have was not found.
func lacking(expected map[string]Status, grades map[string]Judgement) bool {
	for key, status := range expected {
		if _, ok := grades[key]; !ok && status == StatusUnreadable {
			return true
		}
	}
	return false
}

// backUp reads what a table should have held and did not from the headings of
// the sections, which repeat the grades.
func backUp(expected map[string]Status, all *lineSet, put func(string, found, bool)) {
	headings := headingGrades(all.lines, all.texts)
	for _, key := range JudgementKeys {
		if s, ok := headings[key]; ok && expected[key] == StatusUnreadable {
			put(key, s, true)
		}
	}
}
