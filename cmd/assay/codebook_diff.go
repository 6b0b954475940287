package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"assay/classify/codebook"
	"assay/cmd/assay/internal/cli"
	"assay/internal/usage"
	"assay/study"
)

// codebookDiffOptions are the flags of codebook diff.
type codebookDiffOptions struct {
	cli.InputOptions
	side, limit int
	csv         bool
}

func newCodebookDiffCmd() *cobra.Command {
	o := &codebookDiffOptions{}
	cmd := &cobra.Command{
		Use:   "diff A B INPUT...|RUN",
		Short: "what mentions come, go and change from one codebook to another",
		Long: `diff looks for the themes of two codebooks in the same sentences and tells which
mentions only one of them finds, and which they find by other words or another rule,
each with the rule, and with the reason for which the other codebook turned it away.
A and B are files, or builtin for the codebook that ships with the program.`,
		Example: `  assay codebook diff mine_1.yaml mine_2.yaml results
  assay codebook diff builtin mine.yaml results --csv > changes.csv`,
		Args: cobra.MinimumNArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Args = args[2:]
			return o.run(cmd, args[0], args[1])
		},
	}
	f := cmd.Flags()
	o.InputOptions.Flags(f)
	f.IntVar(&o.side, "width", 40, "characters shown left and right of the match")
	f.IntVar(&o.limit, "limit", 20, "most places of a theme and kind of change to show")
	f.BoolVar(&o.csv, "csv", false, "write every change as CSV")
	return cmd
}

func (o *codebookDiffOptions) run(cmd *cobra.Command, a, b string) error {
	if o.side < 1 || o.limit < 1 {
		return usage.Errorf("--width and --limit must be at least 1")
	}
	var books [2]*codebook.Codebook
	for i, name := range []string{a, b} {
		if name == "builtin" {
			books[i] = codebook.Builtin()
			continue
		}
		book, err := codebook.Load(name)
		if err != nil {
			return usage.Errorf("%w", err)
		}
		books[i] = book
	}
	from := func(ctx context.Context, visit func(*study.Place) error) error {
		return cli.Places(ctx, &o.InputOptions, cmd.InOrStdin(), cmd.ErrOrStderr(), visit)
	}
	d, err := study.DiffBooks(cmd.Context(), from, books[0], books[1])
	var lost *cli.Outcome
	if err != nil && !errors.As(err, &lost) {
		return err
	}
	if o.csv {
		err = d.WriteCSV(cmd.OutOrStdout())
	} else {
		err = d.Write(cmd.OutOrStdout(), o.side, o.limit)
	}
	if err != nil {
		return err
	}
	if lost != nil {
		return lost
	}
	return nil
}
