package answers

import (
	"cmp"
	"context"
	"math"
	"slices"

	"assay/out/diff"
	"assay/out/figure"
	"assay/out/runs"
)

// Since is what changed between two runs.
type Since struct {
	Run       string   `json:"run"`           // id of the run before
	New       []string `json:"new_documents"` // uris, in order
	Gone      []string `json:"gone_documents"`
	Changed   []string `json:"changed_documents"` // other bytes at the same uri
	Cause     string   `json:"cause"`             // what other than inputs changed: reader, options, version, codebook, model, joined by +; "" where nothing
	NewlyLost int      `json:"newly_lost"`
	Moves     []Move   `json:"moves"` // the largest first
}

// Move is how far the language on a theme in the findings of an authority's
// reports went between two runs; Authority "" is all documents.
type Move struct {
	Theme     string         `json:"theme"`
	Label     string         `json:"theme_label"`
	Authority string         `json:"local_authority"`
	Before    figure.Stances `json:"before"`
	After     figure.Stances `json:"after"`
}

// Size is how far the net stance went, from -2 to 2.
func (m *Move) Size() float64 { return m.After.Net() - m.Before.Net() }

// smallestMove is what is worth telling.
const smallestMove = 0.05

func sinceRun(ctx context.Context, before, now *runs.Run, c *Counts) *Since {
	s := &Since{Run: before.ID}
	was := map[string]runs.Input{}
	for _, in := range before.Manifest.Inputs {
		was[in.URI] = in
	}
	document := func(in runs.Input) bool {
		return in.Status != runs.Lost && in.Status != runs.Skipped
	}
	for _, in := range now.Manifest.Inputs {
		old, known := was[in.URI]
		switch {
		case !document(in):
			if in.Status == runs.Lost && old.Status != in.Status {
				s.NewlyLost++
			}
			if known && document(old) {
				s.Gone = append(s.Gone, in.URI)
			}
		case !known || !document(old):
			s.New = append(s.New, in.URI)
		case old.SHA256 != in.SHA256:
			s.Changed = append(s.Changed, in.URI)
		}
		delete(was, in.URI)
	}
	for uri, in := range was {
		if document(in) {
			s.Gone = append(s.Gone, uri)
		}
	}
	slices.Sort(s.Gone)
	s.Cause, _ = diff.Cause(before.Manifest, now.Manifest) // an older manifest may lack what it compares
	if old, err := Read(ctx, before.Dir); err == nil {
		s.Moves = moves(old, c)
	}
	return s
}

// moves compares what has enough mentions in both runs, the largest moves first.
func moves(before, now *Counts) (list []Move) {
	a, b := before.byAuthority(), now.byAuthority()
	for k, x := range a {
		y := b[k]
		m := Move{Theme: k.theme, Label: now.label(k.theme), Authority: k.authority, Before: x, After: y}
		if !x.Few() && !y.Few() && math.Abs(m.Size()) >= smallestMove {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b Move) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Size()), math.Abs(a.Size())), cmp.Compare(a.Theme, b.Theme), cmp.Compare(a.Authority, b.Authority))
	})
	return list
}

type authorityTheme struct{ authority, theme string }

func (c *Counts) byAuthority() map[authorityTheme]figure.Stances {
	sum := map[authorityTheme]figure.Stances{}
	for _, d := range c.Documents {
		for _, t := range c.Themes {
			s := d.Stances("finding", t.ID)
			for _, authority := range []string{"", d.Authority} {
				k := authorityTheme{authority, t.ID}
				sum[k] = sum[k].Plus(s)
				if d.Authority == "" {
					break
				}
			}
		}
	}
	return sum
}

func (c *Counts) label(theme string) string {
	for _, t := range c.Themes {
		if t.ID == theme {
			return t.Label
		}
	}
	return theme
}
