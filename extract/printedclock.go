package extract

import (
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
	st, ok := calendar.Find(c.PostedAsText)
	if !ok || !st.HasTime {
		return c.PostedAt
	}
	wall := time.Date(int(st.Date.Year), time.Month(st.Date.Month), int(st.Date.Day), st.Hour, st.Min, 0, 0, time.UTC)
	offset := wall.Sub(c.PostedAt.Truncate(time.Minute))
	if offset.Abs() > 14*time.Hour || offset%(15*time.Minute) != 0 {
		return c.PostedAt
	}
	return c.PostedAt.In(time.FixedZone("", int(offset/time.Second)))
}
