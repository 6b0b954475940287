package out

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"assay/classify"
	"assay/corpus"
	"assay/internal/made"
	"assay/out/format"
)

var nestMeta = []MetaColumn{{"name", String}, {"n", Int64}, {"share", Float64}, {"yes", Bool}, {"day", Date}, {"at", TimestampUTC}}

// madeInput is a document or, where result is nil, a loss.
type madeInput struct {
	result  *classify.Result
	extra   DocExtra
	failure Failure
}

func madeInputs() []madeInput {
	var list []madeInput
	for i := range 9 {
		uri := fmt.Sprintf("area %d/report, 30 May 2018 %d.pdf", i, i)
		if i%4 == 3 {
			list = append(list, madeInput{failure: Failure{URI: uri, Stage: "read", Reason: corpus.Corrupt, Message: "no trailer"}})
			continue
		}
		r := made.Result(uri, uint64(i), made.Options{Sentences: 1 + 400*(i%3), Report: i%2 == 0, Unique: i == 4})
		x := DocExtra{TextKey: corpus.TextKey(r.Doc.Text)}
		if i%2 == 0 {
			x.Meta = map[string]string{"name": "Ünal, \"x\"", "n": "-7", "share": "0.25", "yes": "true", "day": "2024-02-29", "at": "2024-02-29T10:00:00Z"}
		}
		list = append(list, madeInput{result: r, extra: x})
	}
	return list
}

// addTo puts an input into a Nest.
func (in madeInput) addTo(n *Nest) error {
	if in.result == nil {
		return n.Lose(in.failure, NestExtra{Bytes: -1})
	}
	return n.Add(in.result, NestExtra{DocExtra: in.extra, Bytes: 9, SHA256: in.result.Doc.SHA256, Seconds: 0.5})
}

// flat appends the rows of every table in a record as lines of JSON.
func flat(t *testing.T, rec arrow.Record, into map[string]*bytes.Buffer) {
	t.Helper()
	for i, f := range rec.Schema().Fields() {
		list, ok := rec.Column(i).(*array.List)
		if !ok {
			continue
		}
		if into[f.Name] == nil {
			into[f.Name] = &bytes.Buffer{}
		}
		for row := range list.Len() {
			from, to := list.ValueOffsets(row)
			for k := from; k < to; k++ {
				into[f.Name].Write(append(format.AppendJSON(nil, list.ListValues(), int(k)), '\n'))
			}
		}
	}
}

