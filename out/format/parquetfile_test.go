package format

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
)

// everyType is a schema with a column of every type of table, with and without nulls.
func everyType() *arrow.Schema {
	var fields []arrow.Field
	for t, plain := range []arrow.DataType{arrow.BinaryTypes.String, arrow.PrimitiveTypes.Int32, arrow.PrimitiveTypes.Int64, arrow.PrimitiveTypes.Float64,
		arrow.FixedWidthTypes.Boolean, arrow.FixedWidthTypes.Date32, &arrow.TimestampType{Unit: arrow.Microsecond}, &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}} {
		fields = append(fields, arrow.Field{Name: fmt.Sprintf("c%d", t), Type: plain}, arrow.Field{Name: fmt.Sprintf("n%d", t), Type: plain, Nullable: true})
	}
	inner := []arrow.Field{{Name: "text", Type: arrow.BinaryTypes.String}, {Name: "note", Type: arrow.BinaryTypes.String, Nullable: true},
		{Name: "weight", Type: arrow.PrimitiveTypes.Float64}, {Name: "at", Type: arrow.PrimitiveTypes.Int32, Nullable: true}}
	fields = append(fields, arrow.Field{Name: "list", Type: ListType(inner)}, arrow.Field{Name: "lists", Type: ListType(inner), Nullable: true})
	meta := arrow.NewMetadata([]string{"table"}, []string{"every"})
	return arrow.NewSchema(fields, &meta)
}

// fillRandom appends a value to a builder, or where it may and chance will a null.
func fillRandom(r *rand.Rand, b array.Builder, nullable bool, nulls float64) {
	if nullable && r.Float64() < nulls {
		b.AppendNull()
		return
	}
	switch b := b.(type) {
	case *array.StringBuilder:
		b.Append([]string{"", "a word", "Ünïcode", fmt.Sprint(r.IntN(1000))}[r.IntN(4)])
	case *array.Int32Builder:
		b.Append(int32(r.IntN(5000)))
	case *array.Int64Builder:
		b.Append(r.Int64())
	case *array.Float64Builder:
		b.Append(float64(r.IntN(10000)) / 10000)
	case *array.BooleanBuilder:
		b.Append(r.IntN(3) == 0)
	case *array.Date32Builder:
		b.Append(arrow.Date32(r.IntN(30000)))
	case *array.TimestampBuilder:
		b.Append(arrow.Timestamp(r.IntN(1 << 40)))
	case *array.ListBuilder:
		b.Append(true)
		s := b.ValueBuilder().(*array.StructBuilder)
		for range r.IntN(4) {
			s.Append(true)
			for k := range s.NumField() {
				fillRandom(r, s.FieldBuilder(k), s.Type().(*arrow.StructType).Field(k).Nullable, nulls)
			}
		}
	default:
		panic(fmt.Sprintf("no random value for %T", b))
	}
}

func randomRecord(r *rand.Rand, s *arrow.Schema, rows int, nulls float64) arrow.Record {
	b := array.NewRecordBuilder(memory.DefaultAllocator, s)
	defer b.Release()
	for range rows {
		for i, f := range b.Fields() {
			fillRandom(r, f, s.Field(i).Nullable, nulls)
		}
	}
	return b.NewRecord()
}

// TestParquetFileIsTheLibrarys: files must be those of the library's own writer to
// the byte: with no nulls, some and only nulls, with no, one and several row groups,
// with a dictionary and without.
func TestParquetFileIsTheLibrarys(t *testing.T) {
	t.Parallel()
	s := everyType()
	for i, c := range []struct {
		groups []int
		nulls  float64
	}{{nil, 0}, {[]int{1}, 0}, {[]int{1}, 1}, {[]int{500, 3, 700}, 0}, {[]int{500, 3, 700}, 0.3}, {[]int{40}, 1}, {[]int{4000}, 0.01}} {
		for _, dictionary := range []bool{true, false} {
			r := rand.New(rand.NewPCG(uint64(i), 7))
			props := parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd), parquet.WithDictionaryDefault(dictionary))
			var want, got bytes.Buffer
			theirs, err := pqarrow.NewFileWriter(s, &want, props, pqarrow.DefaultWriterProps())
			if err != nil {
				t.Fatal(err)
			}
			ours, err := newParquetFile(s, &got, props)
			if err != nil {
				t.Fatal(err)
			}
			for _, rows := range c.groups {
				rec := randomRecord(r, s, rows, c.nulls)
				if err := errors.Join(theirs.Write(rec), ours.writeGroup(rec)); err != nil {
					t.Fatal(err)
				}
			}
			if err := errors.Join(theirs.Close(), ours.Close()); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(want.Bytes(), got.Bytes()) {
				t.Errorf("groups %v, share of nulls %v, dictionary %v: %d bytes, the library writes %d others", c.groups, c.nulls, dictionary, got.Len(), want.Len())
			}
		}
	}
}

// failingWriter fails once so many bytes are written.
type failingWriter struct{ left int }

var errFull = errors.New("full")

func (f *failingWriter) Write(p []byte) (int, error) {
	if len(p) > f.left {
		return 0, errFull
	}
	f.left -= len(p)
	return len(p), nil
}

// TestParquetFileFails: wherever a write fails, the row group or the end of the file
// says so, and nothing hangs.
func TestParquetFileFails(t *testing.T) {
	t.Parallel()
	s := everyType()
	rec := randomRecord(rand.New(rand.NewPCG(1, 1)), s, 200, 0.2)
	var whole bytes.Buffer
	write := func(w interface{ Write([]byte) (int, error) }) error {
		f, err := newParquetFile(s, w, parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd)))
		if err != nil {
			return err
		}
		if err := f.writeGroup(rec); err != nil {
			return err
		}
		return f.Close()
	}
	if err := write(&whole); err != nil {
		t.Fatal(err)
	}
	for left := 0; left < whole.Len(); left += whole.Len()/37 + 1 {
		if err := write(&failingWriter{left}); !errors.Is(err, errFull) {
			t.Errorf("full after %d of %d bytes: %v", left, whole.Len(), err)
		}
	}
}
