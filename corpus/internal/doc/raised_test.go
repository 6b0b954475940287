package doc

import "testing"

func TestRaisedMark(t *testing.T) {
	for _, c := range []struct{ before, mark, want string }{
		{"that oversight", "2", "²"},
		{"of caseloads.", "13", "¹³"},
		{"every year (2019)", "4", "⁴"},
		{"in 2019", "4", "⁴"},
		{"oversight", "1, 2", "¹, ²"},
		{"oversight", "4–6", "⁴–⁶"},
		{"oversight", "[2]", "[2]"},
		{"oversight", "a", "[a]"},
		{"oversight", "*", "*"},
		{"a hall of 12 m", "2", "2"},
		{"7km", "2", "2"},
		{"10", "6", "6"},
		{"the 21", "st", "st"},
		{"M", "me", "me"},
		{"", "2", "2"},
		{"oversight", "2024", "2024"},
		{"oversight", "see the annex", "see the annex"},
	} {
		if got := RaisedMark(c.before, c.mark); got != c.want {
			t.Errorf("%q behind %q: got %q, want %q", c.mark, c.before, got, c.want)
		}
	}
}
