package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"assay/out/answers"
	"assay/out/runs"
)

// mostFound is how many lines a run ends with beside the three that say where its
// tables are: 25 in all, what a small terminal shows at once.
const mostFound = 22

// found says what a run found. A run without the tables for it says nothing.
func (t *speaker) found(ctx context.Context, run runs.Run, before *runs.Run) error {
	if t.quiet && !t.json {
		return nil
	}
	f, err := answers.FoundIn(ctx, run, before)
	if errors.Is(err, answers.ErrNoTable) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read what the run found: %w", err)
	}
	if t.json {
		t.log.Info("found", "found", f)
		return nil
	}
	for _, line := range f.Lines(80, mostFound) {
		fmt.Fprintln(t.w, printable(line))
	}
	return nil
}

// showFound says what the current run of a results folder found. Unless wanted it
// is said only where there is one.
func showFound(cmd *cobra.Command, results *resultsFolder, asJSON, wanted bool) error {
	list, err := results.store().List()
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
			_, err = results.find("status", "")
		}
		return err
	}
	f, err := answers.FoundIn(cmd.Context(), *now, before)
	switch {
	case errors.Is(err, answers.ErrNoTable) && wanted:
		return usagef("%w", err).Advise("run again with all tables, as Parquet")
	case errors.Is(err, answers.ErrNoTable):
		return nil
	case err != nil:
		return err
	case asJSON:
		enc := json.NewEncoder(cmd.OutOrStdout())
		enc.SetIndent("", "  ")
		return enc.Encode(f)
	}
	for _, line := range f.Lines(80, mostFound) {
		if _, err := fmt.Fprintln(cmd.OutOrStdout(), printable(line)); err != nil {
			return err
		}
	}
	return nil
}
