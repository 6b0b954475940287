package extract

import (
	"strings"
	"time"

	"assay/corpus"
	"assay/internal/calendar"
)

// printedClock is the time of a comment as the markup gives it, read on the clock
// that the page prints: pages often print local time beside an attribute in UTC.
// The instant stays. Where the printed time is none, or lies further from the
// instant than zones do, the clock is that of the attribute.
func printedClock(c corpus.Comment) time.Time {
	if !c.HasZone || c.PostedAt.IsZero() {
		return c.PostedAt
	}
	st, _, _ := calendar.FindLine(c.PostedAsText)
	st.Settle(calendar.DayFirst)
	if st.Kind != calendar.ClockTime {
		return c.PostedAt
	}
	wall := time.Date(st.At.Year(), st.At.Month(), st.At.Day(), st.At.Hour(), st.At.Minute(), 0, 0, time.UTC)
	offset := wall.Sub(c.PostedAt.Truncate(time.Minute))
	if offset.Abs() > 14*time.Hour || offset%(15*time.Minute) != 0 {
		return c.PostedAt
	}
	return c.PostedAt.In(time.FixedZone("", int(offset/time.Second)))
}

// dateOrder is the order of day and month in the slashed dates of a document: what its
// dates show, else its language, else day first, as in Britain.
func dateOrder(doc *corpus.Document) calendar.Order {
	var shown []calendar.Order
	for _, l := range doc.Lines {
		if s := l.Of(doc.Text); strings.IndexByte(s, '/') >= 0 {
			shown = append(shown, calendar.OrderIn(s))
		}
	}
	return calendar.Decide(shown, doc.Meta.Language, calendar.DayFirst)
}
