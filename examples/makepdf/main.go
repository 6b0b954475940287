// Command makepdf sets the sources of the example reports as PDF files, the way
// inspection reports look: a title page with a two-column table of grades,
// headings in bold, numbered paragraphs, bullets, a running footer.
//
//	go run ./examples/makepdf examples/source/northmere-2024.txt examples/corpus/reports/northmere-2024.pdf
//
// A source line begins with what it is: !title, !bold, !h (heading), !n
// (numbered paragraph), !bullet, !p, !table (the head of a table), !row, !footer
// and !newpage. The fonts are the standard Helvetica ones, so nothing is embedded.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

const (
	pageWidth, pageHeight = 595, 842 // A4 in points
	margin                = 72
	column                = 330 // where the second column of a table begins
	leading               = 1.35
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: makepdf SOURCE.txt TARGET.pdf")
	}
	source, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(os.Args[2], set(string(source)), 0o644); err != nil {
		log.Fatal(err)
	}
}

// setter lays lines out from top to bottom.
type setter struct {
	pages  []*bytes.Buffer
	y      float64
	footer string
}

func set(source string) []byte {
	s := &setter{}
	s.newPage()
	for _, line := range strings.Split(strings.TrimSpace(source), "\n") {
		kind, text, _ := strings.Cut(line, " ")
		switch kind {
		case "!footer":
			s.footer = text
		case "!newpage":
			s.newPage()
		case "!title":
			s.paragraph(margin, pageWidth-margin, 20, true, text)
		case "!h":
			s.y -= 6
			s.paragraph(margin, pageWidth-margin, 14, true, text)
		case "!bold":
			s.paragraph(margin, pageWidth-margin, 11, true, text)
		case "!table", "!row":
			left, right, _ := strings.Cut(text, " | ")
			top := s.y
			s.paragraph(margin, column-10, 11, kind == "!table", left)
			after := s.y
			s.y = top
			s.paragraph(column, pageWidth-margin, 11, kind == "!table", right)
			s.y = min(s.y, after)
		case "!n":
			number, rest, _ := strings.Cut(text, " ")
			s.show(margin, s.y, 11, false, number)
			s.paragraph(margin+28, pageWidth-margin, 11, false, rest)
		case "!bullet":
			s.show(margin, s.y, 11, false, "•")
			s.paragraph(margin+18, pageWidth-margin, 11, false, text)
		case "!p":
			s.paragraph(margin, pageWidth-margin, 11, false, text)
		default:
			log.Fatalf("unknown line %q", line)
		}
	}
	return s.file()
}

func (s *setter) newPage() {
	s.pages = append(s.pages, &bytes.Buffer{})
	s.y = pageHeight - margin
}

// paragraph sets text between two edges and leaves a little room below it.
func (s *setter) paragraph(left, right, size float64, bold bool, text string) {
	// Helvetica's letters are half as wide as high on average, its bold a little wider.
	room := int((right - left) / (size * 0.5))
	if bold {
		room = int((right - left) / (size * 0.56))
	}
	line := ""
	for _, w := range strings.Fields(text) {
		if line != "" && len([]rune(line))+1+len([]rune(w)) > room {
			s.line(left, size, bold, line)
			line = w
			continue
		}
		line = strings.TrimSpace(line + " " + w)
	}
	s.line(left, size, bold, line)
	s.y -= size * 0.6
}

func (s *setter) line(x, size float64, bold bool, text string) {
	if s.y < margin+20 {
		s.newPage()
	}
	s.show(x, s.y, size, bold, text)
	s.y -= size * leading
}

func (s *setter) show(x, y, size float64, bold bool, text string) {
	font := "F1"
	if bold {
		font = "F2"
	}
	fmt.Fprintf(s.pages[len(s.pages)-1], "BT /%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n", font, size, x, y, winAnsi(text))
}

// winAnsi encodes text for a PDF string.
func winAnsi(text string) string {
	b, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		log.Fatalf("%q: %v", text, err)
	}
	return strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(b)
}

// file writes the objects, the cross-reference table and the trailer.
func (s *setter) file() []byte {
	var out bytes.Buffer
	var offsets []int
	object := func(body string) {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(offsets), body)
	}
	out.WriteString("%PDF-1.4\n")
	var kids strings.Builder
	for i := range s.pages {
		fmt.Fprintf(&kids, "%d 0 R ", 5+2*i)
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object(fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(s.pages), kids.String()))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>")
	for i, page := range s.pages {
		if s.footer != "" {
			fmt.Fprintf(page, "BT /F1 9 Tf 1 0 0 1 %d 40 Tm (%s) Tj ET\n", margin, winAnsi(s.footer))
			fmt.Fprintf(page, "BT /F1 9 Tf 1 0 0 1 %d 40 Tm (%d) Tj ET\n", pageWidth-margin, i+1)
		}
		object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents %d 0 R >>",
			pageWidth, pageHeight, 6+2*i))
		object(fmt.Sprintf("<< /Length %d >>\nstream\n%sendstream", page.Len(), page.String()))
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, xref)
	return out.Bytes()
}
