package corpus

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"

	"assay/corpus/internal/archive"
	"assay/corpus/internal/doc"
	"assay/corpus/internal/pdf"
	"assay/corpus/internal/plain"
	"assay/corpus/internal/sniff"
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
	}{o.Limits.WithDefaults(), o.JSONL.WithDefaults()})
	if err != nil {
		panic(err) // numbers and strings always marshal
	}
	return string(p)
}

// Reader decodes sources. It is safe for concurrent use. Close it when the last
// Read has returned.
type Reader struct {
	opt   Options
	pdf   *pdf.Pool
	boxes *archive.Containers
}

// NewReader returns a Reader. It starts nothing; children start with the first
// PDF.
func NewReader(opt Options) *Reader {
	opt.Limits = opt.Limits.WithDefaults()
	opt.JSONL = opt.JSONL.WithDefaults()
	if opt.Children <= 0 {
		opt.Children = runtime.GOMAXPROCS(0)
	}
	return &Reader{
		opt:   opt,
		pdf:   pdf.NewPool(opt.PDFCommand, opt.CacheDir, opt.Children, opt.Limits),
		boxes: archive.NewContainers(opt.Limits, opt.JSONL, opt.TempDir),
	}
}

// Close ends the children and waits for them.
func (r *Reader) Close() error {
	r.boxes.Close()
	return r.pdf.Close()
}

// Read decodes one source: Open, Decode and Close in one.
func (r *Reader) Read(ctx context.Context, s Source) (*Document, error) {
	raw, err := r.Open(ctx, s)
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	return r.Decode(ctx, raw)
}

// Open opens a source and hashes its bytes as stored, which is cheap beside
// decoding them: a cache asks by SHA256, Claim, Version and Options.Fingerprint
// and need not decode what it knows. Errors are *Loss with the source's uri, or
// the context's. The caller closes what it gets.
func (r *Reader) Open(ctx context.Context, s Source) (*Raw, error) {
	raw, err := r.boxes.Open(ctx, s)
	if err != nil {
		return nil, r.fail(ctx, s.URI, err)
	}
	return raw, nil
}

// Decode turns opened bytes into a Document. Errors are *Loss with the source's
// uri, or the context's.
func (r *Reader) Decode(ctx context.Context, raw *Raw) (*Document, error) {
	d, err := r.decode(ctx, raw)
	if other := raw.Unchanged(); other != nil && ctx.Err() == nil {
		err = other
	}
	if err != nil {
		return nil, r.fail(ctx, raw.URI, err)
	}
	d.Ref, d.SHA256 = raw.Ref, raw.SHA256
	return d, nil
}

// fail makes every error but the context's a *Loss of uri.
func (r *Reader) fail(ctx context.Context, uri string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return archive.OpenLoss(AtRead, uri, err)
}

func (r *Reader) decode(ctx context.Context, raw *Raw) (*Document, error) {
	if raw.IsRecord() {
		return r.decodeRecord(ctx, raw)
	}
	c, err := r.contents(ctx, raw)
	if err != nil {
		return nil, err
	}
	return r.decodeAs(ctx, c)
}

// contents are what stored bytes hold beneath one compression.
type contents struct {
	sniff.Found
	claim string                        // what the name says of them
	size  int64                         // -1 where only reading them tells
	open  func() (io.ReadCloser, error) // from the first byte, anew each time
}

func (r *Reader) contents(ctx context.Context, raw *Raw) (c contents, err error) {
	stored := func() (io.ReadCloser, error) { return raw.Content(ctx) }
	c = contents{size: raw.Size, open: stored}
	if c.Found, err = r.sniffOpen(stored, raw.Claim); err != nil {
		return c, err
	}
	compression, claim := sniff.SplitClaim(raw.Claim)
	c.claim = claim
	layer := c.Format
	if layer != doc.FormatGzip && layer != doc.FormatZstd {
		return c, nil
	}
	if compression == "" {
		c.claim = "" // a compressed file whose name does not say so
	}
	c.size = -1
	c.open = func() (io.ReadCloser, error) {
		rd, err := stored()
		if err != nil {
			return nil, err
		}
		in, err := archive.NewInflater(rd, layer, r.opt.Limits.Raw, r.opt.Limits.Ratio)
		if err != nil {
			rd.Close()
			return nil, err
		}
		return archive.NewReleasing(in, func() { in.Close(); rd.Close() }), nil
	}
	c.Found, err = r.sniffOpen(c.open, c.claim)
	return c, err
}

// sniffOpen looks at the head of what open opens and holds it against the
// claim.
func (r *Reader) sniffOpen(open func() (io.ReadCloser, error), claim string) (sniff.Found, error) {
	rd, err := open()
	if err != nil {
		return sniff.Found{}, err
	}
	defer rd.Close()
	head, again, err := sniff.Peek(rd)
	if err != nil {
		return sniff.Found{}, err
	}
	what := sniff.Sniff(head, claim, r.opt.JSONL)
	if sniff.IsCompound(head) {
		whole, err := readUpTo(again, -1, r.opt.Limits.Raw)
		if err != nil {
			return what, err
		}
		if what, err = sniff.Compound(whole, claim); err != nil {
			return what, err
		}
	}
	if l := sniff.CheckClaim(claim, what); l != nil && (what.Format != doc.FormatZip || !sniff.Packed(claim)) {
		return what, l
	}
	return what, nil
}

