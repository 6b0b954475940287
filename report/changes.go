package report

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"assay/out/answers"
	"assay/report/wording"
)

// ChangeRow is a change from one inspection to the next of the same kind.
type ChangeRow struct {
	Name, Href    string
	From, To      string // month and year of the two inspections
	Before, After Net
	Raw           string // after less before
	Pooled, Range string
	Verdict       string
}

// answer reads the changes between inspections and where each council stands; none
// where the run lacks a table they are made from.
func (d *data) answer(ctx context.Context, dir string) error {
	d.trends = &answers.Trends{}
	counts, err := answers.Read(ctx, dir)
	if errors.Is(err, answers.ErrNoTable) {
		return nil
	}
	if err != nil {
		return err
	}
	d.standings = map[[2]string][]answers.Standing{}
	for _, s := range counts.Standings() {
		key := [2]string{cmp.Or(s.Kind, "other"), wording.Plain(s.Authority)}
		d.standings[key] = append(d.standings[key], s)
	}
	d.ranks = map[[2]string][]answers.Rank{}
	for _, k := range byKind(d.docs) {
		for _, r := range counts.Ranks(k.kind) {
			key := [2]string{k.kind, r.Theme}
			d.ranks[key] = append(d.ranks[key], r)
		}
	}
	d.trends, err = counts.Trends(ctx, answers.TrendOptions{})
	return err
}

// lastChange is the latest change of an authority, nil where there is none that
// can be stated.
func (d *data) lastChange(theme, kind, authority string) *answers.Change {
	var last *answers.Change
	for i := range d.trends.Changes {
		c := &d.trends.Changes[i]
		if c.Theme == theme && c.Kind == kind && wording.Plain(c.Authority) == authority && (last == nil || c.After.Start > last.After.Start) {
			last = c
		}
	}
	return last
}

// changesOf are the changes of a theme in a kind, worst first by the pooled value.
func (d *data) changesOf(theme, kind string) []*answers.Change {
	var list []*answers.Change
	for i := range d.trends.Changes {
		if c := &d.trends.Changes[i]; c.Theme == theme && c.Kind == kind {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b *answers.Change) int { return cmp.Compare(a.Pooled, b.Pooled) })
	return list
}

// extremes are the largest fall and the largest rise whose intervals leave out 0.
func (d *data) extremes(theme, kind string) (fell, rose *Stand) {
	for _, c := range d.changesOf(theme, kind) {
		if c.High < 0 && fell == nil {
			fell = d.standOfChange(c)
		}
		if c.Low > 0 {
			rose = d.standOfChange(c)
		}
	}
	return fell, rose
}

func (d *data) standOfChange(c *answers.Change) *Stand {
	r := d.changeRow(c)
	return &Stand{Name: r.Name + ", " + r.To, Href: inFolder(r.Href), Net: r.After, Before: &r.Before}
}

// changesShown is how many changes of either end the page of a theme lists.
const changesShown = 10

// changeRows are the changes of a theme in a kind at both ends, worst first.
func (d *data) changeRows(theme, kind string) []ChangeRow {
	all := d.changesOf(theme, kind)
	var rows []ChangeRow
	for i, c := range all {
		if i < changesShown || i >= len(all)-changesShown {
			rows = append(rows, d.changeRow(c))
		}
	}
	return rows
}

// leftOut are the pairs of inspections of a theme and kind that have too few
// mentions on a side to be ranked: those that speak of it on both, the largest fall
// first, and how many do not.
func (d *data) leftOut(theme, kind string) (rows []ChangeRow, silent int) {
	var list []*answers.Change
	for i := range d.trends.Skipped {
		switch c := &d.trends.Skipped[i]; {
		case c.Theme != theme || c.Kind != kind:
		case c.Before.Total() == 0 || c.After.Total() == 0:
			silent++
		default:
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b *answers.Change) int { return cmp.Compare(a.Raw, b.Raw) })
	for _, c := range list {
		rows = append(rows, d.changeRow(c))
	}
	return rows, silent
}

func (d *data) changeRow(c *answers.Change) ChangeRow {
	name := wording.Plain(c.Authority)
	r := ChangeRow{Name: name, From: wording.MonthOf(c.Before.Start), To: wording.MonthOf(c.After.Start), Raw: wording.Signed(c.Raw), Pooled: wording.Signed(c.Pooled), Range: wording.Signed(c.Low) + " to " + wording.Signed(c.High), Verdict: c.Verdict(),
		Before: d.netOfInspection(c.Theme, name, &c.Before), After: d.netOfInspection(c.Theme, name, &c.After)}
	if c := d.byName[name]; c != nil {
		r.Href = fileOf(c)
	}
	return r
}

// netOfInspection opens the sentences of an inspection where it is one document.
func (d *data) netOfInspection(theme, name string, in *answers.Inspection) Net {
	t := tallyOf(in.Stances)
	title := wording.Capital(d.themes[d.theme(theme)].Label) + ", " + name + ", " + wording.MonthOf(in.Start)
	for _, doc := range d.docs {
		if len(in.DocIDs) == 1 && doc.id == in.DocIDs[0] {
			return query{kind: "m", theme: theme, context: finding, doc: doc.index + 1}.net(t, title)
		}
	}
	return query{}.net(t, title).plain()
}
