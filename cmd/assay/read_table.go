package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
)

// tableRows reads columns of one table of a run as text, null as "", and hands
// every row on in order; the row is the callee's only during the call. It reads
// Parquet, or CSV where the run has no Parquet.
func tableRows(ctx context.Context, dir, table string, columns []string, visit func([]string) error) error {
	path := filepath.Join(dir, table+".parquet")
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return csvRows(dir, table, columns, visit)
	}
	if err != nil {
		return fmt.Errorf("read table %s: %w", table, err)
	}
	defer f.Close()
	if err := parquetRows(ctx, f, columns, visit); err != nil {
		return fmt.Errorf("read table %s: %w", path, err)
	}
	return nil
}

// tableBatch is how many rows are decoded at once.
const tableBatch = 8192

func parquetRows(ctx context.Context, f *os.File, columns []string, visit func([]string) error) error {
	pf, err := file.NewParquetReader(f)
	if err != nil {
		return err
	}
	defer pf.Close()
	r, err := pqarrow.NewFileReader(pf, pqarrow.ArrowReadProperties{BatchSize: tableBatch}, memory.DefaultAllocator)
	if err != nil {
		return err
	}
	schema, err := r.Schema()
	if err != nil {
		return err
	}
	var leaves []int
	for _, name := range columns {
		at := schema.FieldIndices(name)
		if len(at) != 1 {
			return fmt.Errorf("no column %s", name)
		}
		leaves = append(leaves, pf.MetaData().Schema.ColumnIndexByName(name))
	}
	slices.Sort(leaves)
	records, err := r.GetRecordReader(ctx, leaves, nil)
	if err != nil {
		return err
	}
	defer records.Release()
	row := make([]string, len(columns))
	for records.Next() {
		rec := records.Record()
		at := make([]int, len(columns))
		for i, name := range columns {
			at[i] = rec.Schema().FieldIndices(name)[0]
		}
		for n := range int(rec.NumRows()) {
			for i, c := range at {
				row[i] = ""
				if a := rec.Column(c); a.IsValid(n) {
					row[i] = a.ValueStr(n)
				}
			}
			if err := visit(row); err != nil {
				return err
			}
		}
	}
	if err := records.Err(); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

func csvRows(dir, table string, columns []string, visit func([]string) error) error {
	path := filepath.Join(dir, table+".csv")
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return usagef("%s holds no table %s as Parquet or CSV", dir, table).hint("run again with --format parquet, or name the documents")
	}
	if err != nil {
		return fmt.Errorf("read table %s: %w", table, err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.ReuseRecord = true
	head, err := r.Read()
	if err != nil {
		return fmt.Errorf("read table %s: %w", path, err)
	}
	at := make([]int, len(columns))
	for i, name := range columns {
		if at[i] = slices.Index(head, name); at[i] < 0 {
			return fmt.Errorf("read table %s: no column %s", path, name)
		}
	}
	row := make([]string, len(columns))
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read table %s: %w", path, err)
		}
		for i, c := range at {
			row[i] = rec[c]
		}
		if err := visit(row); err != nil {
			return err
		}
	}
}
