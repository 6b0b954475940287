package answers

import (
	"cmp"
	"context"
	"slices"

	"assay/out/figure"
	"assay/out/runs"
)

// Found is what a run found.
type Found struct {
	Run         string       `json:"run"`
	Documents   int          `json:"documents"` // whose text stands nowhere before in the run
	Duplicates  int          `json:"duplicates"`
	Kinds       []KindCount  `json:"kinds"` // the commonest first
	Authorities int          `json:"local_authorities"`
	Themes      []ThemeFound `json:"themes"`   // by context and theme, in their order; those without a mention too
	Rankings    []Ranking    `json:"rankings"` // of each kind with inspections that have enough mentions, the kind with the most documents first
	Since       *Since       `json:"since"`    // nil of a first run
	Lost        int          `json:"lost"`
	LostReasons []Count      `json:"lost_reasons"` // the commonest first
	Skipped     int          `json:"skipped"`
	// SkippedReasons are why inputs were left out on purpose, the commonest first.
	SkippedReasons []Count `json:"skipped_reasons"`
}

// KindCount is the documents of a kind and the years they are of; 0 where none has a year.
type KindCount struct {
	Kind      string `json:"kind"`
	Documents int    `json:"documents"`
	First     int    `json:"first_year"`
	Last      int    `json:"last_year"`
}

// Count is a number of something.
type Count struct {
	Name string `json:"name"`
	N    int    `json:"n"`
}

// ThemeFound is what the documents say of a theme in a context.
type ThemeFound struct {
	Context   string `json:"context"`
	Theme     string `json:"theme"`
	Label     string `json:"theme_label"`
	Documents int    `json:"documents"` // that mention it
	figure.Stances
}

// Ranking orders the last inspections of one kind of each authority: kinds look for
// different things, so they are never ranked together, and what an authority was
// told before its last inspection no longer stands.
type Ranking struct {
	Kind      string `json:"kind"`
	Documents int    `json:"documents"` // of the kind
	Ranks     []Rank `json:"ranks"`     // by theme, from the worst to the best; those of at least figure.Few mentions
}

// Rank is one report among those of its kind, by how it speaks of a theme.
type Rank struct {
	Theme     string `json:"theme"`
	URI       string `json:"uri"`
	Authority string `json:"local_authority"`
	Year      int    `json:"year"`
	figure.Stances
}

// FoundIn says what the run found, and what changed since the run before it; a
// nil before is that of a first run. The error is ErrNoTable where the run was
// made without a table that is needed; a run before without them is passed over.
func FoundIn(ctx context.Context, run runs.Run, before *runs.Run) (*Found, error) {
	c, err := Read(ctx, run.Dir)
	if err != nil {
		return nil, err
	}
	f := c.found()
	f.Run = run.ID
	if run.Manifest != nil { // a run's folder may have been copied without it
		f.Lost, f.LostReasons = reasons(run.Manifest, runs.Lost)
		f.Skipped, f.SkippedReasons = reasons(run.Manifest, runs.Skipped)
	}
	if before != nil {
		f.Since = sinceRun(ctx, before, &run, c)
	}
	return f, nil
}

func (c *Counts) found() *Found {
	f := &Found{Documents: len(c.Documents), Duplicates: c.Duplicates}
	authorities := map[string]bool{}
	for _, d := range c.Documents {
		i := slices.IndexFunc(f.Kinds, func(k KindCount) bool { return k.Kind == d.Kind })
		if i < 0 {
			i = len(f.Kinds)
			f.Kinds = append(f.Kinds, KindCount{Kind: d.Kind})
		}
		k := &f.Kinds[i]
		k.Documents++
		if d.Year > 0 {
			k.Last = max(k.Last, d.Year)
			if k.First == 0 || d.Year < k.First {
				k.First = d.Year
			}
		}
		if d.Authority != "" {
			authorities[d.Authority] = true
		}
	}
	f.Authorities = len(authorities)
	slices.SortStableFunc(f.Kinds, func(a, b KindCount) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Kind, b.Kind))
	})
	for _, context := range Contexts {
		for _, t := range c.Themes {
			found := ThemeFound{Context: context, Theme: t.ID, Label: t.Label}
			for _, d := range c.Documents {
				s := d.Stances(context, t.ID)
				found.Stances = found.Plus(s)
				if s.Total() > 0 {
					found.Documents++
				}
			}
			f.Themes = append(f.Themes, found)
		}
	}
	for _, k := range f.Kinds {
		if ranks := c.Ranks(k.Kind); len(ranks) > 0 {
			f.Rankings = append(f.Rankings, Ranking{k.Kind, k.Documents, ranks})
		}
	}
	return f
}

// Ranks orders the last inspections of a kind of each authority. Of reports that
// speak alike the one with more mentions stands nearer to its end.
func (c *Counts) Ranks(kind string) (list []Rank) {
	last := c.last()
	for _, t := range c.Themes {
		from := len(list)
		for _, d := range last {
			if s := d.Stances("finding", t.ID); d.Kind == kind && !s.Few() {
				list = append(list, Rank{t.ID, d.URI, d.Authority, d.Year, s})
			}
		}
		slices.SortStableFunc(list[from:], func(a, b Rank) int {
			return cmp.Or(cmp.Compare(a.Net(), b.Net()), cmp.Compare(a.Positive-a.Negative, b.Positive-b.Negative), cmp.Compare(a.Authority, b.Authority))
		})
	}
	return list
}

// reasons counts the inputs of a status that is no document, by why.
func reasons(m *runs.Manifest, status runs.Status) (n int, list []Count) {
	for _, in := range m.Inputs {
		if in.Status != status {
			continue
		}
		n++
		i := slices.IndexFunc(list, func(c Count) bool { return c.Name == string(in.Reason) })
		if i < 0 {
			i = len(list)
			list = append(list, Count{Name: string(in.Reason)})
		}
		list[i].N++
	}
	slices.SortStableFunc(list, func(a, b Count) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name)) })
	return n, list
}
