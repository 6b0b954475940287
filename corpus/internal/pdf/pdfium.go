package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"time"

	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"golang.org/x/sys/unix"
)

// pdfium is one instance of PDFium, compiled to WebAssembly, in this process.
// It calls the module's functions directly: go-pdfium's own methods look every
// function up anew and allocate for every number that comes back, which costs
// more than the calls themselves. An instance is for one goroutine, and it is
// spent once a call has returned an error: the module has trapped.
type pdfium struct {
	module  api.Module
	memory  api.Memory
	start   int           // bytes of memory it began with
	limit   reflect.Value // pages its memory may grow to
	maxSize uint32        // the same in bytes
	calls   map[string]api.Function
	scratch uint32 // scratchSize bytes of its memory for results
	stack   [8]uint64
	layered bool // the document at hand may have layers
	// a letter has been found to be the mark of a note in the document at hand
	lettered bool
	words    map[string]bool // whether the lexicon has them
}

const (
	scratchSize = 4096
	wasmPage    = 64 << 10
)

// newPDFium starts an instance whose memory can be let grow to reserve bytes.
// cacheDir holds its compiled code; "" compiles anew.
func newPDFium(cacheDir string, reserve int64) (*pdfium, error) {
	runtime := wazero.NewRuntimeConfig()
	if cacheDir != "" {
		cache, err := wazero.NewCompilationCacheWithDir(cacheDir)
		if err != nil {
			return nil, fmt.Errorf("opening the PDF reader's code cache: %w", err)
		}
		runtime = runtime.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		MinIdle: 0, MaxIdle: 1, MaxTotal: 1,
		FSConfig:      wazero.NewFSConfig(), // no file system: the default would mount the host's root
		RuntimeConfig: runtime,
		Stdout:        io.Discard, Stderr: io.Discard,
		RandomSource: zeroReader{}, // the same bytes in, the same document out
	})
	if err != nil {
		return nil, fmt.Errorf("starting the PDF reader: %w", err)
	}
	instance, err := pool.GetInstance(time.Minute)
	if err != nil {
		return nil, fmt.Errorf("starting the PDF reader: %w", err)
	}
	p := &pdfium{calls: map[string]api.Function{}}
	if err := p.bind(instance.GetImplementation(), reserve); err != nil {
		return nil, fmt.Errorf("starting the PDF reader: %w", err)
	}
	p.scratch, err = p.malloc(scratchSize)
	return p, err
}

// bind finds the module inside go-pdfium's implementation and moves its memory
// into an own mapping of reserve bytes. Both need reflection on exported fields
// of internal types, and the versions of both libraries are pinned. The module
// declares a maximum of 2 GiB and wazero refuses a lower WithMemoryLimitPages,
// so the limit has to be set here; and a memory that wazero grows itself is
// copied each time, while this one only touches pages as they are needed and is
// nothing to the garbage collector.
func (p *pdfium) bind(implementation any, reserve int64) error {
	var ok bool
	if f := field(implementation, "Module"); f.IsValid() {
		p.module, ok = f.Interface().(api.Module)
	}
	if !ok {
		return errors.New("this version of go-pdfium shows no Module")
	}
	p.memory = p.module.Memory()
	buffer, capacity, limit := field(p.memory, "Buffer"), field(p.memory, "Cap"), field(p.memory, "Max")
	if !buffer.CanSet() || !capacity.CanSet() || !limit.CanSet() {
		return errors.New("this version of wazero shows no memory limit")
	}
	old := buffer.Bytes()
	pages := (reserve+int64(len(old)))/wasmPage + 1
	mapped, err := unix.Mmap(-1, 0, int(pages*wasmPage), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		return fmt.Errorf("reserving memory: %w", err)
	}
	for at := 0; at < len(old); at += wasmPage { // pages that are all zero stay untouched
		if page := old[at:min(at+wasmPage, len(old))]; !allZero(page) {
			copy(mapped[at:], page)
		}
	}
	p.start = len(old)
	buffer.SetBytes(mapped[:len(old)])
	capacity.SetUint(uint64(pages))
	limit.SetUint(uint64(pages))
	p.limit = limit
	if _, ok := p.memory.Grow(1); !ok { // tells the compiled code where its memory is now
		return errors.New("moving the memory failed")
	}
	return nil
}

// allow lets the memory grow until the module has taken working bytes more than
// at its start.
func (p *pdfium) allow(working int64) {
	pages := (int64(p.start) + working) / wasmPage
	if c := int64(field(p.memory, "Cap").Uint()); pages > c {
		pages = c
	}
	p.maxSize = uint32(pages * wasmPage)
	p.limit.SetUint(uint64(pages))
}

// field is an exported field of the struct v points to, or the zero Value.
func field(v any, name string) reflect.Value {
	s := reflect.Indirect(reflect.ValueOf(v))
	if s.Kind() != reflect.Struct {
		return reflect.Value{}
	}
	f := s.FieldByName(name)
	if !f.IsValid() || !f.CanInterface() {
		return reflect.Value{}
	}
	return f
}

func allZero(p []byte) bool {
	for _, c := range p {
		if c != 0 {
			return false
		}
	}
	return true
}

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// call calls an exported function and returns its first result.
func (p *pdfium) call(name string, args ...uint64) (uint64, error) {
	f := p.calls[name]
	if f == nil {
		if f = p.module.ExportedFunction(name); f == nil {
			return 0, fmt.Errorf("the PDF reader has no function %s", name)
		}
		p.calls[name] = f
	}
	copy(p.stack[:], args)
	if err := f.CallWithStack(context.Background(), p.stack[:]); err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	return p.stack[0], nil
}

// errNoMemory is an allocation the module's memory had no room for.
var errNoMemory = errors.New("the PDF reader's memory is full")

func (p *pdfium) malloc(n int) (uint32, error) {
	v, err := p.call("malloc", uint64(n))
	if err == nil && uint32(v) == 0 {
		err = errNoMemory
	}
	return uint32(v), err
}

func (p *pdfium) free(ptr uint32) {
	if ptr != 0 {
		p.call("free", uint64(ptr))
	}
}

// size is how many bytes of memory the module has taken so far; it never
// shrinks.
func (p *pdfium) size() uint32 { return p.memory.Size() }

// nearlyFull reports whether a failure is more likely a want of memory than a
// fault of the document: less than a sixteenth of the memory is left to grow.
func (p *pdfium) nearlyFull() bool {
	return p.maxSize > 0 && p.size() >= p.maxSize-p.maxSize/16
}

func (p *pdfium) float32At(off uint32) float32 {
	v, _ := p.memory.ReadUint32Le(p.scratch + off)
	return math.Float32frombits(v)
}

func (p *pdfium) float64At(off uint32) float64 {
	v, _ := p.memory.ReadUint64Le(p.scratch + off)
	return math.Float64frombits(v)
}
