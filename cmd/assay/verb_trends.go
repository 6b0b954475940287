package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/internal/usage"
	"assay/out/answers"
	"assay/out/figure"
	"assay/out/kindname"
)

// trendsOptions are the flags of trends.
type trendsOptions struct {
	results       cli.ResultsFolder
	themes, kinds []string
	answers.TrendOptions
	show          int
	years         bool
	asCSV, asJSON bool
}

func newTrendsCmd() *cobra.Command {
	var o trendsOptions
	cmd := &cobra.Command{
		Use:   "trends [RESULTS] [RUN]",
		Short: "whose language on a theme got better or worse, and how it went over the years",
		Long: `trends compares each inspection of an authority with the one before it of the same
kind: net stance after less net stance before, theme by theme, where both have at
least --min mentions. Kinds are never compared with each other.

Changes are ranked by their pooled value: a change of few mentions is drawn towards
the mean of its theme and kind, so that a handful is no rank. The interval (95 %)
goes by what sentences drawn anew would vary; where it holds zero the change is
unclear. The view changes of views.sql has the same figures.

Then, with --years in place of the changes where it is CSV, every kind's net stance
year by year. Net stance is (positive - negative) / mentions, from -1 to 1.`,
		Example: `  assay trends results --theme caseloads
  assay trends results --csv > changes.csv
  assay trends results --years --csv > years.csv`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error { return trends(cmd, &o, args) },
	}
	o.results.Flag(cmd)
	f := cmd.Flags()
	f.StringSliceVar(&o.themes, "theme", nil, "only these themes")
	f.StringSliceVar(&o.kinds, "kind", nil, "only these kinds of document, such as ilacs_inspection")
	f.StringVar(&o.Context, "context", "finding", "what is counted: "+strings.Join(answers.Contexts, ", "))
	f.IntVar(&o.Min, "min", figure.FewPaired, "mentions that each of two inspections must have")
	f.IntVar(&o.show, "show", 5, "most changes shown at either end of a theme and kind; CSV and JSON have all")
	f.BoolVar(&o.years, "years", false, "the years by kind alone")
	f.BoolVar(&o.asCSV, "csv", false, "write CSV")
	f.BoolVar(&o.asJSON, "json", false, "write JSON")
	return cmd
}

func trends(cmd *cobra.Command, o *trendsOptions, args []string) error {
	switch {
	case o.asCSV && o.asJSON:
		return usage.Errorf("--csv and --json exclude each other")
	case o.Min < 1 || o.show < 1:
		return usage.Errorf("--min and --show must be at least 1")
	case !slices.Contains(answers.Contexts, o.Context):
		return usage.Errorf("--context: %q is not counted", o.Context).Advise(cli.Meant(o.Context, answers.Contexts) + "use " + strings.Join(answers.Contexts, ", "))
	}
	dir, _, err := o.results.Tables("trends", args)
	if err != nil {
		return err
	}
	counts, err := answers.Read(cmd.Context(), dir)
	if errors.Is(err, answers.ErrNoTable) {
		return usage.Errorf("%w", err).Advise("trends needs documents, inspections, articles and theme_summary: run again with all tables")
	}
	if err != nil {
		return err
	}
	t, err := counts.Trends(cmd.Context(), o.TrendOptions)
	if err != nil {
		return err
	}
	if err := o.choose(t); err != nil {
		return err
	}
	w := cmd.OutOrStdout()
	switch {
	case o.asJSON:
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(t)
	case o.asCSV && o.years:
		return t.WriteYears(csv.NewWriter(w))
	case o.asCSV:
		return t.WriteChanges(csv.NewWriter(w))
	}
	return o.text(w, t)
}

// choose leaves the themes and kinds that were asked for.
func (o *trendsOptions) choose(t *answers.Trends) error {
	var themes, kinds []string
	for _, theme := range t.Themes {
		themes = append(themes, theme.ID)
	}
	for _, y := range t.Years {
		if !slices.Contains(kinds, y.Kind) {
			kinds = append(kinds, y.Kind)
		}
	}
	for _, c := range []struct {
		flag        string
		asked, have []string
	}{{"theme", o.themes, themes}, {"kind", o.kinds, kinds}} {
		for _, name := range c.asked {
			if !slices.Contains(c.have, name) {
				return usage.Errorf("--%s: the run has no %s %q", c.flag, c.flag, name).Advise(cli.Meant(name, c.have) + "it has " + strings.Join(c.have, ", "))
			}
		}
	}
	out := func(list []string, name string) bool { return len(list) > 0 && !slices.Contains(list, name) }
	t.Changes = slices.DeleteFunc(t.Changes, func(c answers.Change) bool { return out(o.themes, c.Theme) || out(o.kinds, c.Kind) })
	t.Years = slices.DeleteFunc(t.Years, func(y answers.Year) bool { return out(o.themes, y.Theme) || out(o.kinds, y.Kind) })
	return nil
}

