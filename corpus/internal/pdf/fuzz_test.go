package pdf

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"assay/corpus/corpustest"
	"assay/corpus/internal/doc"
)

// inProcess is an instance of PDFium in the process of the test, made anew once a call
// has trapped.
type inProcess struct{ *pdfium }

// start makes the instance where there is none.
func (r *inProcess) start(t testing.TB) {
	if r.pdfium != nil {
		return
	}
	p, err := newPDFium("", 256<<20)
	if err != nil {
		t.Fatal(err)
	}
	r.pdfium = p
}

// read decodes a PDF, nil where it is refused.
func (r *inProcess) read(t *testing.T, raw []byte) *doc.Document {
	r.start(t)
	r.allow(128 << 20)
	ptr, err := r.malloc(len(raw) + 1)
	if err != nil {
		t.Fatal(err)
	}
	if !r.memory.Write(ptr, raw) {
		t.Fatal("the document does not fit the memory")
	}
	d, err := r.document(ptr, len(raw), doc.Limits{Text: 1 << 20, Pages: 8}.WithDefaults())
	if err != nil {
		if !errors.As(err, new(*doc.Loss)) {
			r.pdfium = nil // PDFium itself has trapped: the parent loses the document
			return nil
		}
		d = nil
	}
	r.free(ptr)
	return d
}

// FuzzPage reads pages whose contents are any bytes, turned in any way: what is fuzzed is
// the reader's own way from PDFium's characters to rows.
func FuzzPage(f *testing.F) {
	if testing.Short() {
		f.Skip("compiles PDFium, which takes seconds")
	}
	for _, content := range []string{
		"BT /F1 11 Tf 72 700 Td (They saw that oversight) Tj 4 Ts /F1 7 Tf (2) Tj 0 Ts /F1 11 Tf ( is weak.) Tj ET",
		"BT /F1 11 Tf 72 700 Td (There was a lack of manage-) Tj 0 -15 Td (ment grip in long-) Tj 0 -15 Td (term teams.) Tj ET",
		"BT /F1 14 Tf 12 Tc 72 700 Td (WHAT NEEDS TO IMPROVE) Tj ET",
		"BT /F1 33 Tf 72 686 Td (C) Tj ET BT /F1 11 Tf 98 700 Td (aseloads are high in) Tj 0 -14 Td (most of the teams.) Tj ET",
		"BT /F1 11 Tf 0 1 -1 0 200 100 Tm (Team one sees children weekly) Tj ET BT /F1 11 Tf 0 -1 1 0 220 700 Tm (Team two) Tj ET",
		"BT /F1 9 Tf 50 700 Td (1) Tj 0 -15 Td (2) Tj 0 -15 Td (3) Tj 0 -15 Td (4) Tj ET BT /F1 11 Tf 72 700 Td (The plan says) Tj 0 -15 Td (that every child) Tj 0 -15 Td (is seen) Tj 0 -15 Td (each week.) Tj ET",
		"1 1 1 rg BT /F1 11 Tf 72 700 Td (Nobody sees it.) Tj ET 0 g BT 3 Tr /F1 11 Tf 72 600 Td (Nor this.) Tj ET",
		"0 0 0.5 rg 60 690 300 30 re f 1 1 1 rg BT /F1 11 Tf 72 700 Td (A white heading.) Tj ET",
		"BT /F1 11 Tf 72 700 Td [(Visits)-300(are)-4000(made\\255)] TJ 0 -12 Td (\\376\\377\\000\\001) Tj ET",
		"BT /F1 1e9 Tf 1e30 -1e30 Td (Far away) Tj ET BT /F1 0 Tf 72 700 Td (No size) Tj ET",
	} {
		for turn := range 4 {
			f.Add([]byte(content), byte(turn))
		}
	}
	var reader inProcess
	reader.start(f) // before the first page, which would be held for hanging
	f.Fuzz(func(t *testing.T, content []byte, turn byte) {
		if len(content) > 64<<10 {
			return
		}
		p := corpustest.NewPDF()
		font := p.Object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
		c := p.Stream("", string(content))
		page := p.Object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents %d 0 R /Resources <</Font <</F1 %d 0 R>>>>>>", c+2, int(turn%4)*90, c, font)
		tree := p.Object("<</Type /Pages /Count 1 /Kids [%d 0 R]>>", page)
		d := reader.read(t, p.Finish(p.Object("<</Type /Catalog /Pages %d 0 R>>", tree), ""))
		if d == nil {
			return
		}
		if !utf8.ValidString(d.Text) || strings.ContainsAny(d.Text, "\x00\r\t") {
			t.Errorf("the text is not normalised: %q", d.Text[:min(len(d.Text), 200)])
		}
		at := int32(0)
		for _, l := range d.Lines {
			if l.Start < at || l.End <= l.Start || int(l.End) > len(d.Text) {
				t.Fatalf("line %v after %d in a text of %d bytes", l.Span, at, len(d.Text))
			}
			if strings.TrimSpace(d.Text[at:l.Start]) != "" {
				t.Fatalf("%q is in no line", d.Text[at:l.Start])
			}
			at = l.End
		}
	})
}
