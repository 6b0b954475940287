package out

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"assay/out/format"
)

// TestParquetBytesAlike: a column with far more values than the library's usual
// limit of a dictionary gives the same bytes every time.
func TestParquetBytesAlike(t *testing.T) {
	table := sectionsTable().describe()
	schema := table.Arrow()
	var cols []arrow.Array
	for _, f := range schema.Fields() {
		b := format.NewBuilder(f.Type)
		for i := range 40000 {
			switch b := b.(type) {
			case *format.Texts:
				b.Add(fmt.Sprintf("%s %d of very many that are not alike", f.Name, i))
			case *array.Int32Builder:
				b.Append(int32(i))
			case *array.BooleanBuilder:
				b.Append(i%2 == 0)
			default:
				t.Fatalf("column %s: %T", f.Name, b)
			}
		}
		cols = append(cols, b.NewArray())
	}
	rec := array.NewRecord(schema, cols, 40000)
	var first []byte
	for range 6 {
		var buf bytes.Buffer
		s, err := format.Sinks[Parquet](&buf, table.Arrow(), plainColumns(table))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Write(rec); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = buf.Bytes()
		} else if !bytes.Equal(first, buf.Bytes()) {
			t.Fatal("the same record gave other bytes")
		}
	}
}
