package corpus

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
)

// Options set up a Reader. The zero value reads everything but PDF.
type Options struct {
	Limits Limits
	JSONL  JSONLFields
	// Children is how many processes may read PDF at once; 0 means one a
	// processor.
	Children int
	// PDFCommand starts a child that runs ServePDF on its standard input and
	// output: the program ("" for the running one) and its arguments.
	PDFCommand []string
	// CacheDir keeps the compiled PDF reader from run to run, in a folder of
	// its own that must be private to the user. "" compiles it for each Reader.
	CacheDir string
	// TempDir is where archives inside archives are unpacked; "" is the
	// system's. Files there have no name and vanish with the process.
	TempDir string
}

// Fingerprint is the canonical form of all options that decide what Document
// the same bytes and claim give, for the key of a cache. Number of children and
// folders are not among them.
func (o Options) Fingerprint() string {
	p, err := json.Marshal(struct {
		Limits Limits      `json:"limits"`
		JSONL  JSONLFields `json:"jsonl"`
	}{o.Limits.withDefaults(), o.JSONL.withDefaults()})
	if err != nil {
		panic(err) // numbers and strings always marshal
	}
	return string(p)
}

// Reader decodes sources. It is safe for concurrent use. Close it when the last
// Read has returned.
type Reader struct {
	opt Options
	pdf *pdfPool
}

// NewReader returns a Reader. It starts nothing; children start with the first
// PDF.
func NewReader(opt Options) *Reader {
	opt.Limits = opt.Limits.withDefaults()
	opt.JSONL = opt.JSONL.withDefaults()
	if opt.Children <= 0 {
		opt.Children = runtime.GOMAXPROCS(0)
	}
	return &Reader{opt: opt, pdf: newPDFPool(opt.PDFCommand, opt.CacheDir, opt.Children, opt.Limits)}
}

// Close ends the children and waits for them.
func (r *Reader) Close() error { return r.pdf.close() }

// Read decodes one source: Open, Decode and Close in one.
func (r *Reader) Read(ctx context.Context, s Source) (*Document, error) {
	raw, err := r.Open(ctx, s)
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	return r.Decode(ctx, raw)
}

// Raw is the stored bytes of one source, opened and hashed but not decoded.
type Raw struct {
	Source
	SHA256 [32]byte
	open   func() (io.Reader, error) // from the first byte, anew each time
	file   *os.File                  // nil for members
	info   fs.FileInfo               // of file, when it was opened
}

// Close frees what Open took.
func (w *Raw) Close() error {
	if w.file == nil {
		return nil
	}
	return w.file.Close()
}

// Open opens a source and hashes its bytes as stored, which is cheap beside
// decoding them: a cache asks by SHA256, Claim, Version and Options.Fingerprint
// and need not decode what it knows. Errors are *Loss with the source's uri, or
// the context's. The caller closes what it gets.
func (r *Reader) Open(ctx context.Context, s Source) (*Raw, error) {
	raw := &Raw{Source: s}
	err := r.openFile(raw)
	if err == nil {
		err = raw.hash(ctx)
	}
	if err != nil {
		raw.Close()
		return nil, r.fail(ctx, s.URI, err)
	}
	return raw, nil
}

func (r *Reader) openFile(raw *Raw) error {
	f, info, err := raw.at.open()
	if err != nil {
		return err
	}
	raw.file, raw.info = f, info
	raw.Size, raw.ModTime = info.Size(), info.ModTime()
	if raw.Size > r.opt.Limits.Raw {
		return tooLarge("it", raw.Size, r.opt.Limits.Raw, "--max-raw")
	}
	raw.open = func() (io.Reader, error) { return io.NewSectionReader(f, 0, raw.Size), nil }
	return nil
}

func tooLarge(what string, size, limit int64, flag string) *Loss {
	return &Loss{Stage: "read", Reason: TooLarge, Err: fmt.Errorf("%s has %d bytes, over the limit of %d", what, size, limit), Hint: "raise " + flag}
}

func (w *Raw) hash(ctx context.Context) error {
	rd, err := w.open()
	if err != nil {
		return err
	}
	h := sha256.New()
	n, err := io.Copy(h, &contextReader{ctx, rd})
	if err != nil {
		return err
	}
	if w.file != nil && n != w.Size {
		return errShrunk
	}
	h.Sum(w.SHA256[:0])
	return nil
}

var errShrunk = &Loss{Stage: "read", Reason: ChangedWhileRead, Err: errors.New("it shrank while it was read"), Hint: "it is tried again in the next run"}

type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c *contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// Decode turns opened bytes into a Document. Errors are *Loss with the source's
// uri, or the context's.
func (r *Reader) Decode(ctx context.Context, raw *Raw) (*Document, error) {
	d, err := r.decode(ctx, raw)
	if changed := raw.unchanged(); changed != nil && ctx.Err() == nil {
		err = changed
	}
	if err != nil {
		return nil, r.fail(ctx, raw.URI, err)
	}
	d.Ref, d.SHA256 = raw.Ref, raw.SHA256
	return d, nil
}

// unchanged reports a file that was written to since it was opened: what was
// decoded may be half of one version and half of another.
func (w *Raw) unchanged() error {
	if w.file == nil {
		return nil
	}
	info, err := w.file.Stat()
	if err != nil {
		return err
	}
	if info.Size() != w.info.Size() || !info.ModTime().Equal(w.info.ModTime()) {
		return &Loss{Stage: "read", Reason: ChangedWhileRead, Err: errors.New("it was written to while it was read"), Hint: "it is tried again in the next run"}
	}
	return nil
}

// fail makes every error but the context's a *Loss of uri.
func (r *Reader) fail(ctx context.Context, uri string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return openLoss("read", uri, err)
}

func (r *Reader) decode(ctx context.Context, raw *Raw) (*Document, error) {
	rd, err := raw.open()
	if err != nil {
		return nil, err
	}
	rd = &contextReader{ctx, rd}
	head := make([]byte, headSize)
	n, err := io.ReadFull(rd, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	head = head[:n]
	what := sniff(head, raw.Claim, r.opt.JSONL)
	if err := checkClaim(raw.Claim, what); err != nil {
		return nil, err
	}
	rd = io.MultiReader(bytes.NewReader(head), rd)
	switch what.format {
	case FormatEmpty:
		return nil, &Loss{Stage: "read", Reason: Empty, Err: errors.New("the file is empty")}
	case FormatUnknown:
		return nil, &Loss{Stage: "read", Reason: Unsupported, Err: fmt.Errorf("it is %s", what), Hint: "convert it to PDF, HTML, DOCX, ODT or text"}
	case FormatPDF:
		d, err := r.pdf.read(ctx, rd, raw.Size)
		if err != nil {
			return nil, err
		}
		return finishDocument(d, FormatPDF)
	}
	all, err := io.ReadAll(rd)
	if err != nil {
		return nil, err
	}
	return decode(all, what.format, decodeOptions{Claim: raw.Claim, Limits: r.opt.Limits})
}
