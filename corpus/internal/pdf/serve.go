package pdf

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/gofrs/flock"

	"assay/corpus/internal/doc"
)

// retireSize is the memory of an instance from which on its child asks to be
// replaced: the memory never shrinks, and a large document should not be paid
// for until the end of the run.
const retireSize = 64 << 20

// Serve is the child's side of reading PDF: it reads documents from in and
// writes what they hold to out until in ends. A hidden verb of the program
// calls it with standard input and output; nothing else should. It opens no
// file but the compiled code in the cache folder it is told of, limits its own
// processor time per document, and ends the process at once when in is closed,
// even in the middle of a document, since then its parent is gone.
func Serve(in io.Reader, out io.Writer) error {
	debug.SetGCPercent(20) // the instance's memory counts as live, so a fifth of it is plenty of room
	r := bufio.NewReaderSize(watchEnd(in), 64<<10)
	setup, err := readSetup(r)
	if err != nil {
		return err
	}
	if setup.Fill {
		return fillCache(setup.CacheDir)
	}
	p, err := newPDFium(setup.CacheDir, setup.Limits.PDFMemory+setup.Limits.Raw)
	if err != nil {
		return err
	}
	roomy, err := limitChild()
	if err != nil {
		return err
	}
	if roomy {
		fmt.Fprintln(os.Stderr, ownLimit)
	}
	s := &server{pdfium: p, in: r, out: out, setup: setup}
	for {
		more, err := s.serve()
		if err != nil || !more {
			return err
		}
	}
}

func readSetup(r io.Reader) (setup, error) {
	var s setup
	p, err := readFrame(r, chunkSize)
	if err != nil {
		return s, fmt.Errorf("reading the setup: %w", err)
	}
	if err := json.Unmarshal(p, &s); err != nil {
		return s, fmt.Errorf("reading the setup: %w", err)
	}
	s.Limits = s.Limits.WithDefaults()
	return s, nil
}

// fillCache compiles PDFium into dir. The lock keeps two runs from doing so
// at once, which would take twice the memory.
func fillCache(dir string) error {
	lock := flock.New(filepath.Join(dir, "fill.lock"))
	if err := lock.Lock(); err != nil {
		return fmt.Errorf("locking the PDF reader's code cache: %w", err)
	}
	defer lock.Unlock()
	mark := filepath.Join(dir, cacheMark())
	if _, err := os.Stat(mark); err == nil {
		return nil
	}
	if _, err := newPDFium(dir, 0); err != nil {
		return err
	}
	return os.WriteFile(mark, nil, 0o600)
}

type server struct {
	*pdfium
	in    io.Reader
	out   io.Writer
	setup setup
}

// serve answers one document; more is false when the child is to end.
func (s *server) serve() (more bool, err error) {
	size, err := readFrameHead(s.in) // the size of the document comes first
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	s.allow(int64(size) + s.setup.Limits.PDFMemory)
	ptr, err := s.malloc(int(size) + 1)
	if err != nil {
		return false, s.reject(err, size)
	}
	n, aborted, err := s.receive(ptr, size)
	if err != nil {
		return false, err
	}
	if aborted {
		s.free(ptr)
		return true, nil
	}
	if err := startCPULimit(s.setup.Limits.CPU); err != nil {
		return false, err
	}
	d, err := s.document(ptr, n, s.setup.Limits)
	if err != nil {
		return s.refuse(err, ptr)
	}
	s.free(ptr)
	body := doc.EncodeDocument(nil, d)
	if len(body) >= maxReply {
		return true, writeLossReply(s.out, replyLoss, &doc.Loss{Reason: doc.TooLarge, Err: errors.New("its lines take more room than a reply may")})
	}
	if s.size() > retireSize {
		return false, writeReply(s.out, replyLastDocument, body)
	}
	return true, writeReply(s.out, replyDocument, body)
}

// receive takes the document's bytes straight into the module's memory.
func (s *server) receive(ptr, size uint32) (n int, aborted bool, err error) {
	chunk := make([]byte, chunkSize)
	for {
		k, err := readFrameHead(s.in)
		switch {
		case err != nil:
			return 0, false, err
		case k == 0:
			return n, false, nil
		case k == abortFrame:
			return 0, true, nil
		case k > chunkSize || uint64(n)+uint64(k) > uint64(size):
			return 0, false, fmt.Errorf("the document outgrew the %d bytes it was announced with", size)
		}
		if _, err := io.ReadFull(s.in, chunk[:k]); err != nil {
			return 0, false, err
		}
		if !s.memory.Write(ptr+uint32(n), chunk[:k]) {
			return 0, false, errNoMemory
		}
		n += int(k)
	}
}

// reject answers a document there is no room for; its bytes are passed over.
func (s *server) reject(cause error, size uint32) error {
	for {
		k, err := readFrameHead(s.in)
		if err != nil {
			return err
		}
		if k == abortFrame {
			return nil
		}
		if k == 0 {
			_, err := s.refuse(cause, 0)
			return err
		}
		if k > chunkSize {
			return fmt.Errorf("a chunk of %d bytes, at most %d are allowed", k, chunkSize)
		}
		if _, err := io.CopyN(io.Discard, s.in, int64(k)); err != nil {
			return err
		}
	}
}

// refuse answers with a loss. After a trap, the child ends.
func (s *server) refuse(err error, ptr uint32) (more bool, _ error) {
	var l *doc.Loss
	switch {
	case errors.As(err, &l):
		s.free(ptr)
		return true, writeLossReply(s.out, replyLoss, l)
	case errors.Is(err, errNoMemory) || s.nearlyFull():
		l = &doc.Loss{Reason: doc.MemoryLimit, Err: fmt.Errorf("reading it takes more than %d MiB of memory", s.setup.Limits.PDFMemory>>20), Hint: "raise --pdf-memory"}
	default:
		l = &doc.Loss{Reason: doc.Corrupt, Err: fmt.Errorf("the PDF reader gave up: %w", firstLine(err)), Hint: "it may be damaged: fetch it again"}
	}
	return false, writeLossReply(s.out, replyLastLoss, l)
}

// watchEnd passes in on and ends the process as soon as in ends, whatever it is
// doing then: the parent has closed it or is dead.
func watchEnd(in io.Reader) io.Reader {
	r, w := io.Pipe()
	go func() {
		io.Copy(w, in)
		os.Exit(0)
	}()
	return r
}

// firstLine keeps the stack trace of a trap out of a message.
func firstLine(err error) error {
	line, _, cut := strings.Cut(err.Error(), "\n")
	if !cut {
		return err
	}
	return errors.New(line)
}
