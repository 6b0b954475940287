package calendar

import (
	"strings"
	"testing"
)

func TestDateSpans(t *testing.T) {
	for in, want := range map[string]string{
		"10 to 14 June 2024":                                             "2024-06-10 2024-06-14",
		"15-19 July 2013":                                                "2013-07-15 2013-07-19",
		"9–24 November 2017":                                             "2017-11-09 2017-11-24",
		"28 January–5 February 2014":                                     "2014-01-28 2014-02-05",
		"19 November – 11 December 2013":                                 "2013-11-19 2013-12-11",
		"13 January to 24 January 2020":                                  "2020-01-13 2020-01-24",
		"21 October 2014 – 12 November 2014":                             "2014-10-21 2014-11-12",
		"8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019": "2019-07-08 2019-07-12; 2019-08-07 2019-08-08",
		"02 March 2020":                                                  "2020-03-02 2020-03-02",
		"30 December to 10 January 2020":                                 "2019-12-30 2020-01-10",
		"18 Feb 2014 – 12 March 2014":                                    "2014-02-18 2014-03-12",
		"Monday 3rd to Friday 7th May 2021":                              "2021-05-03 2021-05-07",
		"12 and 13 June 2023":                                            "2023-06-12 2023-06-12; 2023-06-13 2023-06-13",
		"5 to 9 December 2022 and 14 to 15 February 2023":                "2022-12-05 2022-12-09; 2023-02-14 2023-02-15",
		"October 4, 2018":                                                "2018-10-04 2018-10-04",
		"31 February 2020":                                               "",
		"no date":                                                        "",
	} {
		spans, _ := Runs(in)
		var got []string
		for _, s := range spans {
			got = append(got, s.Start.String()+" "+s.End.String())
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: got %s, want %s", in, strings.Join(got, "; "), want)
		}
	}
	for _, cut := range []string{"19 November to", "28 – 30", "3 March"} {
		if _, whole := Runs(cut); whole {
			t.Errorf("%s: taken for whole", cut)
		}
	}
}
