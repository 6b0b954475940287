package gate

import (
	"fmt"
	"maps"
	"math"
	"slices"
)

// Figures are what the rules look at, of one run.
type Figures struct {
	Listed    int                         `json:"listed"`
	Documents int                         `json:"documents"`
	Lost      int                         `json:"lost"`
	Rows      map[string]int64            `json:"rows"`  // by table
	Nulls     map[string]map[string]int64 `json:"nulls"` // by table and column
	Themes    map[string]int64            `json:"themes"`
	Scored    int64                       `json:"scored_sentences"` // in counted contexts, like Themes
}

// Finding is what one rule found of one run.
type Finding struct {
	Name    string  `json:"name"` // "documents", "rows sentences", "theme_rate caseloads", ...
	Level   Level   `json:"level"`
	Passed  bool    `json:"passed"`
	Value   float64 `json:"value"` // the drop, change, share or rise that was measured
	Limit   float64 `json:"limit"`
	Message string  `json:"message"`
}

// Judge holds a run's figures against the rules and the run before it, which is
// nil for a first run: rules that compare then find nothing.
func Judge(rules []Rule, now, before *Figures) []Finding {
	var found []Finding
	for _, r := range rules {
		if r.Check == ThemeRate && r.Theme == "" {
			for _, theme := range slices.Sorted(maps.Keys(now.Themes)) {
				each := r
				each.Theme = theme
				found = append(found, each.check(now, before)...)
			}
			continue
		}
		found = append(found, r.check(now, before)...)
	}
	return found
}

// check applies one rule; it gives nothing where there is nothing to compare.
func (r Rule) check(now, before *Figures) []Finding {
	if r.Check == AllLost {
		return allLost(r, now)
	}
	value, ok := r.measure(now)
	if !ok {
		return nil
	}
	var old float64
	if before != nil {
		old, ok = r.measure(before)
	}
	compares := r.MaxShare == nil
	if compares && (before == nil || !ok) {
		return nil
	}
	f := Finding{Name: r.name(), Level: r.Level}
	switch {
	case r.MaxShare != nil:
		f.Value, f.Limit = value, *r.MaxShare
		f.Message = fmt.Sprintf("%s is %.1f %%, the limit is %.1f %%", f.Name, 100*value, 100*f.Limit)
	case r.MaxRise != nil:
		f.Value, f.Limit = value-old, *r.MaxRise
		f.Message = fmt.Sprintf("%s rose from %.1f %% to %.1f %%, by more than %.1f points is too much", f.Name, 100*old, 100*value, 100*f.Limit)
	case old == 0: // nothing can drop below nothing, and no share can be given of a change
		return nil
	case r.MaxDrop != nil:
		f.Value, f.Limit = (old-value)/old, *r.MaxDrop
		f.Message = fmt.Sprintf("%s went from %s to %s, a drop of more than %.0f %% is too much", f.Name, r.show(old), r.show(value), 100*f.Limit)
	case r.MaxChange != nil:
		f.Value, f.Limit = math.Abs(value-old)/old, *r.MaxChange
		f.Message = fmt.Sprintf("%s went from %s to %s, a change of more than %.0f %% is too much", f.Name, r.show(old), r.show(value), 100*f.Limit)
	}
	f.Passed = f.Value <= f.Limit
	return []Finding{f}
}

// allLost finds whether there are documents at all where there were inputs.
func allLost(r Rule, now *Figures) []Finding {
	if now.Lost == 0 {
		return nil // nothing to read is no loss
	}
	// Value 1 says that none is left, the limit is below it.
	f := Finding{Name: r.name(), Level: r.Level, Passed: now.Documents > 0,
		Message: fmt.Sprintf("no document could be read, %d were lost", now.Lost)}
	if !f.Passed {
		f.Value = 1
	}
	return []Finding{f}
}

// measure is the figure a rule looks at; ok is false where a run has none.
func (r Rule) measure(f *Figures) (v float64, ok bool) {
	switch r.Check {
	case Documents:
		return float64(f.Documents), true
	case Lost:
		return share(int64(f.Lost), int64(f.Listed))
	case Rows:
		n, ok := f.Rows[r.Table]
		return float64(n), ok
	case Nulls:
		n, ok := f.Nulls[r.Table][r.Column]
		if !ok {
			return 0, false
		}
		return share(n, f.Rows[r.Table])
	case ThemeRate:
		n, ok := f.Themes[r.Theme]
		if !ok {
			return 0, false
		}
		return share(n, f.Scored)
	}
	return 0, false
}

func share(part, whole int64) (float64, bool) {
	if whole == 0 {
		return 0, false
	}
	return float64(part) / float64(whole), true
}

func (r Rule) name() string {
	switch r.Check {
	case Rows:
		return "rows " + r.Table
	case Nulls:
		return "nulls " + r.Table + "." + r.Column
	case ThemeRate:
		return "theme_rate " + r.Theme
	}
	return string(r.Check)
}

func (r Rule) show(v float64) string {
	if r.Check == ThemeRate {
		return fmt.Sprintf("%.1f per 1,000 sentences", 1000*v)
	}
	return fmt.Sprintf("%.0f", v)
}

// Needs are the figures that some rules look at, beyond the counts of documents
// and the theme rates, for whoever has to count them first.
type Needs struct {
	Rows  []string            `json:"rows"`  // tables, sorted
	Nulls map[string][]string `json:"nulls"` // columns by table, sorted
}

// NeedsOf gives the figures that Judge will ask for.
func NeedsOf(rules []Rule) Needs {
	n := Needs{Rows: []string{}, Nulls: map[string][]string{}}
	for _, r := range rules {
		if r.Table != "" {
			n.Rows = append(n.Rows, r.Table) // a share of nulls is one of rows
		}
		if r.Column != "" {
			n.Nulls[r.Table] = append(n.Nulls[r.Table], r.Column)
		}
	}
	slices.Sort(n.Rows)
	n.Rows = slices.Compact(n.Rows)
	for _, columns := range n.Nulls {
		slices.Sort(columns)
	}
	return n
}
