// Package dates reads times as pages print them, in the languages of their
// readers. Nothing is guessed: a numeric day and month whose order neither the
// figures nor the rest of the page decide gives no time, nor does "3 years ago".
package dates

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"assay/internal/lazyregexp"
)

type stampKind int8

const (
	NoStamp     stampKind = iota
	relative              // "two days ago": a time, but not which
	ambiguous             // 3/4/2011
	CalendarDay           // day known, hour not
	clockTime             // day and hour
)

// Stamp is a time as read. A day without an hour is midnight.
type Stamp struct {
	Kind stampKind
	At   time.Time
	Zone bool
	a, b int // the two ambiguous numbers, in order
}

// Order is which of two numbers is the day.
type Order int8

const (
	OrderUnknown Order = iota
	dayFirst
	monthFirst
)

// OrderOf goes by the page's language where that decides the order.
func OrderOf(lang string) Order {
	lang = strings.ToLower(lang)
	switch {
	case lang == "en-us" || lang == "en_us":
		return monthFirst
	case lang == "" || lang == "en" || strings.HasPrefix(lang, "en-ca"):
		return OrderUnknown
	}
	return dayFirst
}

var monthNames = map[string]time.Month{}

func init() {
	for i, names := range [...]string{
		"january jan januar jänner januari janvier janv enero ene gennaio gen janeiro stycznia styczeń sty januára leden ledna ocak tammikuu tammikuuta január января янв",
		"february feb februar februari février févr fév fevrier febrero febbraio febb fevereiro fev lutego luty lut únor února şubat helmikuu helmikuuta február февраля фев",
		"march mar mär märz mrz maerz maart mrt mars marzo março marca marzec březen března mart maaliskuu maaliskuuta március марта мар",
		"april apr avril avr abril abr aprile kwietnia kwiecień kwi duben dubna nisan huhtikuu huhtikuuta április апреля апр",
		"may mai mei mayo maggio mag maio maja maj květen května mayıs toukokuu toukokuuta május мая",
		"june jun juni juin junio giugno giu junho czerwca czerwiec cze červen června haziran kesäkuu kesäkuuta június июня июн",
		"july jul juli juillet juil julio luglio lug julho lipca lipiec lip červenec července temmuz heinäkuu heinäkuuta július июля июл",
		"august aug août aout agosto ago augustus augusti sierpnia sierpień sie srpen srpna ağustos elokuu elokuuta augusztus августа авг",
		"september sep sept septembre septiembre settembre set setembro września wrzesień wrz září eylül syyskuu syyskuuta szeptember сентября сен",
		"october oct oktober okt octobre octubre ottobre ott outubro out października październik paź říjen října ekim lokakuu lokakuuta október октября окт",
		"november nov novembre noviembre novembro listopada listopad lis listopadu kasım marraskuu marraskuuta ноября ноя",
		"december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember des grudnia grudzień gru prosinec prosince aralık joulukuu joulukuuta декабря дек",
	} {
		for _, n := range strings.Fields(names) {
			monthNames[n] = time.Month(i + 1)
		}
	}
}

const clock = `(?:\s*(?:,|at|um|@|à|a las|alle|às|as|kl\.?|klo|om|o|ore|u|gegen|–|—|-|\||·|•|/|\(|v|в|saat|\s)*\s*([01]?\d|2[0-3])\s*[:.hH]\s?([0-5]\d)(?:[:.]([0-5]\d))?\s*(?:\(?([aApP])\.?\s?[mM]\.?\)?)?(?:\s*(?:uhr|Uhr|h\b))?)?`

