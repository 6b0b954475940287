package out

import (
	"fmt"
	"slices"
	"unsafe"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"

	"assay/classify"
	"assay/corpus"
	"assay/out/format"
)

// Nest gathers rows of which each is one document with everything that the
// tables say of it: columns about the document, and one list of structs a
// table. It is the form in which a worker answers. Its lists are the columns of
// the tables themselves, so that a Nest taken apart is the tables, value for
// value, but for duplicate_of, which is not the document's to know.
//
// Every field may be null and none has metadata: engines differ in what they
// make of both. It is for one goroutine.
type Nest struct {
	opt    NestOptions
	head   *tableWriter[nestRow]
	tables *Tables
	ends   [][]int32 // by table: where the rows of each document end
	schema *arrow.Schema
	rows   int
}

// NestOptions are what a Nest says of itself in every row.
type NestOptions struct {
	Options        // of the tables; formats and file system are not used
	Config  string // fingerprint of everything but the document that decides the row
	Program string // version of the program
}

// NestExtra is what a row says of its document beyond the tables.
type NestExtra struct {
	DocExtra
	Bytes   int64    // size as stored; negative where unknown
	SHA256  [32]byte // of the bytes as stored; zero where unknown
	Seconds float64  // on the clock, reading and judging
}

// nestRow is the part of a row that is no table.
type nestRow struct {
	NestExtra
	opt    *NestOptions
	uri    string
	status string
}

func nestTable() *table[nestRow] {
	return &table[nestRow]{name: "row", row: "document", key: []string{"uri"}, cols: []column[nestRow]{
		strOrNull("uri", "where the document was found", func(r *nestRow) string { return r.uri }),
		strOrNull("doc_id", "id of the document: the first 16 hex digits of the SHA-256 of its uri", func(r *nestRow) string { return DocID(r.uri) }),
		strOrNull("sha256", "SHA-256 of the bytes as stored, in hex; null where they could not be read", func(r *nestRow) string { return hexOrNone(r.SHA256) }),
		int64OrNull("bytes", "size as stored, in bytes; null where unknown", func(r *nestRow) (int64, bool) { return r.Bytes, r.Bytes >= 0 }),
		strOrNull("status", "document, lost or skipped: as in the manifest of a run", func(r *nestRow) string { return r.status }).enum([]string{"document", corpus.Lost.String(), corpus.Skipped.String()}),
		strOrNull("text_key", textKeyDoc, func(r *nestRow) string { return hexOrNone(r.TextKey) }),
		strOrNull("config", "fingerprint of limits, codebook, model and stages", func(r *nestRow) string { return r.opt.Config }),
		strOrNull("assay", "version of the program", func(r *nestRow) string { return r.opt.Program }),
		floatOrNull("seconds", "time on the clock that the document took; no table is made from it", func(r *nestRow) (float64, bool) { return r.Seconds, true }),
	}}
}

// NewNest returns an empty Nest.
func NewNest(opt NestOptions) (*Nest, error) {
	opt.Formats = []Format{} // the rows go into no file
	tables, err := NewTables("", opt.Options)
	if err != nil {
		return nil, err
	}
	head, err := openTable(nestTable(), nil, nil)
	if err != nil {
		return nil, err
	}
	for _, w := range append([]rowWriter{head}, tables.all...) {
		w.holdRows()
	}
	n := &Nest{opt: opt, head: head, tables: tables, ends: make([][]int32, len(tables.all)), schema: nestSchema(opt.Options)}
	n.begin()
	return n, nil
}

// nestSchema is the schema of a Nest: a function of the options alone.
func nestSchema(opt Options) *arrow.Schema {
	fields := plainFields(nestTable().describe().Columns)
	for _, t := range Written(opt) {
		fields = append(fields, plainField(Column{Name: t.Name, Type: List, Fields: t.Columns}))
	}
	return arrow.NewSchema(fields, nil)
}

// plainField is the field of a column without metadata, null allowed everywhere.
func plainField(c Column) arrow.Field {
	f := arrow.Field{Name: c.Name, Nullable: true}
	if c.Type == List {
		f.Type = format.ListType(plainFields(c.Fields))
	} else {
		f.Type = arrowTypes[c.Type]
	}
	return f
}

