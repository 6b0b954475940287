// Package load reads the tables of a run back, record by record.
package load

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
)

// batchRows bounds what is in memory at once.
const batchRows = 1 << 15

// ErrNoTable is returned where a run does not hold a table as Parquet.
var ErrNoTable = errors.New("the run has no such Parquet table")

// Batch is some rows of a table; its columns are those asked for, in that order.
// It is valid until the function it was given to returns; strings taken from it
// are copies and stay valid.
type Batch struct{ rec arrow.Record }

// Rows is how many rows the batch has.
func (b Batch) Rows() int { return int(b.rec.NumRows()) }

// Null reports whether a value is null.
func (b Batch) Null(col, row int) bool { return b.rec.Column(col).IsNull(row) }

// Str is a text value; "" where it is null.
func (b Batch) Str(col, row int) string {
	c := b.rec.Column(col).(*array.String)
	if c.IsNull(row) {
		return ""
	}
	return string([]byte(c.Value(row)))
}

// Int is a whole number; 0 where it is null.
func (b Batch) Int(col, row int) int64 {
	if b.Null(col, row) {
		return 0
	}
	switch c := b.rec.Column(col).(type) {
	case *array.Int8:
		return int64(c.Value(row))
	case *array.Int16:
		return int64(c.Value(row))
	case *array.Int32:
		return int64(c.Value(row))
	case *array.Int64:
		return c.Value(row)
	case *array.Date32:
		return int64(c.Value(row))
	}
	panic(fmt.Sprintf("column %s is no whole number", b.rec.ColumnName(col)))
}

// Float is a number; 0 where it is null.
func (b Batch) Float(col, row int) float64 {
	if b.Null(col, row) {
		return 0
	}
	switch c := b.rec.Column(col).(type) {
	case *array.Float32:
		return float64(c.Value(row))
	case *array.Float64:
		return c.Value(row)
	}
	panic(fmt.Sprintf("column %s is no number", b.rec.ColumnName(col)))
}

// Bool is a truth value; false where it is null.
func (b Batch) Bool(col, row int) bool {
	return !b.Null(col, row) && b.rec.Column(col).(*array.Boolean).Value(row)
}

// Date is a calendar day as 2006-01-02; "" where it is null.
func (b Batch) Date(col, row int) string {
	if b.Null(col, row) {
		return ""
	}
	return b.rec.Column(col).(*array.Date32).Value(row).FormattedString()
}

// Column is a column as Arrow holds it, for types the other methods do not know.
func (b Batch) Column(col int) arrow.Array { return b.rec.Column(col) }

// Table reads the columns of a table of the run in dir, in row order, and gives
// them to each in batches. ErrNoTable where the run does not hold it as Parquet.
func Table(ctx context.Context, dir, table string, columns []string, each func(Batch) error) (err error) {
	path := filepath.Join(dir, table+".parquet")
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", path, ErrNoTable)
	}
	if err != nil {
		return err
	}
	defer f.Close()
	r, err := file.NewParquetReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	arrowReader, err := pqarrow.NewFileReader(r, pqarrow.ArrowReadProperties{BatchSize: batchRows}, memory.DefaultAllocator)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	leaves, order, err := project(arrowReader, columns)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	records, err := arrowReader.GetRecordReader(ctx, leaves, nil)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	defer records.Release()
	for records.Next() {
		if err := each(Batch{reorder(records.Record(), order)}); err != nil {
			return err
		}
	}
	if err := records.Err(); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w", path, err)
	}
	return ctx.Err()
}

// project finds the leaf columns of the file that the named columns have, and at
// which place of a record each named column will stand.
func project(r *pqarrow.FileReader, columns []string) (leaves []int, order []int, err error) {
	wanted := map[string]bool{}
	for _, c := range columns {
		wanted[c] = true
	}
	place := map[string]int{}
	for _, field := range r.Manifest.Fields {
		if wanted[field.Field.Name] {
			place[field.Field.Name] = len(place)
			leaves = append(leaves, leavesOf(&field)...)
		}
	}
	for _, c := range columns {
		i, ok := place[c]
		if !ok {
			return nil, nil, fmt.Errorf("there is no column %s", c)
		}
		order = append(order, i)
	}
	return leaves, order, nil
}

// leavesOf goes by the children: IsLeaf takes a list for a leaf, with the first
// column of the file as its own.
func leavesOf(f *pqarrow.SchemaField) []int {
	if len(f.Children) == 0 {
		return []int{f.ColIndex}
	}
	var all []int
	for i := range f.Children {
		all = append(all, leavesOf(&f.Children[i])...)
	}
	return all
}

// reorder puts the columns of a record into the order they were asked for.
func reorder(rec arrow.Record, order []int) arrow.Record {
	fields := make([]arrow.Field, len(order))
	cols := make([]arrow.Array, len(order))
	for i, j := range order {
		fields[i], cols[i] = rec.Schema().Field(j), rec.Column(j)
	}
	return array.NewRecord(arrow.NewSchema(fields, nil), cols, rec.NumRows())
}
