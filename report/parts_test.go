package report

import (
	"strings"
	"testing"

	"assay/out/answers"
	"assay/out/figure"
	"assay/report/chart"
	"assay/report/script"
	"assay/report/wording"
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
	if s.text[got[0].start:got[0].end] != "visits" || script.Units(s.text[:got[0].start]) != 6 {
		t.Errorf("the trigger is at %d, %d in UTF-16", got[0].start, script.Units(s.text[:got[0].start]))
	}
	if got[1].start != strings.LastIndex(s.text, "seen") {
		t.Errorf("the second seen is found at %d", got[1].start)
	}
	if got[2].effect != "negative" || s.text[got[2].start:got[2].end] != "late" {
		t.Errorf("late: %+v", got[2])
	}
}

func TestUnits(t *testing.T) {
	if n := script.Units("aé“𝒳"); n != 5 {
		t.Errorf("%d units, want 5", n)
	}
}

func TestNetIsTheOneDefinition(t *testing.T) {
	for _, c := range []struct {
		t    tally // positive, mixed, neutral, negative
		want figure.Stances
	}{
		{tally{}, figure.Stances{}},
		{tally{5, 0, 0, 1}, figure.Stances{Positive: 5, Negative: 1}},
		{tally{3, 1, 4, 2}, figure.Stances{Positive: 3, Mixed: 1, Neutral: 4, Negative: 2}},
	} {
		if c.t.stances() != c.want || c.t.net() != c.want.Net() || c.t.total() != c.want.Total() {
			t.Errorf("%v counts as %+v, want %+v", c.t, c.t.stances(), c.want)
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
		{wording.Number(1234567), "1,234,567"}, {wording.Number(999), "999"}, {wording.Signed(-0.004), "0.00"}, {wording.Signed(-0.5), "−0.50"}, {wording.Signed(1), "+1.00"},
		{wording.Span("2024-06-03", "2024-06-14"), "3 to 14 June 2024"}, {wording.Span("2024-01-28", "2024-02-05"), "28 January to 5 February 2024"},
		{wording.Span("2023-12-28", "2024-01-05"), "28 December 2023 to 5 January 2024"}, {wording.Span("2024-06-03", ""), "3 June 2024"}, {wording.MonthOf("2024-06-03"), "June 2024"},
		{wording.Plain("a\u202eb\tc\x00"), "a‹U+202E›b c‹U+0000›"}, {wording.Cut("héllo wörld", 5), "héllo…"}, {wording.Some(1, "input"), "1 input"},
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
		if got := chart.Quantile([]float64{1, 2, 3, 4}, q); got != want {
			t.Errorf("quantile %v: %v, want %v", q, got, want)
		}
	}
}

func TestChangeIsOfOneKindAndMoreThanChance(t *testing.T) {
	of := func(kind string) *document { return &document{kind: kind, insp: &inspection{}} }
	d := &data{themes: []Theme{{ID: "caseloads"}}, trends: &answers.Trends{Changes: []answers.Change{
		{Theme: "caseloads", Kind: "a", Authority: "Better", Low: 0.1, High: 0.5}, {Theme: "caseloads", Kind: "a", Authority: "Worse", Low: -0.5, High: -0.1},
		{Theme: "caseloads", Kind: "a", Authority: "Chance", Low: -0.1, High: 0.5}, {Theme: "oversight", Kind: "a", Authority: "Few", Low: 0.1, High: 0.5},
		{Theme: "caseloads", Kind: "b", Authority: "Few", Low: 0.1, High: 0.5},
	}}}
	for _, c := range []struct {
		name  string
		kinds [2]string
		want  string
	}{
		{"Better", [2]string{"a", "a"}, "better"}, {"Worse", [2]string{"a", "a"}, "worse"}, {"Chance", [2]string{"a", "a"}, "no clear change"},
		{"Few", [2]string{"a", "a"}, "too few"}, {"Better", [2]string{"b", "a"}, ""},
	} {
		got := d.change(&council{name: c.name, docs: []*document{of(c.kinds[0]), of(c.kinds[1])}}, 0)
		if !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s, %v: %q, want %q", c.name, c.kinds, got, c.want)
		}
	}
}
