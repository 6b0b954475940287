package out

import (
	"errors"
	"fmt"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"assay/out/format"
)

// Bounds of what a table holds in memory before it writes a record: rows, and about
// how many bytes of text.
const (
	BatchRows  = format.BatchRows
	BatchBytes = 16 << 20
)

// chunk is how many rows are gathered before the columns are filled, one column
// after the other.
const chunk = 1024

// rowWriter is a tableWriter of any row type.
type rowWriter interface {
	describe() Table
	fill() error  // rows gathered go into the batch, so that no document is held on to
	flush() error // what is gathered begins to be written
	end() ([]FileInfo, error)
	nullCounts() map[string]int64 // of the columns that may be null, by name
	abandon()
	holdRows()           // from now on rows are kept until they are taken
	held() int           // rows kept
	size() int           // bytes they take, about
	take() []arrow.Array // hands the rows kept over, one array a column
}

// tableWriter writes one table in every format asked for.
type tableWriter[R any] struct {
	*table[R]
	schema  *arrow.Schema
	build   []format.Builder
	pending []R
	rows    int64
	nulls   []int64 // by column
	outs    []*output
	sinks   []format.Sink
	formats []Format
	hold    bool
	writing chan error // of the record that is being written, nil where none is
}

func openTable[R any](t *table[R], create func(name string) (*output, error), formats []Format) (*tableWriter[R], error) {
	d := t.describe()
	w := &tableWriter[R]{table: t, formats: formats, nulls: make([]int64, len(d.Columns)), schema: d.Arrow(), pending: make([]R, 0, chunk)}
	for _, f := range w.schema.Fields() {
		w.build = append(w.build, format.NewBuilder(f.Type))
	}
	for _, f := range formats {
		o, err := create(t.name + "." + string(f))
		if err != nil {
			return w, err
		}
		w.outs = append(w.outs, o)
		var s format.Sink
		err = format.Guard("start "+o.name, func() (err error) { s, err = format.Sinks[f](o, w.schema, plainColumns(d)); return err })
		if o.err != nil || err != nil {
			return w, firstOf(o.err, err)
		}
		w.sinks = append(w.sinks, s)
	}
	return w, nil
}

// firstOf is the first error that is not nil: that of the file names it, that
// of the library is what it made of it.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *tableWriter[R]) add(r R) error {
	if w.pending = append(w.pending, r); len(w.pending) == chunk {
		return w.fill()
	}
	return nil
}

func (w *tableWriter[R]) fill() error {
	rows := w.pending
	for len(rows) > 0 {
		n := len(rows)
		if !w.hold {
			n = min(n, BatchRows-w.build[0].Len())
		}
		for i, c := range w.cols {
			c.fill(w.build[i], rows[:n])
		}
		rows = rows[n:]
		if !w.hold && (w.build[0].Len() == BatchRows || w.bytes() > BatchBytes) {
			if err := w.flush(); err != nil {
				return err
			}
		}
	}
	clear(w.pending)
	w.pending = w.pending[:0]
	return nil
}

// bytes is how much text the batch holds.
func (w *tableWriter[R]) bytes() int {
	n := 0
	for _, b := range w.build {
		if s, ok := b.(*format.Texts); ok {
			n += s.Bytes()
		}
	}
	return n
}

func (w *tableWriter[R]) flush() error {
	n := w.build[0].Len()
	if n == 0 {
		return nil
	}
	rec := array.NewRecord(w.schema, w.take(), int64(n))
	w.rows += rec.NumRows()
	for i := range w.nulls {
		w.nulls[i] += int64(rec.Column(i).NullN())
	}
	if err := w.wait(); err != nil {
		return err
	}
	w.writing = make(chan error, 1)
	go func() { w.writing <- w.write(rec) }()
	return nil
}

// write writes a record in every format.
func (w *tableWriter[R]) write(rec arrow.Record) error {
	for i, s := range w.sinks {
		err := format.Guard("write "+w.outs[i].name, func() error { return s.Write(rec) })
		if err := firstOf(w.outs[i].err, err); err != nil {
			return err
		}
	}
	return nil
}

// wait is the end of the writing that was begun last. A table writes one record at a
// time, beside those of other tables and while the next one is gathered.
func (w *tableWriter[R]) wait() error {
	if w.writing == nil {
		return nil
	}
	err := <-w.writing
	w.writing = nil
	return err
}

func (w *tableWriter[R]) end() ([]FileInfo, error) {
	if err := firstOf(w.fill(), w.flush(), w.wait()); err != nil {
		return nil, err
	}
	var infos []FileInfo
	for i, s := range w.sinks {
		o := w.outs[i]
		err := format.Guard("finish "+o.name, s.Close)
		if err := firstOf(o.err, err); err != nil {
			return nil, err
		}
		if err := o.close(); err != nil {
			return nil, err
		}
		infos = append(infos, FileInfo{Name: o.name, Table: w.name, Format: w.formats[i], Rows: w.rows, Bytes: o.n, SHA256: [32]byte(o.sum.Sum(nil))})
	}
	return infos, nil
}

// errAbandoned marks a file that Abort closes.
var errAbandoned = errors.New("abandoned")

func (w *tableWriter[R]) abandon() {
	_ = w.wait()
	for i, s := range w.sinks {
		w.outs[i].fail("write", errAbandoned)
		_ = format.Guard("abandon", s.Close) // releases what it holds; writes nothing, the error sticks
	}
	for _, o := range w.outs {
		o.fail("write", errAbandoned)
		_ = o.close()
	}
}

func inDocument(uri string, err error) error { return fmt.Errorf("tables of %q: %w", uri, err) }

func (w *tableWriter[R]) nullCounts() map[string]int64 {
	counts := map[string]int64{}
	for i, c := range w.describe().Columns {
		if c.Nullable {
			counts[c.Name] = w.nulls[i]
		}
	}
	return counts
}

func (w *tableWriter[R]) holdRows() { w.hold = true }
func (w *tableWriter[R]) held() int { return w.build[0].Len() }

func (w *tableWriter[R]) take() []arrow.Array {
	cols := make([]arrow.Array, len(w.build))
	for i, b := range w.build {
		cols[i] = b.NewArray()
	}
	return cols
}

func (w *tableWriter[R]) size() int {
	n := 0
	for _, b := range w.build {
		n += format.SizeOf(b)
	}
	return n
}
