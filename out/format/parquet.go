package format

import (
	"errors"
	"io"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
)

// newParquet writes zstd-compressed Parquet, one row group a record. Encodings
// are the defaults (dictionary, then plain): the delta encodings of this
// version of the library panic on edge cases. The Arrow schema is stored, for
// without it the descriptions in the field metadata are lost.
//
// The columns named in plain have no dictionary. No other is given up half-way for
// being large (a batch bounds it): a column with pages of both kinds would have them
// counted in the order of a Go map, and the bytes of a file would differ from run to
// run.
func newParquet(w io.Writer, s *arrow.Schema, plain []string) (Sink, error) {
	opts := []parquet.WriterProperty{parquet.WithCompression(compress.Codecs.Zstd), parquet.WithDictionaryDefault(true),
		parquet.WithCreatedBy("assay"), parquet.WithMaxRowGroupLength(1 << 30), parquet.WithDictionaryPageSizeLimit(1 << 30)}
	for _, name := range plain {
		opts = append(opts, parquet.WithDictionaryFor(name, false))
	}
	return newWallParquet(s, w, parquet.NewWriterProperties(opts...))
}

// newIPC writes an Arrow IPC file with zstd-compressed buffers, one batch a record.
func newIPC(w io.Writer, s *arrow.Schema, _ []string) (Sink, error) {
	return ipc.NewFileWriter(&counter{w: w}, ipc.WithSchema(s), ipc.WithZstd())
}

// counter tells the IPC writer how much it has written, which is all that it
// asks of a Seeker.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

func (c *counter) Seek(offset int64, whence int) (int64, error) {
	if offset != 0 || whence != io.SeekCurrent {
		return 0, errors.ErrUnsupported
	}
	return c.n, nil
}
