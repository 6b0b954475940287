package office

import "testing"

// TestNumberFormats: numbers as spreadsheet programs show them.
func TestNumberFormats(t *testing.T) {
	for _, c := range []struct {
		code string
		v    float64
		want string
	}{
		{"General", 42, "42"}, {"", 0.1 + 0.2, "0.3"}, {"General", 3.14159265358979, "3.141592654"}, {"General", -2.5, "-2.5"}, {"General", 123456789012, "123456789012"},
		{"General", 1e20, "1E+20"}, {"General", 0, "0"}, {"General", 1234567.891, "1234567.891"}, {"@", 7, "7"},
		{"0", 2.5, "3"}, {"0", -0.5, "-1"}, {"0.00", 0.125, "0.13"}, {"0.00", 1.005, "1.01"}, {"0.00", 1.004999, "1.00"}, {"0.0", 9.95, "10.0"}, {"0.#", 3, "3"}, {"0.##", 3.14, "3.14"}, {".00", 0.5, ".50"}, {"000", 7, "007"},
		{"#,##0", 1234567, "1,234,567"}, {"#,##0", 999, "999"}, {"#,##0.00", 0.5, "0.50"}, {"#,##0;(#,##0)", -1234, "(1,234)"}, {"#,##0_);[Red](#,##0)", 5, "5"},
		{"0%", 0.125, "13%"}, {"0.0%", 0.125, "12.5%"}, {"0.00E+00", 12345, "1.23E+04"}, {"0.00E+00", 0.00012, "1.20E-04"},
		{`"£"#,##0.00`, 1234.5, "£1,234.50"}, {`[$£-809]#,##0`, -12, "-£12"}, {`_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-`, -3, "-£3.00"}, {`_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"_-;_-@_-`, 0, "£-"},
		{`0 "cases"`, 21, "21 cases"}, {`0.0,"k"`, 12345, "12.3k"}, {`0.0,,"m"`, 12345678, "12.3m"}, {`0;;`, -4, ""}, {";;;", 4, ""}, {"# ?/?", 0.5, "0.5"}, {`000\-0000`, 1234567, "1234567"}, {"[>5]0;0.0", 3, "3"}, {`0"`, 3, "3"}, {"0[", 3, "3"}, {`0\`, 3, "3"},
		{localDay, 45355, "2024-03-04"}, {"dd/mm/yyyy", 45355, "04/03/2024"}, {"d mmmm yyyy", 45355, "4 March 2024"}, {"ddd d-mmm-yy", 45355, "Mon 4-Mar-24"}, {"[$-F800]dddd, mmmm dd, yyyy", 45355, "Monday, March 04, 2024"}, {"mmmmm", 45355, "M"},
		{"dd/mm/yyyy hh:mm", 45355.4375, "04/03/2024 10:30"}, {"h:mm AM/PM", 0.75, "6:00 PM"}, {"h:mm:ss a/p", 0, "12:00:00 A"}, {"[h]:mm:ss", 1.5, "36:00:00"}, {"mm:ss.0", 0.5 / 86400 * 3, "00:01.5"}, {"[mm]:ss", 1.0 / 24, "60:00"}, {"h:mm", 0.9999999, "0:00"},
		{localDay, 1, "1900-01-01"}, {localDay, 59, "1900-02-28"}, {localDay, 61, "1900-03-01"}, {localDay, -1, "-1"}, {localDay, 3e6, "3000000"}, {`yyyy"-W"`, 45355, "2024-W"},
	} {
		if got := parseFormat(c.code).show(c.v, false); got != c.want {
			t.Errorf("%q shows %v as %q, want %q", c.code, c.v, got, c.want)
		}
	}
	if got := parseFormat(localDay).show(0, true); got != "1904-01-01" {
		t.Errorf("counted from 1904: %q", got)
	}
	for n, code := range builtInFormats {
		if parseFormat(code) == nil && code != "@" {
			t.Errorf("format %d, %q, is not understood", n, code)
		}
	}
}

func FuzzNumberFormat(f *testing.F) {
	for _, code := range []string{`#,##0.00;[Red](0.0%)`, `[$-F800]dddd, mmmm dd, yyyy h:mm:ss.000 AM/PM`, `0.00E+00`, `"x"0,,\y`} {
		f.Add(code, 45355.4375)
	}
	f.Fuzz(func(t *testing.T, code string, v float64) {
		if len(parseFormat(code).show(v, false)) > 4000 {
			t.Errorf("%q %v", code, v)
		}
	})
}
