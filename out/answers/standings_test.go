package answers

import (
	"slices"
	"testing"

	"assay/out/figure"
)

func counted(id, kind, authority, region, day string, positive, negative int) *Document {
	return &Document{ID: id, Kind: kind, Authority: authority, Region: region, Day: day,
		counts: map[cell]figure.Stances{{"finding", "x"}: {Positive: positive, Negative: negative}}}
}

// TestStandings: the last inspection of a kind counts, beside those of the others of its region
// and of all; places are of those with enough mentions, ties share one.
func TestStandings(t *testing.T) {
	c := &Counts{Themes: []Theme{{"x", "X"}}, Documents: []*Document{
		counted("a1", "ilacs", "A", "North", "2019-01-01", 0, 50), // not the last
		counted("a2", "ilacs", "A", "North", "2022-01-01", 15, 5),
		counted("b1", "ilacs", "B", "North", "2021-01-01", 5, 15),
		counted("c1", "ilacs", "C", "South", "2021-01-01", 1, 0),
		counted("d1", "ilacs", "D", "South", "2021-01-01", 15, 5),
		counted("e1", "ilacs", "E", "East", "2021-01-01", 10, 0),
		counted("f1", "ilacs", "F", "East", "2021-01-01", 0, 10),
		counted("a3", "send", "A", "North", "2024-01-01", 10, 0),
		counted("n", "ilacs", "", "", "2024-01-01", 99, 0), // nobody's
	}}
	var got []string
	for _, s := range c.Standings() {
		got = append(got, s.Kind+" "+s.Authority+" "+s.Last.ID)
		if s.Kind != "ilacs" {
			continue
		}
		if s.All != (figure.Stances{Positive: 46, Negative: 35}) || s.Among != 6 || s.Of != 5 {
			t.Errorf("%+v", s)
		}
		if want := map[string]int{"A": 2, "B": 4, "C": 0, "D": 2, "E": 1, "F": 5}[s.Authority]; s.Place != want {
			t.Errorf("%s has place %d, want %d", s.Authority, s.Place, want)
		}
		if want := map[string]figure.Stances{"A": {Positive: 5, Negative: 15}, "B": {Positive: 15, Negative: 5}, "C": {Positive: 15, Negative: 5}, "D": {Positive: 1}, "E": {Negative: 10}, "F": {Positive: 10}}[s.Authority]; s.Others != want {
			t.Errorf("beside %s: %+v, want %+v", s.Authority, s.Others, want)
		}
	}
	if want := []string{"ilacs A a2", "ilacs B b1", "ilacs C c1", "ilacs D d1", "ilacs E e1", "ilacs F f1", "send A a3"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestNext: what follows has the same remit and a later day.
func TestNext(t *testing.T) {
	days := []string{"", "2015-03-02", "2015-03-02", "2023-05-01", "2024-01-08", "2025-01-08"}
	kinds := []string{"ilacs_inspection", "sif_inspection", "lscb_review", "area_send", "ilacs_inspection", "area_send"}
	if got, want := Next(days, kinds), []int{-1, 4, 4, 5, -1, -1}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	c := &Counts{Documents: []*Document{counted("b", "ilacs_inspection", "A", "", "2024-01-01", 0, 0), counted("a", "jtai", "A", "", "2020-01-01", 0, 0), counted("c", "jtai", "B", "", "2025-01-01", 0, 0)}}
	if next := c.Next(); len(next) != 1 || next["a"] == nil || next["a"].ID != "b" {
		t.Errorf("got %v", next)
	}
}