func plainFields(cols []Column) []arrow.Field {
	fields := make([]arrow.Field, len(cols))
	for i, c := range cols {
		fields[i] = plainField(c)
	}
	return fields
}

// Schema is that of the records that Take gives.
func (n *Nest) Schema() *arrow.Schema { return n.schema }

// Rows is how many documents the Nest holds.
func (n *Nest) Rows() int { return n.rows }

// Bytes is about how much memory the rows take.
func (n *Nest) Bytes() int {
	sum := n.head.size()
	for _, w := range n.tables.all {
		sum += w.size()
	}
	return sum
}

// Add appends a document, its warnings included. A *BadResult leaves the Nest as
// it was: the document may then be added as lost.
func (n *Nest) Add(r *classify.Result, x NestExtra) error {
	x.DuplicateOf = ""
	if err := n.tables.Add(r, x.DocExtra); err != nil {
		return err
	}
	return n.end(nestRow{x, &n.opt, r.Doc.URI, "document"})
}

// Lose appends an input that was lost or skipped.
func (n *Nest) Lose(f Failure, x NestExtra) error {
	if f.Reason.Severity() == corpus.Warned {
		return fmt.Errorf("%s is a warning, not a loss", f.Reason)
	}
	if err := firstOf(n.tables.AddFailure(f), n.tables.settle()); err != nil {
		return err
	}
	x.TextKey = [32]byte{}
	return n.end(nestRow{x, &n.opt, f.URI, f.Reason.Severity().String()})
}

// end ends the row of a document.
func (n *Nest) end(row nestRow) error {
	clear(n.tables.ids) // that ids are unique over documents is for whoever has them all
	if err := firstOf(n.head.add(row), n.head.fill()); err != nil {
		return err
	}
	for i, w := range n.tables.all {
		if err := w.fill(); err != nil {
			return err
		}
		n.ends[i] = append(n.ends[i], int32(w.held()))
	}
	n.rows++
	return nil
}

// begin starts a record.
func (n *Nest) begin() {
	for i := range n.ends {
		n.ends[i] = []int32{0}
	}
	n.rows = 0
}

// Take hands over the rows gathered and begins anew. No value is copied.
func (n *Nest) Take() arrow.Record {
	rows := n.rows
	cols := n.head.take()
	for i, w := range n.tables.all {
		typ := n.schema.Field(len(cols)).Type.(*arrow.ListType)
		cols = append(cols, array.MakeFromData(listData(typ, n.ends[i], w.take())))
	}
	n.begin()
	return array.NewRecord(n.schema, cols, int64(rows))
}

// listData puts the columns of a table into lists that end where ends says.
func listData(typ *arrow.ListType, ends []int32, cols []arrow.Array) arrow.ArrayData {
	inner := typ.Elem().(*arrow.StructType)
	fields := make([]arrow.ArrayData, len(cols))
	for i, c := range cols {
		fields[i] = retypedData(c.Data(), inner.Field(i).Type)
	}
	elements := array.NewData(inner, int(ends[len(ends)-1]), []*memory.Buffer{nil}, fields, 0, 0)
	offsets := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(ends))), 4*len(ends))
	return array.NewData(typ, len(ends)-1, []*memory.Buffer{nil, memory.NewBufferBytes(offsets)}, []arrow.ArrayData{elements}, 0, 0)
}

// retypedData is the same values under a type that differs only in what may be
// null.
func retypedData(d arrow.ArrayData, typ arrow.DataType) arrow.ArrayData {
	var inner []arrow.Field
	switch t := typ.(type) {
	case *arrow.ListType:
		inner = []arrow.Field{t.ElemField()}
	case *arrow.StructType:
		inner = t.Fields()
	default:
		return d
	}
	children := slices.Clone(d.Children())
	for i := range children {
		children[i] = retypedData(children[i], inner[i].Type)
	}
	return array.NewData(typ, d.Len(), d.Buffers(), children, d.NullN(), d.Offset())
}
