package corpus

import (
	"errors"
	"fmt"
)

// decodeOptions is what a decoder may know beside the bytes. It holds nothing
// that depends on the place of the document, so that a Document can be cached
// by its bytes, claimed format and options.
type decodeOptions struct {
	Claim  string // what the name claims: its last extension in lower case, without compression, e.g. "html", "" for none
	Limits Limits
}

// decode dispatches whole bytes of a known format, everything but PDF, and
// fills what all decoders share.
func decode(raw []byte, f Format, opt decodeOptions) (d *Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			d, err = nil, &Loss{Stage: "read", Reason: Internal, Err: fmt.Errorf("decoding %s: panic: %v", f, r), Hint: "please report this file"}
		}
	}()
	switch f {
	case FormatHTML:
		d, err = readHTML(raw, opt)
	case FormatDOCX:
		d, err = readDOCX(raw, opt)
	case FormatODT:
		d, err = readODT(raw, opt)
	case FormatText, FormatMarkdown:
		var text string
		var warning *Warning
		if text, warning, err = decodeText(raw); err != nil {
			return nil, err
		}
		if f == FormatMarkdown {
			d, err = readMarkdown(text, opt)
		} else {
			d, err = readPlain(text, opt)
		}
		if err == nil && warning != nil {
			d.Warnings = append(d.Warnings, *warning)
		}
	default:
		return nil, &Loss{Stage: "read", Reason: Unsupported, Err: fmt.Errorf("no decoder for %s", f)}
	}
	if err != nil {
		return nil, err
	}
	return finishDocument(d, f)
}

// finishDocument fills what does not depend on the format and refuses a
// document without text.
func finishDocument(d *Document, f Format) (*Document, error) {
	d.MediaType = f.MediaType()
	if len(d.Lines) == 0 {
		return nil, &Loss{Stage: "read", Reason: Empty, Err: errors.New("it holds no text")}
	}
	d.Quality = quality(d)
	return d, nil
}
