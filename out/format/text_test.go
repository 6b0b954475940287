package format

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
)

// twoRows is a record of a full row and one of nulls and empty values.
func twoRows() arrow.Record {
	inner := []arrow.Field{{Name: "text", Type: arrow.BinaryTypes.String}, {Name: "weight", Type: arrow.PrimitiveTypes.Float64}}
	schema := arrow.NewSchema([]arrow.Field{
		{Name: "text", Type: arrow.BinaryTypes.String, Nullable: true}, {Name: "plain", Type: arrow.BinaryTypes.String}, {Name: "n", Type: arrow.PrimitiveTypes.Int32, Nullable: true},
		{Name: "big", Type: arrow.PrimitiveTypes.Int64, Nullable: true}, {Name: "x", Type: arrow.PrimitiveTypes.Float64, Nullable: true}, {Name: "open", Type: arrow.FixedWidthTypes.Boolean, Nullable: true},
		{Name: "day", Type: arrow.FixedWidthTypes.Date32, Nullable: true}, {Name: "wall", Type: &arrow.TimestampType{Unit: arrow.Microsecond}, Nullable: true},
		{Name: "utc", Type: &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}, Nullable: true}, {Name: "list", Type: ListType(inner), Nullable: true}}, nil)
	b := array.NewRecordBuilder(memory.NewGoAllocator(), schema)
	at := time.Date(2024, 2, 29, 10, 15, 0, 500_000, time.UTC)
	b.Field(0).(*array.StringBuilder).Append("late, \"very\"\nlate")
	b.Field(1).(*array.StringBuilder).Append("=1+1")
	b.Field(2).(*array.Int32Builder).Append(-7)
	b.Field(3).(*array.Int64Builder).Append(1 << 53)
	b.Field(4).(*array.Float64Builder).Append(0.1)
	b.Field(5).(*array.BooleanBuilder).Append(true)
	b.Field(6).(*array.Date32Builder).Append(arrow.Date32FromTime(at))
	b.Field(7).(*array.TimestampBuilder).Append(arrow.Timestamp(at.UnixMicro()))
	b.Field(8).(*array.TimestampBuilder).Append(arrow.Timestamp(at.Truncate(time.Second).UnixMicro()))
	list := b.Field(9).(*array.ListBuilder)
	list.Append(true)
	for i, word := range []string{"late", "a \"b\""} {
		row := list.ValueBuilder().(*array.StructBuilder)
		row.Append(true)
		row.FieldBuilder(0).(*array.StringBuilder).Append(word)
		row.FieldBuilder(1).(*array.Float64Builder).Append(float64(i) / 2)
	}
	for i := range 10 {
		if i == 1 {
			b.Field(1).(*array.StringBuilder).Append("")
			continue
		}
		b.Field(i).AppendNull()
	}
	return b.NewRecord()
}

// written is the file of a record in a format.
func written(t *testing.T, rec arrow.Record, sink func(*strings.Builder) (Sink, error)) string {
	t.Helper()
	var b strings.Builder
	s, err := sink(&b)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Write(rec); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// In CSV null is nothing and the empty text is quoted, so that they can be told apart;
// times are ISO 8601, with a Z only where the zone is known.
func TestCSVFile(t *testing.T) {
	rec := twoRows()
	got := written(t, rec, func(b *strings.Builder) (Sink, error) { return Sinks[CSV](b, rec.Schema(), nil) })
	want := "text,plain,n,big,x,open,day,wall,utc,list\n" +
		`"late, ""very""` + "\n" + `late",=1+1,-7,9007199254740992,0.1,true,2024-02-29,2024-02-29T10:15:00.0005,2024-02-29T10:15:00Z,"[{""text"":""late"",""weight"":0},{""text"":""a \""b\"""",""weight"":0.5}]"` + "\n" +
		`,"",,,,,,,,` + "\n"
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	rows, err := csv.NewReader(strings.NewReader(got)).ReadAll()
	if err != nil || len(rows) != 3 || rows[1][0] != "late, \"very\"\nlate" {
		t.Errorf("as another program reads it: %q, %v", rows, err)
	}

	safe := written(t, rec, func(b *strings.Builder) (Sink, error) { return SafeCSV(b, rec.Schema()) })
	if safe != "\ufeff"+strings.Replace(want, ",=1+1,", ",'=1+1,", 1) {
		t.Errorf("for spreadsheets: %s", safe)
	}
	for k, col := range rec.Columns() { // the text of a cell by itself
		if got := CellText(col, 0); got != rows[1][k] {
			t.Errorf("cell %d: %q, want %q", k, got, rows[1][k])
		}
	}
}

// In JSONL every column stands in every line, in order, with its type.
func TestJSONLFile(t *testing.T) {
	rec := twoRows()
	got := written(t, rec, func(b *strings.Builder) (Sink, error) { return Sinks[JSONL](b, rec.Schema(), nil) })
	want := `{"text":"late, \"very\"\nlate","plain":"=1+1","n":-7,"big":9007199254740992,"x":0.1,"open":true,"day":"2024-02-29","wall":"2024-02-29T10:15:00.0005","utc":"2024-02-29T10:15:00Z","list":[{"text":"late","weight":0},{"text":"a \"b\"","weight":0.5}]}` + "\n" +
		`{"text":null,"plain":"","n":null,"big":null,"x":null,"open":null,"day":null,"wall":null,"utc":null,"list":null}` + "\n"
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	for line := range strings.Lines(got) {
		if !json.Valid([]byte(line)) {
			t.Errorf("no JSON: %s", line)
		}
	}
}

// A column of text gives what the library's builder gives, null by null, batch by batch.
func TestTexts(t *testing.T) {
	var ours Texts
	theirs := array.NewStringBuilder(memory.NewGoAllocator())
	for batch, values := range [][]string{{"a", "", "-", "äöü"}, {"-", "-"}, {}, {"x", "-", "y", "z", "-", "0", "1", "2", "-", "3"}} {
		size := 0
		for _, v := range values {
			if v == "-" {
				ours.AddNull()
				theirs.AppendNull()
				continue
			}
			ours.Add(v)
			theirs.Append(v)
			size += len(v)
		}
		if ours.Len() != len(values) || ours.Bytes() != size || len(values) > 0 && SizeOf(&ours) != size+4*(len(values)+1) {
			t.Errorf("batch %d: %d values, %d bytes", batch, ours.Len(), ours.Bytes())
		}
		got, want := ours.NewArray(), theirs.NewArray()
		if !array.Equal(got, want) || got.NullN() != want.NullN() {
			t.Errorf("batch %d: %v, want %v", batch, got, want)
		}
	}
}

func TestSafeCell(t *testing.T) {
	for s, want := range map[string]string{"=1": "'=1", "+1": "'+1", "-": "'-", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "1=1": "1=1", "": "", "'=1": "'=1"} {
		if got := SafeCell(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	if !slices.Equal(Formats(), []Format{Parquet, Arrow, CSV, JSONL}) || len(Sinks) != len(Formats()) {
		t.Error("formats")
	}
}
