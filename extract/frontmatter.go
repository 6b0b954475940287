package extract

import (
	"strings"

	"assay/internal/lazyregexp"
)

// The patterns of this file are over one printed row, trimmed.
var (
	contentsHeading = lazyregexp.New(`(?i)^(?:table of )?contents(?: page)?:?$`)
	contentsEntry   = lazyregexp.New(`(?:[.…_\s]{2,}|\s)\d{1,3}$`)

	// imprintStart opens contact, licence and copyright text; the rest of the
	// page belongs to it.
	imprintStart = lazyregexp.New(`(?i)^` + oneOf("imprint"))
	imprintLine  = lazyregexp.New(`(?i)^(?:t|e|w|tel|telephone|textphone|minicom|fax|email|website|web):?\s*(?:0\d|\+44|www\.|https?://|\S+@)` +
		`|^(?:www\.|https?://)\S+$|^no\. \d{6}$|^piccadilly gate$|^store st(?:reet)?$|^[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}$`)

	// frontLabel opens a labelled fact of the front page.
	frontLabel = lazyregexp.New(`(?i)^` + oneOf("labels of front pages") + `\s*(?:[:.]|\b)`)
	frontTail  = lazyregexp.New(`(?i)^(?:her|his) majesty['’]s inspector|^(?:senior )?hmi\b|^ofsted inspectors?$|^(?:mon|tues|wednes|thurs|fri|satur|sun)day|^\d{1,2}(?:st|nd|rd|th)? (?:to |[-–] |january|february|march|april|may|june|july|august|september|october|november|december)`)

	judgementHead = lazyregexp.New(`(?i)^(?:key )?judge?ments?(?: judge?ment)? grades?$|^judge?ment$|^grade$`)
	numberedRow   = lazyregexp.New(`^\d(?:\.\d)?\.?\s`)
	gradeOnly     = lazyregexp.New(`(?i)^(?:outstanding|good|(?:to )?be good|requires?(?: improvement(?: to(?: be(?: good)?)?)?)?|improvement(?: to(?: be(?: good)?)?)?|inadequate|adequate|not judged)\.?$`)
	gradeEnd      = lazyregexp.New(`(?i)\b(?:outstanding|good|requires? improvement(?: to be good)?|requires|requires improvement to|improvement to be|inadequate|adequate)\.?$`)
)

// markFront finds on the front page the title, the labelled facts and the
// judgement table.
func (l *layout) markFront() {
	inTable, inTitle, seenBody, seenLabel, table := false, true, false, false, false
	for i := range l.rows {
		r := &l.rows[i]
		if r.page > l.rows[0].page || l.flowing && i > 60 {
			if table && !l.flowing {
				l.markRest(i)
			}
			break
		}
		if r.mark != plain {
			continue
		}
		text := l.of(i)
		prevFront := i > 0 && l.rows[i-1].mark == front
		switch {
		case l.fact(text) && len(text) < 140 && !(startsLower(text) && l.midSentence(i)):
			r.mark, inTable, inTitle, seenLabel = front, false, false, true
		case prevFront && (frontTail.MatchString(text) || startsLower(text) && !ended(l.of(i-1)) && l.rows[i-1].Len() > 60) && len(text) < 100:
			r.mark = front
		case judgementHead.MatchString(text), gradeOnly.MatchString(text) && inTable:
			r.mark, inTable, inTitle = grades, true, false
		case matchAny(l.named.Judgement, text) && len(text) < 90 && !ended(text) && (!seenBody || numberedRow.MatchString(text)) && !l.large(*r):
			r.mark, inTable, inTitle = grades, true, false
		case inTable && len(text) < 75 && (startsLower(text) || gradeEnd.MatchString(text) && !ended(text)):
			r.mark = grades
		case inTitle && !seenLabel && (l.large(*r) || r.bold || text == "and" || l.body < 4 && len(text) < 90 && !ended(text)):
			r.mark = titled
		case !seenLabel && !seenBody && i > 0 && (l.rows[i-1].mark == titled || l.rows[i-1].mark == front) && len(text) < 70 && !ended(text) &&
			!l.large(*r) && !matchAny(l.named.Grade, text) && frontSoon(l, i):
			r.mark = front // an address under the title
		default:
			inTable = false
			if !l.large(*r) {
				inTitle, seenBody = false, seenBody || len(text) > 60
			}
		}
		table = table || r.mark == grades
	}
}

