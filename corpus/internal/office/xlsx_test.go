package office

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/corpus/corpustest"
	"assay/corpus/internal/doc"
)

const sheetNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + related + `"`

// sheetXML is a sheet: what stands before its rows, the rows, and what follows them.
func sheetXML(before, rows, after string) string {
	return `<?xml version="1.0"?><worksheet ` + sheetNS + `>` + before + `<sheetData>` + rows + `</sheetData>` + after + `</worksheet>`
}

// inline is a cell with its text in it.
func inline(at, text string) string {
	return `<c r="` + at + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
}

// book makes a workbook of sheets: name, state and XML of each, then other parts.
func book(t testing.TB, sheets [][3]string, other ...string) []byte {
	var list strings.Builder
	rels := []string{"st", "sharedStrings", "texts.xml", "sy", "styles", "looks.xml"}
	parts := append([]string{"[Content_Types].xml", "<Types/>", "_rels/.rels", relations("r1", "officeDocument", "b/book.xml")}, other...)
	for i, s := range sheets {
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" state="%s" r:id="s%d"/>`, s[0], i+1, s[1], i)
		rels = append(rels, fmt.Sprintf("s%d", i), "worksheet", fmt.Sprintf("s%d.xml", i))
		if s[2] != "" {
			parts = append(parts, fmt.Sprintf("b/s%d.xml", i), s[2])
		}
	}
	return pack(t, append(parts, "b/book.xml", `<workbook `+sheetNS+`><sheets>`+list.String()+`</sheets></workbook>`, "b/_rels/book.xml.rels", relations(rels...))...)
}

func sampleBook(t testing.TB) []byte {
	long := "Caseloads are too high in the north, and nobody has said when they will come down."
	visits := `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c></row>` +
		`<row r="2">` + inline("A2", "North") + `<c r="B2" s="1"><v>45355</v></c><c r="C2" s="2"><v>0.125</v></c><c r="D2" t="b"><v>1</v></c></row>` +
		`<row r="3" hidden="1">` + inline("A3", "A hidden row") + inline("B3", "of two") + `</row><row r="4" hidden="1"/>` +
		`<row r="5"><c t="str"><f>A2&amp;"x"</f><v>Northx</v></c><c><f>SUM(B2:B2)</f><v>1234.5</v></c><c r="E5" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F5"><f>NOW()</f></c><c r="G5" t="str"><f>""</f><v></v></c>` + inline("H5", "Behind") + `</row>` +
		`<row r="6">` + inline("A6", long) + inline("B6", "First line.\nSecond line.") + inline("C6", "a_x000D_b") + `<c r="D6" s="1"/></row>`
	return book(t, [][3]string{
		{"Visits &amp; calls", "visible", sheetXML(`<cols><col min="8" max="8" hidden="1"/></cols>`, visits, `<headerFooter><oddHeader>Page</oddHeader></headerFooter><drawing r:id="d"/>`)},
		{"Blank", "visible", sheetXML("", "", "")},
		{"Old", "veryHidden", sheetXML("", `<row>`+inline("A1", "Out")+`</row>`, "")},
		{"Two", "", sheetXML("", `<row>`+inline("A1", "Here")+`</row>`, "")},
	},
		"docProps/core.xml", `<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Visits</dc:title></cp:coreProperties>`,
		"b/texts.xml", `<sst `+sheetNS+`><si><t>Area</t></si><si><r><t>Last </t></r><r><rPr><vertAlign val="baseline"/></rPr><t>visit</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r><rPh><t>kana</t></rPh></si><si><t xml:space="preserve"> Kept </t></si></sst>`,
		"b/looks.xml", `<styleSheet `+sheetNS+`><numFmts><numFmt numFmtId="164" formatCode="d mmmm yyyy"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs></styleSheet>`,
		"b/_rels/s0.xml.rels", relations("d", "drawing", "d.xml"),
		"b/d.xml", `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:sp><xdr:txBody><a:p><a:r><a:t>In a box</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>`)
}

