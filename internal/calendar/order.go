package calendar

import (
	"strings"
	"time"
)

// Order is which of two numbers of a date is the day.
type Order int8

// The orders.
const (
	OrderUnknown Order = iota
	DayFirst
	MonthFirst
)

// Decide is the one policy on numeric dates of a document: the order that those of its
// dates show whose order the figures tell (31/3, 3/31); none, where some show one order
// and some the other; else the order of the document's language, where that has one; else
// the given one. What is not decided is not guessed.
func Decide(shown []Order, language string, otherwise Order) Order {
	order := OrderUnknown
	for _, o := range shown {
		switch {
		case o == OrderUnknown, o == order:
		case order == OrderUnknown:
			order = o
		default:
			return OrderUnknown
		}
	}
	if order == OrderUnknown {
		order = OrderOf(language)
	}
	if order == OrderUnknown {
		order = otherwise
	}
	return order
}

// OrderOf goes by the page's language where that decides the order.
func OrderOf(lang string) Order {
	lang = strings.ToLower(lang)
	switch {
	case lang == "en-us" || lang == "en_us":
		return MonthFirst
	case lang == "" || lang == "en" || strings.HasPrefix(lang, "en-ca"):
		return OrderUnknown
	}
	return DayFirst
}

// Settle decides a numeric date by the order of its document; without one it stays
// ambiguous.
func (st *Timestamp) Settle(o Order) {
	if st.Kind != Ambiguous || o == OrderUnknown {
		return
	}
	d, m := st.a, st.b
	if o == MonthFirst {
		d, m = m, d
	}
	day := dayTimestamp(st.At.Year(), time.Month(m), d)
	if day.Kind == NoTime {
		return
	}
	st.At = time.Date(day.At.Year(), day.At.Month(), day.At.Day(), st.At.Hour(), st.At.Minute(), st.At.Second(), 0, st.At.Location())
	st.Kind = CalendarDay
	if st.Timed {
		st.Kind = ClockTime
	}
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
		return DayFirst
	case b > 12 && a <= 12:
		return MonthFirst
	}
	return OrderUnknown
}
