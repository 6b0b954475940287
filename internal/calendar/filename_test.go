package calendar

import "testing"

func TestInName(t *testing.T) {
	for name, want := range map[string]Date{
		"80505_islington/children's services inspection - 14 july 2017.pdf": {Year: 2017, Month: 7, Day: 14},
		"x/report_2018-05-30.pdf":        {Year: 2018, Month: 5, Day: 30},
		"20180530 letter.pdf":            {Year: 2018, Month: 5, Day: 30},
		"letter 30.5.2018.pdf":           {Year: 2018, Month: 5, Day: 30},
		"3rd-September-2014.pdf":         {Year: 2014, Month: 9, Day: 3},
		"2018-05-30 and 1 may 2018.pdf":  {},
		"80505_1234567890.pdf":           {},
		"31 february 2018.pdf":           {},
		"2018-05-30/report.pdf":          {},
		"report.pdf":                     {},
		"30 May 2018 or 2018-05-30.html": {Year: 2018, Month: 5, Day: 30},
	} {
		got, ok := InName(name)
		if ok != (want != Date{}) || ok && got != want {
			t.Errorf("%s: %v %v, want %v", name, got, ok, want)
		}
	}
}
