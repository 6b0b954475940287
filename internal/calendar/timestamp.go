package calendar

import "time"

// Kind is how much a Timestamp tells.
type Kind int8

// The kinds of timestamp. From CalendarDay on the day is known.
const (
	NoTime      Kind = iota
	Relative         // "two days ago": a time, but not which
	Ambiguous        // 3/4/2011, until Settle has an order for it
	CalendarDay      // day known, hour not
	ClockTime        // day and hour
)

// Timestamp is a time as printed. A day without an hour is midnight.
type Timestamp struct {
	Kind  Kind
	At    time.Time // in the zone printed, UTC where there is none; of use from CalendarDay on
	Zone  bool      // a zone is printed
	Timed bool      // an hour is printed
	a, b  int       // the two ambiguous numbers, in order
}

// Day is the calendar day, the zero Date where it is not known.
func (st Timestamp) Day() Date {
	if st.Kind < CalendarDay {
		return Date{}
	}
	return Date{Year: int16(st.At.Year()), Month: int8(st.At.Month()), Day: int8(st.At.Day())}
}

// When is the time, the zero Time where the day is not known.
func (st Timestamp) When() time.Time {
	if st.Kind < CalendarDay {
		return time.Time{}
	}
	return st.At
}

// dayTimestamp is a calendar day, or nothing where there is no such day.
func dayTimestamp(y int, mo time.Month, d int) Timestamp {
	if y < 100 {
		y += 2000
	}
	at := time.Date(y, mo, d, 0, 0, 0, 0, time.UTC)
	if y < firstYear || y > lastYear || at.Month() != mo || at.Day() != d {
		return Timestamp{}
	}
	return Timestamp{Kind: CalendarDay, At: at}
}

// addClock adds the hour, minute, second and half of the day that submatches g.. of m
// print.
func addClock(st Timestamp, s string, m []int, g int) Timestamp {
	h, mi, sec := atoi(s[m[g]:m[g+1]]), atoi(s[m[g+2]:m[g+3]]), 0
	if m[g+4] >= 0 {
		sec = atoi(s[m[g+4]:m[g+5]])
	}
	if m[g+6] >= 0 {
		switch s[m[g+6]] | 0x20 {
		case 'p':
			if h < 12 {
				h += 12
			}
		case 'a':
			if h == 12 {
				h = 0
			}
		}
	}
	st.At = st.At.Add(time.Duration(h)*time.Hour + time.Duration(mi)*time.Minute + time.Duration(sec)*time.Second)
	st.Timed = true
	if st.Kind == CalendarDay {
		st.Kind = ClockTime
	}
	return st
}

// numeric is the day of two numbers and a year: by the figures where they tell the order,
// day first where full stops part them, as only those who write so do.
func numeric(y, a, b int, stops bool) Timestamp {
	switch {
	case y < firstYear || y > lastYear:
	case stops || a > 12 || a == b:
		return dayTimestamp(y, time.Month(b), a)
	case b > 12:
		return dayTimestamp(y, time.Month(a), b)
	case a >= 1 && b >= 1:
		return Timestamp{Kind: Ambiguous, At: time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), a: a, b: b}
	}
	return Timestamp{}
}

// The years that timestamps are of: pages and posts have none before the web.
const (
	firstYear = 1990
	lastYear  = 2100
)
