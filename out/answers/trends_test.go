package answers

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"assay/out/figure"
)

// council makes an inspection report.
func council(authority, kind, start string, s figure.Stances) *Document {
	return &Document{ID: authority + start, URI: authority + start, Kind: kind, Authority: authority, Start: start, Day: start, Year: yearOf(start),
		counts: map[cell]figure.Stances{{"finding", "visits"}: s}, sentences: map[string]int{"finding": 100}}
}

func countsOf(docs ...*Document) *Counts {
	return &Counts{Themes: []Theme{{"visits", "Visits"}}, Documents: docs}
}

func trends(t *testing.T, c *Counts, opt TrendOptions) *Trends {
	t.Helper()
	got, err := c.Trends(context.Background(), opt)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestChangesPairNeighboursOfOneKind(t *testing.T) {
	many, few := figure.Stances{Positive: 5, Negative: 5}, figure.Stances{Positive: 2}
	got := trends(t, countsOf(
		council("Eastholme", "ilacs_inspection", "2022-05-01", many), council("Eastholme", "ilacs_inspection", "2018-05-01", many),
		council("Eastholme", "ilacs_inspection", "2020-05-01", many), council("Eastholme", "sif_inspection", "2014-05-01", many),
		council("Saltmarsh", "ilacs_inspection", "2018-05-01", many), council("Saltmarsh", "ilacs_inspection", "2021-05-01", few),
		council("Northmere", "ilacs_inspection", "", many),
		council("Saltmarsh", "ilacs_inspection", "2021-05-01", figure.Stances{Negative: 1}), // the second volume of the same inspection
	), TrendOptions{})
	var pairs []string
	for _, c := range got.Changes {
		pairs = append(pairs, fmt.Sprint(c.Authority, c.Before.Start[:4], c.After.Start[:4], " ", c.After.Total()))
	}
	want := []string{"Eastholme20182020 10", "Eastholme20202022 10", "Saltmarsh20182021 3"}
	if fmt.Sprint(len(pairs)) != "3" || !sameSet(pairs, want) || got.Undated != 1 || got.FewSkipped != 0 {
		t.Errorf("pairs %v, %d undated, %d too few", pairs, got.Undated, got.FewSkipped)
	}
	got = trends(t, countsOf(council("Saltmarsh", "a", "2018-05-01", many), council("Saltmarsh", "a", "2021-05-01", few)), TrendOptions{})
	if len(got.Changes) != 0 || got.FewSkipped != 1 {
		t.Errorf("two mentions are compared: %+v", got.Changes)
	}
}

func sameSet(a, b []string) bool {
	m := map[string]int{}
	for _, s := range a {
		m[s]++
	}
	for _, s := range b {
		m[s]--
	}
	for _, n := range m {
		if n != 0 {
			return false
		}
	}
	return len(a) == len(b)
}

// world draws inspections of councils whose true change is known.
func world(r *rand.Rand, councils int, spread float64) (*Counts, []float64) {
	var docs []*Document
	truth := make([]float64, councils)
	draw := func(n int, net float64) (s figure.Stances) {
		for range n {
			switch u := r.Float64(); {
			case u < (0.9+net)/2:
				s.Positive++
			case u < 0.9:
				s.Negative++
			default:
				s.Neutral++
			}
		}
		return s
	}
	for i := range councils {
		truth[i] = 0.1 + spread*(2*r.Float64()-1)
		before := 0.3 * (2*r.Float64() - 1)
		name := fmt.Sprintf("Council %03d", i)
		docs = append(docs, council(name, "a", "2018-01-01", draw(4+r.IntN(25), before)), council(name, "a", "2022-01-01", draw(4+r.IntN(25), before+truth[i])))
	}
	return countsOf(docs...), truth
}

// TestIntervalsOfChangesHold draws worlds in which the true changes are known:
// intervals hold them about as often as they say, pooled values come nearer to
// them than raw ones, and where nothing changed hardly anyone is said to have.
func TestIntervalsOfChangesHold(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	held, n := 0, 0
	var pooled, raw float64
	for range 6 {
		c, truth := world(r, 40, 0.45)
		for _, ch := range trends(t, c, TrendOptions{}).Changes {
			var i int
			if _, err := fmt.Sscanf(ch.Authority, "Council %d", &i); err != nil {
				t.Fatal(err)
			}
			if ch.Low <= truth[i] && truth[i] <= ch.High {
				held++
			}
			pooled += (ch.Pooled - truth[i]) * (ch.Pooled - truth[i])
			raw += (ch.Raw - truth[i]) * (ch.Raw - truth[i])
			n++
		}
	}
	if share := float64(held) / float64(n); share < 0.90 || share > 0.99 {
		t.Errorf("intervals held the truth %.3f of the time", share)
	}
	if pooled > 0.8*raw {
		t.Errorf("pooled values are %.4f off, raw ones %.4f", pooled/float64(n), raw/float64(n))
	}
	c, _ := world(r, 60, 0)
	sure := 0
	for _, ch := range trends(t, c, TrendOptions{}).Changes {
		if ch.Verdict() == "worse" {
			sure++
		}
	}
	if sure > 1 {
		t.Errorf("%d of 60 councils got worse where every true change is +0.1", sure)
	}
}

func TestFewMentionsAreNoRank(t *testing.T) {
	var docs []*Document
	for i := range 12 {
		s := figure.Stances{Positive: 10 + i, Negative: 20 - i, Neutral: 2}
		docs = append(docs, council(fmt.Sprint("Council", i), "a", "2018-01-01", figure.Stances{Positive: 15, Negative: 15}), council(fmt.Sprint("Council", i), "a", "2022-01-01", s))
	}
	docs = append(docs, council("Tiny", "a", "2018-01-01", figure.Stances{Positive: 3}), council("Tiny", "a", "2022-01-01", figure.Stances{Negative: 3}),
		council("Large", "a", "2018-01-01", figure.Stances{Positive: 40, Negative: 10}), council("Large", "a", "2022-01-01", figure.Stances{Positive: 5, Negative: 45}))
	got := trends(t, countsOf(docs...), TrendOptions{}).Changes
	if got[0].Authority != "Large" {
		t.Errorf("three mentions fell furthest: %+v", got[0])
	}
	again := trends(t, countsOf(docs...), TrendOptions{}).Changes
	if !reflect.DeepEqual(got, again) {
		t.Error("the same counts give another answer")
	}
}

func TestTwoChangesAreNotPooled(t *testing.T) {
	got := trends(t, countsOf(council("A", "a", "2018-01-01", figure.Stances{Positive: 9, Negative: 1}), council("A", "a", "2022-01-01", figure.Stances{Positive: 1, Negative: 9})), TrendOptions{}).Changes
	if len(got) != 1 || got[0].Pooled != got[0].Raw || got[0].Raw != -1.6 || got[0].Verdict() != "worse" {
		t.Errorf("%+v", got)
	}
}

func TestYearsByKind(t *testing.T) {
	s := figure.Stances{Positive: 1}
	got := trends(t, countsOf(council("A", "b", "2018-01-01", s), council("B", "b", "2018-03-01", s), council("C", "a", "2019-01-01", s)), TrendOptions{}).Years
	if len(got) != 2 || got[0].Kind != "a" || got[1].Year != 2018 || got[1].Documents != 2 || got[1].Positive != 2 || got[1].Sentences != 200 {
		t.Errorf("%+v", got)
	}
}
