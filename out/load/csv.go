package load

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"assay/out"
)

// csvRows gives rows of a table that a run holds as CSV alone; ErrNoTable where
// it does not.
func csvRows(ctx context.Context, dir, table string, columns []string, each func([]string) error) error {
	path := filepath.Join(dir, table+"."+string(out.CSV))
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s in %s: %w", table, dir, ErrNoTable)
	}
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.ReuseRecord = true
	head, err := r.Read()
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	at := make([]int, len(columns))
	for i, name := range columns {
		if at[i] = slices.Index(head, name); at[i] < 0 {
			return fmt.Errorf("read %s: no column %q", path, name)
		}
	}
	row := make([]string, len(columns))
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for i, c := range at {
			row[i] = rec[c]
		}
		if err := each(row); err != nil {
			return err
		}
	}
}
