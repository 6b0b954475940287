package corpus

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// pdfFile writes PDF files for tests, object by object.
type pdfFile struct {
	bytes.Buffer
	offsets []int
}

func newPDF() *pdfFile {
	p := &pdfFile{}
	p.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	return p
}

// object adds an object and returns its number.
func (p *pdfFile) object(format string, args ...any) int {
	p.offsets = append(p.offsets, p.Len())
	fmt.Fprintf(p, "%d 0 obj\n", len(p.offsets))
	fmt.Fprintf(p, format, args...)
	p.WriteString("\nendobj\n")
	return len(p.offsets)
}

func (p *pdfFile) stream(dict, data string) int {
	return p.object("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

func (p *pdfFile) flate(data string) int {
	return p.stream("/Filter /FlateDecode", deflated(data))
}

func deflated(data string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(data))
	w.Close()
	return b.String()
}

// finish adds the table and the trailer; extra goes into the trailer.
func (p *pdfFile) finish(root int, extra string) []byte {
	at := p.Len()
	fmt.Fprintf(p, "xref\n0 %d\n0000000000 65535 f \n", len(p.offsets)+1)
	for _, o := range p.offsets {
		fmt.Fprintf(p, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(p, "trailer\n<</Size %d /Root %d 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(p.offsets)+1, root, extra, at)
	return p.Bytes()
}

// textPDF is a PDF with one page for each text, whose lines are set one under
// the other from the top.
func textPDF(pages ...string) []byte {
	p := newPDF()
	font := p.object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
	bold := p.object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold>>")
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
		content := p.flate(c.String())
		kids = append(kids, fmt.Sprintf("%d 0 R", p.object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <</Font <</F1 %d 0 R /F2 %d 0 R>>>>>>", tree, content, font, bold)))
	}
	p.object("<</Type /Pages /Count %d /Kids [%s]>>", len(kids), strings.Join(kids, " "))
	return p.finish(p.object("<</Type /Catalog /Pages %d 0 R>>", tree), "")
}
