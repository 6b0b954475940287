package corpus

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
	opt   Options
	pdf   *pdfPool
	boxes *boxes
}

// NewReader returns a Reader. It starts nothing; children start with the first
// PDF.
func NewReader(opt Options) *Reader {
	opt.Limits = opt.Limits.withDefaults()
	opt.JSONL = opt.JSONL.withDefaults()
	if opt.Children <= 0 {
		opt.Children = runtime.GOMAXPROCS(0)
	}
	return &Reader{
		opt:   opt,
		pdf:   newPDFPool(opt.PDFCommand, opt.CacheDir, opt.Children, opt.Limits),
		boxes: &boxes{limits: opt.Limits, fields: opt.JSONL, tempDir: opt.TempDir},
	}
}

// Close ends the children and waits for them.
func (r *Reader) Close() error {
	r.boxes.close()
	return r.pdf.close()
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

// Decode turns opened bytes into a Document. Errors are *Loss with the source's
// uri, or the context's.
func (r *Reader) Decode(ctx context.Context, raw *Raw) (*Document, error) {
	d, err := r.decode(ctx, raw)
	if other := raw.unchanged(); other != nil && ctx.Err() == nil {
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
	return openLoss("read", uri, err)
}

func (r *Reader) decode(ctx context.Context, raw *Raw) (*Document, error) {
	if raw.member != nil && raw.member.box.kind == FormatJSONL {
		return r.decodeRecord(ctx, raw)
	}
	open := func() (io.ReadCloser, error) {
		rd, err := raw.open()
		if err != nil {
			return nil, err
		}
		return &releasing{&contextReader{ctx, rd}, func() { closeReader(rd) }}, nil
	}
	what, err := r.sniffOpen(open, raw.Claim)
	if err != nil {
		return nil, err
	}
	compression, claim := splitClaim(raw.Claim)
	size := raw.Size
	if what.format == FormatGzip || what.format == FormatZstd {
		if compression == "" {
			claim = "" // a compressed file whose name does not say so
		}
		stored, layer := open, what.format
		open = func() (io.ReadCloser, error) {
			rd, err := stored()
			if err != nil {
				return nil, err
			}
			in, err := newInflater(rd, layer, r.opt.Limits.Raw, r.opt.Limits.Ratio)
			if err != nil {
				rd.Close()
				return nil, err
			}
			return &releasing{in, func() { in.Close(); rd.Close() }}, nil
		}
		if what, err = r.sniffOpen(open, claim); err != nil {
			return nil, err
		}
		size = -1
	}
	return r.decodeAs(ctx, what, claim, size, open)
}

// sniffOpen looks at the head of what open opens and holds it against the
// claim.
func (r *Reader) sniffOpen(open func() (io.ReadCloser, error), claim string) (sniffed, error) {
	rd, err := open()
	if err != nil {
		return sniffed{}, err
	}
	defer rd.Close()
	head, _, err := peek(rd)
	if err != nil {
		return sniffed{}, err
	}
	what := sniff(head, claim, r.opt.JSONL)
	if l := checkClaim(claim, what); l != nil && (what.format != FormatZip || claim != "docx" && claim != "odt") {
		return what, l
	}
	return what, nil
}

// decodeAs decodes what has been found to be of a format. size is that of the
// bytes open opens, -1 where only reading them tells.
func (r *Reader) decodeAs(ctx context.Context, what sniffed, claim string, size int64, open func() (io.ReadCloser, error)) (*Document, error) {
	switch what.format {
	case FormatEmpty:
		return nil, &Loss{Stage: "read", Reason: Empty, Err: errors.New("the file is empty")}
	case FormatUnknown:
		return nil, unsupported(what.what)
	case FormatGzip, FormatZstd:
		return nil, &Loss{Stage: "read", Reason: TooDeep, Err: fmt.Errorf("it is %s inside another compression", what), Hint: "unpack it once"}
	case FormatTar, FormatJSONL: // List would have looked inside
		return nil, unsupported("a container whose name claims another format")
	case FormatPDF:
		return r.decodePDF(ctx, size, open)
	}
	rd, err := open()
	if err != nil {
		return nil, err
	}
	limit := r.opt.Limits.Raw
	if what.format == FormatText || what.format == FormatMarkdown {
		limit = min(limit, rawPerText*r.opt.Limits.Text)
	}
	all, err := readUpTo(rd, size, limit)
	rd.Close()
	if err != nil {
		return nil, err
	}
	if what.format == FormatZip {
		if what.format, err = r.zipDocument(all, claim); err != nil {
			return nil, err
		}
	}
	return decode(all, what.format, decodeOptions{Claim: claim, Limits: r.opt.Limits})
}

func unsupported(what string) *Loss {
	return &Loss{Stage: "read", Reason: Unsupported, Err: fmt.Errorf("it is %s", what), Hint: "convert it to PDF, HTML, DOCX, ODT or text"}
}

// rawPerText is how many raw bytes a byte of normalised text may come from:
// two in UTF-16, and more where most of a file is blank.
const rawPerText = 3

// readUpTo reads everything, or refuses it when there is more than limit.
func readUpTo(rd io.Reader, size, limit int64) ([]byte, error) {
	if size > limit {
		return nil, tooLarge("it", size, limit, "--max-text")
	}
	all, err := readSized(io.LimitReader(rd, limit+1), size)
	if err == nil && int64(len(all)) > limit {
		err = tooLarge("it", int64(len(all)), limit, "--max-text")
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
	z, err := openZip(bytes.NewReader(all), int64(len(all)), r.opt.Limits)
	if err != nil {
		return 0, err
	}
	kind, what := zipKind(z)
	if l := checkClaim(claim, sniffed{kind, what}); l != nil {
		return 0, l
	}
	if kind != FormatDOCX && kind != FormatODT {
		return 0, unsupported(what)
	}
	return kind, nil
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
	d, err := r.pdf.read(ctx, rd, size)
	if err != nil {
		return nil, err
	}
	return finishDocument(d, FormatPDF)
}

// decodeRecord decodes one line of a JSONL file.
func (r *Reader) decodeRecord(ctx context.Context, raw *Raw) (*Document, error) {
	rd, err := raw.open()
	if err != nil {
		return nil, err
	}
	line, err := readSized(&contextReader{ctx, rd}, raw.Size)
	if err != nil {
		return nil, err
	}
	d, err := readRecord(line, r.opt.JSONL, decodeOptions{Claim: raw.Claim, Limits: r.opt.Limits})
	if err != nil {
		return nil, err
	}
	return finishDocument(d, FormatJSONL)
}

func closeReader(r io.Reader) {
	if c, ok := r.(io.Closer); ok {
		c.Close()
	}
}
