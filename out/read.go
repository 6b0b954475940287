package out

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"

	"assay/out/format"
)

// ErrNoTable is the error of a table that a folder does not hold as Parquet or
// Arrow.
var ErrNoTable = errors.New("no such table")

// Reader reads one table of a run, record by record, in row order. It is for
// one goroutine.
type Reader struct {
	Name   string
	Schema *arrow.Schema
	Rows   int64
	next   func() (arrow.Record, error)
	close  []func() error
}

// Open opens a table in the folder of a run: its Parquet file or else its Arrow
// file. Columns chooses columns and their order is the table's; nil means all.
// A column that the table does not have is an error.
func Open(ctx context.Context, dir, table string, columns []string) (*Reader, error) {
	if !slices.Contains(TableNames(), table) {
		return nil, fmt.Errorf("%s: %w", table, ErrNoTable)
	}
	r := &Reader{Name: table}
	path := filepath.Join(dir, table+"."+string(Parquet))
	open := r.parquet
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		path = filepath.Join(dir, table+"."+string(Arrow))
		open = r.arrow
		f, err = os.Open(path)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s in %s: %w", table, dir, ErrNoTable)
	}
	if err != nil {
		return nil, err
	}
	if err := format.Guard("read", func() error { return open(ctx, f, columns) }); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return r, nil
}

// Next is the next record, io.EOF after the last. It is valid until the next
// call.
func (r *Reader) Next() (rec arrow.Record, err error) {
	err = format.Guard("read", func() (err error) { rec, err = r.next(); return err })
	if err != nil && err != io.EOF {
		err = fmt.Errorf("read table %s: %w", r.Name, err)
	}
	return rec, err
}

// Close releases the file.
func (r *Reader) Close() error {
	var errs []error
	for _, c := range slices.Backward(r.close) {
		errs = append(errs, c())
	}
	r.close = nil
	return errors.Join(errs...)
}

func (r *Reader) parquet(ctx context.Context, f *os.File, columns []string) error {
	pf, err := file.NewParquetReader(f)
	if err != nil {
		return err
	}
	fr, err := pqarrow.NewFileReader(pf, pqarrow.ArrowReadProperties{BatchSize: BatchRows}, memory.NewGoAllocator())
	if err != nil {
		return err
	}
	schema, err := fr.Schema()
	if err != nil {
		return err
	}
	fields, err := choose(schema, columns)
	if err != nil {
		return err
	}
	var leaves []int
	for leaf := range pf.MetaData().Schema.NumColumns() {
		root := pf.MetaData().Schema.ColumnRoot(leaf).Name()
		if slices.ContainsFunc(fields, func(i int) bool { return schema.Field(i).Name == root }) {
			leaves = append(leaves, leaf)
		}
	}
	var wall []int
	r.Rows = pf.NumRows()
	r.Schema, wall = format.WallSchema(project(schema, fields), pf.MetaData().Schema)
	r.close = append(r.close, pf.Close)
	group := 0
	r.next = func() (arrow.Record, error) {
		if group == pf.NumRowGroups() {
			return nil, io.EOF
		}
		rr, err := fr.GetRecordReader(ctx, leaves, []int{group})
		if err != nil {
			return nil, err
		}
		group++
		rec, err := rr.Read()
		if err != nil {
			return nil, err
		}
		if rec.NumRows() != pf.MetaData().RowGroup(group-1).NumRows() {
			return nil, fmt.Errorf("row group %d: read %d rows of %d", group-1, rec.NumRows(), pf.MetaData().RowGroup(group-1).NumRows())
		}
		if len(wall) > 0 {
			rec = format.Retyped(rec, r.Schema, wall)
		}
		return rec, nil
	}
	return nil
}

func (r *Reader) arrow(_ context.Context, f *os.File, columns []string) error {
	fr, err := ipc.NewFileReader(f)
	if err != nil {
		return err
	}
	fields, err := choose(fr.Schema(), columns)
	if err != nil {
		return err
	}
	r.Schema = project(fr.Schema(), fields)
	for i := range fr.NumRecords() {
		rec, err := fr.RecordAt(i)
		if err != nil {
			return err
		}
		r.Rows += rec.NumRows()
	}
	r.close = append(r.close, f.Close, fr.Close)
	at := 0
	r.next = func() (arrow.Record, error) {
		if at == fr.NumRecords() {
			return nil, io.EOF
		}
		rec, err := fr.RecordAt(at)
		if err != nil {
			return nil, err
		}
		at++
		cols := make([]arrow.Array, len(fields))
		for k, i := range fields {
			cols[k] = rec.Column(i)
		}
		return array.NewRecord(r.Schema, cols, rec.NumRows()), nil
	}
	return nil
}

// choose gives the positions of columns in the order of the table.
func choose(schema *arrow.Schema, columns []string) ([]int, error) {
	var list []int
	for i, f := range schema.Fields() {
		if columns == nil || slices.Contains(columns, f.Name) {
			list = append(list, i)
		}
	}
	for _, c := range columns {
		if !schema.HasField(c) {
			return nil, noColumn(schema, c)
		}
	}
	return list, nil
}

func noColumn(schema *arrow.Schema, name string) error {
	var names []string
	for _, f := range schema.Fields() {
		names = append(names, f.Name)
	}
	if near := Nearest(name, names); near != "" {
		return fmt.Errorf("no column %q: did you mean %s?", name, near)
	}
	return fmt.Errorf("no column %q", name)
}

func project(schema *arrow.Schema, fields []int) *arrow.Schema {
	list := make([]arrow.Field, len(fields))
	for k, i := range fields {
		list[k] = schema.Field(i)
	}
	meta := schema.Metadata()
	return arrow.NewSchema(list, &meta)
}

// Present lists the tables that a folder holds as Parquet or Arrow, in their order.
func Present(dir string) []string {
	var list []string
	for _, name := range TableNames() {
		for _, f := range []Format{Parquet, Arrow} {
			if _, err := os.Stat(filepath.Join(dir, name+"."+string(f))); err == nil {
				list = append(list, name)
				break
			}
		}
	}
	return list
}
