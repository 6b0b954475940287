package extract

import (
	"strings"

	"assay/extract/profiles"
	"assay/extract/text"
	"assay/internal/lazyregexp"
)

// The grades as the tables print them.
const (
	gradeOutstanding = "outstanding"
	gradeGood        = "good"
	gradeRequires    = "requires improvement"
	gradeAdequate    = "adequate" // third grade of the frameworks before November 2013
	gradeInadequate  = "inadequate"
)

const gradePhrase = profiles.GradePhrase

// gradeOf normalises a printed grade; "" where s is none.
func gradeOf(s string) string {
	s = strings.Join(strings.Fields(strings.ToLower(strings.Trim(s, " \t\n.,:;()[]*0123456789"))), " ")
	switch {
	case s == gradeOutstanding, s == gradeGood, s == gradeAdequate, s == gradeInadequate:
		return s
	case strings.HasPrefix(s, "requir") && strings.Contains(s, "improvement"):
		return gradeRequires
	}
	return ""
}

// A grade as the cell of a table holds it, with the forms of
// 2013 ("Adequate Grade 3", "Grade 4 (inadequate)").
var (
	cellWords  = lazyregexp.New(`(?i)^(?:grade\s*\d\s*[:(–-]?\s*)?(` + gradePhrase + `)\)?\s*(?:[(–-]?\s*grade\s*\d\s*\)?)?$`)
	cellNumber = lazyregexp.New(`(?i)^grade\s*([1-4])$`)
)

// cellGrade reads the whole text of a table cell as a grade; "" where it is none.
func cellGrade(s string) string {
	s = trimCell(s)
	if m := cellWords.FindStringSubmatch(s); m != nil {
		return gradeOf(m[1])
	}
	if m := cellNumber.FindStringSubmatch(s); m != nil {
		// Only the frameworks before November 2013 number their grades.
		return [...]string{gradeOutstanding, gradeGood, gradeAdequate, gradeInadequate}[m[1][0]-'1']
	}
	return ""
}

// trimCell drops what may cling to a cell: marks, a footnote digit after the
// last letter, runs of white space.
func trimCell(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.TrimRight(s, " .,:;*|")
	s = strings.TrimLeft(s, " :|*")
	if n := len(s); n > 1 && s[n-1] >= '0' && s[n-1] <= '9' && text.IsLetter(s[n-2]) {
		s = s[:n-1]
	}
	return s
}

// cellForms are the ways a grade is printed in a cell, as words, longest first
// where one begins another.
var cellForms = [][]string{
	{"requires", "improvement", "to", "be", "good"},
	{"require", "improvement", "to", "be", "good"},
	{"requires", "improvement"},
	{"require", "improvement"},
	{"outstanding"}, {"good"}, {"inadequate"}, {"adequate"},
	{"not", "judged"}, {"not", "graded"}, {"not", "inspected"}, {"not", "applicable"},
}

// cellWithout reports whether a cell says that no grade was given, as for the
// smallest authorities ("Not judged").
func cellWithout(s string) bool {
	w := strings.Fields(strings.ToLower(trimCell(s)))
	return len(w) == 2 && w[0] == "not" && cellPart(s)
}

// cellPart reports whether the words of s can be a piece of a wrapped grade
// ("Requires", "improvement to be", "good"): a run of words inside one form.
func cellPart(s string) bool {
	w := strings.Fields(strings.ToLower(trimCell(s)))
	if len(w) == 0 {
		return false
	}
	for _, f := range cellForms {
		for i := 0; i+len(w) <= len(f); i++ {
			if equalWords(f[i:i+len(w)], w) {
				return true
			}
		}
	}
	return cellGrade(s) != ""
}

// cellGoesOn reports whether next carries on the wrapped grade in cell.
func cellGoesOn(cell, next string) bool {
	w := strings.Fields(strings.ToLower(trimCell(cell) + " " + trimCell(next)))
	for _, f := range cellForms {
		if len(w) <= len(f) && equalWords(f[:len(w)], w) {
			return true
		}
	}
	return false
}

func equalWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
