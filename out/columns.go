package out

import (
	"github.com/apache/arrow/go/v15/arrow"

	"assay/out/format"
)

// Type is the type of a column, the same in every format.
type Type uint8

// The types.
const (
	String       Type = iota
	Int32             // 32-bit signed integer
	Int64             // 64-bit signed integer
	Float64           // 64-bit float
	Bool              //
	Date              // calendar day (date32)
	Timestamp         // wall time to the microsecond, without a zone
	TimestampUTC      // instant to the microsecond, UTC
	List              // list of structs, see Column.Fields
)

var typeNames = [...]string{"string", "int32", "int64", "float64", "bool", "date", "timestamp", "timestamp_utc", "list"}

func (t Type) String() string { return typeNames[t] }

// MarshalText writes the type's name.
func (t Type) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

var arrowTypes = [...]arrow.DataType{
	String: arrow.BinaryTypes.String, Int32: arrow.PrimitiveTypes.Int32, Int64: arrow.PrimitiveTypes.Int64,
	Float64: arrow.PrimitiveTypes.Float64, Bool: arrow.FixedWidthTypes.Boolean, Date: arrow.FixedWidthTypes.Date32,
	Timestamp: &arrow.TimestampType{Unit: arrow.Microsecond}, TimestampUTC: &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"},
}

// Arrow is the type in Arrow, of every type but List.
func (t Type) Arrow() arrow.DataType { return arrowTypes[t] }

// Column describes one column.
type Column struct {
	Name     string   `json:"name"`
	Type     Type     `json:"type"`
	Nullable bool     `json:"nullable"`
	Doc      string   `json:"description"`          // what it holds: unit, what null means
	Enum     []string `json:"enum,omitempty"`       // the closed list of values in their order, nil where open
	Ref      string   `json:"references,omitempty"` // "table.column" it refers to, "" where none
	Fields   []Column `json:"fields,omitempty"`     // of a List: the fields of its struct
}

// Table describes one table. Key names the columns that together are unique.
type Table struct {
	Name    string   `json:"name"`
	Row     string   `json:"row"`                   // what one row is
	Doc     string   `json:"description,omitempty"` // what to know before using it, "" where nothing
	Key     []string `json:"key"`
	Columns []Column `json:"columns"`
}

// Column finds a column by name.
func (t Table) Column(name string) (Column, bool) {
	for _, c := range t.Columns {
		if c.Name == name {
			return c, true
		}
	}
	return Column{}, false
}

// ColumnNames are the names of its columns, in their order.
func (t Table) ColumnNames() []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return names
}

// Arrow is the table's schema; a column's description, order of values and
// foreign key are in its field metadata ("description", "enum", "references").
func (t Table) Arrow() *arrow.Schema {
	fields := make([]arrow.Field, len(t.Columns))
	for i, c := range t.Columns {
		fields[i] = c.arrow()
	}
	meta := arrow.NewMetadata([]string{"table", "row", "key"}, []string{t.Name, t.Row, join(t.Key)})
	return arrow.NewSchema(fields, &meta)
}

func (c Column) arrow() arrow.Field {
	f := arrow.Field{Name: c.Name, Nullable: c.Nullable}
	keys, values := []string{"description"}, []string{c.Doc}
	if c.Enum != nil {
		keys, values = append(keys, "enum"), append(values, join(c.Enum))
	}
	if c.Ref != "" {
		keys, values = append(keys, "references"), append(values, c.Ref)
	}
	f.Metadata = arrow.NewMetadata(keys, values)
	if c.Type != List {
		f.Type = arrowTypes[c.Type]
		return f
	}
	inner := make([]arrow.Field, len(c.Fields))
	for i, g := range c.Fields {
		inner[i] = g.arrow()
	}
	f.Type = format.ListType(inner)
	return f
}

// join writes a list of names as one string, separated by commas.
func join(names []string) string {
	s := ""
	for i, n := range names {
		if i > 0 {
			s += ","
		}
		s += n
	}
	return s
}
