package calendar

import (
	"testing"
	"time"
)

func TestFindLine(t *testing.T) {
	for _, c := range []struct {
		line, found string
		at          string // "" for a date that cannot be told
	}{
		{"January 30, 2017 at 3:00 pm #", "January 30, 2017 at 3:00 pm", "2017-01-30T15:00:00Z"},
		{"Zoë wrote on 1st of May 2020, 12:05 am", "1st of May 2020, 12:05 am", "2020-05-01T00:05:00Z"},
		{"Thursday, October 4, 2018", "Thursday, October 4, 2018", "2018-10-04T00:00:00Z"},
		{"Sat 04/05/2021 10:12", "Sat 04/05/2021 10:12", "2021-05-04T10:12:00Z"},
		{"2021-03-01T09:00:00+01:00", "2021-03-01T09:00:00+01:00", "2021-03-01T09:00:00+01:00"},
		{"2021-03-01T09:00:00-05:00", "2021-03-01T09:00:00-05:00", "2021-03-01T09:00:00-05:00"},
		{"9 Sept 2019 7.30pm BST", "9 Sept 2019 7.30pm BST", "2019-09-09T19:30:00+01:00"},
		{"Oona • 3 years ago", "3 years ago", ""},
	} {
		st, from, to := FindLine(c.line)
		if st.Settle(DayFirst); st.Kind == NoTime || c.line[from:to] != c.found {
			t.Errorf("%q: found %v %q, want %q", c.line, st.Kind, c.line[from:to], c.found)
			continue
		}
		if got := st.When(); c.at == "" && !got.IsZero() || c.at != "" && got.Format(time.RFC3339) != c.at {
			t.Errorf("%q: %v, want %s", c.line, got, c.at)
		}
	}
	for _, line := range []string{"31 February 2020", "section 17", "in 2017 1 in 5 were", "chapter 3/4", "room 12.30"} {
		if st, from, to := FindLine(line); st.Kind != NoTime {
			t.Errorf("%q: found %q", line, line[from:to])
		}
	}
}

// The order of slashed dates: what the document shows, then its language, then the reader.
func TestDecide(t *testing.T) {
	for _, c := range []struct {
		dates     []string
		language  string
		otherwise Order
		want      Order
	}{
		{nil, "", DayFirst, DayFirst},
		{nil, "en-US", DayFirst, MonthFirst},
		{nil, "en", OrderUnknown, OrderUnknown},
		{nil, "de", OrderUnknown, DayFirst},
		{[]string{"03/04/2021", "3/31/2021"}, "en-GB", DayFirst, MonthFirst},
		{[]string{"31/3/2021 10:15"}, "en-US", OrderUnknown, DayFirst},
		{[]string{"31/3/2021", "3/31/2021"}, "en-GB", DayFirst, OrderUnknown},
	} {
		var shown []Order
		for _, d := range c.dates {
			shown = append(shown, OrderIn(d))
		}
		if got := Decide(shown, c.language, c.otherwise); got != c.want {
			t.Errorf("%v in %q: %v, want %v", c.dates, c.language, got, c.want)
		}
	}
	st, _, _ := FindLine("Sat 04/05/2021 10:12 BST")
	if st.Settle(MonthFirst); st.When().Format("2006-01-02 15:04 -0700") != "2021-04-05 10:12 +0100" {
		t.Errorf("month first: %v", st.When())
	}
	st, _, _ = FindLine("04/05/2021")
	if st.Settle(OrderUnknown); !st.When().IsZero() || !st.Day().IsZero() {
		t.Errorf("guessed: %v", st.When())
	}
}
