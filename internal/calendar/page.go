package calendar

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"assay/internal/lazyregexp"
)

const pageClock = `(?:\s*(?:,|:|at|um|@|à|a las|alle|às|as|kl\.?|klo|om|o|ore|u|gegen|–|—|-|\||·|•|/|\(|v|в|saat|\s)*\s*([01]?\d|2[0-3])\s*[:.hH]\s?([0-5]\d)(?:[:.]([0-5]\d))?\s*(?:\(?([aApP])\.?\s?[mM]\.?\)?)?(?:\s*(?:uhr|Uhr|h\b))?)?`

var (
	rxISO     = lazyregexp.New(`\b(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`)
	rxDMYw    = lazyregexp.New(`(?i)(?:^|[^\p{L}\d])(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?\s*(?:de\s+|of\s+|d')?[\s\-/]?\s*(\p{L}{3,12})\.?,?\s*(?:de\s+|del\s+)?[\s\-/]?\s*['’]?(\d{4}|\d{2})\b` + pageClock)
	rxMDYw    = lazyregexp.New(`(?i)(?:^|[^\p{L}])(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*(?:,|\s)\s*(\d{4})\b` + pageClock)
	rxDMYn    = lazyregexp.New(`(?:^|[^\d./-])(\d{1,2})([./-])\s?(\d{1,2})([./-])\s?(\d{4}|\d{2})(?:[^\d/]|$)`)
	rxYMDn    = lazyregexp.New(`(?:^|\D)(\d{4})[./](\d{1,2})[./](\d{1,2})(?:\D|$)`)
	rxCompact = lazyregexp.New(`^((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?\d{4,6}(?:Z|[+-]\d{2}:?\d{2})?)?$`)
	rxClock   = lazyregexp.New(`(?:^|[^\d:.])([01]?\d|2[0-3])\s?[:.hH]\s?([0-5]\d)(?:[:.]([0-5]\d))?\s*(?:([aApP])\.?\s?[mM]\.?)?(?:[^\d]|$)`)
	rxEpoch   = lazyregexp.New(`^(\d{10})(?:\d{3})?$`)
	rxAgo     = lazyregexp.New(`(?i)\b(?:` + lists.AnyOf("ago") + `)\b`)
	rxShort   = lazyregexp.New(`(?i)(?:^|[^\p{L}\d])(\d{1,2})\.?\s+(\p{L}{3,12})\.?(?:\s|,|$)|^(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:\D|$)`)
)

// Find finds the first time that a part s of a page prints, in any of the languages of
// months.txt: what it is and which bytes of s print it. What machines write (seconds since
// 1970, 2024-03-04T10:15:00Z) is read as well.
func Find(s string) (st Timestamp, from, to int) {
	if len(s) > 400 {
		s = s[:400]
		for !utf8.ValidString(s) && len(s) > 0 {
			s = s[:len(s)-1]
		}
	}
	st, from, to = find(s)
	if st.Kind == CalendarDay || st.Kind == Ambiguous && !st.Timed {
		if m := rxClockBefore.FindStringSubmatchIndex(s[:from]); m != nil {
			return addClock(st, s, m, 2), m[2], to
		}
	}
	return st, from, to
}

// rxClockBefore is an hour printed right before its day: "3:45 PM on May 5, 2021".
var rxClockBefore = lazyregexp.New(`(?:^|[^\d:.])([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?\s*(?:([aApP])\.?[mM]\.?)?\s*(?:,|·|-|–|—|\||on|am|le)?\s*(?:(?:[mM]on|[tT]ue|[wW]ed|[tT]hu|[fF]ri|[sS]at|[sS]un)\p{L}*,?\s*)?$`)

