package format

import (
	"bytes"
	"encoding/base64"
	"io"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/schema"
)

// A wallParquet writes Parquet whose timestamps without a zone are marked as
// such (isAdjustedToUTC false). The library marks them as instants in UTC, and
// every reader then shows wall time as if it were UTC. It marks as local what
// carries any zone but UTC: so the columns go to it under the name of such a
// zone, while the stored Arrow schema is the real one.
type wallParquet struct {
	*parquetFile
	schema *arrow.Schema // as the library is told
	wall   []int         // columns of timestamps without a zone
}

var localTimestamp = &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "local"}

func newWallParquet(real *arrow.Schema, w io.Writer, props *parquet.WriterProperties) (*wallParquet, error) {
	p := &wallParquet{}
	fields := append([]arrow.Field(nil), real.Fields()...)
	for i, f := range fields {
		if t, ok := f.Type.(*arrow.TimestampType); ok && t.TimeZone == "" {
			fields[i].Type = localTimestamp
			p.wall = append(p.wall, i)
		}
	}
	stored, err := StoredSchema(real)
	if err != nil {
		return nil, err
	}
	keys, values := append([]string(nil), real.Metadata().Keys()...), append([]string(nil), real.Metadata().Values()...)
	meta := arrow.NewMetadata(append(keys, "ARROW:schema"), append(values, stored))
	p.schema = arrow.NewSchema(fields, &meta)
	p.parquetFile, err = newParquetFile(p.schema, w, props)
	return p, err
}

// StoredSchema is a schema in the form in which Arrow keeps it in Parquet files:
// a stream without rows, in base64.
func StoredSchema(s *arrow.Schema) (string, error) {
	var b bytes.Buffer
	if err := ipc.NewWriter(&b, ipc.WithSchema(s)).Close(); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(b.Bytes()), nil
}

// Write writes one row group.
func (p *wallParquet) Write(rec arrow.Record) error {
	r := Retyped(rec, p.schema, p.wall)
	defer r.Release()
	return p.writeGroup(r)
}

// Retyped is a record with some of its columns of timestamps under the types of
// another schema of the same columns. The numbers stay.
func Retyped(rec arrow.Record, s *arrow.Schema, at []int) arrow.Record {
	columns := append([]arrow.Array(nil), rec.Columns()...)
	for _, i := range at {
		d := columns[i].Data()
		renamed := array.NewData(s.Field(i).Type, d.Len(), d.Buffers(), nil, d.NullN(), d.Offset())
		columns[i] = array.MakeFromData(renamed)
		renamed.Release()
		defer columns[i].Release()
	}
	return array.NewRecord(s, columns, rec.NumRows())
}

// WallSchema gives the timestamps of a schema read from Parquet that the file
// marks as local their type without a zone, which the library forgets, and says
// which columns they are.
func WallSchema(s *arrow.Schema, file *schema.Schema) (*arrow.Schema, []int) {
	fields := append([]arrow.Field(nil), s.Fields()...)
	var wall []int
	for i, f := range fields {
		t, ok := f.Type.(*arrow.TimestampType)
		if !ok {
			continue
		}
		if l, ok := file.Column(file.ColumnIndexByName(f.Name)).LogicalType().(*schema.TimestampLogicalType); ok && !l.IsAdjustedToUTC() {
			fields[i].Type = &arrow.TimestampType{Unit: t.Unit}
			wall = append(wall, i)
		}
	}
	meta := s.Metadata()
	return arrow.NewSchema(fields, &meta), wall
}
