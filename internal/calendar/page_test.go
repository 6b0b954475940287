package calendar

import "testing"

// TestPrintedTimes: times as comments print them, in several languages.
func TestPrintedTimes(t *testing.T) {
	for _, c := range []struct{ printed, want string }{
		{"March 1, 2021 at 9:15 am", "2021-03-01 09:15"},
		{"1 March 2021 at 12:05 AM", "2021-03-01 00:05"},
		{"4. März 2021 um 17:05 Uhr", "2021-03-04 17:05"},
		{"am 04.03.2021 um 17.05", "2021-03-04 17:05"},
		{"3 mars 2021 à 18h05", "2021-03-03 18:05"},
		{"le 1er août 2020", "2020-08-01 00:00"},
		{"3 de marzo de 2021 a las 12:10", "2021-03-03 12:10"},
		{"12 de fevereiro de 2019 às 8:30", "2019-02-12 08:30"},
		{"7 gennaio 2018 alle 21:44", "2018-01-07 21:44"},
		{"9 maart 2021 om 10:00", "2021-03-09 10:00"},
		{"11 maja 2021, 23:13", "2021-05-11 23:13"},
		{"5 października 2020", "2020-10-05 00:00"},
		{"2 juni 2021 kl. 14:20", "2021-06-02 14:20"},
		{"14. března 2021", "2021-03-14 00:00"},
		{"6 Şubat 2020", "2020-02-06 00:00"},
		{"26/01/2021 14:00", "2021-01-26 14:00"},
		{"01/26/2021", "2021-01-26 00:00"},
		{"2021-03-01 08:31:44", "2021-03-01 08:31"},
		{"03/04/2021", ""},
		{"2 years ago", ""},
		{"vor 3 Stunden", ""},
		{"31 February 2021", ""},
		{"1 March, 08:00", ""},
		{"Chapter 12, 2021 words", ""},
	} {
		got := ""
		if st := Read(c.printed); st.Kind >= CalendarDay {
			got = st.At.Format("2006-01-02 15:04")
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.printed, got, c.want)
		}
	}
}
