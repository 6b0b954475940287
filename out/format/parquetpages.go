package format

import (
	"errors"
	"reflect"
	"sync"

	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/klauspost/compress/zstd"
)

// oneZstd compresses to the bytes to which the library compresses by itself, with one
// compressor for all pages, where the library makes one a page: a megabyte of tables
// to be cleared for a dictionary of ten words.
type oneZstd struct{ compress.Codec }

var zstdEncoder = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithZeroFrames(true), zstd.WithEncoderLevel(zstd.SpeedDefault))
	if err != nil {
		panic(err) // the options are right
	}
	return e
})

func (oneZstd) EncodeLevel(dst, src []byte, _ int) []byte {
	return zstdEncoder().EncodeAll(src, dst[:0])
}

// CompressBound is how much room a page is given to begin with; EncodeLevel takes more
// where that is too little.
func (oneZstd) CompressBound(n int64) int64 { return n/2 + 64 }

// setCompressor has a page writer compress with c. The library has no door to it: the
// field is found by reflection, in the pinned version.
func setCompressor(pages file.PageWriter, c compress.Codec) error {
	if pager := reflect.Indirect(reflect.ValueOf(pages)).FieldByName("pager"); pager.Kind() == reflect.Pointer {
		f := reflect.Indirect(pager).FieldByName("compressor")
		if f.IsValid() && f.CanAddr() && f.Type() == reflect.TypeFor[compress.Codec]() {
			*(*compress.Codec)(f.Addr().UnsafePointer()) = c
			return nil
		}
	}
	return errors.New("this version of the Parquet library shows no compressor of pages")
}

// roomy is the library's allocator, but what grows is given room to grow on. The
// library has the levels of a nullable column grow by 64 bytes at a time, and copies
// them each time.
type roomy struct{ *memory.GoAllocator }

// Reallocate is b made size bytes long.
func (r roomy) Reallocate(size int, b []byte) []byte {
	if size <= cap(b) {
		return b[:size]
	}
	more := r.Allocate(2 * size)[:size]
	copy(more, b)
	return more
}

// The buffers of its pages know no other allocator than this.
func init() { memory.DefaultAllocator = roomy{memory.NewGoAllocator()} }
