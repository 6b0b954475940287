package calendar

import (
	"path"
	"strconv"
	"strings"

	"assay/internal/lazyregexp"
)

const gap = `[ _.,+-]*`

// Shapes of a date in a file name: day, month by name, year; year first; day
// first with figures. \D-like guards are in InName, for RE2 has no look-around.
var (
	nameDayMonthYear = lazyregexp.New(`(?i)(\d{1,2})(?:st|nd|rd|th)?` + gap + `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*` + gap + `((?:19|20)\d\d)`)
	nameYearFirst    = lazyregexp.New(`((?:19|20)\d\d)[ _.-]?(0[1-9]|1[0-2])[ _.-]?(0[1-9]|[12]\d|3[01])`)
	nameDayFirst     = lazyregexp.New(`(0?[1-9]|[12]\d|3[01])[ _.-](0?[1-9]|1[0-2])[ _.-]((?:19|20)\d\d)`)
)

// InName finds the one calendar day a file's name carries, such as "30 May
// 2018", "2018-05-30", "20180530" or "30.05.2018" (day before month). Two
// different days, or none, are no answer.
func InName(uri string) (Date, bool) {
	base := path.Base(uri)
	found := map[Date]bool{}
	var last Date
	for k, re := range []*lazyregexp.Regexp{nameDayMonthYear, nameYearFirst, nameDayFirst} {
		for _, at := range re.FindAllStringSubmatchIndex(base, -1) {
			if at[0] > 0 && isDigit(base[at[0]-1]) || at[1] < len(base) && isDigit(base[at[1]]) {
				continue
			}
			part := func(i int) string { return base[at[2*i]:at[2*i+1]] }
			y, m, d := part(3), part(2), part(1)
			switch k {
			case 0:
				m = strconv.Itoa(englishMonth[strings.ToLower(m)])
			case 1:
				y, m, d = part(1), part(2), part(3)
			}
			if day := Make(atoi(y), atoi(m), atoi(d)); !day.IsZero() {
				found[day] = true
				last = day
			}
		}
	}
	return last, len(found) == 1
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
