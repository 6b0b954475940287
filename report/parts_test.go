package report

import (
	"math"
	"strings"
	"testing"
)

func TestMarks(t *testing.T) {
	// Document bytes 100 on: "Café “visits”\n\nPage 3\n\nare seen, seen late." The one
	// line leaves the page number out and has one space for the break.
	s := &sentence{start: 100, text: "Café “visits” are seen, seen late."}
	document := "Café “visits”\n\nPage 3\n\nare seen, seen late."
	s.end = s.start + len(document)
	at := func(words string, nth int) int {
		from := 0
		for ; nth > 0; nth-- {
			from += strings.Index(document[from:], words) + 1
		}
		return s.start + from + strings.Index(document[from:], words)
	}
	m := &mention{text: "visits", start: at("visits", 0), cues: []cue{
		{start: at("seen", 1), text: "seen", effect: "positive", weight: 1},
		{start: at("late", 0), text: "late", effect: "negative", weight: -0.5},
		{start: at("are", 0), text: "nowhere", effect: "mixed", weight: 2},
	}}
	got := marksOf(s, m)
	if len(got) != 3 {
		t.Fatalf("%d marks: %+v", len(got), got)
	}
	if s.text[got[0].start:got[0].end] != "visits" || units(s.text[:got[0].start]) != 6 {
		t.Errorf("the trigger is at %d, %d in UTF-16", got[0].start, units(s.text[:got[0].start]))
	}
	if got[1].start != strings.LastIndex(s.text, "seen") {
		t.Errorf("the second seen is found at %d", got[1].start)
	}
	if got[2].effect != "negative" || s.text[got[2].start:got[2].end] != "late" {
		t.Errorf("late: %+v", got[2])
	}
}

func TestUnits(t *testing.T) {
	if n := units("aé“𝒳"); n != 5 {
		t.Errorf("%d units, want 5", n)
	}
}

func TestNetAndMargin(t *testing.T) {
	for _, c := range []struct {
		t           tally
		net, margin float64
	}{
		{tally{}, 0, 0},
		{tally{4, 0, 0, 0}, 1, 0},
		{tally{5, 0, 0, 5}, 0, 1.96 * math.Sqrt(1.0/10)},
		{tally{3, 1, 4, 2}, 0.1, 1.96 * math.Sqrt((0.5-0.01)/10)},
	} {
		if math.Abs(c.t.net()-c.net) > 1e-12 || math.Abs(c.t.margin()-c.margin) > 1e-12 {
			t.Errorf("%v: %v ± %v, want %v ± %v", c.t, c.t.net(), c.t.margin(), c.net, c.margin)
		}
	}
}

func TestFewAreNotRanked(t *testing.T) {
	q := query{kind: "m", context: finding}
	if n := q.net(tally{9, 0, 0, 0}, ""); n.Sort() != "" || n.Class != "few" {
		t.Errorf("9 mentions are ranked: %+v", n)
	}
	if n := q.net(tally{9, 0, 0, 1}, ""); n.Sort() != "0.8000" || n.Class != "p3" {
		t.Errorf("10 mentions are not ranked: %+v", n)
	}
}

func TestWords(t *testing.T) {
	for _, c := range [][2]string{
		{number(1234567), "1,234,567"}, {number(999), "999"}, {signed(-0.004), "0.00"}, {signed(-0.5), "−0.50"}, {signed(1), "+1.00"},
		{span("2024-06-03", "2024-06-14"), "3 to 14 June 2024"}, {span("2024-01-28", "2024-02-05"), "28 January to 5 February 2024"},
		{span("2023-12-28", "2024-01-05"), "28 December 2023 to 5 January 2024"}, {span("2024-06-03", ""), "3 June 2024"}, {monthOf("2024-06-03"), "June 2024"},
		{plain("a\u202eb\tc\x00"), "a‹U+202E›b c‹U+0000›"}, {cut("héllo wörld", 5), "héllo…"}, {some(1, "input"), "1 input"},
		{slugOf("St. Helens", "council", map[string]bool{}), "st-helens"}, {slugOf("A  b", "council", map[string]bool{"a-b": true}), "a-b-2"}, {slugOf("é", "council", map[string]bool{}), "council"},
		{slugOf(strings.Repeat("x", 99), "council", map[string]bool{}), strings.Repeat("x", 60)},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
}

func TestQuantile(t *testing.T) {
	for q, want := range map[float64]float64{0: 1, 0.25: 1.75, 0.5: 2.5, 1: 4} {
		if got := quantile([]float64{1, 2, 3, 4}, q); got != want {
			t.Errorf("quantile %v: %v, want %v", q, got, want)
		}
	}
}

func TestChangeNeedsMoreThanChance(t *testing.T) {
	inspection := func(v tally) *document {
		d := &document{}
		d.counts.themes[finding] = []tally{v}
		return d
	}
	for _, c := range []struct {
		before, after tally
		want          string
	}{
		{tally{9, 0, 0, 0}, tally{0, 0, 0, 40}, "too few"},
		{tally{10, 0, 0, 10}, tally{12, 0, 0, 10}, "no clear change"},
		{tally{5, 0, 0, 35}, tally{35, 0, 0, 5}, "better"},
		{tally{35, 0, 0, 5}, tally{5, 0, 0, 35}, "worse"},
	} {
		if got := change([]*document{inspection(c.before), inspection(c.after)}, 0); !strings.HasPrefix(got, c.want) {
			t.Errorf("%v to %v: %q, want %q", c.before, c.after, got, c.want)
		}
	}
}
