package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/internal/usage"
	"assay/out/answers"
	"assay/out/runs"
)

// showFound says what the current run of a results folder found. Unless wanted it
// is said only where there is one.
func showFound(cmd *cobra.Command, results *cli.ResultsFolder, asJSON, wanted bool) error {
	list, err := results.Store().List()
	if err != nil {
		return err
	}
	var now, before *runs.Run
	for i := range list {
		if list[i].Current {
			now = &list[i]
		} else if now == nil && !list[i].Blocked {
			before = &list[i]
		}
	}
	if now == nil {
		if wanted {
			_, err = results.Find("status", "")
		}
		return err
	}
	f, err := answers.FoundIn(cmd.Context(), *now, before)
	switch {
	case errors.Is(err, answers.ErrNoTable) && wanted:
		return usage.Errorf("%w", err).Advise("run again with all tables, as Parquet")
	case errors.Is(err, answers.ErrNoTable):
		return nil
	case err != nil:
		return err
	case asJSON:
		enc := json.NewEncoder(cmd.OutOrStdout())
		enc.SetIndent("", "  ")
		return enc.Encode(f)
	}
	for _, line := range f.Lines(80, terminal.MostFound) {
		if _, err := fmt.Fprintln(cmd.OutOrStdout(), terminal.Printable(line)); err != nil {
			return err
		}
	}
	return nil
}