// decodeAs decodes what has been found to be of a format.
func (r *Reader) decodeAs(ctx context.Context, c contents) (*Document, error) {
	switch c.Format {
	case doc.FormatEmpty:
		return nil, &Loss{Stage: AtRead, Reason: Empty, Err: errors.New("the file is empty")}
	case doc.FormatUnknown:
		return nil, unsupported(c.What)
	case doc.FormatGzip, doc.FormatZstd:
		return nil, &Loss{Stage: AtRead, Reason: TooDeep, Err: fmt.Errorf("it is %s inside another compression", c.Found), Hint: "unpack it once"}
	case doc.FormatTar, doc.FormatJSONL, doc.FormatMbox: // List would have looked inside
		return nil, unsupported("a container whose name claims another format")
	case doc.FormatPDF:
		return r.decodePDF(ctx, c.size, c.open)
	}
	rd, err := c.open()
	if err != nil {
		return nil, err
	}
	limit := r.opt.Limits.Raw
	if c.Format == doc.FormatText || c.Format == doc.FormatMarkdown {
		limit = min(limit, rawPerText*r.opt.Limits.Text)
	}
	all, err := readUpTo(rd, c.size, limit)
	rd.Close()
	if err != nil {
		return nil, err
	}
	if c.Format == doc.FormatZip {
		if c.Format, err = r.zipDocument(all, c.claim); err != nil {
			return nil, err
		}
	}
	return decode(all, c.Format, doc.DecodeOptions{Claim: c.claim, Limits: r.opt.Limits})
}

func unsupported(what string) *Loss {
	return &Loss{Stage: AtRead, Reason: Unsupported, Err: fmt.Errorf("it is %s", what), Hint: "convert it to PDF, HTML, DOCX, ODT or text"}
}

// rawPerText is how many raw bytes a byte of normalised text may come from:
// two in UTF-16, and more where most of a file is blank.
const rawPerText = 3

// readUpTo reads everything, or refuses it when there is more than limit.
func readUpTo(rd io.Reader, size, limit int64) ([]byte, error) {
	if size > limit {
		return nil, doc.OverLimit("it", size, limit, "--max-text")
	}
	all, err := readSized(io.LimitReader(rd, limit+1), size)
	if err == nil && int64(len(all)) > limit {
		err = doc.OverLimit("it", int64(len(all)), limit, "--max-text")
	}
	return all, err
}

// readSized reads everything, into one allocation where the size is known.
func readSized(rd io.Reader, size int64) ([]byte, error) {
	if size < 0 {
		return io.ReadAll(rd)
	}
	var b bytes.Buffer
	b.Grow(int(size) + bytes.MinRead)
	_, err := b.ReadFrom(rd)
	return b.Bytes(), err
}

// zipDocument finds out which document a zip file is.
func (r *Reader) zipDocument(all []byte, claim string) (Format, error) {
	z, err := archive.OpenZip(bytes.NewReader(all), int64(len(all)), r.opt.Limits)
	if err != nil {
		return 0, err
	}
	kind, what := archive.ZipKind(z)
	if l := sniff.CheckClaim(claim, sniff.Found{Format: kind, What: what}); l != nil {
		return 0, l
	}
	switch kind {
	case doc.FormatDOCX, doc.FormatODT, doc.FormatPPTX, doc.FormatXLSX, doc.FormatEPUB:
		return kind, nil
	}
	return 0, unsupported(what)
}

// decodePDF hands a PDF to a child, which has to be told its size first: one
// that comes out of a compression is read twice.
func (r *Reader) decodePDF(ctx context.Context, size int64, open func() (io.ReadCloser, error)) (*Document, error) {
	if size < 0 {
		rd, err := open()
		if err != nil {
			return nil, err
		}
		size, err = io.Copy(io.Discard, rd)
		rd.Close()
		if err != nil {
			return nil, err
		}
	}
	rd, err := open()
	if err != nil {
		return nil, err
	}
	defer rd.Close()
	d, err := r.pdf.Read(ctx, rd, size)
	if err != nil {
		return nil, err
	}
	return finishDocument(d, doc.FormatPDF)
}

// decodeRecord decodes one line of a JSONL file.
func (r *Reader) decodeRecord(ctx context.Context, raw *Raw) (*Document, error) {
	rd, err := raw.Content(ctx)
	if err != nil {
		return nil, err
	}
	defer rd.Close()
	line, err := readSized(rd, raw.Size)
	if err != nil {
		return nil, err
	}
	d, err := plain.ReadRecord(line, r.opt.JSONL, doc.DecodeOptions{Claim: raw.Claim, Limits: r.opt.Limits})
	if err != nil {
		return nil, err
	}
	return finishDocument(d, doc.FormatJSONL)
}
