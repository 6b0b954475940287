package wording

import (
	"strings"
	"testing"
)

func TestNumbers(t *testing.T) {
	for n, want := range map[int]string{0: "0", 12: "12", 999: "999", 1000: "1,000", 14165: "14,165", 1234567: "1,234,567"} {
		if got := Number(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
	// Halves go away from zero, and nothing is written as less than it says.
	for x, want := range map[float64]string{0.625: "+0.63", -0.625: "−0.63", 0.004: "0.00", -0.004: "0.00", 1: "+1.00", 0: "0.00"} {
		if got := Signed(x); got != want {
			t.Errorf("%g: %s, want %s", x, got, want)
		}
	}
	for x, want := range map[float64]string{0: "0", 12.04: "12", 12.06: "12.1", -0.5: "-0.5"} {
		if got := Coord(x); got != want {
			t.Errorf("%g: %s, want %s", x, got, want)
		}
	}
	if got := Percent(0.125) + ", " + Some(1, "input") + ", " + Some(1200, "input") + ", " + Some(0, "input"); got != "13 %, 1 input, 1,200 inputs, 0 inputs" {
		t.Error(got)
	}
}

func TestDays(t *testing.T) {
	for in, want := range map[string]string{"2024-06-03": "3 June 2024", "2024-13-03": "2024-13-03", "soon": "soon", "": ""} {
		if got := Day(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if MonthOf("2024-06-03") != "June 2024" || MonthOf("soon") != "soon" {
		t.Errorf("%q, %q", MonthOf("2024-06-03"), MonthOf("soon"))
	}
	for _, c := range []struct{ from, to, want string }{
		{"2024-06-03", "2024-06-14", "3 to 14 June 2024"}, {"2024-05-27", "2024-06-07", "27 May to 7 June 2024"},
		{"2023-12-27", "2024-01-05", "27 December 2023 to 5 January 2024"}, {"2024-06-03", "2024-06-03", "3 June 2024"}, {"2024-06-03", "", "3 June 2024"},
	} {
		if got := Span(c.from, c.to); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// A cut is by characters, ends with no mark that leads on, and is none where all fits.
func TestCut(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{{"café is", 7, "café is"}, {"café is", 6, "café i…"}, {"café is", 5, "café…"}, {"one, two", 4, "one…"}, {"", 0, ""}} {
		if got := Cut(c.in, c.n); got != c.want {
			t.Errorf("%q at %d: %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

// Words are found where they are wanted, else a little before, else nearest.
func TestPlace(t *testing.T) {
	const text = "late, late and late"
	for _, c := range []struct {
		words      string
		want, left int
		at         int
	}{
		{"late", 6, 0, 6}, {"late", 8, 3, 6}, {"late", 8, 0, 6}, {"late", 12, 3, 15}, {"late", 14, 20, 6}, {"late", 99, 0, 15}, {"late", -5, 0, 0}, {"early", 0, 9, -1}, {"", 0, 9, -1},
	} {
		if got := Place(text, c.words, c.want, c.left); got != c.at {
			t.Errorf("%q at %d, %d before: %d, want %d", c.words, c.want, c.left, got, c.at)
		}
	}
}

// Keys nobody has words for are shown as text, and no key can change the page.
func TestNamed(t *testing.T) {
	words := map[string]string{"a_b": "A and B"}
	for in, want := range map[string]string{"a_b": "A and B", "c_d": "c d", "\u202ex": "‹U+202E›x"} {
		if got := Named(words, in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Each grade has a rank and a class; adequate was what requires improvement is now.
func TestGrades(t *testing.T) {
	last := 5.0
	for _, g := range GradeOrder {
		if rank := GradeRank(g); rank <= 0 || rank > last || strings.ContainsAny(GradeClass(g), " ") {
			t.Errorf("%s: rank %g, class %q", g, rank, GradeClass(g))
		} else {
			last = rank
		}
	}
	if GradeRank("adequate") != GradeRank("requires improvement") || GradeRank("") != 0 || GradeClass("") != "g-none" {
		t.Error("ranks")
	}
}
