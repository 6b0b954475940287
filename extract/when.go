package extract

import (
	"strconv"
	"strings"
	"time"

	"assay/corpus"
	"assay/internal/lazyregexp"
)

// A stamp is a date found in a line, with the time of day where one stands by it.
type stamp struct {
	start, end int // bytes of the line it takes, weekday and time included
	date       Date
	hour, min  int
	hasTime    bool
	zone       *time.Location // nil where none is printed
	relative   bool           // "3 years ago": no date can be told
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

// findStamp returns the first date of a line. Slashed dates are read day first.
func findStamp(s string) (stamp, bool) {
	best := stamp{start: len(s) + 1}
	try := func(m []int, day, month, year string, clockGroup int) {
		if m == nil || m[0] >= best.start {
			return
		}
		d, ok := stampDate(day, month, year)
		if !ok {
			return
		}
		best = stamp{start: m[0], end: m[1], date: d}
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
	if best.start <= len(s) {
		for best.end > best.start && strings.ContainsRune(" \t", rune(s[best.end-1])) {
			best.end--
		}
		return best, true
	}
	if m := agoDate.FindStringIndex(s); m != nil {
		return stamp{start: m[0], end: m[1], relative: true}, true
	}
	return stamp{}, false
}

// readClock reads hour, minute, am or pm and zone from groups g to g+3 of m.
func (t *stamp) readClock(s string, m []int, g int) {
	if m[2*g] < 0 {
		return
	}
	t.hour, _ = strconv.Atoi(s[m[2*g]:m[2*g+1]])
	t.min, _ = strconv.Atoi(s[m[2*g+2]:m[2*g+3]])
	if m[2*g+4] >= 0 {
		pm := strings.EqualFold(s[m[2*g+4]:m[2*g+5]], "p")
		switch {
		case pm && t.hour < 12:
			t.hour += 12
		case !pm && t.hour == 12:
			t.hour = 0
		}
	}
	t.hasTime = t.hour < 24 && t.min < 60
	if m[2*g+6] >= 0 {
		t.zone = zoneOf(strings.ToLower(s[m[2*g+6]:m[2*g+7]]))
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

// when is the wall time as printed, in the zone as printed, UTC where none is.
func (t stamp) when() time.Time {
	if t.relative || t.date.IsZero() {
		return time.Time{}
	}
	zone := t.zone
	if zone == nil {
		zone = time.UTC
	}
	return time.Date(int(t.date.Year), time.Month(t.date.Month), int(t.date.Day), t.hour, t.min, 0, 0, zone)
}

// printedClock is the time of a comment as the markup gives it, read on the clock
// that the page prints: pages often print local time beside an attribute in UTC.
// The instant stays. Where the printed time is none, or lies further from the
// instant than zones do, the clock is that of the attribute.
func printedClock(c corpus.Comment) time.Time {
	if !c.HasZone || c.PostedAt.IsZero() {
		return c.PostedAt
	}
	st, ok := findStamp(c.PostedAsText)
	if !ok || !st.hasTime {
		return c.PostedAt
	}
	wall := time.Date(int(st.date.Year), time.Month(st.date.Month), int(st.date.Day), st.hour, st.min, 0, 0, time.UTC)
	offset := wall.Sub(c.PostedAt.Truncate(time.Minute))
	if offset.Abs() > 14*time.Hour || offset%(15*time.Minute) != 0 {
		return c.PostedAt
	}
	return c.PostedAt.In(time.FixedZone("", int(offset/time.Second)))
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
	date := makeDate(y, m, d)
	return date, !date.IsZero()
}