var (
	rxISO     = lazyregexp.New(`\b(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`)
	rxDMYw    = lazyregexp.New(`(?i)(?:^|[^\p{L}\d])(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?\s*(?:de\s+|of\s+|d')?[\s\-/]?\s*(\p{L}{3,12})\.?,?\s*(?:de\s+|del\s+)?[\s\-/]?\s*['’]?(\d{4}|\d{2})\b` + clock)
	rxMDYw    = lazyregexp.New(`(?i)(?:^|[^\p{L}])(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*(?:,|\s)\s*(\d{4})\b` + clock)
	rxDMYn    = lazyregexp.New(`(?:^|[^\d./-])(\d{1,2})([./-])\s?(\d{1,2})([./-])\s?(\d{4}|\d{2})(?:[^\d/]|$)`)
	rxYMDn    = lazyregexp.New(`(?:^|\D)(\d{4})[./](\d{1,2})[./](\d{1,2})(?:\D|$)`)
	rxCompact = lazyregexp.New(`^((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?\d{4,6}(?:Z|[+-]\d{2}:?\d{2})?)?$`)
	rxClock   = lazyregexp.New(`(?:^|[^\d:.])([01]?\d|2[0-3])\s?[:.hH]\s?([0-5]\d)(?:[:.]([0-5]\d))?\s*(?:([aApP])\.?\s?[mM]\.?)?(?:[^\d]|$)`)
	rxEpoch   = lazyregexp.New(`^(\d{10})(?:\d{3})?$`)
	rxAgo     = lazyregexp.New(`(?i)\b(?:(?:an?|one|\d+)\s*(?:second|minute|hour|day|week|month|year|sec|min|hr|mo|yr|s|m|h|d|w|y)s?\.?\s+ago|vor\s+(?:\d+|einem?|einer|über|etwa|mehr als|ca\.?)\s*\d*\s*(?:\p{L}+)|il y a\s+\d+\s+\p{L}+|hace\s+\d+\s+\p{L}+|\d+\s+\p{L}+\s+(?:fa|geleden|temu|sedan|siden|atrás|önce|sitten)|há\s+\d+\s+\p{L}+|před\s+\d+\s+\p{L}+|yesterday|gestern|heute|today|hier à|ayer|ieri|gisteren|wczoraj|igår|i går|just now)\b`)
	rxShort   = lazyregexp.New(`(?i)(?:^|[^\p{L}\d])(\d{1,2})\.?\s+(\p{L}{3,12})\.?(?:\s|,|$)|^(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:\D|$)`)
)

// Find finds the first time printed in s: what it is and which bytes of s
// print it.
func Find(s string) (st Stamp, from, to int) {
	if len(s) > 400 {
		s = s[:400]
		for !utf8.ValidString(s) && len(s) > 0 {
			s = s[:len(s)-1]
		}
	}
	if m := rxEpoch.FindStringSubmatch(strings.TrimSpace(s)); m != nil {
		n, _ := strconv.ParseInt(m[1], 10, 64)
		return Stamp{Kind: clockTime, At: time.Unix(n, 0).UTC(), Zone: true}, 0, len(s)
	}
	if m := rxISO.FindStringSubmatchIndex(s); m != nil {
		if st, ok := stampISO(s, m); ok {
			return st, m[0], m[1]
		}
	}
	if m := rxDMYw.FindStringSubmatchIndex(s); m != nil && !clockNotYear(s, m[6], m[7]) {
		if mo := monthNames[strings.ToLower(s[m[4]:m[5]])]; mo != 0 {
			return withClock(s, m, 8, atoi(s[m[6]:m[7]]), mo, atoi(s[m[2]:m[3]])), m[2], m[1]
		}
	}
	if m := rxMDYw.FindStringSubmatchIndex(s); m != nil {
		if mo := monthNames[strings.ToLower(s[m[2]:m[3]])]; mo != 0 {
			return withClock(s, m, 8, atoi(s[m[6]:m[7]]), mo, atoi(s[m[4]:m[5]])), m[2], m[1]
		}
	}
	if m := rxYMDn.FindStringSubmatchIndex(s); m != nil {
		st := dayStamp(atoi(s[m[2]:m[3]]), time.Month(atoi(s[m[4]:m[5]])), atoi(s[m[6]:m[7]]))
		if st.Kind != NoStamp {
			return clockAfter(s, m[7], st, m[2])
		}
	}
	if m := rxDMYn.FindStringSubmatchIndex(s); m != nil && s[m[4]:m[5]] == s[m[8]:m[9]] {
		a, b, y := atoi(s[m[2]:m[3]]), atoi(s[m[6]:m[7]]), atoi(s[m[10]:m[11]])
		if y < 100 {
			y += 2000
		}
		var st Stamp
		switch {
		case s[m[4]:m[5]] == "." || a > 12 || a == b:
			st = dayStamp(y, time.Month(b), a)
		case b > 12:
			st = dayStamp(y, time.Month(a), b)
		case a >= 1 && b >= 1:
			st = Stamp{Kind: ambiguous, At: time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), a: a, b: b}
		}
		if st.Kind != NoStamp && y >= 1990 && y < 2100 {
			return clockAfter(s, m[11], st, m[2])
		}
	}
	if m := rxAgo.FindStringIndex(s); m != nil {
		return Stamp{Kind: relative}, m[0], m[1]
	}
	if m := rxShort.FindStringSubmatchIndex(s); m != nil && len(s) < 60 {
		w := ""
		if m[4] >= 0 {
			w = s[m[4]:m[5]]
		} else {
			w = s[m[6]:m[7]]
		}
		if monthNames[strings.ToLower(w)] != 0 && rxClock.MatchString(s) {
			return Stamp{Kind: relative}, 0, len(s)
		}
	}
	return Stamp{}, 0, 0
}

