package format

import (
	"context"
	"unsafe"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/metadata"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
)

// writeValues writes the values of a column: text that has a dictionary by its
// numbers in it, all else as the library does.
func writeValues(cw file.ColumnChunkWriter, values arrow.Array, def, rep []int16) error {
	if text, ok := values.(*array.String); ok && rep == nil && text.Len() <= BatchRows && text.Data().Offset() == 0 {
		if enc, ok := cw.CurrentEncoder().(dictionaryEncoder); ok {
			return writeDictionary(cw, enc, text, def)
		}
	}
	props := pqarrow.DefaultWriterProps()
	ctx := pqarrow.NewArrowWriteContext(context.Background(), &props)
	return pqarrow.WriteArrowToColumn(ctx, cw, values, def, rep, values.NullN() > 0)
}

// dictionaryEncoder is what the library's encoders with a dictionary can do beside
// others.
type dictionaryEncoder interface{ PutDictionary(arrow.Array) error }

// writeDictionary hands the dictionary of a text column and its numbers to the
// library, which gives the bytes that it gives for the texts themselves, but looks
// each of them up in a way that allocates. The numbers of a batch fill less than a
// page, so that its statistics are those of the column.
func writeDictionary(cw file.ColumnChunkWriter, enc dictionaryEncoder, text *array.String, def []int16) error {
	words, numbers := dictionaryOf(text)
	if err := enc.PutDictionary(words); err != nil {
		return err
	}
	if stats, ok := cw.PageStatistics().(*metadata.ByteArrayStatistics); ok {
		values, bytes := make([]parquet.ByteArray, words.Len()), words.ValueBytes() // nil where all are empty, as the library has it
		for i := range values {
			values[i] = bytes[words.ValueOffset(i):words.ValueOffset(i+1)]
		}
		stats.Update(values, int64(text.NullN()))
		stats.IncNumValues(int64(text.Len() - text.NullN() - len(values)))
	}
	return cw.WriteDictIndices(numbers, def, nil)
}

// dictionaryOf are the texts of a column, each once, in the order in which they first
// stand there, and the number of each row's text.
func dictionaryOf(text *array.String) (words *array.String, numbers arrow.Array) {
	n := text.Len()
	ids := make([]int32, n)
	seen := map[string]int32{}
	var list Texts
	last, lastID := "", int32(-1)
	for i := range n {
		if text.IsNull(i) {
			continue
		}
		w := text.Value(i)
		if lastID < 0 || w != last {
			id, ok := seen[w]
			if !ok {
				id = int32(len(seen))
				seen[w] = id
				list.Add(w)
			}
			last, lastID = w, id
		}
		ids[i] = lastID
	}
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(ids))), 4*n)
	var valid *memory.Buffer
	if text.NullN() > 0 {
		valid = text.Data().Buffers()[0]
	}
	data := array.NewData(arrow.PrimitiveTypes.Int32, n, []*memory.Buffer{valid, memory.NewBufferBytes(bytes)}, nil, text.NullN(), 0)
	return list.NewArray().(*array.String), array.NewInt32Data(data)
}
