package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/run"
)

func newStatusCmd() *cobra.Command {
	var (
		o      runOptions
		asJSON bool
	)
	cmd := &cobra.Command{
		Use:   "status [INPUT...|RESULTS]",
		Short: "say what a run would do again, and why",
		Long: `status holds the inputs against OUT/current and the cache and says for every
document whether a run with the same flags would read it again, only tag it again,
or do nothing, and why: new, content, reader, options, version, codebook, model,
cache_damaged, retry; then what current found. Without INPUT, or with a results
folder in its place, it says only what current found. It changes nothing.`,
		Example: `  assay status reports --out results
  assay status reports --config assay.yaml --json
  assay status results`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := applyConfig(cmd, o.config); err != nil {
				return err
			}
			o.Args, o.dryJSON = args, asJSON
			results := cli.ResultsFolder{Root: o.run.Out}
			if len(results.Take(args)) == 0 && len(o.Named) == 0 {
				return showFound(cmd, &results, asJSON, true)
			}
			if err := explain(cmd, &o); err != nil || asJSON {
				return err
			}
			return showFound(cmd, &results, false, false)
		},
	}
	o.flags(cmd.Flags())
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	for _, name := range []string{"dry-run", "quiet", "log-format", "max-failures", "in-flight", "in-flight-bytes", "keep", "check", "metrics-file"} {
		_ = cmd.Flags().MarkHidden(name) // accepted, so that status takes the command line of a run
	}
	return cmd
}

// explain is status, and run --dry-run.
func explain(cmd *cobra.Command, o *runOptions) error {
	opt, err := o.options(cmd.InOrStdin())
	if err != nil {
		return err
	}
	opt.Log = terminal.NewSpeaker(cmd.ErrOrStderr(), o.logFormat, o.quiet).Log
	status, err := run.Explain(cmd.Context(), opt)
	if err != nil {
		return err
	}
	return writeStatus(cmd.OutOrStdout(), status, o.dryJSON)
}

// printStatus shows a report to a person: the counts, and every input that is not
// unchanged.
func printStatus(w io.Writer, r *run.Status) error {
	var b bytes.Buffer
	for _, s := range r.Inputs {
		if s.Reason != run.Unchanged {
			fmt.Fprintf(&b, "%-13s %-7s %s\n", s.Reason, s.Again, terminal.Printable(s.URI))
		}
	}
	for _, uri := range r.Removed {
		fmt.Fprintf(&b, "%-13s %-7s %s\n", "removed", "-", terminal.Printable(uri))
	}
	for _, reason := range run.Whys {
		if n := r.Counts[reason]; n > 0 {
			fmt.Fprintf(&b, "%d %s\n", n, reason)
		}
	}
	if n := len(r.Removed); n > 0 {
		fmt.Fprintf(&b, "%d removed\n", n)
	}
	if r.NewRun {
		b.WriteString("a new run would be made\n")
	} else {
		fmt.Fprintf(&b, "nothing changed since %s, no run would be made\n", r.Current)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// writeStatus writes a report as text or JSON.
func writeStatus(w io.Writer, rep *run.Status, asJSON bool) error {
	if !asJSON {
		return printStatus(w, rep)
	}
	rep.Inputs = slices.Clip(rep.Inputs)
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(rep)
}
