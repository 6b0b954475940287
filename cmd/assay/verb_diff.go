package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/internal/usage"
	"assay/out/diff"
	"assay/out/load"
	"assay/out/runs"
)

func newDiffCmd() *cobra.Command {
	var (
		results       cli.ResultsFolder
		asJSON, asCSV bool
	)
	cmd := &cobra.Command{
		Use:   "diff [RESULTS] [BEFORE [AFTER]]",
		Short: "say what changed from one run to another, and why",
		Long: `diff holds two runs against each other: documents, judgements and mentions that
are new, gone or changed, with the cause (input, reader, options, version,
codebook, model), and how often each theme is mentioned before and after.

A run is current, an id, the beginning of one, or the path of its folder. Without
AFTER it is current; without BEFORE it is the run before current.`,
		Example: `  assay diff
  assay diff 2026-11-20 current --csv > changes.csv`,
		Args: cobra.MaximumNArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			if asJSON && asCSV {
				return usage.Errorf("--json and --csv exclude each other")
			}
			before, after, err := twoRuns(&results, args)
			if err != nil {
				return err
			}
			d, err := diff.Runs(cmd.Context(), before, after)
			if errors.Is(err, load.ErrNoTable) {
				return usage.Errorf("%w", err).Advise("diff needs runs made with --format parquet and all tables")
			}
			if err != nil {
				return err
			}
			switch {
			case asJSON:
				enc := json.NewEncoder(cmd.OutOrStdout())
				enc.SetIndent("", "  ")
				return enc.Encode(d)
			case asCSV:
				return diffCSV(cmd.OutOrStdout(), d)
			}
			return diffText(cmd.OutOrStdout(), d)
		},
	}
	results.Flag(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().BoolVar(&asCSV, "csv", false, "print CSV, one line a change")
	return cmd
}

// twoRuns finds the runs to compare.
func twoRuns(r *cli.ResultsFolder, args []string) (before, after runs.Run, err error) {
	args = r.Take(args)
	if len(args) > 2 {
		return before, after, usage.Errorf("%q is an argument too many", args[2]).Advise("usage: assay diff [RESULTS] [BEFORE [AFTER]]")
	}
	names := []string{"", "current"}
	copy(names, args)
	if after, err = r.Find("diff", names[1]); err != nil {
		return before, after, err
	}
	if names[0] != "" {
		before, err = r.Find("diff", names[0])
		return before, after, err
	}
	s := r.Store()
	list, err := s.List()
	if err != nil {
		return before, after, err
	}
	for _, r := range list {
		if r.Manifest.Sequence < after.Manifest.Sequence && !r.Blocked {
			before = r
		}
	}
	if before.Manifest == nil {
		return before, after, usage.Errorf("there is no run before %s", after.ID).Advise("name two runs: assay diff BEFORE AFTER")
	}
	return before, after, nil
}

func diffCSV(w io.Writer, d *diff.Diff) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"kind", "what", "uri", "item", "text", "before", "after", "cause"}}
	for _, x := range d.Changes {
		rows = append(rows, []string{x.Kind, x.What, x.URI, x.Item, x.Text, x.Before, x.After, x.Cause})
	}
	return c.WriteAll(rows)
}

// mostChanges is how many changes a person is shown; --json and --csv show all.
const mostChanges = 50

func diffText(w io.Writer, d *diff.Diff) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s -> %s\n\n", d.Before, d.After)
	if len(d.Summary) == 0 {
		b.WriteString("no document, judgement or mention differs\n")
	}
	for _, key := range cli.SortedKeys(d.Summary) {
		fmt.Fprintf(&b, "%6d %s\n", d.Summary[key], plural(key, d.Summary[key]))
	}
	b.WriteString("\nmentions per 1,000 scored sentences\n")
	for _, r := range d.Rates {
		fmt.Fprintf(&b, "  %-20s %7.2f -> %7.2f\n", r.Theme, r.Before, r.After)
	}
	if len(d.Changes) > 0 {
		b.WriteString("\n")
	}
	shown := shownChanges(d.Changes)
	for i, c := range shown {
		if i == mostChanges {
			fmt.Fprintf(&b, "... %d more\n", len(shown)-i)
			break
		}
		line := fmt.Sprintf("%s %s (%s) %s", c.What, c.Kind, c.Cause, c.URI)
		switch c.Kind {
		case "judgement":
			line += fmt.Sprintf(" %s: %s -> %s", c.Item, orNone(c.Before), orNone(c.After))
		case "mention":
			line += fmt.Sprintf(" %s: %s -> %s\n    %s", c.Item, orNone(c.Before), orNone(c.After), c.Text)
		}
		b.WriteString(terminal.Printable(line) + "\n")
	}
	if len(shown) < len(d.Changes) || len(shown) > mostChanges {
		b.WriteString("--json or --csv shows all, also what came and went with whole documents\n")
	}
	_, err := w.Write(b.Bytes())
	return err
}

// shownChanges leaves out the judgements and mentions that came or went with
// their document: the document's own line says it.
func shownChanges(all []diff.Change) (shown []diff.Change) {
	whole := map[string]bool{}
	for _, c := range all {
		if c.Kind == "document" && c.What != "changed" {
			whole[c.URI] = true
		}
	}
	for _, c := range all {
		if c.Kind == "document" || !whole[c.URI] {
			shown = append(shown, c)
		}
	}
	return shown
}

// plural makes "mention removed" into "mentions removed".
func plural(key string, n int) string {
	noun, what, _ := strings.Cut(key, " ")
	if n != 1 {
		noun += "s"
	}
	return noun + " " + what
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