func TestNestFlattenedIsTheTables(t *testing.T) {
	opt := Options{Themes: made.Themes, WithText: true, Meta: nestMeta, Formats: []Format{JSONL}}
	files := inMemory{}
	opt.FS = files
	tables, err := NewTables("", opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range madeInputs() {
		if in.result == nil {
			err = tables.AddFailure(in.failure)
		} else {
			err = tables.Add(in.result, in.extra)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tables.Close(); err != nil {
		t.Fatal(err)
	}
	for _, every := range []int{1, 2, 100} { // documents a record
		t.Run(fmt.Sprint(every), func(t *testing.T) {
			n, err := NewNest(NestOptions{Options: opt, Config: "c", Program: "p"})
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]*bytes.Buffer{}
			for _, in := range madeInputs() {
				if err := in.addTo(n); err != nil {
					t.Fatal(err)
				}
				if n.Rows() == every {
					flat(t, n.Take(), got)
				}
			}
			flat(t, n.Take(), got)
			for _, table := range Schema(opt) {
				want := files[table.Name+".jsonl"].String()
				if want == "" {
					t.Errorf("%s has no rows: the test says nothing of it", table.Name)
				}
				if got[table.Name].String() != want {
					t.Errorf("%s differs:\n%.300s\nwant\n%.300s", table.Name, got[table.Name], want)
				}
			}
		})
	}
}

func TestNestSchemaIsThatOfItsRecords(t *testing.T) {
	n, err := NewNest(NestOptions{Options: Options{Themes: made.Themes, Meta: nestMeta}})
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range madeInputs() {
		if err := in.addTo(n); err != nil {
			t.Fatal(err)
		}
	}
	rec := n.Take()
	for i, col := range rec.Columns() {
		checkBare(t, n.Schema().Field(i))
		if want := n.Schema().Field(i).Type; !arrow.TypeEqual(col.DataType(), want, arrow.CheckMetadata()) {
			t.Errorf("column %d is %s, the schema says %s", i, col.DataType(), want)
		}
		if err := checkNullable(col); err != nil {
			t.Errorf("column %s: %v", n.Schema().Field(i).Name, err)
		}
	}
	if got := n.Take(); got.NumRows() != 0 || !got.Schema().Equal(n.Schema()) {
		t.Errorf("a Nest that was taken from still holds %d rows", got.NumRows())
	}
}

// checkBare refuses metadata, and types that an engine does not have.
func checkBare(t *testing.T, f arrow.Field) {
	t.Helper()
	if !f.Nullable || f.Metadata.Len() > 0 {
		t.Errorf("%s: nullable %v, %d keys of metadata", f.Name, f.Nullable, f.Metadata.Len())
	}
	switch typ := f.Type.(type) {
	case *arrow.ListType:
		if typ.ElemField().Name != "element" {
			t.Errorf("%s: the element is called %s", f.Name, typ.ElemField().Name)
		}
		checkBare(t, typ.ElemField())
	case *arrow.StructType:
		for _, inner := range typ.Fields() {
			checkBare(t, inner)
		}
	case *arrow.TimestampType:
		if typ.Unit != arrow.Microsecond {
			t.Errorf("%s: %s", f.Name, typ)
		}
	case *arrow.DictionaryType, *arrow.Uint8Type, *arrow.Uint32Type, *arrow.LargeStringType:
		t.Errorf("%s: %s is a type that engines refuse", f.Name, typ)
	}
}

// checkNullable looks into an array whose type may hide that a child has another.
func checkNullable(a arrow.Array) error {
	switch a := a.(type) {
	case *array.List:
		if inner := a.DataType().(*arrow.ListType).Elem(); !arrow.TypeEqual(a.ListValues().DataType(), inner) {
			return fmt.Errorf("elements are %s, declared %s", a.ListValues().DataType(), inner)
		}
		return checkNullable(a.ListValues())
	case *array.Struct:
		for i, f := range a.DataType().(*arrow.StructType).Fields() {
			if !arrow.TypeEqual(a.Field(i).DataType(), f.Type) {
				return fmt.Errorf("%s is %s, declared %s", f.Name, a.Field(i).DataType(), f.Type)
			}
			if err := checkNullable(a.Field(i)); err != nil {
				return fmt.Errorf("%s: %w", f.Name, err)
			}
		}
	}
	return nil
}

func TestNestOfChosenTables(t *testing.T) {
	n, err := NewNest(NestOptions{Options: Options{Themes: made.Themes, Tables: []string{"mentions", "texts"}}})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range n.Schema().Fields() {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); !strings.HasSuffix(got, " seconds mentions texts") {
		t.Errorf("columns are %s", got)
	}
	if err := madeInputs()[0].addTo(n); err != nil {
		t.Fatal(err)
	}
	flat(t, n.Take(), map[string]*bytes.Buffer{})
}

func TestNestKeepsItsRowsWhenADocumentIsRefused(t *testing.T) {
	n, err := NewNest(NestOptions{Options: Options{Themes: made.Themes}})
	if err != nil {
		t.Fatal(err)
	}
	inputs := madeInputs()
	if err := inputs[0].addTo(n); err != nil {
		t.Fatal(err)
	}
	before := n.Bytes()
	bad := inputs[2].result
	bad.Mentions[0].Theme = "no theme of the codebook"
	var refused *BadResult
	if err := n.Add(bad, NestExtra{}); !errors.As(err, &refused) {
		t.Fatalf("got %v, want a BadResult", err)
	}
	if n.Rows() != 1 || n.Bytes() != before {
		t.Errorf("a refused document left something: %d rows, %d bytes, before it %d", n.Rows(), n.Bytes(), before)
	}
	if err := n.Lose(Failure{URI: bad.Doc.URI, Stage: "write", Reason: corpus.Internal}, NestExtra{Bytes: 3}); err != nil {
		t.Fatal(err)
	}
	if err := inputs[0].addTo(n); err != nil {
		t.Fatalf("the same document once more: %v", err)
	}
	rec := n.Take()
	if got := format.CellText(rec.Column(4), 1); rec.NumRows() != 3 || got != "lost" {
		t.Errorf("%d rows, the second is %q", rec.NumRows(), got)
	}
	if err := n.Lose(Failure{URI: "x", Reason: corpus.LossyDecoding}, NestExtra{}); err == nil {
		t.Error("a warning was taken for a loss")
	}
}

func TestNestBytesFollowWhatItHolds(t *testing.T) {
	n, err := NewNest(NestOptions{Options: Options{Themes: made.Themes, WithText: true}})
	if err != nil {
		t.Fatal(err)
	}
	empty := n.Bytes()
	r := made.Result("a.pdf", 1, made.Options{Sentences: 3000, Report: true})
	if err := n.Add(r, NestExtra{}); err != nil {
		t.Fatal(err)
	}
	held := n.Bytes()
	rec := n.Take()
	real := 0
	for _, c := range rec.Columns() {
		real += arrayBytes(c.Data())
	}
	if held < real*3/4 || held > real*3/2 {
		t.Errorf("says %d bytes, the arrays take %d", held, real)
	}
	if got := n.Bytes(); got > empty+1024 {
		t.Errorf("%d bytes after taking, %d when new", got, empty)
	}
}

// arrayBytes is what the used part of an array's buffers takes.
func arrayBytes(d arrow.ArrayData) int {
	n := 0
	for _, b := range d.Buffers() {
		if b != nil {
			n += b.Len()
		}
	}
	for _, c := range d.Children() {
		n += arrayBytes(c)
	}
	return n
}
