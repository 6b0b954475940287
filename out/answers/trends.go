package answers

import (
	"cmp"
	"context"
	"slices"

	"assay/out/figure"
)

// TrendOptions choose what Trends compares. The zero value is the common case.
type TrendOptions struct {
	Context string // of Contexts; "" is finding
	Min     int    // mentions that each of two inspections must have; 0 is figure.FewPaired
}

// Inspection is one side of a change: what one inspection of an authority says of
// a theme. Two documents of one kind that begin on one day are one inspection.
type Inspection struct {
	Start  string   `json:"inspection_start"` // first day, as 2006-01-02
	URIs   []string `json:"uris"`
	DocIDs []string `json:"doc_ids"`
	Grade  string   `json:"grade"` // "" where none
	figure.Stances
}

// Change is how an authority's language on a theme changed from one inspection to
// the next of the same kind.
type Change struct {
	Theme     string     `json:"theme"`
	Kind      string     `json:"kind"` // of documents
	Authority string     `json:"local_authority"`
	Region    string     `json:"region"`
	Before    Inspection `json:"before"`
	After     Inspection `json:"after"`
	// Raw is the net stance after less that before, from -2 to 2.
	Raw float64 `json:"change"`
	// Pooled is Raw drawn towards the mean change of its theme and kind, the more
	// the fewer mentions it rests on; changes are ranked by it. Low and High are its
	// 95 % interval. Where a theme and kind have fewer than three changes nothing can
	// be pooled, and Pooled is Raw.
	Pooled float64 `json:"pooled"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
}

// Verdict is better or worse where the interval leaves zero out, else unclear.
func (c *Change) Verdict() string {
	switch {
	case c.Low > 0:
		return "better"
	case c.High < 0:
		return "worse"
	}
	return "unclear"
}

// Year is what the documents of one kind and year say of a theme.
type Year struct {
	Theme     string `json:"theme"`
	Kind      string `json:"kind"`
	Year      int    `json:"year"`
	Documents int    `json:"documents"` // that have sentences in the context
	Sentences int    `json:"sentences"` // scored
	figure.Stances
}

// Trends are the changes between inspections and over the years of one context.
type Trends struct {
	Context string `json:"context"`
	Min     int    `json:"min"` // mentions that each side of a change has at least
	// Changes by theme in the codebook's order, kind, then from the worst to the
	// best; one theme and kind may have several of an authority.
	Changes    []Change `json:"changes"`
	Years      []Year   `json:"years"`                       // by theme, kind, year
	FewSkipped int      `json:"pairs_with_too_few_mentions"` // pairs of inspections and theme under Min
	Skipped    []Change `json:"-"`                           // these pairs, not pooled
	Undated    int      `json:"inspections_without_date"`    // or without an authority: they cannot be paired
	Themes     []Theme  `json:"-"`
}

// inspected are the inspections of one authority and kind, by day.
type inspected struct {
	kind, authority, region string
	days                    []day
}

type day struct {
	start string
	docs  []*Document
}

// Trends compares within kinds of document, never across them.
func (c *Counts) Trends(ctx context.Context, opt TrendOptions) (*Trends, error) {
	if opt.Context == "" {
		opt.Context = "finding"
	}
	if opt.Min <= 0 {
		opt.Min = figure.FewPaired
	}
	t := &Trends{Context: opt.Context, Min: opt.Min, Themes: c.Themes}
	series := c.series(t)
	for _, theme := range c.Themes {
		for from := 0; from < len(series); {
			to := from
			for to < len(series) && series[to].kind == series[from].kind {
				to++
			}
			group := t.pairs(theme.ID, series[from:to])
			pool(group)
			slices.SortStableFunc(group, func(a, b Change) int { return cmp.Or(cmp.Compare(a.Pooled, b.Pooled), cmp.Compare(a.Raw, b.Raw)) })
			t.Changes = append(t.Changes, group...)
			from = to
		}
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		t.Years = append(t.Years, c.years(opt.Context, theme.ID)...)
	}
	return t, nil
}

// series are the dated inspections by kind and authority, each in order of days.
func (c *Counts) series(t *Trends) []*inspected {
	by := map[[2]string]*inspected{}
	var list []*inspected
	for _, d := range c.Documents {
		if d.Authority == "" && d.Start == "" && d.Framework == "" {
			continue // no inspection
		}
		if d.Authority == "" || d.Start == "" {
			t.Undated++
			continue
		}
		key := [2]string{d.Kind, d.Authority}
		if by[key] == nil {
			by[key] = &inspected{kind: d.Kind, authority: d.Authority, region: d.Region}
			list = append(list, by[key])
		}
		in := by[key]
		at, known := slices.BinarySearchFunc(in.days, d.Start, func(x day, start string) int { return cmp.Compare(x.start, start) })
		if !known {
			in.days = slices.Insert(in.days, at, day{start: d.Start})
		}
		in.days[at].docs = append(in.days[at].docs, d)
	}
	slices.SortFunc(list, func(a, b *inspected) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.authority, b.authority))
	})
	return list
}

// pairs are the changes of a theme between neighbouring inspections.
func (t *Trends) pairs(theme string, series []*inspected) (list []Change) {
	for _, in := range series {
		for i := 1; i < len(in.days); i++ {
			c := Change{Theme: theme, Kind: in.kind, Authority: in.authority, Region: in.region,
				Before: t.inspection(theme, in.days[i-1]), After: t.inspection(theme, in.days[i])}
			c.Raw = c.After.Net() - c.Before.Net()
			if c.Before.Total() < t.Min || c.After.Total() < t.Min {
				t.FewSkipped++
				t.Skipped = append(t.Skipped, c)
				continue
			}
			list = append(list, c)
		}
	}
	return list
}

func (t *Trends) inspection(theme string, d day) Inspection {
	in := Inspection{Start: d.start}
	for _, doc := range d.docs {
		in.Stances = in.Plus(doc.Stances(t.Context, theme))
		in.URIs, in.DocIDs = append(in.URIs, doc.URI), append(in.DocIDs, doc.ID)
		if in.Grade == "" {
			in.Grade = doc.Grade
		}
	}
	return in
}

// years adds a theme up by kind and year; documents without a year are left out.
func (c *Counts) years(context, theme string) []Year {
	type key struct {
		kind string
		year int
	}
	by := map[key]*Year{}
	var list []*Year
	for _, d := range c.Documents {
		if d.Year == 0 || d.Sentences(context) == 0 {
			continue
		}
		k := key{d.Kind, d.Year}
		if by[k] == nil {
			by[k] = &Year{Theme: theme, Kind: d.Kind, Year: d.Year}
			list = append(list, by[k])
		}
		y := by[k]
		y.Documents++
		y.Sentences += d.Sentences(context)
		y.Stances = y.Plus(d.Stances(context, theme))
	}
	slices.SortFunc(list, func(a, b *Year) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Year, b.Year)) })
	years := make([]Year, len(list))
	for i, y := range list {
		years[i] = *y
	}
	return years
}
