package calendar

import (
	"strconv"
	"strings"
	"time"

	"assay/internal/lazyregexp"
)

const (
	monthWord = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
	weekday   = `(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?`
	clock     = `(?:\s*(?:,|-|–|•|\||at|@|/|T)?\s*(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?(?:\s*(z\b|utc|gmt|bst|\+\d{2}:?\d{2}))?)?`
)

var (
	dayMonthYear = lazyregexp.New(`(?i)\b` + weekday + `(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(` + monthWord + `),?\s+(\d{4}|'\d{2})\b` + clock)
	monthDayYear = lazyregexp.New(`(?i)\b` + weekday + `(` + monthWord + `)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b` + clock)
	isoDate      = lazyregexp.New(`(?i)\b(\d{4})-(\d{2})-(\d{2})` + strings.Replace(clock, `\+\d`, `[+-]\d`, 1))
	slashDate    = lazyregexp.New(`(?i)\b` + weekday + `(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b` + clock)
	agoDate      = lazyregexp.New(`(?i)\b(?:\d+|an?|one|two|three|about an?)\s+(?:second|sec|minute|min|hour|hr|day|week|month|year|yr)s?\s+ago\b|\byesterday\b|\bjust now\b`)
)

// FindLine finds the first date in a line of an English document, with the time of day
// by it: what it is and which bytes of the line print it, weekday and time included. A
// slashed date stays Ambiguous until Settle has the order of its document.
func FindLine(s string) (best Timestamp, from, to int) {
	from = len(s) + 1
	try := func(m []int, day, month, year string, clockGroup int) {
		if m == nil || m[0] >= from {
			return
		}
		if st := lineTimestamp(day, month, year); st.Kind != NoTime {
			best, from, to = st.withClock(s, m, clockGroup), m[0], m[1]
		}
	}
	group := func(m []int, n int) string {
		if m == nil || m[2*n] < 0 {
			return ""
		}
		return s[m[2*n]:m[2*n+1]]
	}
	m := dayMonthYear.FindStringSubmatchIndex(s)
	try(m, group(m, 1), group(m, 2), group(m, 3), 4)
	m = monthDayYear.FindStringSubmatchIndex(s)
	try(m, group(m, 2), group(m, 1), group(m, 3), 4)
	if m = isoDate.FindStringSubmatchIndex(s); m != nil && m[0] < from {
		if st := dayTimestamp(atoi(group(m, 1)), time.Month(atoi(group(m, 2))), atoi(group(m, 3))); st.Kind != NoTime {
			best, from, to = st.withClock(s, m, 4), m[0], m[1]
		}
	}
	m = slashDate.FindStringSubmatchIndex(s)
	try(m, group(m, 1), group(m, 2), group(m, 3), 4)
	if best.Kind != NoTime {
		return best, from, from + len(strings.TrimRight(s[from:to], " \t"))
	}
	if m := agoDate.FindStringIndex(s); m != nil {
		return Timestamp{Kind: Relative}, m[0], m[1]
	}
	return Timestamp{}, 0, 0
}

// lineTimestamp is the day of a day, a month (number or English name) and a year of four
// digits or two.
func lineTimestamp(day, month, year string) Timestamp {
	d, y := atoi(day), atoi(strings.TrimPrefix(year, "'"))
	if y < 100 {
		y += 2000
	}
	m, err := strconv.Atoi(month)
	if err != nil {
		return dayTimestamp(y, time.Month(englishMonth[strings.ToLower(strings.TrimSuffix(month, "."))]), d)
	}
	return numeric(y, d, m, false)
}

// withClock adds the hour, minute, half of the day and zone of groups g to g+3 of m.
func (st Timestamp) withClock(s string, m []int, g int) Timestamp {
	if m[2*g] < 0 || atoi(s[m[2*g]:m[2*g+1]]) > 23 || atoi(s[m[2*g+2]:m[2*g+3]]) > 59 {
		return st
	}
	at := append(append([]int(nil), m[2*g:2*g+4]...), -1, -1, m[2*g+4], m[2*g+5])
	st = addClock(st, s, at, 0)
	if m[2*g+6] >= 0 {
		st.Zone = true
		st.At = time.Date(st.At.Year(), st.At.Month(), st.At.Day(), st.At.Hour(), st.At.Minute(), 0, 0, zoneOf(strings.ToLower(s[m[2*g+6]:m[2*g+7]])))
	}
	return st
}

// zoneOf is the zone that a line prints behind a time of day: "BST", "GMT", "+01:00".
func zoneOf(s string) *time.Location {
	switch {
	case s == "bst":
		return time.FixedZone("BST", 3600)
	case s != "" && (s[0] == '+' || s[0] == '-'):
		sign := 1
		if s[0] == '-' {
			sign = -1
		}
		s = strings.ReplaceAll(s[1:], ":", "")
		h, _ := strconv.Atoi(s[:2])
		m, _ := strconv.Atoi(s[2:])
		return time.FixedZone("", sign*(h*3600+m*60))
	}
	return time.UTC
}
