package extract

import (
	"testing"
	"time"

	"assay/corpus"
	"assay/internal/calendar"
)

// TestPrintedClock: the wall time of a comment is the one printed, the instant
// that of the attribute.
func TestPrintedClock(t *testing.T) {
	instant := time.Date(2024, 7, 3, 22, 15, 30, 0, time.UTC)
	for _, c := range []struct {
		at           time.Time
		zone         bool
		printed      string
		wall, utcDay string
	}{
		{instant, true, "3 July 2024 at 11:15 pm", "2024-07-03 23:15", "2024-07-03 22:15"},
		{instant, true, "4 July 2024, 03:45", "2024-07-04 03:45", "2024-07-03 22:15"},
		{instant, true, "2024-07-03T18:15:30-04:00", "2024-07-03 18:15", "2024-07-03 22:15"},
		{instant, true, "3 July 2024", "2024-07-03 22:15", "2024-07-03 22:15"},
		{instant, true, "2 hours ago", "2024-07-03 22:15", "2024-07-03 22:15"},
		{instant, true, "5 August 2024 at 11:15 pm", "2024-07-03 22:15", "2024-07-03 22:15"}, // another time altogether
		{instant.In(time.FixedZone("", 3600)), true, "2024-07-03T23:15:30+01:00", "2024-07-03 23:15", "2024-07-03 22:15"},
		{instant, false, "3 July 2024 at 10:15 pm", "2024-07-03 22:15", "2024-07-03 22:15"},
	} {
		got := printedClock(corpus.Comment{PostedAt: c.at, HasZone: c.zone, PostedAsText: c.printed})
		if wall, utc := got.Format("2006-01-02 15:04"), got.UTC().Format("2006-01-02 15:04"); wall != c.wall || utc != c.utcDay {
			t.Errorf("%s: got %s, %s UTC", c.printed, wall, utc)
		}
	}
	st, _, _ := calendar.FindLine("Ann Lee, 3 May 2024 at 10:15 BST")
	if at := st.When(); at.Format("15:04") != "10:15" || at.UTC().Format("15:04") != "09:15" {
		t.Errorf("got %v", at)
	}
}
