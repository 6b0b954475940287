package format

import (
	"encoding/binary"
	"fmt"
	"io"
	"runtime"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/metadata"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
	"github.com/apache/arrow/go/v15/parquet/schema"
	"golang.org/x/sync/errgroup"
)

// A parquetFile writes the bytes that the library's own file writer writes, but
// encodes and compresses the columns of a row group beside each other: each into
// memory, and then, when those before it are in the file, behind them. As many are
// in the works as there are processors.
type parquetFile struct {
	w      io.Writer
	n      int64 // bytes written
	schema *schema.Schema
	props  *parquet.WriterProperties
	meta   *metadata.FileMetaDataBuilder
	groups int16
}

var parquetMagic = []byte("PAR1")

// newParquetFile begins a file of columns of a schema, whose metadata become those of
// the file.
func newParquetFile(s *arrow.Schema, w io.Writer, props *parquet.WriterProperties) (*parquetFile, error) {
	ps, err := pqarrow.ToParquet(s, props, pqarrow.DefaultWriterProps())
	if err != nil {
		return nil, err
	}
	var about metadata.KeyValueMetadata
	for i, key := range s.Metadata().Keys() {
		if err := about.Append(key, s.Metadata().Values()[i]); err != nil {
			return nil, err
		}
	}
	f := &parquetFile{w: w, schema: ps, props: props, meta: metadata.NewFileMetadataBuilder(ps, props, about)}
	_, err = f.Write(parquetMagic)
	return f, err
}

func (f *parquetFile) Write(p []byte) (int, error) {
	n, err := f.w.Write(p)
	f.n += int64(n)
	return n, err
}

// writeGroup writes a record as one row group.
func (f *parquetFile) writeGroup(rec arrow.Record) error {
	group := f.meta.AppendRowGroup()
	leaves := leavesOf(rec)
	if len(leaves) != f.schema.NumColumns() {
		return fmt.Errorf("a record of %d columns for a file of %d", len(leaves), f.schema.NumColumns())
	}
	sizes := make([]int64, len(leaves))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0)) // those begun first come first, so that no turn waits for one not begun
	mine := make(chan struct{})
	close(mine)
	for i, l := range leaves {
		chunk, turn, next := group.NextColumnChunk(), mine, make(chan struct{})
		mine = next
		g.Go(func() error {
			defer close(next)
			return Guard("column "+chunk.Descr().Path(), func() (err error) {
				sizes[i], err = f.writeColumn(&inTurn{f, turn}, l, chunk, int16(i))
				return err
			})
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	total := int64(0)
	for _, n := range sizes {
		total += n
	}
	group.SetNumRows(int(rec.NumRows()))
	f.groups++
	return group.Finish(total, f.groups-1)
}

// writeColumn encodes and compresses one column and writes it to w.
func (f *parquetFile) writeColumn(w *inTurn, l leaf, chunk *metadata.ColumnChunkMetaDataBuilder, i int16) (size int64, err error) {
	path := chunk.Descr().Path()
	codec := f.props.CompressionFor(path)
	pages, err := file.NewPageWriter(w, codec, f.props.CompressionLevelFor(path), chunk, f.groups, i, f.props.Allocator(), true, nil, nil)
	if err != nil {
		return 0, err
	}
	if codec == compress.Codecs.Zstd && f.props.CompressionLevelFor(path) == compress.DefaultCompressionLevel {
		if err := setCompressor(pages, oneZstd{}); err != nil {
			return 0, err
		}
	}
	cw := file.NewColumnChunkWriter(chunk, pages, f.props)
	def, rep := l.levels(cw.Descr().MaxDefinitionLevel())
	if err := writeValues(cw, l.values, def, rep); err != nil {
		return 0, err
	}
	err = cw.Close()
	return cw.TotalBytesWritten(), err
}

// Close writes what the file holds at its end. It does not close what it writes to.
func (f *parquetFile) Close() error {
	meta, err := f.meta.Finish()
	if err != nil {
		return err
	}
	n, err := meta.WriteTo(f, nil)
	if err != nil {
		return err
	}
	_, err = f.Write(append(binary.LittleEndian.AppendUint32(nil, uint32(n)), parquetMagic...))
	return err
}

// inTurn is the end of a file for a column whose turn comes when those before it
// are written. A column asks where it stands before it writes.
type inTurn struct {
	*parquetFile
	turn <-chan struct{}
}

// Tell is where in the file the column begins.
func (t *inTurn) Tell() int64 {
	<-t.turn
	return t.n
}
