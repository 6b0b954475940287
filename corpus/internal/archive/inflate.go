package archive

import (
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"assay/corpus/internal/doc"
)

// ratioFree is how much may come out of a compressed stream before its ratio
// counts: small files of one repeated letter are no bombs.
const ratioFree = 1 << 20

// zstdWindow bounds the memory of one zstd stream. The command line tool asks
// for 8 MiB at most unless it is told --ultra or --long.
const zstdWindow = 32 << 20

// inflater decompresses a stream and ends it with a *Loss once more comes out
// than may.
type inflater struct {
	what  string
	src   *countingReader
	dec   io.Reader
	close func()
	n     int64
	limit int64 // bytes that may come out; 0 for no limit but the ratio
	ratio int64
}

// NewInflater decompresses r, which is in format f. Damage in the stream comes
// back as a corrupt *Loss, an error of r as it is.
func NewInflater(r io.Reader, f doc.Format, limit, ratio int64) (*inflater, error) {
	in := &inflater{what: f.String(), src: &countingReader{r: r}, limit: limit, ratio: ratio, close: func() {}}
	var err error
	switch f {
	case doc.FormatGzip:
		in.dec, err = gzip.NewReader(in.src)
	case doc.FormatZstd:
		var d *zstd.Decoder
		d, err = zstd.NewReader(in.src, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(zstdWindow))
		if err == nil {
			in.dec, in.close = d, d.Close
		}
	default:
		err = fmt.Errorf("%s is not a compression", f)
	}
	if err != nil {
		return nil, in.damage(err)
	}
	return in, nil
}

func (in *inflater) Read(p []byte) (int, error) {
	n, err := in.dec.Read(p)
	in.n += int64(n)
	switch {
	case in.limit > 0 && in.n > in.limit:
		return n, &doc.Loss{Stage: doc.AtRead, Reason: doc.TooLarge, Err: fmt.Errorf("more than %d bytes come out of its %s compression", in.limit, in.what), Hint: "raise --max-raw, if the file is in order"}
	case in.n > ratioFree && in.n > in.ratio*in.src.n:
		return n, ratioLoss(in.ratio)
	case err != nil && err != io.EOF:
		return n, in.damage(err)
	}
	return n, err
}

func ratioLoss(ratio int64) *doc.Loss {
	return &doc.Loss{Stage: doc.AtRead, Reason: doc.TooLarge, Err: fmt.Errorf("more than %d bytes come out for each stored one", ratio), Hint: "it looks like a decompression bomb; raise --max-ratio if it is not"}
}

// damage tells an error of the compressed bytes from one of reading them.
func (in *inflater) damage(err error) error {
	if in.src.err != nil && in.src.err != io.EOF {
		return in.src.err
	}
	if errors.Is(err, zstd.ErrWindowSizeExceeded) || errors.Is(err, zstd.ErrDecoderSizeExceeded) {
		return &doc.Loss{Stage: doc.AtRead, Reason: doc.TooLarge, Err: fmt.Errorf("its zstd window is over %d MiB", zstdWindow>>20), Hint: "compress it without --long"}
	}
	return doc.Damaged(fmt.Errorf("its %s compression is damaged: %w", in.what, err))
}

func (in *inflater) Close() error {
	in.close()
	return nil
}

// countingReader counts what was read and keeps the error that ended it.
type countingReader struct {
	r   io.Reader
	n   int64
	err error
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if err != nil {
		c.err = err
	}
	return n, err
}
