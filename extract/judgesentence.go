package extract

import (
	"strings"

	"assay/corpus"
	"assay/extract/profiles"
	"assay/internal/lazyregexp"
)

// found is a grade read from a sentence or a heading.
type found struct {
	label, grade string
	span         corpus.Span
	page         int32
}

// findSentence looks for a pattern at the starts of lines, each joined with the
// two after it, since the sentence wraps. skip says which lines may not open it.
func findSentence(lines []corpus.Line, texts []string, from, to int, skip func(i int) bool, patterns []*profiles.Pattern) (found, bool) {
	near := from // the first line from i on that holds a word of a grade
	for i := from; i < to; i++ {
		for near = max(near, i); near < to && !holdsAny(texts[near], gradeStems); {
			near++
		}
		if near > i+2 {
			continue
		}
		joined := texts[i]
		ends := []int{len(joined)}
		for n := 1; n <= 2 && i+n < to; n++ {
			joined += " " + texts[i+n]
			ends = append(ends, len(joined))
		}
		for _, p := range patterns {
			m := p.Groups(joined)
			if m == nil || cellPart(texts[i]) || skip != nil && skip(i) {
				continue
			}
			g := gradeOf(strings.ToLower(joined[m[4]:m[5]]))
			if g == "" || conditional(joined, m[5]) {
				continue
			}
			if ends[0] < m[3] && p.Match(strings.TrimPrefix(joined[ends[0]:], " ")) {
				continue // the label begins on the next line: this one is a heading over it
			}
			last := 0
			for ends[last] < m[5] {
				last++
			}
			span := lines[i].Span
			span.End = lines[i+last].End
			return found{label: strings.TrimSpace(joined[m[2]:m[3]]), grade: g, span: span, page: lines[i].Page}, true
		}
	}
	return found{}, false
}

// gradeStems stand in every printed grade.
var gradeStems = []string{"ood", "utstanding", "mprovement", "dequate", "OOD", "UTSTANDING", "MPROVEMENT", "DEQUATE"}

// conditional reports that the grade is only described: "requires improvement
// if it does not yet ...", "is good at ...".
func conditional(s string, end int) bool {
	rest := strings.Fields(s[end:])
	if len(rest) == 0 {
		return false
	}
	switch rest[0] { // in lower case only: a capital letter opens the next line or sentence
	case "if", "when", "where", "at", "practice", "quality", "progress", "in", "on", "enough", "with":
		return true
	}
	return false
}

// headingGrades reads the grades repeated in section headings ("The experiences
// and progress of children in care: good", "... who need help and protection is
// inadequate"). It backs up a table that cannot be read; the first grade of
// each key counts.
func headingGrades(lines []corpus.Line, texts []string) map[string]found {
	out := map[string]found{}
	for i := range texts {
		if len(texts[i]) > 130 || !holdsAny(texts[i], labelAnchors) || !startsLabelHeading(texts[i]) || inPreviousList(texts, i) {
			continue
		}
		joined := ""
		for n := 0; n < 3 && i+n < len(texts); n++ {
			joined = strings.TrimSpace(joined + " " + texts[i+n])
			m := headingGrade.FindStringSubmatch(joined)
			if m == nil {
				continue
			}
			key := fullLabel(m[1])
			if key == "" {
				continue
			}
			if _, ok := out[key]; !ok {
				span := lines[i].Span
				span.End = lines[i+n].End
				out[key] = found{strings.TrimRight(m[1], " :–—-"), gradeOf(m[2]), span, lines[i].Page}
			}
			break
		}
	}
	return out
}

// labelAnchors stand in the first line of every label.
var labelAnchors = []string{"xperience", "ffectiveness", "hildren", "eadership", "doption", "mpact", "verall"}

// bulleted reports whether a line is an item of a list.
func bulleted(s string) bool {
	for _, mark := range []string{"•", "◼", "■", "▪", "○", "- ", "– ", "− ", "* "} {
		if strings.HasPrefix(s, mark) {
			return true
		}
	}
	return false
}

// inPreviousList reports whether line i stands in a list of earlier grades: a
// list item, or below a line about earlier inspections with only short lines
// between.
func inPreviousList(texts []string, i int) bool {
	if bulleted(texts[i]) {
		return true
	}
	for k := i - 1; k >= 0 && k >= i-12 && len(texts[k]) < 75; k-- {
		if previousHead.MatchString(texts[k]) {
			return true
		}
	}
	return false
}

var headingGrade = lazyregexp.New(`(?i)^(.*?)(?:\s*[:–—-]\s*|\s+(?:is|are|was|were)\s*:?\s*|\s+)(` + gradePhrase + `|require\s+improvement(?:\s+to\s+be\s+good)?)\s*\.?\d?$`)

func startsLabelHeading(s string) bool {
	w := strings.Fields(labelWords(s))
	for n := min(len(w), 4); n >= 2; n-- {
		if theLabels().prefix[strings.Join(w[:n], " ")] {
			return true
		}
	}
	return false
}
