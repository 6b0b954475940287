package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"assay/corpus/internal/doc"
)

// memoryHint says what to do where the machine gives too little memory. Beside the
// room for the largest document, of which it touches what it needs, a child maps
// 1.4 GiB, nearly all of it tables of the Go runtime, and its heap may grow by 0.3.
func memoryHint(limits doc.Limits) string {
	const beside = 2816 << 20
	return fmt.Sprintf("raise the limit on memory (ulimit -v %d, ulimit -d unlimited, or what the batch system asks for), or lower --pdf-memory and --max-raw", (beside+limits.PDFMemory+limits.Raw)>>10)
}

// MachineError says that this machine, as it is set, cannot do the work, whatever
// the document.
type MachineError struct {
	Err  error
	Todo string // what to do; may be ""
}

func (e *MachineError) Error() string { return e.Err.Error() }
func (e *MachineError) Unwrap() error { return e.Err }

// Hint says what to do; "" where the error says it all.
func (e *MachineError) Hint() string { return e.Todo }

// Try has a child read a page, so that a machine that cannot read PDF is known
// before every document is lost to it. The child is kept for the first document.
// The error is a *MachineError or the context's.
func (p *Pool) Try(ctx context.Context) error {
	page := onePage()
	_, err := p.Read(ctx, bytes.NewReader(page), int64(len(page)))
	if err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	bad := &MachineError{}
	var loss *doc.Loss
	if errors.As(err, &loss) {
		err, bad.Todo = loss.Err, loss.Hint
	}
	bad.Err = fmt.Errorf("no PDF can be read here: %w", err)
	var memory *memoryError
	if errors.As(err, &memory) {
		bad.Todo = memoryHint(p.limits)
	}
	return bad
}

// memoryError is a child that the machine gave too little memory to begin.
type memoryError struct{ error }

// onePage is a PDF of one page with two words on it.
func onePage() []byte {
	const content = "BT /F 12 Tf 9 9 Td (assay reads) Tj ET"
	var b bytes.Buffer
	var at []int
	b.WriteString("%PDF-1.4\n")
	for i, object := range []string{
		"<</Type /Catalog /Pages 2 0 R>>",
		"<</Type /Pages /Count 1 /Kids [3 0 R]>>",
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content),
		"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
	} {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, table)
	return b.Bytes()
}
