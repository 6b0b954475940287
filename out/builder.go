package out

import (
	"unsafe"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
)

// builder gathers the values of one column; the builders of the Arrow library
// are some. NewArray hands the values over and begins anew.
type builder interface {
	Len() int
	NewArray() arrow.Array
}

// newBuilder is the builder of a column's type.
func newBuilder(t arrow.DataType) builder {
	if t.ID() == arrow.STRING {
		return &texts{}
	}
	return array.NewBuilder(memory.NewGoAllocator(), t)
}

// texts gathers text. It fills the buffers of an Arrow array directly, which
// takes half the time of the library's builder.
type texts struct {
	offsets []int32 // ends; the first is 0
	data    []byte
	valid   []byte // one bit a value, nil as long as none is null
	nulls   int
	hint    int // bytes of the last batch
}

func (b *texts) Len() int { return max(0, len(b.offsets)-1) }

func (b *texts) add(s string) {
	if b.offsets == nil {
		b.begin()
	}
	n := len(b.offsets) - 1
	b.data = append(b.data, s...)
	b.offsets = append(b.offsets, int32(len(b.data)))
	if b.valid != nil {
		b.mark(n, true)
	}
}

func (b *texts) addNull() {
	if b.offsets == nil {
		b.begin()
	}
	n := len(b.offsets) - 1
	if b.valid == nil {
		for i := range n {
			b.mark(i, true)
		}
	}
	b.offsets = append(b.offsets, int32(len(b.data)))
	b.mark(n, false)
	b.nulls++
}

func (b *texts) begin() {
	b.offsets = append(make([]int32, 0, 64), 0)
	if b.hint > 0 {
		b.offsets = append(make([]int32, 0, BatchRows+1), 0)
		b.data = make([]byte, 0, b.hint+b.hint/8)
	}
}

func (b *texts) mark(i int, valid bool) {
	if i/8 >= len(b.valid) {
		b.valid = append(b.valid, 0)
	}
	if valid {
		b.valid[i/8] |= 1 << (i % 8)
	}
}

func (b *texts) NewArray() arrow.Array {
	if b.offsets == nil {
		b.begin()
	}
	n := b.Len()
	var valid *memory.Buffer
	if b.nulls > 0 {
		valid = memory.NewBufferBytes(b.valid)
	}
	ends := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(b.offsets))), 4*len(b.offsets))
	data := array.NewData(arrow.BinaryTypes.String, n, []*memory.Buffer{valid, memory.NewBufferBytes(ends), memory.NewBufferBytes(b.data)}, nil, b.nulls, 0)
	hint := 0
	if n == BatchRows {
		hint = len(b.data) // the next batch is likely to be as large
	}
	*b = texts{hint: hint}
	return array.NewStringData(data)
}

// sizeOf is about how many bytes the values of a builder take.
func sizeOf(b builder) int {
	switch b := b.(type) {
	case *texts:
		return len(b.data) + 4*len(b.offsets)
	case *array.StringBuilder:
		return b.DataLen() + 4*b.Len()
	case *array.ListBuilder:
		return 4*b.Len() + sizeOf(b.ValueBuilder())
	case *array.StructBuilder:
		n := 0
		for i := range b.NumField() {
			n += sizeOf(b.FieldBuilder(i))
		}
		return n
	}
	return 8 * b.Len() // at most: numbers, days, instants
}
