package classify

import (
	"errors"
	"fmt"

	"assay/corpus"
	"assay/extract"
	"assay/internal/coder"
)

// codecMagic begins every encoded result; its last byte is the version of the
// format. It must grow whenever a field is added to what the codec holds.
const codecMagic = "assayR\x03"

// ErrDamaged is the error of bytes that are no encoded result, or not of this
// document.
var ErrDamaged = errors.New("damaged result")

// EncodeResult appends the encoded form of r to b: everything but the document,
// which is kept apart. Strings are stored once; spans and indexes are stored as
// small differences, so that a report takes about five bytes a token before
// compression. The same result gives the same bytes.
func EncodeResult(b []byte, r *Result) []byte {
	c := resultCoder{coder.NewWriter(append(b, codecMagic...))}
	c.result(r)
	return c.Written()
}

// DecodeResult reads what EncodeResult wrote. The result points into doc, which
// must be the document it was made from. Any input is safe: what does not
// decode to a sound result (Result.Check) is ErrDamaged.
func DecodeResult(b []byte, doc *corpus.Document) (*Result, error) {
	if len(b) < len(codecMagic) || string(b[:len(codecMagic)]) != codecMagic {
		return nil, fmt.Errorf("%w: not of this format", ErrDamaged)
	}
	c := resultCoder{coder.NewReader(b[len(codecMagic):])}
	r := &Result{Parse: &extract.Parse{Doc: doc}}
	c.result(r)
	if err := c.Done(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err := r.Check(); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	return r, nil
}

// resultCoder has a method for every type that a Result is made of (package coder
// says how to add to them).
type resultCoder struct{ *coder.Coder }
