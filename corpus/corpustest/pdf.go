// Package corpustest makes the files that tests of reading need: whole ones, and
// every kind of hostile one with what is to become of it. It knows nothing of
// package corpus, so that tests inside it can use it too.
package corpustest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// PDF writes PDF files, object by object.
type PDF struct {
	bytes.Buffer
	offsets []int
}

// NewPDF begins a file.
func NewPDF() *PDF {
	p := &PDF{}
	p.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	return p
}

// Object adds an object and returns its number.
func (p *PDF) Object(format string, args ...any) int {
	p.offsets = append(p.offsets, p.Len())
	fmt.Fprintf(p, "%d 0 obj\n", len(p.offsets))
	fmt.Fprintf(p, format, args...)
	p.WriteString("\nendobj\n")
	return len(p.offsets)
}

// Stream adds an object with data and what else its dictionary holds.
func (p *PDF) Stream(dict, data string) int {
	return p.Object("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// Flate adds a compressed stream.
func (p *PDF) Flate(data string) int {
	return p.Stream("/Filter /FlateDecode", Deflated(data))
}

// Deflated is data as FlateDecode wants it.
func Deflated(data string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(data))
	w.Close()
	return b.String()
}

// Finish adds the table and the trailer; extra goes into the trailer.
func (p *PDF) Finish(root int, extra string) []byte {
	at := p.Len()
	fmt.Fprintf(p, "xref\n0 %d\n0000000000 65535 f \n", len(p.offsets)+1)
	for _, o := range p.offsets {
		fmt.Fprintf(p, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(p, "trailer\n<</Size %d /Root %d 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(p.offsets)+1, root, extra, at)
	return p.Bytes()
}

// TextPDF is a PDF with one page for each text, whose lines are set one under
// the other from the top.
func TextPDF(pages ...string) []byte {
	p := NewPDF()
	font := p.Object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
	bold := p.Object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold>>")
	tree := len(p.offsets) + 1 + 2*len(pages)
	var kids []string
	for _, text := range pages {
		var c strings.Builder
		y := 800
		for line := range strings.SplitSeq(text, "\n") {
			name, size := "F1", 11
			if rest, ok := strings.CutPrefix(line, "# "); ok {
				line, name, size = rest, "F2", 16
			}
			fmt.Fprintf(&c, "BT /%s %d Tf 72 %d Td (%s) Tj ET\n", name, size, y, strings.NewReplacer("(", `\(`, ")", `\)`, `\`, `\\`).Replace(line))
			y -= 20
		}
		content := p.Flate(c.String())
		kids = append(kids, fmt.Sprintf("%d 0 R", p.Object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <</Font <</F1 %d 0 R /F2 %d 0 R>>>>>>", tree, content, font, bold)))
	}
	p.Object("<</Type /Pages /Count %d /Kids [%s]>>", len(kids), strings.Join(kids, " "))
	return p.Finish(p.Object("<</Type /Catalog /Pages %d 0 R>>", tree), "")
}
