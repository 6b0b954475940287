package office

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/corpus/corpustest"
	"assay/corpus/internal/doc"
)

// pack makes a zip package of name, content pairs.
func pack(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		w, err := z.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	wordHead = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:body>`
	wordTail = `</w:body></w:document>`
	odtHead  = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/><style:style style:name="P2" style:parent-style-name="Quotations"/></office:automatic-styles><office:body><office:text>`
	odtTail  = `</office:text></office:body></office:document-content>`
)

func sampleDOCX(t testing.TB) []byte {
	return pack(t,
		"word/styles.xml", `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="Titre1"><w:name w:val="heading 1"/><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style><w:style w:styleId="Own"><w:name w:val="House heading"/><w:basedOn w:val="Titre1"/></w:style><w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>`,
		"docProps/core.xml", `<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Letter to the director</dc:title><dc:creator>A. Clerk</dc:creator></cp:coreProperties>`,
		"word/document.xml", wordHead+
			`<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>Letter to the director</w:t></w:r></w:p>`+
			`<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:t>Help and protection</w:t></w:r></w:p>`+
			`<w:p><w:r><w:t xml:space="preserve">Caseloads </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>are too high</w:t></w:r><w:del><w:r><w:delText>were fine</w:delText></w:r></w:del><w:r><w:t>; café staff agree.</w:t></w:r></w:p>`+
			`<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>Visit children</w:t><w:tab/><w:t>in school</w:t></w:r></w:p>`+
			`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Overall</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Good</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`+
			`<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>In a box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Round the box</w:t></w:r></w:p>`+
			wordTail,
		"word/footnotes.xml", `<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:type="separator"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote><w:footnote><w:p><w:r><w:t>A note at the foot.</w:t></w:r></w:p></w:footnote></w:footnotes>`)
}

func sampleODT(t testing.TB) []byte {
	return pack(t, "mimetype", "application/vnd.oasis.opendocument.text",
		"meta.xml", `<office:document-meta xmlns:office="o" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Minutes</dc:title><dc:language>en-GB</dc:language></office:meta></office:document-meta>`,
		"content.xml", odtHead+
			`<text:p text:style-name="P1">Minutes</text:p>`+
			`<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>`+
			`<text:h text:outline-level="2">Staffing</text:h>`+
			`<text:p>Turnover<text:s text:c="3"/>fell<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Since May.</text:p></text:note-body></text:note> this <text:span>year</text:span>.</text:p>`+
			`<text:list><text:list-item><text:p>First</text:p><text:list><text:list-item><text:p>Inner</text:p></text:list-item></text:list></text:list-item></text:list>`+
			`<text:p text:style-name="P2">We were heard.</text:p>`+
			`<table:table><table:table-row><table:table-cell><text:p>Cell</text:p></table:table-cell></table:table-row></table:table>`+odtTail)
}

func linesText(d *doc.Document) string {
	var b strings.Builder
	for _, l := range d.Lines {
		fmt.Fprintf(&b, "%d.%d %s\n", l.Kind, l.Level, l.Of(d.Text))
	}
	return b.String()
}

func TestDOCX(t *testing.T) {
	d, err := read(sampleDOCX(t), doc.FormatDOCX, doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()})
	if err != nil {
		t.Fatal(err)
	}
	corpustest.CheckSpans(t, d)
	want := fmt.Sprintf("%d.0 Letter to the director\n%d.1 Help and protection\n%d.0 Caseloads are too high; café staff agree.\n%d.2 Visit children in school\n%d.0 Overall\n%d.0 Good\n%d.0 In a box\n%d.0 Round the box\n%d.0 A note at the foot.\n",
		doc.LineTitle, doc.LineHeading, doc.LineParagraph, doc.LineListItem, doc.LineTableCell, doc.LineTableCell, doc.LineParagraph, doc.LineParagraph, doc.LineParagraph)
	if diff := cmp.Diff(want, linesText(d)); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	if h := d.Lines[1]; h.Size != 0 && h.Size != 16 {
		t.Errorf("size of the heading %v", h.Size)
	}
	if d.Meta.Title != "Letter to the director" || d.Meta.Byline != "A. Clerk" {
		t.Errorf("meta %+v", d.Meta)
	}
}

func TestODT(t *testing.T) {
	d, err := read(sampleODT(t), doc.FormatODT, doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()})
	if err != nil {
		t.Fatal(err)
	}
	corpustest.CheckSpans(t, d)
	want := fmt.Sprintf("%d.0 Minutes\n%d.2 Staffing\n%d.0 Turnover fell this year.\n%d.0 Since May.\n%d.1 First\n%d.2 Inner\n%d.0 We were heard.\n%d.0 Cell\n",
		doc.LineTitle, doc.LineHeading, doc.LineParagraph, doc.LineParagraph, doc.LineListItem, doc.LineListItem, doc.LineQuote, doc.LineTableCell)
	if diff := cmp.Diff(want, linesText(d)); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	if d.Meta.Language != "en-GB" {
		t.Errorf("meta %+v", d.Meta)
	}
}

