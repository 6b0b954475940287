package main

import (
	"context"
	"errors"

	"assay/out/load"
)

// tableRows reads columns of one table of a run as text, null as "", and hands
// every row on in order; the row is the callee's only during the call.
func tableRows(ctx context.Context, dir, table string, columns []string, visit func([]string) error) error {
	err := load.Rows(ctx, dir, table, columns, visit)
	if errors.Is(err, load.ErrNoTable) {
		return usagef("%w", err).hint("run again with all tables, as Parquet, or name the documents")
	}
	return err
}
