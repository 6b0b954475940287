package sentence

import "assay/extract"

// gradeReach is how many words may stand between "judged" and the grade it
// speaks of: "judged to be", "rated as at least".
const gradeReach = 4

var (
	gradeWords  = map[string]bool{"outstanding": true, "good": true, "inadequate": true, "adequate": true}
	gradeBefore = set("before a grade")
	requiring   = map[string]bool{"requires": true, "require": true, "required": true, "requiring": true}
	quoteMarks  = map[string]bool{"‘": true, "“": true, "\"": true, "``": true} // ’ may be a genitive
)

// maskGrades takes grades out of a sentence: the words that name one give no
// feature. A grade is "requires improvement to be good", and a word of the scale
// that is quoted or follows "judged", "rated" and the like. The same words in
// plain prose ("good oversight", "supervision is inadequate", "recording requires
// improvement") are not grades: there they say what the inspector saw.
func (fs *Forms) maskGrades(ws []Word) {
	since := gradeReach + 1 // words since one that announces a grade
	for i := range ws {
		low := ws[i].Low
		switch {
		case ws[i].Has(flagGradeBefore):
			since = 0
			continue
		case low == ";" || low == "." || ws[i].Has(flagTurning|flagConcessive):
			since = gradeReach + 1
		}
		since++
		quoted := i > 0 && ws[i-1].Has(FlagQuote)
		if n := requires(ws, i); n == 5 || n > 0 && (quoted || since <= gradeReach+1) {
			fs.mask(ws[i : i+n])
			since = 1
		} else if ws[i].Has(flagGrade) && (quoted || since <= gradeReach+1) {
			fs.mask(ws[i : i+1])
			since = 1 // "good or outstanding"
		}
	}
}

// requires is the length of "requires improvement" (2) or "requires improvement
// to be good" (5) at word i, 0 where it is neither.
func requires(ws []Word, i int) int {
	at := func(k int) string {
		if i+k < len(ws) {
			return ws[i+k].Low
		}
		return ""
	}
	switch {
	case !ws[i].Has(flagRequires) || at(1) != "improvement":
		return 0
	case at(2) == "to" && at(3) == "be" && at(4) == "good":
		return 5
	}
	return 2
}

// Masked is the text of a word that gives no feature.
const Masked = "<grade>"

func (fs *Forms) mask(ws []Word) {
	for i := range ws {
		w := &ws[i]
		w.Form, w.Lemma, w.ofLemma, w.Kind = fs.grade, "", nil, extract.TokenSymbol
		w.Base = w.ID
	}
}