// TestHostileOffice: each bad package ends as one Loss with its reason.
func TestHostileOffice(t *testing.T) {
	para := `<w:p><w:r><w:t>text</w:t></w:r></w:p>`
	docx := func(xml string) []byte { return pack(t, "word/document.xml", xml) }
	odt := func(xml string) []byte { return pack(t, "content.xml", xml) }
	for _, c := range []struct {
		name   string
		raw    []byte
		format doc.Format
		want   doc.Reason
	}{
		{"doctype", docx(`<!DOCTYPE x [<!ENTITY a "b">]>` + wordHead + para + wordTail), doc.FormatDOCX, doc.ForbiddenMarkup},
		{"odt doctype", odt(`<!DOCTYPE x>` + odtHead + odtTail), doc.FormatODT, doc.ForbiddenMarkup},
		{"giant tag", docx(wordHead + `<w:p w:x="` + strings.Repeat("a", 2<<20) + `">` + wordTail), doc.FormatDOCX, doc.TooLarge},
		{"unclosed tag", docx(wordHead + `<w:p w:x="` + strings.Repeat("ab", 2<<20)), doc.FormatDOCX, doc.TooLarge},
		{"odt giant tag", odt(odtHead + `<text:p text:x="` + strings.Repeat("a", 2<<20) + `"/>` + odtTail), doc.FormatODT, doc.TooLarge},
		{"deep", docx(wordHead + strings.Repeat("<w:sdt>", 5000) + strings.Repeat("</w:sdt>", 5000) + wordTail), doc.FormatDOCX, doc.TooDeep},
		{"odt deep", odt(odtHead + strings.Repeat("<text:span>", 5000) + odtTail), doc.FormatODT, doc.TooDeep},
		{"bomb", docx(wordHead + strings.Repeat(" ", 40<<20) + wordTail), doc.FormatDOCX, doc.TooLarge},
		{"one run", docx(wordHead + `<w:p><w:r><w:t>` + strings.Repeat("word ", 6<<20) + `</w:t></w:r></w:p>` + wordTail), doc.FormatDOCX, doc.TooLarge},
		{"truncated", docx(wordHead + para + `<w:p><w:r><w:t>te`), doc.FormatDOCX, doc.Corrupt},
		{"mismatched", docx(wordHead + `<w:p></w:r>` + wordTail), doc.FormatDOCX, doc.Corrupt},
		{"no document", pack(t, "word/other.xml", "x"), doc.FormatDOCX, doc.Corrupt},
		{"half a zip", sampleDOCX(t)[:600], doc.FormatDOCX, doc.Corrupt},
		{"odt encrypted", pack(t, "META-INF/manifest.xml", `<m><file-entry><encryption-data/></file-entry></m>`, "content.xml", "garbage"), doc.FormatODT, doc.Encrypted},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := read(c.raw, c.format, doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()})
			var l *doc.Loss
			if !errors.As(err, &l) || l.Reason != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add(wordHead+`<w:p><w:r><w:t>Caseloads</w:t></w:r></w:p>`+wordTail, sampleDOCX(f))
	f.Add(wordHead+`<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>`+wordTail, []byte("PK"))
	f.Fuzz(func(t *testing.T, xml string, raw []byte) {
		fuzzOffice(t, doc.FormatDOCX, "word/document.xml", xml, raw)
	})
}

func FuzzODT(f *testing.F) {
	f.Add(odtHead+`<text:p>Caseloads<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p>`+odtTail, sampleODT(f))
	f.Fuzz(func(t *testing.T, xml string, raw []byte) { fuzzOffice(t, doc.FormatODT, "content.xml", xml, raw) })
}

// fuzzOffice reads xml as the main member of a package, and raw as a package.
func fuzzOffice(t *testing.T, format doc.Format, member, xml string, raw []byte) {
	for _, b := range [][]byte{pack(t, member, xml), raw} {
		d, err := read(b, format, doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()})
		if err != nil {
			var l *doc.Loss
			if !errors.As(err, &l) || l.Reason == doc.Internal {
				t.Fatalf("%v", err)
			}
			continue
		}
		corpustest.CheckSpans(t, d)
	}
}

// read reads by the format.
func read(raw []byte, f doc.Format, opt doc.DecodeOptions) (*doc.Document, error) {
	switch f {
	case doc.FormatODT:
		return ReadODT(raw, opt)
	case doc.FormatPPTX:
		return ReadPPTX(raw, opt)
	}
	return ReadDOCX(raw, opt)
}

// outcome is the reason of a loss, else the text and the reasons of the warnings.
func outcome(t *testing.T, d *doc.Document, err error) string {
	t.Helper()
	var l *doc.Loss
	if errors.As(err, &l) {
		return string(l.Reason)
	}
	if err != nil {
		t.Fatal(err)
	}
	got := strings.TrimSpace(d.Text)
	for _, w := range d.Warnings {
		got += " " + string(w.Reason)
	}
	return got
}
