// Package pdf decodes PDF in child processes of the program, which Pool owns and
// Serve is the other side of: a file that makes the reader hang, crash or grow
// loses its document and nothing else. Printed lines come with their place, size
// and weight (lines.go), in the order of the page (page.go), with what stands in
// forms and notes (form.go, annot.go).
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"time"

	"assay/corpus/internal/doc"
)

// largePDF is the size from which on PDFs are read one at a time, since their
// bytes take memory beside what reading them takes.
const largePDF = 24 << 20

// Pool owns the child processes that read PDF. It starts them when they are
// first needed, hands each out to one document at a time, and replaces those
// that die. It is safe for concurrent use.
type Pool struct {
	command []string // the program and its arguments; see Options.PDFCommand
	cache   string   // folder of the compiled code; "" until filled
	dir     string   // Options.CacheDir
	limits  doc.Limits
	slots   chan struct{} // one token a child that may be at work
	large   chan struct{} // one token for a large document

	mu     sync.Mutex
	idle   []*child
	closed bool
	temp   string // to be removed at the end

	fillOnce sync.Mutex
	filled   bool

	starter *starter
}

// NewPool keeps up to so many children that command starts; it starts none before the
// first document. cacheDir keeps the compiled reader, "" compiles it anew.
func NewPool(command []string, cacheDir string, children int, limits doc.Limits) *Pool {
	return &Pool{
		command: command, dir: cacheDir, limits: limits,
		slots: make(chan struct{}, children), large: make(chan struct{}, 1),
	}
}

// errClosed is what a pool answers after Close.
var errClosed = errors.New("the reader is closed")

// Read decodes size bytes of PDF from r in a child. Losses come back as *Loss
// without URI; a context that ends comes back as its error.
func (p *Pool) Read(ctx context.Context, r io.Reader, size int64) (*doc.Document, error) {
	if err := take(ctx, p.slots); err != nil {
		return nil, err
	}
	defer func() { <-p.slots }()
	if size > largePDF {
		if err := take(ctx, p.large); err != nil {
			return nil, err
		}
		defer func() { <-p.large }()
	}
	c, err := p.child(ctx)
	if err != nil {
		return nil, err
	}
	d, again, err := c.read(ctx, r, size, p.limits)
	if again {
		p.mu.Lock()
		keep := !p.closed
		if keep {
			p.idle = append(p.idle, c)
		}
		p.mu.Unlock()
		if keep {
			return d, err
		}
	}
	c.end(again || err == nil)
	return d, err
}

func take(ctx context.Context, token chan struct{}) error {
	select {
	case token <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// child returns an idle child or starts one.
func (p *Pool) child(ctx context.Context) (*child, error) {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil, errClosed
	}
	if n := len(p.idle); n > 0 {
		c := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return c, nil
	}
	if p.starter == nil {
		p.starter = newStarter()
	}
	p.mu.Unlock()
	if err := p.fill(ctx); err != nil {
		return nil, err
	}
	return p.start(setup{CacheDir: p.cache, Limits: p.limits})
}

// fill sees to it, once, that the compiled code is in the cache folder. One
// child compiles it and ends, since compiling takes 350 MB; the children that
// read documents then start in a thirtieth of the time and with little memory.
func (p *Pool) fill(ctx context.Context) error {
	p.fillOnce.Lock()
	defer p.fillOnce.Unlock()
	if p.filled {
		return nil
	}
	dir, err := filepath.Abs(filepath.Join(p.dir, codeFolder)) // children work elsewhere
	if err != nil {
		return fmt.Errorf("making the PDF reader's code cache: %w", err)
	}
	if p.dir == "" {
		temp, err := os.MkdirTemp("", "assay-pdfreader-") // ours alone, gone when the reader is closed
		if err != nil {
			return fmt.Errorf("making the PDF reader's code cache: %w", err)
		}
		p.mu.Lock()
		p.temp = temp
		p.mu.Unlock()
		dir = temp
	} else if err := privateFolder(dir); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, cacheMark())); err != nil {
		c, err := p.start(setup{CacheDir: dir, Fill: true})
		if err != nil {
			return err
		}
		if err := c.waitFill(ctx); err != nil {
			return err
		}
	}
	p.cache, p.filled = dir, true
	return nil
}

func (p *Pool) start(setup setup) (*child, error) {
	c, err := startChild(p.starter, p.command, setup)
	if err != nil {
		return nil, fmt.Errorf("starting a child process to read PDF: %w", err)
	}
	return c, nil
}

// Close ends the children and waits for them. Documents that are being read
// must have come back before.
func (p *Pool) Close() error {
	p.mu.Lock()
	p.closed = true
	idle, temp, starter := p.idle, p.temp, p.starter
	p.idle = nil
	p.mu.Unlock()
	for _, c := range idle {
		c.end(true)
	}
	if starter != nil {
		starter.stop()
	}
	if temp != "" {
		return os.RemoveAll(temp)
	}
	return nil
}

// starter starts processes from one operating system thread that lives as long
// as they do: the kernel kills a child with the thread that made it, not with
// the process.
type starter struct {
	work chan func()
	done chan struct{}
}

func newStarter() *starter {
	s := &starter{work: make(chan func()), done: make(chan struct{})}
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		defer close(s.done)
		for f := range s.work {
			f()
		}
	}()
	return s
}

// do runs f on the starter's thread and waits for it.
func (s *starter) do(f func()) {
	ready := make(chan struct{})
	s.work <- func() { defer close(ready); f() }
	<-ready
}

func (s *starter) stop() {
	close(s.work)
	<-s.done
}

// killGroup kills a child and whatever it might have started.
func killGroup(pid int) { syscall.Kill(-pid, syscall.SIGKILL) }

// endGrace is how long a child that was told to end may take before it is
// killed.
const endGrace = 2 * time.Second
