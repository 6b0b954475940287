// Package load reads the tables of a run back, by columns and batches. It holds
// one record in memory at a time, of out.BatchRows rows at most.
package load

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"assay/out"
	"assay/out/format"
)

// ErrNoTable is returned where a run does not hold a table as Parquet or Arrow.
var ErrNoTable = out.ErrNoTable

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
// them to each in batches. ErrNoTable where the run does not hold it as Parquet
// or Arrow.
func Table(ctx context.Context, dir, table string, columns []string, each func(Batch) error) (err error) {
	r, err := out.Open(ctx, dir, table, columns)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := each(Batch{inOrder(rec, columns)}); err != nil {
			return err
		}
	}
}

// inOrder puts the columns of a record into the order they were asked for.
func inOrder(rec arrow.Record, columns []string) arrow.Record {
	fields := make([]arrow.Field, len(columns))
	cols := make([]arrow.Array, len(columns))
	for i, name := range columns {
		j := rec.Schema().FieldIndices(name)[0] // out.Open has made sure that it is there
		fields[i], cols[i] = rec.Schema().Field(j), rec.Column(j)
	}
	return array.NewRecord(arrow.NewSchema(fields, nil), cols, rec.NumRows())
}

// Rows reads like Table, from CSV too where a run has nothing else, and gives
// every row to each as text, as format.CellText writes it. The row is each's only
// during the call.
func Rows(ctx context.Context, dir, table string, columns []string, each func(row []string) error) error {
	row := make([]string, len(columns))
	err := Table(ctx, dir, table, columns, func(b Batch) error {
		for n := range b.Rows() {
			for i := range row {
				row[i] = format.CellText(b.Column(i), n)
			}
			if err := each(row); err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, ErrNoTable) {
		return csvRows(ctx, dir, table, columns, each)
	}
	return err
}
