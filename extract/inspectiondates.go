package extract

import "assay/internal/calendar"

// inspectionDates reads the days of the inspection: after their label on the
// front page, which wins over running footers, or in a letter from the sentence
// that names the visit.
func (r *factReader) inspectionDates() []calendar.Run {
	fact, f := r.of("inspection_dates"), r.front
	for i, t := range f.texts {
		at := labelEnd(fact.Labels, t)
		if at < 0 {
			continue
		}
		if spans := datesFrom(f.texts, i, at); len(spans) > 0 {
			return spans
		}
	}
	text := r.joined(fact.Where)
	for _, p := range fact.Sentences {
		for _, v := range p.ReadAll(text) {
			if spans, whole := calendar.Runs(r.withYear(spelled(v))); whole && len(spans) > 0 {
				return spans
			}
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
	joined := spelled(texts[i][at:])
	spans, whole := calendar.Runs(joined)
	for n := 1; n < mostDateLines && i+n < len(texts); n++ {
		next := spelled(texts[i+n])
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
func (r *factReader) publicationDate() Date {
	f := r.front
	fact := r.of("published_on")
	if fact.Absent {
		return Date{}
	}
	labels := fact.Labels
	for i, t := range f.texts {
		at := labelEnd(labels, t)
		if at < 0 {
			continue
		}
		rest := t[at:]
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
	if f.letter() {
		return r.letterDate()
	}
	return Date{}
}

// letterDate is the day that stands on a line by itself above the greeting of a
// letter.
func (r *factReader) letterDate() Date {
	for _, t := range r.front.texts[:min(len(r.front.texts), 30)] {
		if dearLine.MatchString(t) {
			break
		}
		if d, ok := calendar.Whole(t); ok {
			return d
		}
	}
	return Date{}
}
