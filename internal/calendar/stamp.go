package calendar

import (
	"strconv"
	"strings"
	"time"

	"assay/internal/lazyregexp"
)

// A stamp is a date found in a line, with the time of day where one stands by it.
type Stamp struct {
	Start, End int // bytes of the line it takes, weekday and time included
	Date       Date
	Hour, Min  int
	HasTime    bool
	Zone       *time.Location // nil where none is printed
	Relative   bool           // "3 years ago": no date can be told
}

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

// Find returns the first date of a line. Slashed dates are read day first.
func Find(s string) (Stamp, bool) {
	best := Stamp{Start: len(s) + 1}
	try := func(m []int, day, month, year string, clockGroup int) {
		if m == nil || m[0] >= best.Start {
			return
		}
		d, ok := stampDate(day, month, year)
		if !ok {
			return
		}
		best = Stamp{Start: m[0], End: m[1], Date: d}
		best.readClock(s, m, clockGroup)
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
	m = isoDate.FindStringSubmatchIndex(s)
	try(m, group(m, 3), group(m, 2), group(m, 1), 4)
	m = slashDate.FindStringSubmatchIndex(s)
	try(m, group(m, 1), group(m, 2), group(m, 3), 4)
	if best.Start <= len(s) {
		for best.End > best.Start && strings.ContainsRune(" \t", rune(s[best.End-1])) {
			best.End--
		}
		return best, true
	}
	if m := agoDate.FindStringIndex(s); m != nil {
		return Stamp{Start: m[0], End: m[1], Relative: true}, true
	}
	return Stamp{}, false
}

// readClock reads hour, minute, am or pm and zone from groups g to g+3 of m.
func (t *Stamp) readClock(s string, m []int, g int) {
	if m[2*g] < 0 {
		return
	}
	t.Hour, _ = strconv.Atoi(s[m[2*g]:m[2*g+1]])
	t.Min, _ = strconv.Atoi(s[m[2*g+2]:m[2*g+3]])
	if m[2*g+4] >= 0 {
		pm := strings.EqualFold(s[m[2*g+4]:m[2*g+5]], "p")
		switch {
		case pm && t.Hour < 12:
			t.Hour += 12
		case !pm && t.Hour == 12:
			t.Hour = 0
		}
	}
	t.HasTime = t.Hour < 24 && t.Min < 60
	if m[2*g+6] >= 0 {
		t.Zone = zoneOf(strings.ToLower(s[m[2*g+6]:m[2*g+7]]))
	}
}

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

// When is the wall time as printed, in the zone as printed, UTC where none is.
func (t Stamp) When() time.Time {
	if t.Relative || t.Date.IsZero() {
		return time.Time{}
	}
	zone := t.Zone
	if zone == nil {
		zone = time.UTC
	}
	return time.Date(int(t.Date.Year), time.Month(t.Date.Month), int(t.Date.Day), t.Hour, t.Min, 0, 0, zone)
}

// stampDate reads a day, a month (number or English name) and a year of four
// digits or two.
func stampDate(day, month, year string) (Date, bool) {
	d, _ := strconv.Atoi(day)
	y, _ := strconv.Atoi(strings.TrimPrefix(year, "'"))
	m, err := strconv.Atoi(month)
	if err != nil && len(month) >= 3 {
		m = strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(month[:3]))/3 + 1
	}
	if y < 100 {
		y += 2000
	}
	if y < 1900 || y > 2200 {
		return Date{}, false
	}
	date := Make(y, m, d)
	return date, !date.IsZero()
}