// text shows trends to a person, theme by theme and kind by kind.
func (o *trendsOptions) text(w io.Writer, t *answers.Trends) error {
	var b strings.Builder
	if !o.years {
		fmt.Fprintf(&b, "From one inspection to the next of the same kind: %s.\nBoth have at least %d mentions; ranked by the pooled change of net stance.\nn, n: mentions before and after. *: more than chance makes it.\n", contextWords[t.Context], t.Min)
		for _, theme := range t.Themes {
			for _, kind := range kindsOf(t.Changes, theme.ID) {
				var list []answers.Change
				for _, c := range t.Changes {
					if c.Theme == theme.ID && c.Kind == kind {
						list = append(list, c)
					}
				}
				o.changes(&b, theme.Label, kind, list)
			}
		}
		fmt.Fprintf(&b, "\n%s of inspections with fewer mentions of a theme not compared", terminal.Counted(t.FewSkipped, "pair"))
		if t.Undated > 0 {
			fmt.Fprintf(&b, "; %s without a date or an authority", terminal.Counted(t.Undated, "inspection"))
		}
		b.WriteString("\n")
	}
	for _, theme := range t.Themes {
		yearsText(&b, theme, t.Years)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var contextWords = map[string]string{"finding": "what inspectors found", "recommendation": "what they recommend", "strength": "what they praise", "article": "what articles say", "comment": "what commenters say"}

func kindsOf(list []answers.Change, theme string) (kinds []string) {
	for _, c := range list {
		if c.Theme == theme && !slices.Contains(kinds, c.Kind) {
			kinds = append(kinds, c.Kind)
		}
	}
	return kinds
}

func (o *trendsOptions) changes(b *strings.Builder, label, kind string, list []answers.Change) {
	fmt.Fprintf(b, "\n%s: %s, %s\n", terminal.Printable(label), kindname.Of(kind, 2), terminal.Counted(len(list), "change"))
	fmt.Fprintf(b, "  %-20s %-15s %4s %4s %6s %s\n", "authority", "from, to", "n", "n", "change", "pooled (95 % interval)")
	for i, c := range list {
		if i >= o.show && i < len(list)-o.show {
			if i == o.show {
				fmt.Fprintf(b, "  ... %d between\n", len(list)-2*o.show)
			}
			continue
		}
		fmt.Fprintf(b, "  %-20s %-15s %4d %4d %6s %s%s\n", terminal.Shorten(terminal.Printable(c.Authority), 20), c.Before.Start[:7]+" "+c.After.Start[:7],
			c.Before.Total(), c.After.Total(), figure.Signed(c.Raw), withInterval(c.Pooled, c.Low, c.High), sure(c.Verdict()))
	}
}

// withInterval is a figure with its interval: -0.10 (-0.15 to -0.05).
func withInterval(x, low, high float64) string {
	return fmt.Sprintf("%s (%s to %s)", figure.Signed(x), figure.Signed(low), figure.Signed(high))
}

// sure marks a change whose interval leaves out zero.
func sure(verdict string) string {
	if verdict == "unclear" {
		return ""
	}
	return " *"
}

func yearsText(b *strings.Builder, theme answers.Theme, years []answers.Year) {
	kind := ""
	for _, y := range years {
		if y.Theme != theme.ID {
			continue
		}
		if y.Kind != kind {
			kind = y.Kind
			fmt.Fprintf(b, "\n%s by year: %s\n  year documents mentions  net stance (95 %% interval)\n", terminal.Printable(theme.Label), kindname.Of(kind, 2))
		}
		fmt.Fprintf(b, "  %s %9d %8d", strconv.Itoa(y.Year), y.Documents, y.Total())
		if y.Total() > 0 {
			low, high := y.Interval()
			b.WriteString("  " + withInterval(y.Net(), low, high))
			if y.Few() {
				b.WriteString(" few")
			}
		}
		b.WriteString("\n")
	}
}