// markRest finds the numbered rows of a judgement table that a page breaks at
// the top of the page that row i begins.
func (l *layout) markRest(i int) {
	for page, inTable := l.rows[i].page, false; i < len(l.rows) && l.rows[i].page == page; i++ {
		r, text := &l.rows[i], l.of(i)
		if r.mark != plain {
			continue
		}
		row := numberedRow.MatchString(text) && matchAny(l.named.Judgement, text) && len(text) < 90 && !ended(text) && !l.large(*r)
		if !row && !(inTable && len(text) < 75 && (gradeOnly.MatchString(text) || startsLower(text))) {
			return
		}
		r.mark, inTable = grades, true
	}
}

// markTitle finds the title of a paged document whose type does not show it:
// letters are often set in one type throughout.
func (l *layout) markTitle(p *work) {
	var texts []string
	var at []int
	for i := range l.rows {
		if l.rows[i].page > l.rows[0].page || len(at) >= 60 {
			break
		}
		switch l.rows[i].mark {
		case titled:
			if p.by.titleOf(p.profile, squash(l.of(i), 400)) {
				return
			}
			texts, at = append(texts, l.of(i)), append(at, i)
		case plain:
			texts, at = append(texts, l.of(i)), append(at, i)
		}
	}
	gap := func(i int) bool {
		a, b := l.rows[at[i-1]], l.rows[at[i]]
		return b.y-a.y > 1.7*max(l.leading, a.size)
	}
	first, end, ok := p.by.titleLinesOf(p.profile, texts, gap)
	if !ok {
		return
	}
	letter := false
	for i := range at[:first] {
		letter = letter || salutation.MatchString(texts[i])
	}
	for end < len(at) && l.large(l.rows[at[end]]) && l.rows[at[end]].size == l.rows[at[end-1]].size && !gap(end) && mayTitle(texts[end]) {
		end++
	}
	for i, r := range at {
		switch {
		case i >= first && i < end:
			l.rows[r].mark = titled
		case letter && l.rows[r].mark == titled: // a letterhead set large or bold
			l.rows[r].mark = plain
		}
	}
}

// fact reports whether a row opens a labelled fact of the front page.
func (l *layout) fact(text string) bool {
	return frontLabel.MatchString(text) || labelEnd(l.labels, text) >= 0
}

// midSentence reports whether row i carries on a sentence of running text.
func (l *layout) midSentence(i int) bool {
	return i > 0 && l.rows[i-1].mark == plain && l.rows[i-1].Len() > 60 && !ended(l.of(i-1))
}

// frontSoon reports whether a labelled fact stands within the next rows.
func frontSoon(l *layout, i int) bool {
	for j := i + 1; j < len(l.rows) && j <= i+5; j++ {
		if frontLabel.MatchString(l.of(j)) {
			return true
		}
	}
	return false
}

// markContents finds contents pages: from the heading to the last row of the
// page that ends in a page number, and pages that carry on so.
func (l *layout) markContents() {
	for i := 0; i < len(l.rows); i++ {
		if l.rows[i].mark != plain || !contentsHeading.MatchString(l.of(i)) {
			continue
		}
		last, misses := i, 0
		for j := i + 1; j < len(l.rows) && misses < 3; j++ {
			if l.rows[j].mark == running {
				continue
			}
			if contentsEntry.MatchString(l.of(j)) && l.rows[j].Len() < 140 {
				last, misses = j, 0
			} else {
				misses++
			}
		}
		for j := i; j <= last; j++ {
			if l.rows[j].mark == plain {
				l.rows[j].mark = contents
			}
		}
		i = last
	}
}

// markImprint finds contact, licence and copyright text: from its first
// sentence to the end of the page, and any later page that opens with it.
func (l *layout) markImprint() {
	for i := 0; i < len(l.rows); i++ {
		if l.rows[i].mark != plain {
			continue
		}
		text := l.of(i)
		if !imprintStart.MatchString(text) || strings.HasPrefix(strings.ToLower(text), "any complaints") && !strings.Contains(strings.ToLower(text), "should") {
			continue
		}
		j := i
		for ; j < len(l.rows) && l.rows[j].page == l.rows[i].page; j++ {
			if l.flowing && l.large(l.rows[j]) && l.rules.of(l.of(j)) != nil {
				break
			}
			if l.rows[j].mark == plain {
				l.rows[j].mark = imprint
			}
		}
		i = j - 1
	}
}
