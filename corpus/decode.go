package corpus

import (
	"bytes"
	"errors"
	"fmt"

	"assay/corpus/internal/archive"
	"assay/corpus/internal/doc"
	"assay/corpus/internal/html"
	"assay/corpus/internal/mail"
	"assay/corpus/internal/office"
	"assay/corpus/internal/outlook"
	"assay/corpus/internal/plain"
	"assay/corpus/internal/rtf"
	"assay/corpus/internal/sniff"
)

// decode dispatches whole bytes of a known format, everything but PDF, and
// fills what all decoders share.
func decode(raw []byte, f Format, opt doc.DecodeOptions) (d *Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			d, err = nil, &Loss{Stage: AtRead, Reason: Internal, Err: fmt.Errorf("decoding %s: panic: %v", f, r), Hint: "please report this file"}
		}
	}()
	if opt.Part == nil {
		opt.Whole = f == doc.FormatMail || f == doc.FormatMSG || f == doc.FormatEPUB
		opt.Part = func(raw []byte, claim string) (*Document, error) { return decodePart(raw, claim, opt) }
	}
	switch f {
	case doc.FormatHTML:
		d, err = html.Read(raw, opt)
	case doc.FormatDOCX:
		d, err = office.ReadDOCX(raw, opt)
	case doc.FormatODT:
		d, err = office.ReadODT(raw, opt)
	case doc.FormatPPTX:
		d, err = office.ReadPPTX(raw, opt)
	case doc.FormatXLSX:
		d, err = office.ReadXLSX(raw, opt)
	case doc.FormatEPUB:
		d, err = office.ReadEPUB(raw, opt)
	case doc.FormatMail:
		d, err = mail.Read(raw, opt)
	case doc.FormatMSG:
		d, err = outlook.Read(raw, opt)
	case doc.FormatRTF:
		d, err = rtf.Read(raw, opt)
	case doc.FormatText, doc.FormatMarkdown:
		var text string
		var warning *Warning
		if text, warning, err = plain.Decode(raw); err != nil {
			return nil, err
		}
		if f == doc.FormatMarkdown {
			d, err = plain.ReadMarkdown(text, opt)
		} else {
			d, err = plain.Read(text, opt)
		}
		if err == nil && warning != nil {
			d.Warnings = append(d.Warnings, *warning)
		}
	default:
		return nil, &Loss{Stage: AtRead, Reason: Unsupported, Err: fmt.Errorf("no decoder for %s", f)}
	}
	if err != nil {
		return nil, err
	}
	return finishDocument(d, f)
}

// decodePart decodes a document that lies inside another: nothing lies in it.
func decodePart(raw []byte, claim string, opt doc.DecodeOptions) (*Document, error) {
	what := sniff.Sniff(raw[:min(len(raw), sniff.HeadSize)], claim, doc.JSONLFields{})
	switch what.Format {
	case doc.FormatZip:
		z, err := archive.OpenZip(bytes.NewReader(raw), int64(len(raw)), opt.Limits)
		if err != nil {
			return nil, err
		}
		what.Format, what.What = archive.ZipKind(z)
	case doc.FormatHTML, doc.FormatText, doc.FormatMarkdown, doc.FormatMail, doc.FormatRTF:
	default:
		return nil, unsupported(what.String())
	}
	opt.Claim, opt.Part = claim, func([]byte, string) (*Document, error) { return nil, errors.New("it lies too deep in others") }
	return decode(raw, what.Format, opt)
}

// finishDocument fills what does not depend on the format and refuses a
// document without text.
func finishDocument(d *Document, f Format) (*Document, error) {
	d.MediaType = f.MediaType()
	if len(d.Lines) == 0 {
		return nil, &Loss{Stage: AtRead, Reason: Empty, Err: errors.New("it holds no text")}
	}
	d.Quality = quality(d)
	return d, nil
}
