package load

import (
	"context"
	"errors"
	"iter"

	"github.com/apache/arrow/go/v15/arrow/array"
)

// Cursor stands at one row of a table, so that tables can be read side by side: in
// each, the rows of a document stand together, and documents in one order. It is for
// one goroutine.
type Cursor struct {
	Batch Batch // that holds the row
	Row   int   // within it

	pull func() (Batch, error, bool)
	stop func()
	ids  *array.String
	done bool
}

var errStopped = errors.New("stopped")

// NewCursor stands at the first row of a table of a run, ErrNoTable where the run does
// not hold it. The first of the columns is the id of a document. Close it.
func NewCursor(ctx context.Context, dir, table string, columns []string) (*Cursor, error) {
	batches := func(yield func(Batch, error) bool) {
		err := Table(ctx, dir, table, columns, func(b Batch) error {
			if b.Rows() > 0 && !yield(b, nil) {
				return errStopped
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStopped) {
			yield(Batch{}, err)
		}
	}
	c := &Cursor{}
	c.pull, c.stop = iter.Pull2(batches)
	if err := c.fill(); err != nil {
		c.stop()
		return nil, err
	}
	return c, nil
}

func (c *Cursor) fill() error {
	b, err, ok := c.pull()
	if err != nil {
		return err
	}
	if c.Row, c.done = 0, !ok; c.done {
		return nil
	}
	c.Batch, c.ids = b, b.Column(0).(*array.String)
	return nil
}

// At reports whether the row belongs to the document.
func (c *Cursor) At(id string) bool { return !c.done && c.ids.Value(c.Row) == id }

// Next goes on to the next row; past the last At is false.
func (c *Cursor) Next() error {
	if c.Row++; c.Row < c.Batch.Rows() {
		return nil
	}
	return c.fill()
}

// Close ends the reading.
func (c *Cursor) Close() { c.stop() }