func find(s string) (st Timestamp, from, to int) {
	if m := rxEpoch.FindStringSubmatch(strings.TrimSpace(s)); m != nil {
		n, _ := strconv.ParseInt(m[1], 10, 64)
		return Timestamp{Kind: ClockTime, Timed: true, At: time.Unix(n, 0).UTC(), Zone: true}, 0, len(s)
	}
	if m := rxISO.FindStringSubmatchIndex(s); m != nil {
		if st, ok := isoTimestamp(s, m); ok {
			return st, m[0], m[1]
		}
	}
	if m := rxDMYw.FindStringSubmatchIndex(s); m != nil && !clockNotYear(s, m[6], m[7]) {
		if mo := time.Month(anyMonth[strings.ToLower(s[m[4]:m[5]])]); mo != 0 {
			return withClock(s, m, 8, atoi(s[m[6]:m[7]]), mo, atoi(s[m[2]:m[3]])), m[2], m[1]
		}
	}
	if m := rxMDYw.FindStringSubmatchIndex(s); m != nil {
		if mo := time.Month(anyMonth[strings.ToLower(s[m[2]:m[3]])]); mo != 0 {
			return withClock(s, m, 8, atoi(s[m[6]:m[7]]), mo, atoi(s[m[4]:m[5]])), m[2], m[1]
		}
	}
	if m := rxYMDn.FindStringSubmatchIndex(s); m != nil {
		st := dayTimestamp(atoi(s[m[2]:m[3]]), time.Month(atoi(s[m[4]:m[5]])), atoi(s[m[6]:m[7]]))
		if st.Kind != NoTime {
			return clockAfter(s, m[7], st, m[2])
		}
	}
	if m := rxDMYn.FindStringSubmatchIndex(s); m != nil && s[m[4]:m[5]] == s[m[8]:m[9]] {
		a, b, y := atoi(s[m[2]:m[3]]), atoi(s[m[6]:m[7]]), atoi(s[m[10]:m[11]])
		if y < 100 {
			y += 2000
		}
		if st := numeric(y, a, b, s[m[4]:m[5]] == "."); st.Kind != NoTime {
			return clockAfter(s, m[11], st, m[2])
		}
	}
	if m := rxAgo.FindStringIndex(s); m != nil {
		return Timestamp{Kind: Relative}, m[0], m[1]
	}
	if m := rxShort.FindStringSubmatchIndex(s); m != nil && len(s) < 60 {
		w := ""
		if m[4] >= 0 {
			w = s[m[4]:m[5]]
		} else {
			w = s[m[6]:m[7]]
		}
		if anyMonth[strings.ToLower(w)] != 0 && rxClock.MatchString(s) {
			return Timestamp{Kind: Relative}, 0, len(s)
		}
	}
	return Timestamp{}, 0, 0
}

// clockNotYear: the two digits are the hour of a clock ("1 March, 08:00").
func clockNotYear(s string, from, to int) bool {
	return to-from == 2 && to+1 < len(s) && (s[to] == ':' || s[to] == '.' || s[to] == 'h') && s[to+1] >= '0' && s[to+1] <= '9'
}

func isoTimestamp(s string, m []int) (Timestamp, bool) {
	st := dayTimestamp(atoi(s[m[2]:m[3]]), time.Month(atoi(s[m[4]:m[5]])), atoi(s[m[6]:m[7]]))
	if st.Kind == NoTime || m[8] < 0 {
		return st, st.Kind != NoTime
	}
	sec := 0
	if m[12] >= 0 {
		sec = atoi(s[m[12]:m[13]])
	}
	loc := time.UTC
	if m[14] >= 0 {
		st.Zone = true
		if z := strings.ReplaceAll(s[m[14]:m[15]], ":", ""); len(z) == 5 {
			off := atoi(z[1:3])*3600 + atoi(z[3:5])*60
			if z[0] == '-' {
				off = -off
			}
			loc = time.FixedZone("", off)
		}
	}
	h, mi := atoi(s[m[8]:m[9]]), atoi(s[m[10]:m[11]])
	if h > 23 || mi > 59 || sec > 60 {
		return st, true
	}
	st.At = time.Date(st.At.Year(), st.At.Month(), st.At.Day(), h, mi, sec, 0, loc)
	st.Kind, st.Timed = ClockTime, true
	return st, true
}

// withClock adds the hour that submatches g.. of m print, if any.
func withClock(s string, m []int, g, y int, mo time.Month, d int) Timestamp {
	st := dayTimestamp(y, mo, d)
	if st.Kind == NoTime || m[g] < 0 {
		return st
	}
	return addClock(st, s, m, g)
}

// clockAfter looks for an hour shortly after a numeric date that ends at end.
func clockAfter(s string, end int, st Timestamp, from int) (Timestamp, int, int) {
	rest := s[end:]
	if m := rxClock.FindStringSubmatchIndex(rest); m != nil && m[2] < 16 {
		to := m[7]
		if m[7] < 0 {
			to = m[5]
		}
		if m[8] >= 0 {
			to = m[9] + 1
		}
		return addClock(st, rest, m, 2), from, min(end+to, len(s))
	}
	return st, from, end
}

// atoi is the number s writes; callers have matched its digits.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// Read is the first time printed in s, as Find gives it.
func Read(s string) Timestamp {
	st, _, _ := Find(s)
	return st
}

// Looks reports whether s prints a time and little else.
func Looks(s string) bool {
	if s == "" || len(s) > 200 {
		return false
	}
	st, _, _ := Find(s)
	return st.Kind != NoTime
}

// Cut is the part of s that prints a time, "" without one.
func Cut(s string) string {
	st, from, to := Find(s)
	if st.Kind == NoTime || from >= to {
		return ""
	}
	return strings.Trim(s[from:to], " ,|·•—–-()")
}

// ISODay is the calendar day a machine-readable or unambiguous date states.
func ISODay(s string) string {
	if m := rxCompact.FindStringSubmatch(strings.TrimSpace(s)); m != nil {
		s = m[1] + "-" + m[2] + "-" + m[3]
	}
	st := Read(strings.TrimSpace(s))
	if st.Kind < CalendarDay {
		return ""
	}
	return st.At.Format("2006-01-02")
}
