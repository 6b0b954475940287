package extract

import (
	"strings"

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
func inspectionDates(f *frontMatter) []dateSpan {
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
		if spans, whole := parseSpans(m[1] + m[2] + m[3]); whole && len(spans) > 0 {
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
func datesFrom(texts []string, i, at int) []dateSpan {
	joined := texts[i][at:]
	spans, whole := parseSpans(joined)
	for n := 1; n < mostDateLines && i+n < len(texts); n++ {
		next := texts[i+n]
		if whole && !carriesOn(next) {
			break
		}
		if !whole && labelLine.MatchString(next) {
			break
		}
		more, ok := parseSpans(joined + " " + next)
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
	items := dateItems(s)
	return len(items) > 2 && len(s) < 60 && (items[0].kind == '&' || items[0].kind == '-') && items[1].kind == 'd'
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
		items := dateItems(rest)
		if len(items) == 0 || items[0].kind != 'd' && items[0].kind != 'm' {
			continue
		}
		if spans, _ := parseSpans(rest); len(spans) > 0 {
			return spans[0].Start
		}
	}
	if f.form.letter() || f.greet >= 0 {
		for _, t := range f.texts[:min(len(f.texts), 30)] {
			if dearLine.MatchString(t) {
				break
			}
			if d, ok := wholeDate(t); ok {
				return d
			}
		}
	}
	return Date{}
}

// wholeDate reads a line that holds one day and nothing else.
func wholeDate(s string) (Date, bool) {
	parts, rest := partDates(dateItems(s))
	if len(parts) != 1 || rest != len(dateItems(s)) || !fill(parts) {
		return Date{}, false
	}
	d := makeDate(parts[0].year, parts[0].month, parts[0].day)
	return d, !d.IsZero()
}

var (
	isoInName     = lazyregexp.New(`\b((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])\b`)
	nameSeparator = lazyregexp.New(`[-_+.]|%20`)
)

// dateInName finds the last whole date in the base name of a uri.
func dateInName(uri string) Date {
	name := uri[strings.LastIndexAny(uri, "/!")+1:]
	if all := isoInName.FindAllStringSubmatch(strings.ReplaceAll(name, "_", " "), -1); len(all) > 0 {
		m := all[len(all)-1]
		if d := ParseDate(m[1] + "-" + m[2] + "-" + m[3]); !d.IsZero() {
			return d
		}
	}
	words := strings.Fields(nameSeparator.ReplaceAllString(name, " "))
	for i, w := range words { // file names are often all in lower case
		if monthNames[strings.ToLower(w)] != 0 {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	items := dateItems(strings.Join(words, " "))
	var last Date
	for i := 0; i+2 < len(items); i++ {
		if items[i].kind == 'd' && items[i+1].kind == 'm' && items[i+2].kind == 'y' {
			last = makeDate(items[i+2].value, items[i+1].value, items[i].value)
		} else if items[i].kind == 'm' && items[i+1].kind == 'd' && items[i+2].kind == 'y' {
			last = makeDate(items[i+2].value, items[i].value, items[i+1].value)
		}
	}
	return last
}
