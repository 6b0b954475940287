package corpus

import (
	"io"

	"assay/corpus/internal/pdf"
)

// ServePDF is the child's side of reading PDF: it reads documents from in and
// writes what they hold to out until in ends. A hidden verb of the program
// calls it with standard input and output; nothing else should.
func ServePDF(in io.Reader, out io.Writer) error { return pdf.Serve(in, out) }

// UsableCacheDir reports whether dir would do as Options.CacheDir for this user:
// the folder of compiled code in it is private and can be written, or could be
// made. It makes nothing.
func UsableCacheDir(dir string) bool { return pdf.UsableCacheDir(dir) }
