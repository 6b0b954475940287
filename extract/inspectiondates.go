package extract

import (
	"strings"

	"assay/internal/calendar"
	"assay/internal/lazyregexp"
)

var (
	datesLabel     = lazyregexp.New(`(?i)^\W{0,3}(?:inspection dates?|visit dates?|dates? of (?:the )?(?:focused |monitoring )?(?:inspection|visit)|(?:focused|monitoring) visit dates?)\s*[:.-]?\s*`)
	publishedLabel = lazyregexp.New(`(?i)^\W{0,3}(?:(?:report|letter) )?(?:first )?published(?: on)?(?:\s*[:.-]\s*|\s+)`)
	dayRun         = `\d{1,2}(?:st|nd|rd|th)?(?:\s+[A-Z][a-z]+)?(?:\s+\d{4})?(?:\s*(?:-|–|—|to|and|until|,|&)\s*\d{1,2}(?:st|nd|rd|th)?(?:\s+[A-Z][a-z]+)?(?:\s+\d{4})?)*`
	visitedOn      = lazyregexp.New(`(?:visit|inspection)(?: (?:to|of) [^.]{3,120}?)?,?\s+(?:on|from|between|which took place on|carried out on|took place (?:on|from|between))\s+(` + dayRun + `)` +
		`|(?:visit|inspection) (?:was|took place)\b[^.]{0,120}?\s(?:on|from|between)\s+(` + dayRun + `)` +
		`|(?:Between|From|On)\s+(` + dayRun + `),? (?:Ofsted|inspectors|HMI|(?:Her|His) Majesty|the Care Quality|we)\b`)
)

// inspectionDates reads the days of the inspection: after their label on the
// front page, which wins over running footers, or in a letter from the sentence
// that names the visit.
func inspectionDates(f *frontMatter) []calendar.Run {
	for i, t := range f.texts {
		at := datesLabel.FindStringIndex(t)
		if at == nil {
			continue
		}
		if spans := datesFrom(f.texts, i, at[1]); len(spans) > 0 {
			return spans
		}
	}
	if !f.form.ungraded() {
		return nil
	}
	text := strings.Join(f.texts[f.greet+1:], " ")
	for _, m := range visitedOn.FindAllStringSubmatch(text, -1) {
		if spans, whole := calendar.Runs(m[1] + m[2] + m[3]); whole && len(spans) > 0 {
			return spans
		}
	}
	return nil
}

// mostDateLines is how many lines a list of dates may take.
const mostDateLines = 3

// datesFrom reads the dates after byte at of line i, which may go on in the
// next lines: while the list is cut off, or when the next line holds nothing
// but dates joined to it.
func datesFrom(texts []string, i, at int) []calendar.Run {
	joined := texts[i][at:]
	spans, whole := calendar.Runs(joined)
	for n := 1; n < mostDateLines && i+n < len(texts); n++ {
		next := texts[i+n]
		if whole && !carriesOn(next) {
			break
		}
		if !whole && labelLine.MatchString(next) {
			break
		}
		more, ok := calendar.Runs(joined + " " + next)
		if len(more) == 0 && n > 1 {
			break
		}
		if len(more) >= len(spans) && len(more) > 0 {
			spans, whole = more, ok
		}
		joined += " " + next
	}
	return spans
}

// carriesOn reports whether a line continues a list of dates that could have
// ended before it: "and 7 August 2019", "to 8 August 2019".
func carriesOn(s string) bool {
	items := calendar.Items(s)
	return len(items) > 2 && len(s) < 60 && (items[0].Kind == '&' || items[0].Kind == '-') && items[1].Kind == 'd'
}

// publicationDate reads the day of publication where the document itself
// prints one under its label; of a letter, the day it is dated. A copyright
// year is none, and neither is the day another report was published on.
func publicationDate(f *frontMatter) Date {
	for i, t := range f.texts {
		at := publishedLabel.FindStringIndex(t)
		if at == nil {
			continue
		}
		rest := t[at[1]:]
		if rest == "" && i+1 < len(f.texts) {
			rest = f.texts[i+1]
		}
		items := calendar.Items(rest)
		if len(items) == 0 || items[0].Kind != 'd' && items[0].Kind != 'm' {
			continue
		}
		if spans, _ := calendar.Runs(rest); len(spans) > 0 {
			return spans[0].Start
		}
	}
	if f.form.letter() || f.greet >= 0 {
		for _, t := range f.texts[:min(len(f.texts), 30)] {
			if dearLine.MatchString(t) {
				break
			}
			if d, ok := calendar.Whole(t); ok {
				return d
			}
		}
	}
	return Date{}
}