func TestXLSX(t *testing.T) {
	d, err := ReadXLSX(sampleBook(t), doc.DecodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	corpustest.CheckSpans(t, d)
	cells := map[int32]string{}
	for _, c := range d.Cells {
		cells[c.Start] = fmt.Sprintf(" %d,%d", c.Row, c.Col)
	}
	var got []string
	for _, l := range d.Lines {
		kind := map[doc.LineKind]string{doc.LineHeading: "# ", doc.LineParagraph: "p ", doc.LineTableCell: ""}[l.Kind]
		got = append(got, kind+l.Of(d.Text)+cells[l.Start])
	}
	want := []string{"# Visits & calls", "Area 1,1", "Last visit¹ 1,2", "Kept 1,4", "North 2,1", "4 March 2024 2,2", "12.50% 2,3", "TRUE 2,4",
		"Northx 3,1", "1234.5 3,2", "#DIV/0! 3,5", "p Caseloads are too high in the north, and nobody has said when they will come down. 4,1", "First line. 4,2", "Second line. 4,2", "a b 4,3", "p In a box", "# Two", "Here 5,1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	var warned []string
	for _, w := range d.Warnings {
		warned = append(warned, string(w.Reason)+": "+w.Message)
	}
	if diff := cmp.Diff([]string{"parts_not_read: what is hidden was left out: 1 sheet, 1 row, 1 column", "parts_not_read: left out, since no value of it was saved: 1 formula"}, warned); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
	if d.Meta.Title != "Visits" || len(d.Pages) != 0 {
		t.Errorf("meta %+v, %d pages", d.Meta, len(d.Pages))
	}
}

// TestBooksNotRead: what cannot be read of a workbook is said, whole or in part.
func TestBooksNotRead(t *testing.T) {
	good := sheetXML("", `<row>`+inline("A1", "Caseloads")+`</row>`, "")
	one := func(xml string, other ...string) []byte { return book(t, [][3]string{{"One", "", xml}}, other...) }
	limits := doc.Limits{Text: 1 << 20}.WithDefaults()
	for _, c := range []struct {
		name string
		raw  []byte
		want string // reason of the loss, or text and the reasons of warnings
	}{
		{"missing sheet", book(t, [][3]string{{"One", "", ""}, {"Two", "", good}}), "Two\nCaseloads parts_not_read"},
		{"cut sheet", book(t, [][3]string{{"One", "", good[:len(good)-30]}}), "One\nCaseloads parts_not_read"},
		{"all damaged", one("<worksheet"), "corrupt"},
		{"no such string", one(sheetXML("", `<row><c t="s"><v>7</v></c></row>`, "")), "corrupt"},
		{"blank", one(sheetXML("", "", "")), ""},
		{"all hidden", book(t, [][3]string{{"One", "hidden", good}}), "empty"},
		{"doctype", one(`<!DOCTYPE x>` + good), "forbidden_markup"},
		{"doctype in strings", one(good, "b/texts.xml", `<!DOCTYPE x><sst/>`), "forbidden_markup"},
		{"deep", one(sheetXML(strings.Repeat("<x>", 500), "", "")), "too_deep"},
		{"deep in a cell", one(sheetXML("", `<row><c>`+strings.Repeat("<x>", 500), "")), "too_deep"},
		{"bomb", one(sheetXML("", strings.Repeat(" ", 4<<20), "")), "too_large"},
		{"many cells", one(sheetXML("", `<row>`+strings.Repeat(`<c/>`, maxCells+1)+`</row>`, "")), "too_large"},
		{"many strings", one(good, "b/texts.xml", `<sst>`+strings.Repeat(`<si/>`, 300_000)+`</sst>`), "too_large"},
		{"one string many times", one(sheetXML("", `<row>`+strings.Repeat(`<c t="s"><v>0</v></c>`, 200)+`</row>`, ""), "b/texts.xml", `<sst><si><t>`+strings.Repeat("caseload ", 1000)+`</t></si></sst>`), "too_large"},
		{"many hidden columns", one(sheetXML(`<cols>`+strings.Repeat(`<col min="1" max="99999" hidden="1"/>`, 20_000)+`</cols>`, `<row>`+inline("XFD1", "Last")+inline("XFE1", "Beyond")+`</row>`, "")), "empty"},
		{"no workbook", pack(t, "xl/other.xml", "<x/>"), "corrupt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, err := ReadXLSX(c.raw, doc.DecodeOptions{Limits: limits})
			if got := outcome(t, d, err); got != c.want {
				t.Errorf("got %q (%v), want %q", got, err, c.want)
			}
		})
	}
}

func TestColumnOf(t *testing.T) {
	for name, want := range map[string]int{"A1": 1, "z9": 26, "AA10": 27, "XFD1048576": 16384, "": 0, "12": 0, "ZZZZZZZZZZZZZ1": 18278} {
		if got := columnOf(name); got != want {
			t.Errorf("%q is column %d, want %d", name, got, want)
		}
	}
}

func FuzzXLSX(f *testing.F) {
	f.Add(sheetXML(`<cols><col min="2" max="2" hidden="1"/></cols>`, `<row r="1"><c r="A1" s="1"><v>45355.5</v></c><c t="s"><v>0</v></c>`+inline("D1", "text")+`</row>`, ""), sampleBook(f))
	f.Add(sheetXML("", `<row hidden="1"><c t="b"><f>A1</f><v>1</v></c></row>`, ""), []byte("PK"))
	f.Fuzz(func(t *testing.T, xml string, raw []byte) {
		for _, b := range [][]byte{book(t, [][3]string{{"One", "", xml}}, "b/texts.xml", `<sst><si><t>Caseloads</t></si></sst>`, "b/looks.xml", `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`), raw} {
			d, err := ReadXLSX(b, doc.DecodeOptions{})
			if err != nil {
				var l *doc.Loss
				if !errors.As(err, &l) || l.Reason == doc.Internal {
					t.Fatalf("%v", err)
				}
				continue
			}
			corpustest.CheckSpans(t, d)
		}
	})
}
