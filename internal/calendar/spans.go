package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// String gives the day as YYYY-MM-DD, "" where it is unknown.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool {
	if d.Year != e.Year {
		return d.Year < e.Year
	}
	if d.Month != e.Month {
		return d.Month < e.Month
	}
	return d.Day < e.Day
}

// Days is the number of the day, counted from a fixed one; differences are
// what it is for.
func (d Date) Days() int {
	return int(time.Date(int(d.Year), time.Month(d.Month), int(d.Day), 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Parse reads YYYY-MM-DD (anything may follow, as in a timestamp); the zero
// Date where s is none.
func Parse(s string) Date {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return Date{}
	}
	t, err := time.Parse("2006-01-02", s[:10])
	if err != nil {
		return Date{}
	}
	return Date{int16(t.Year()), int8(t.Month()), int8(t.Day())}
}

// Make is the day, or the zero Date where the calendar has none such.
func Make(year, month, day int) Date {
	if year < 1 || month < 1 || month > 12 || day < 1 {
		return Date{}
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return Date{}
	}
	return Date{int16(year), int8(month), int8(day)}
}

// Place is a half-open range of bytes of the string that was read.
type Place struct{ Start, End int }

// Len is its length in bytes.
func (p Place) Len() int { return p.End - p.Start }

// Run is a run of days as printed: "10 to 14 June 2024". A single day has
// Start equal to End.
type Run struct {
	Start, End Date
}

// Item is one token of a date line.
type Item struct {
	Kind  byte // 'd' day, 'm' month, 'y' year, '-' range, '&' and, '?' anything else
	Value int
	At    Place
}

// Items splits s into what matters for dates. Positions are bytes of s.
// "may" and "march" are months only with a capital letter.
func Items(s string) []Item {
	var items []Item
	add := func(kind byte, v, from, to int) {
		items = append(items, Item{kind, v, Place{from, to}})
	}
	for i := 0; i < len(s); {
		c := s[i]
		j := i + 1
		switch {
		case c >= '0' && c <= '9':
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			v, _ := strconv.Atoi(s[i:min(j, i+9)])
			glued := i > 0 && (isLetter(s[i-1]) || s[i-1] == '.')
			switch n := j - i; {
			case n == 4 && v >= 1900 && v <= 2199 && !glued:
				add('y', v, i, j)
			case n <= 2 && v >= 1 && v <= 31 && !glued:
				k := j
				if k+2 <= len(s) && ordinalSuffix[strings.ToLower(s[k:k+2])] && (k+2 == len(s) || !isLetter(s[k+2])) {
					k += 2
				}
				if k < len(s) && (s[k] == '%' || k == j && isLetter(s[k])) { // "50%", "3a": no day; "5to" is a misprint we do not mend
					add('?', 0, i, k)
				} else {
					add('d', v, i, k)
				}
				j = k
			default:
				add('?', 0, i, j)
			}
		case isLetter(c):
			for j < len(s) && isLetter(s[j]) {
				j++
			}
			w := strings.ToLower(s[i:j])
			switch {
			case englishMonth[w] != 0 && (w != "may" && w != "march" && w != "mar" && w != "sun" || s[i] < 'a'):
				if j < len(s) && s[j] == '.' && len(w) <= 4 && w != "may" && w != "june" && w != "july" {
					j++
				}
				add('m', englishMonth[w], i, j)
			case w == "to" || w == "until" || w == "till" || w == "through":
				add('-', 0, i, j)
			case w == "and":
				add('&', 0, i, j)
			case w == "of" || w == "the" || weekdayNames[w]: // "4th of May", "Monday 4 May"
			default:
				add('?', 0, i, j)
			}
		case c == '-' || strings.HasPrefix(s[i:], "–") || strings.HasPrefix(s[i:], "—") || strings.HasPrefix(s[i:], "‑") || strings.HasPrefix(s[i:], "−"):
			if c != '-' {
				j = i + 3
			}
			add('-', 0, i, j)
		case c == '&':
			add('&', 0, i, j)
		case c == ',' || c == ' ' || c == '\t' || c == '\n' || strings.HasPrefix(s[i:], "\u00a0"):
			if c >= 0x80 {
				j = i + 2
			}
		case c >= 0x80:
			for j < len(s) && s[j]&0xC0 == 0x80 {
				j++
			}
			add('?', 0, i, j)
		default:
			add('?', 0, i, j)
		}
		i = j
	}
	return items
}

var ordinalSuffix = map[string]bool{"st": true, "nd": true, "rd": true, "th": true}

// PartDate is a day whose month or year may have to be borrowed from a neighbour.
type PartDate struct {
	Day, Month, Year int
	joinedBy         byte // what stands between it and the one before: '-', '&', 0
	At               Place
}

// PartDates groups items into days and joins months and years to them, up to
// the first item that cannot belong to a list of dates once one has begun. rest
// is the index of that item. An empty list means that no day was found.
func PartDates(items []Item) (parts []PartDate, rest int) {
	joined := byte(0)
	month := PartDate{} // a month before its day: "October 4, 2018"
	for rest = 0; rest < len(items); rest++ {
		it := items[rest]
		last := len(parts) - 1
		switch it.Kind {
		case 'd':
			p := PartDate{Day: it.Value, joinedBy: joined, At: it.At}
			if month.Month != 0 {
				p.Month, p.At.Start, month = month.Month, month.At.Start, PartDate{}
			}
			parts, joined = append(parts, p), 0
		case 'm':
			switch {
			case last >= 0 && parts[last].Month == 0 && joined == 0:
				parts[last].Month, parts[last].At.End = it.Value, it.At.End
			case rest+1 < len(items) && items[rest+1].Kind == 'd' && (last < 0 || joined != 0) && !dayOpensRange(items[rest+1:]):
				month = PartDate{Month: it.Value, At: it.At}
			default:
				return parts, rest
			}
		case 'y':
			if last < 0 || parts[last].Year != 0 || joined != 0 || parts[last].Month == 0 {
				return parts, rest
			}
			parts[last].Year, parts[last].At.End = it.Value, it.At.End
		case '-', '&':
			if last < 0 || joined != 0 {
				return parts, rest
			}
			joined = it.Kind
		default:
			return parts, rest
		}
	}
	return parts, rest
}

// dayOpensRange reports whether the day that items starts with has its own
// month after it, so that a month before it does not belong to it.
func dayOpensRange(items []Item) bool { return len(items) > 1 && items[1].Kind == 'm' }

// Fill borrows missing months from the next day that has one, missing years
// from the next (one less where that would turn the order round) and, at the
// end, from the one before. It reports whether every day is whole.
func Fill(parts []PartDate) bool {
	for i := len(parts) - 2; i >= 0; i-- {
		p, next := &parts[i], parts[i+1]
		if p.Month == 0 && p.Year == 0 {
			p.Month = next.Month
		}
		if p.Year == 0 && p.Month != 0 {
			p.Year = next.Year
			if p.Year != 0 && (p.Month > next.Month || p.Month == next.Month && p.Day > next.Day) {
				p.Year--
			}
		}
	}
	for i := 1; i < len(parts); i++ {
		p, prev := &parts[i], parts[i-1]
		if p.Year == 0 && p.Month != 0 && prev.Year != 0 {
			p.Year = prev.Year
			if p.Month < prev.Month {
				p.Year++
			}
		}
	}
	for _, p := range parts {
		if p.Day == 0 || p.Month == 0 || p.Year == 0 {
			return false
		}
	}
	return len(parts) > 0
}

// Runs reads a list of days and runs of days ("8 to 12 July 2019 and 7 to
// 8 August 2019") from the start of s; text before the first day is passed
// over. whole is false where nothing was found or the list is cut off (a month,
// a year or the end of a run is missing), so that the next line may belong to it.
func Runs(s string) (spans []Run, whole bool) {
	items := Items(s)
	for len(items) > 0 && items[0].Kind != 'd' && !(items[0].Kind == 'm' && len(items) > 1 && items[1].Kind == 'd') {
		items = items[1:]
	}
	parts, rest := PartDates(items)
	if len(parts) == 0 {
		return nil, false
	}
	whole = Fill(parts)
	if rest == len(items) && rest > 0 && (items[rest-1].Kind == '-' || items[rest-1].Kind == '&') {
		whole = false
	}
	for _, p := range parts {
		d := Make(p.Year, p.Month, p.Day)
		if d.IsZero() {
			continue
		}
		if n := len(spans); p.joinedBy == '-' && n > 0 {
			spans[n-1].End = d
		} else {
			spans = append(spans, Run{d, d})
		}
	}
	return spans, whole
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
