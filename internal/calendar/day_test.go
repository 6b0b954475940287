package calendar

import "testing"

// A day of the calendar is one; any other is the zero Date.
func TestParseAndMake(t *testing.T) {
	for s, want := range map[string]string{
		"2021-05-03": "2021-05-03", "2021-05-03T10:00:00Z": "2021-05-03", "2024-02-29": "2024-02-29", "2023-02-29": "", "2021-13-01": "", "2021-5-3": "",
		"03/05/2021": "", "": "", "2021-05": "",
	} {
		if got := Parse(s).String(); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	for _, c := range []struct {
		y, m, d int
		want    string
	}{{2024, 2, 29, "2024-02-29"}, {2023, 2, 29, ""}, {2023, 4, 31, ""}, {0, 1, 1, ""}, {2023, 0, 1, ""}, {2023, 13, 1, ""}, {2023, 1, 0, ""}, {1, 1, 1, "0001-01-01"}} {
		if got := Make(c.y, c.m, c.d).String(); got != c.want {
			t.Errorf("%d-%d-%d: %q, want %q", c.y, c.m, c.d, got, c.want)
		}
	}
}

func TestBeforeAndDays(t *testing.T) {
	days := []Date{Make(2019, 12, 31), Make(2020, 1, 1), Make(2020, 2, 28), Make(2020, 2, 29), Make(2020, 3, 1), Make(2021, 1, 1)}
	apart := []int{1, 58, 1, 1, 306}
	for i, d := range days {
		for j, e := range days {
			if d.Before(e) != (i < j) {
				t.Errorf("%v before %v: not %v", d, e, i < j)
			}
		}
		if i > 0 && d.Days()-days[i-1].Days() != apart[i-1] {
			t.Errorf("%v and %v are %d days apart, want %d", days[i-1], d, d.Days()-days[i-1].Days(), apart[i-1])
		}
	}
}

// Whole is a day and nothing else.
func TestWhole(t *testing.T) {
	for s, want := range map[string]string{
		"3 May 2021": "2021-05-03", "Monday 3 May 2021": "2021-05-03", "on 3 May 2021": "", "3 to 5 May 2021": "", "31 February 2021": "", "May 2021": "", "": "",
	} {
		d, ok := Whole(s)
		if d.String() != want || ok != (want != "") {
			t.Errorf("%q: %v, %v; want %q", s, d, ok, want)
		}
	}
}

// Only a day that cannot be read in two ways is one.
func TestISODay(t *testing.T) {
	for s, want := range map[string]string{
		"2021-05-03": "2021-05-03", "20210503": "2021-05-03", " 2021-05-03T23:30:00+01:00 ": "2021-05-03", "3 May 2021": "2021-05-03", "May 3, 2021": "2021-05-03",
		"03/05/2021": "", "23/05/2021": "2021-05-23", "2021": "", "yesterday": "", "": "",
	} {
		if got := ISODay(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// The part of a line that prints a time is cut out of it.
func TestCutAndLooks(t *testing.T) {
	for s, want := range map[string]string{
		"Ann Lee, 3 May 2021 at 10:15": "3 May 2021 at 10:15", "Ann Lee · 2 hours ago": "2 hours ago", "Ann Lee": "", "": "",
	} {
		if got := Cut(s); got != want || Looks(s) != (want != "") {
			t.Errorf("%q: %q, looks so %v; want %q", s, got, Looks(s), want)
		}
	}
}