// clockNotYear: the two digits are the hour of a clock ("1 March, 08:00").
func clockNotYear(s string, from, to int) bool {
	return to-from == 2 && to+1 < len(s) && (s[to] == ':' || s[to] == '.' || s[to] == 'h') && s[to+1] >= '0' && s[to+1] <= '9'
}

func stampISO(s string, m []int) (Stamp, bool) {
	st := dayStamp(atoi(s[m[2]:m[3]]), time.Month(atoi(s[m[4]:m[5]])), atoi(s[m[6]:m[7]]))
	if st.Kind == NoStamp || m[8] < 0 {
		return st, st.Kind != NoStamp
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
	st.Kind = clockTime
	return st, true
}

// dayStamp is a calendar day, or nothing where there is no such day.
func dayStamp(y int, mo time.Month, d int) Stamp {
	if y < 100 {
		y += 2000
	}
	at := time.Date(y, mo, d, 0, 0, 0, 0, time.UTC)
	if y < 1990 || y > 2100 || at.Month() != mo || at.Day() != d {
		return Stamp{}
	}
	return Stamp{Kind: CalendarDay, At: at}
}

// withClock adds the hour that submatches g.. of m print, if any.
func withClock(s string, m []int, g, y int, mo time.Month, d int) Stamp {
	st := dayStamp(y, mo, d)
	if st.Kind == NoStamp || m[g] < 0 {
		return st
	}
	return addClock(st, s, m, g)
}

func addClock(st Stamp, s string, m []int, g int) Stamp {
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
	if st.Kind == CalendarDay {
		st.Kind = clockTime
	}
	return st
}

// clockAfter looks for an hour shortly after a numeric date that ends at end.
func clockAfter(s string, end int, st Stamp, from int) (Stamp, int, int) {
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

func Read(s string) Stamp {
	st, _, _ := Find(s)
	return st
}

// Looks reports whether s prints a time and little else.
func Looks(s string) bool {
	if s == "" || len(s) > 200 {
		return false
	}
	st, _, _ := Find(s)
	return st.Kind != NoStamp
}

// Cut is the part of s that prints a time, "" without one.
func Cut(s string) string {
	st, from, to := Find(s)
	if st.Kind == NoStamp || from >= to {
		return ""
	}
	return strings.Trim(s[from:to], " ,|·•—–-()")
}

// Settle decides the numeric dates of a page whose order of day and month one
// of them, or the page's language, tells; the others keep no time.
func (st *Stamp) Settle(o Order) {
	if st.Kind != ambiguous || o == OrderUnknown {
		return
	}
	d, m := st.a, st.b
	if o == monthFirst {
		d, m = m, d
	}
	clock := st.At.Sub(time.Date(st.At.Year(), 1, 1, 0, 0, 0, 0, time.UTC))
	day := dayStamp(st.At.Year(), time.Month(m), d)
	if day.Kind == NoStamp {
		return
	}
	st.At = day.At.Add(clock)
	st.Kind = CalendarDay
	if clock > 0 {
		st.Kind = clockTime
	}
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

// OrderIn is the order of day and month that a printed numeric date shows by
// itself, OrderUnknown where it shows none.
func OrderIn(printed string) Order {
	m := rxDMYn.FindStringSubmatch(printed)
	if m == nil || m[2] == "." || m[2] != m[4] {
		return OrderUnknown
	}
	switch a, b := atoi(m[1]), atoi(m[3]); {
	case a > 12 && b <= 12:
		return dayFirst
	case b > 12 && a <= 12:
		return monthFirst
	}
	return OrderUnknown
}
