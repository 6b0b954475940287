package extract

import (
	"fmt"

	"assay/internal/calendar"
	"assay/internal/lazyregexp"
)

// dueText is a day by which something is asked.
var dueText = lazyregexp.New(`(?i)\b(?:by|before|(?:no|not) later than|until|due(?:\s+date)?(?:\s+(?:on|by))?|deadline)\b\s*:?\s*(?:the\s+)?(\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?\p{L}{3,9}(?:,?\s+\d{4})?|\d{1,2}/\d{1,2}/\d{4})`)

// dueDates reads the days by which things are asked, where the text of an action
// or what leads in to it prints one. A day before the inspection is no such day;
// one without a year is the next after it.
func (r *factReader) dueDates() {
	in := r.p.Inspection
	after := in.End
	if after.IsZero() {
		after = in.LetterDate
	}
	for i := range r.p.Actions {
		a := &r.p.Actions[i]
		if a.DueOn = dueIn(a.Text, after); a.DueOn.IsZero() {
			a.DueOn = dueIn(r.p.leadIns[i], after)
		}
	}
}

// dueIn is the last day that a text asks for and that does not lie before after,
// the zero Date where it names none.
func dueIn(text string, after Date) (due Date) {
	for _, m := range dueText.FindAllStringSubmatch(text, -1) {
		day := spelled(m[1])
		if !yearPrinted.MatchString(day) {
			if after.IsZero() {
				continue
			}
			day = fmt.Sprintf("%s %d", m[1], after.Year)
		}
		runs, _ := calendar.Runs(day)
		if len(runs) == 0 {
			continue
		}
		d := runs[0].Start
		if d.Before(after) && !yearPrinted.MatchString(m[1]) {
			d.Year++
		}
		if !d.Before(after) {
			due = d
		}
	}
	return due
}
