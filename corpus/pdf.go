package corpus

import (
	"context"
	"io"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/pdf"
)

// ServePDF is the child's side of reading PDF: it reads documents from in and
// writes what they hold to out until in ends. A hidden verb of the program
// calls it with standard input and output; nothing else should.
func ServePDF(in io.Reader, out io.Writer) error { return pdf.Serve(in, out) }

// MachineError says that this machine, as it is set, cannot do the work, whatever
// the document.
type MachineError = pdf.MachineError

// TryPDF has a process read a page of PDF, so that a machine that cannot is known
// before every document is lost to it; the process is kept for the first document.
// The error is a *MachineError or the context's.
func (r *Reader) TryPDF(ctx context.Context) error { return r.pdf.Try(ctx) }

// PDFCompiled reports whether the compiled code of the PDF reader lies in the cache
// folder; where it does not, TryPDF takes some ten seconds of processor time.
func (r *Reader) PDFCompiled() bool { return r.pdf.Compiled() }

// IsPDF reports whether Decode would hand opened bytes to a process that reads
// PDF. Bytes that cannot be read are none.
func (r *Reader) IsPDF(ctx context.Context, raw *Raw) bool {
	if raw.IsRecord() {
		return false
	}
	c, err := r.contents(ctx, raw)
	return err == nil && c.Format == doc.FormatPDF
}

// UsableCacheDir reports whether dir would do as Options.CacheDir for this user:
// the folder of compiled code in it is private and can be written, or could be
// made. It makes nothing.
func UsableCacheDir(dir string) bool { return pdf.UsableCacheDir(dir) }
