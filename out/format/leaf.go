package format

import (
	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
)

// leaf is a column of a Parquet file: an Arrow column, or a field of the structs in
// a column of lists.
type leaf struct {
	values arrow.Array
	list   *array.List // nil where the column is no list
	lists  bool        // lists may be null
}

// leavesOf are the columns of a record as Parquet has them. A table's columns are
// plain, or lists of structs of plain fields.
func leavesOf(rec arrow.Record) []leaf {
	var leaves []leaf
	for i, c := range rec.Columns() {
		l, ok := c.(*array.List)
		if !ok {
			leaves = append(leaves, leaf{values: c})
			continue
		}
		structs := l.ListValues().(*array.Struct)
		for k := range structs.NumField() {
			leaves = append(leaves, leaf{structs.Field(k), l, rec.Schema().Field(i).Nullable})
		}
	}
	return leaves
}

// levels are the definition and repetition levels of a leaf, one an entry: how many
// of what may be absent is there, up to most; and 1 where an entry goes on with the
// list of the one before. They are nil where they say nothing.
func (l leaf) levels(most int16) (def, rep []int16) {
	there := func(i int) int16 {
		if l.values.IsNull(i) {
			return most - 1
		}
		return most
	}
	if l.list == nil {
		if most == 0 {
			return nil, nil
		}
		def = make([]int16, l.values.Len())
		for i := range def {
			def[i] = there(i)
		}
		return def, nil
	}
	for i := range l.list.Len() {
		from, to := l.list.ValueOffsets(i)
		if from == to {
			d := int16(0)
			if l.lists && l.list.IsValid(i) {
				d = 1
			}
			def, rep = append(def, d), append(rep, 0)
			continue
		}
		for k := from; k < to; k++ {
			def, rep = append(def, there(int(k))), append(rep, min(int16(k-from), 1))
		}
	}
	return def, rep
}

// ListType is a list of structs. Its elements may be null by their type, for the
// Parquet of this library says so of every list, and a table has one schema in
// every format; none is.
func ListType(fields []arrow.Field) *arrow.ListType {
	return arrow.ListOfField(arrow.Field{Name: "element", Type: arrow.StructOf(fields...), Nullable: true})
}
