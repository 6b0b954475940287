package terminal

import (
	"context"
	"errors"
	"fmt"

	"assay/out/answers"
	"assay/out/runs"
)

// MostFound is how many lines a run ends with beside the three that say where its
// tables are: 25 in all, what a small terminal shows at once.
const MostFound = 22

// Found says what a run found. A run without the tables for it says nothing.
func (t *Speaker) Found(ctx context.Context, run runs.Run, before *runs.Run) error {
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
		t.Log.Info("found", "found", f)
		return nil
	}
	for _, line := range f.Lines(80, MostFound) {
		fmt.Fprintln(t.w, Printable(line))
	}
	return nil
}
