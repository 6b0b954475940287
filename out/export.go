package out

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"assay/out/format"
)

// ExportCSV writes the tables of a run as NAME.csv for spreadsheets into the
// folder dir, which must exist: like the format csv, but text that looks like a
// formula is prefixed, and the file begins with format.ByteOrderMark. A file appears whole or not at all.
func ExportCSV(ctx context.Context, run, dir string, tables []string) error {
	for _, name := range tables {
		if err := exportCSV(ctx, run, filepath.Join(dir, name+".csv"), name); err != nil {
			return err
		}
	}
	return nil
}

func exportCSV(ctx context.Context, run, path, table string) error {
	r, err := Open(ctx, run, table, nil)
	if err != nil {
		return err
	}
	defer r.Close()
	return Whole(path, func(w io.Writer) error {
		s, err := format.SafeCSV(w, r.Schema)
		if err != nil {
			return err
		}
		for {
			rec, err := r.Next()
			if errors.Is(err, io.EOF) {
				return s.Close()
			}
			if err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := s.Write(rec); err != nil {
				return err
			}
		}
	})
}

// Whole writes a file that appears whole or not at all: beside its place, made
// durable and then renamed, replacing a file of that name.
func Whole(path string, write func(io.Writer) error) (err error) {
	dir, base := filepath.Split(path)
	if dir == "" {
		dir = "."
	}
	f, err := os.CreateTemp(dir, "."+base+".*")
	if err != nil {
		return err
	}
	o := &output{name: path, file: f}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	o.start()
	err = write(o)
	if o.err == nil && err != nil {
		o.fail("write", errAbandoned) // only closes the file
		_ = o.close()
		return err
	}
	if err := o.close(); err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
