package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/corpus/corpustest"
	"assay/corpus/internal/cfb"
)

const wordXML = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>`

func relationships(kindTarget ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := 0; i < len(kindTarget); i += 2 {
		b.WriteString(`<Relationship Id="c` + kindTarget[i] + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kindTarget[i] + `" Target="` + kindTarget[i+1] + `"/>`)
	}
	return b.String() + `</Relationships>`
}

func word(body string) []byte {
	return corpustest.Zip(corpustest.Text("[Content_Types].xml", "<Types/>"), corpustest.Text("word/document.xml", wordXML+body+"</w:body></w:document>"))
}

// deck is a presentation of one slide, which has these shapes.
func deck(shapes string) []byte {
	const names = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	return corpustest.Zip(corpustest.Text("[Content_Types].xml", "<Types/>"), corpustest.Text("ppt/presentation.xml", `<p:presentation `+names+`><p:sldIdLst><p:sldId id="256" r:id="cslide"/></p:sldIdLst></p:presentation>`),
		corpustest.Text("ppt/_rels/presentation.xml.rels", relationships("slide", "slides/slide1.xml")), corpustest.Text("ppt/slides/slide1.xml", `<p:sld `+names+`><p:cSld><p:spTree>`+shapes+`</p:spTree></p:cSld></p:sld>`))
}

// workbook is a workbook of one sheet, which has these rows.
func workbook(rows string) []byte {
	return corpustest.Zip(corpustest.Text("[Content_Types].xml", "<Types/>"),
		corpustest.Text("xl/workbook.xml", `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="One" r:id="cworksheet"/></sheets></workbook>`),
		corpustest.Text("xl/_rels/workbook.xml.rels", relationships("worksheet", "worksheets/sheet1.xml")), corpustest.Text("xl/worksheets/sheet1.xml", `<worksheet><sheetData>`+rows+`</sheetData></worksheet>`))
}

// visit is a mail with files and mails in it, one of them three deep.
var visit = corpustest.Outlook{
	Text:   map[uint32]string{0x0037: "A visit", 0x1000: "Caseloads are manageable."},
	Binary: map[uint32][]byte{0x1013: []byte("<html><body><p>Caseloads are <b>manageable</b>.</p><p>Yours, Ada</p></body></html>")},
	Attached: []corpustest.Outlook{
		{Text: map[uint32]string{0x3707: "notes.txt"}, Binary: map[uint32][]byte{0x3701: []byte("Thresholds are clear.")}},
		{Text: map[uint32]string{0x3707: "x.zip"}, Binary: map[uint32][]byte{0x3701: []byte("no zip")}},
		{Text: map[uint32]string{0x3707: "locked.docx"}, Binary: map[uint32][]byte{0x3701: compoundOf("EncryptedPackage")}},
		{Text: map[uint32]string{0x3707: "link.pdf"}, Numbers: map[uint32]uint64{0x3705_0003: 2}},
		{Message: &corpustest.Outlook{Text: map[uint32]string{0x0037: "Before", 0x1000: "Oversight is weak."}, Attached: []corpustest.Outlook{
			{Text: map[uint32]string{0x3707: "deep.txt"}, Binary: map[uint32][]byte{0x3701: []byte("Deep.")}},
			{Message: &corpustest.Outlook{Text: map[uint32]string{0x0037: "Long before", 0x1000: "Said first."}, Attached: []corpustest.Outlook{
				{Text: map[uint32]string{0x3707: "deepest.txt"}, Binary: map[uint32][]byte{0x3701: []byte("Too deep.")}}}}},
		}}},
	},
}

// compoundOf is a compound file with one stream.
func compoundOf(stream string) []byte {
	raw, err := cfb.Write(&cfb.Entry{Storage: true, Children: []*cfb.Entry{{Name: stream, Bytes: []byte("x")}}})
	if err != nil {
		panic(err)
	}
	return raw
}

const openHead = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles><style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style><style:style style:name="T2"><style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><office:text>`

const openTail = `</office:text></office:body></office:document-content>`

// TestOtherFiles: what the files of other programs have shown to go wrong.
func TestOtherFiles(t *testing.T) {
	mail := strings.ReplaceAll("From: Ada Quill <ada@h.example>\nDate: Mon, 04 Mar 2024 00:30:00 +0100\nSubject: A visit\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>Caseloads are <b>manageable</b>.</p><p>Yours, Ada</p>\n--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=\"notes.txt\"\n\nThresholds are clear.\n--b\nContent-Type: application/zip\nContent-Disposition: attachment; filename=\"x.zip\"\nContent-Transfer-Encoding: base64\n\nbm8gemlw\n--b--\n", "\n", "\r\n")
	outlook := corpustest.MSG(visit)
	for _, c := range []struct {
		name string
		data []byte
		want map[string]string // uri: text, or "!" and the reason
	}{
		{"main.docx", corpustest.Zip(corpustest.Text("[Content_Types].xml", `<Types><Override PartName="/doc/text.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`),
			corpustest.Text("_rels/.rels", relationships("officeDocument", "/doc/text.xml")), corpustest.Text("doc/text.xml", wordXML+`<w:p><w:r><w:t>By its relationship.</w:t></w:r></w:p></w:body></w:document>`),
			corpustest.Text("doc/_rels/text.xml.rels", relationships("footnotes", "notes/foot.xml")), corpustest.Text("doc/notes/foot.xml", `<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote><w:p><w:r><w:t>And a note.</w:t></w:r></w:p></w:footnote></w:footnotes>`)),
			map[string]string{"": "By its relationship.\nAnd a note."}},
		{"included.docx", corpustest.Zip(corpustest.Text("[Content_Types].xml", "<Types/>"), corpustest.Text("word/document.xml", wordXML+`<w:p><w:r><w:t>Before.</w:t></w:r></w:p><w:altChunk r:id="caFChunk"/><w:altChunk r:id="cother"/></w:body></w:document>`),
			corpustest.Text("word/_rels/document.xml.rels", relationships("aFChunk", "a.html", "other", "b.bin")), corpustest.Text("word/a.html", "<html><body><p>Included as a page.</p></body></html>"), corpustest.Text("word/b.bin", "\x89PNG")),
			map[string]string{"": "Before.\nIncluded as a page.", "warning": "parts_not_read"}},
		{"hidden.docx", word(`<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden. </w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Shown.</w:t></w:r></w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Click here to enter text.</w:t></w:r></w:p></w:sdtContent></w:sdt><w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>Entered.</w:t></w:r></w:sdtContent></w:sdt></w:p>`),
			map[string]string{"": "Shown.\nEntered."}},
		{"changed.docx", word(`<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Caseloads are </w:t></w:r></w:p><w:p><w:pPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">high </w:t></w:r></w:p><w:p><w:r><w:t>now.</w:t></w:r></w:p><w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t>The last.</w:t></w:r></w:p>`),
			map[string]string{"": "Caseloads are high now.\nThe last."}},
		{"list.docx", word(`<w:p><w:r><w:t xml:space="preserve">Judged </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="good"/><w:listEntry w:val="weak"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:t>.</w:t></w:r></w:p>`),
			map[string]string{"": "Judged weak."}},
		{"raised.docx", word(`<w:p><w:r><w:t>Oversight</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t xml:space="preserve"> of the 21</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>st</w:t></w:r></w:p><w:p><w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Base</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>`),
			map[string]string{"": "Oversight² of the 21st\nBase"}},
		{"byhand.docx", word(`<w:p><w:r><w:t>Oversight</w:t></w:r><w:r><w:rPr><w:position w:val="6"/><w:sz w:val="14"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t xml:space="preserve"> is weak</w:t></w:r><w:r><w:rPr><w:position w:val="-6"/></w:rPr><w:t>3</w:t></w:r></w:p>`),
			map[string]string{"": "Oversight² is weak3"}},
		{"section.odt", corpustest.Zip(corpustest.Text("mimetype", "application/vnd.oasis.opendocument.text"), corpustest.Text("content.xml", openHead+`<text:section text:display="none"><text:p>Hidden.</text:p></text:section><text:section text:display="true"><text:p>Shown.</text:p></text:section>`+openTail)),
			map[string]string{"": "Shown."}},
		{"late.odt", corpustest.Zip(corpustest.Text("content.xml", openHead+`<text:p>Oversight<text:span text:style-name="T1">2</text:span> is weak<text:span text:style-name="T2"> they say</text:span>.</text:p><text:p><text:placeholder>&lt;Name&gt;</text:placeholder>Shown.</text:p>`+openTail), corpustest.Text("META-INF/manifest.xml", "<m/>"), corpustest.Text("mimetype", "application/vnd.oasis.opendocument.text")),
			map[string]string{"": "Oversight² is weak.\nShown."}},
		{"bare.odt", corpustest.Zip(corpustest.Text("content.xml", openHead+`<text:p>Told by its manifest.</text:p>`+openTail), corpustest.Text("META-INF/manifest.xml", `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/></m:manifest>`)),
			map[string]string{"": "Told by its manifest."}},
		{"locked.docx", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 70_000) + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), map[string]string{"": "!encrypted"}},
		{"old.docx", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 70_000)), map[string]string{"": "!format_mismatch"}},
		{"wrapped.md", []byte("# Findings\n\nThere was a lack of man-\nagement grip in long-\nterm teams.\n\n- Improve the over-\n  sight of visits.\n"),
			map[string]string{"": "Findings\nThere was a lack of management grip in long-term teams.\nImprove the oversight of visits."}},
		{"book.epub", corpustest.Zip(corpustest.Text("mimetype", "application/epub+zip"), corpustest.Text("META-INF/container.xml", `<container><rootfiles><rootfile full-path="OEBPS/a.opf"/></rootfiles></container>`),
			corpustest.Text("OEBPS/a.opf", `<package xmlns:dc="d"><metadata><dc:title>A book</dc:title></metadata><manifest><item id="two" href="c%202.xhtml" media-type="application/xhtml+xml"/><item id="one" href="c1.xhtml" media-type="application/xhtml+xml"/><item id="x" href="gone.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="one"/><itemref idref="two"/><itemref idref="x"/></spine></package>`),
			corpustest.Text("OEBPS/c1.xhtml", `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><h1>One</h1><p>First chapter<sup>1</sup>.</p></body></html>`), corpustest.Text("OEBPS/c 2.xhtml", `<html><body><p>Second chapter.</p></body></html>`)),
			map[string]string{"": "One\nFirst chapter¹.\nSecond chapter.", "warning": "parts_not_read"}},
		{"deck.pptx", deck(`<p:sp><p:txBody><a:p><a:r><a:t>Caseloads are too high.</a:t></a:r></a:p></p:txBody></p:sp>`), map[string]string{"": "Caseloads are too high."}},
		{"deck", deck(`<p:sp><p:txBody><a:p><a:r><a:t>By its content.</a:t></a:r></a:p></p:txBody></p:sp>`), map[string]string{"": "By its content."}},
		{"deck.docx", deck(""), map[string]string{"": "!format_mismatch"}},
		{"blank.pptx", deck(""), map[string]string{"": "!empty"}},
		{"text.pptx", []byte("Not a presentation."), map[string]string{"": "!format_mismatch"}},
		{"locked.pptx", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 70_000) + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), map[string]string{"": "!encrypted"}},
		{"sheet.xlsx", workbook(`<row><c t="inlineStr"><is><t>Caseloads</t></is></c><c><v>21</v></c></row>`), map[string]string{"": "One\nCaseloads\n21"}},
		{"sheet", workbook(`<row><c><v>21</v></c></row>`), map[string]string{"": "One\n21"}},
		{"sheet.pptx", workbook(""), map[string]string{"": "!format_mismatch"}},
		{"blank.xlsx", workbook(""), map[string]string{"": "!empty"}},
		{"binary.xlsb", corpustest.Zip(corpustest.Text("[Content_Types].xml", `<Types><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>`), corpustest.Text("xl/workbook.bin", "x")), map[string]string{"": "!unsupported"}},
		{"letter.rtf", []byte(`{\rtf1\ansi Caseloads are manageable.\par}`), map[string]string{"": "Caseloads are manageable."}},
		{"a.eml", []byte(mail), map[string]string{"": "A visit\nCaseloads are manageable.\nYours, Ada", "!notes.txt": "Thresholds are clear.", "!x.zip": "!format_mismatch"}},
		{"visit.msg", outlook, map[string]string{"": "A visit\nCaseloads are manageable.\nYours, Ada", "!notes.txt": "Thresholds are clear.", "!x.zip": "!format_mismatch", "!locked.docx": "!encrypted", "!link.pdf": "!unsupported",
			"!Before.msg": "Before\nOversight is weak.", "!Before.msg!deep.txt": "Deep.", "!Before.msg!Long before.msg": "Long before\nSaid first.", "!Before.msg!Long before.msg!deepest.txt": "!too_deep"}},
		{"visit", outlook[:len(outlook):len(outlook)], map[string]string{"": "A visit\nCaseloads are manageable.\nYours, Ada", "!notes.txt": "Thresholds are clear.", "!x.zip": "!format_mismatch", "!locked.docx": "!encrypted", "!link.pdf": "!unsupported",
			"!Before.msg": "Before\nOversight is weak.", "!Before.msg!deep.txt": "Deep.", "!Before.msg!Long before.msg": "Long before\nSaid first.", "!Before.msg!Long before.msg!deepest.txt": "!too_deep"}},
		{"cut.msg", outlook[:5000], map[string]string{"": "!corrupt"}},
		{"rich.msg", corpustest.MSG(corpustest.Outlook{Binary: map[uint32][]byte{0x1009: append([]byte("\x00\x00\x00\x00\x24\x00\x00\x00MELA\x00\x00\x00\x00"), `{\rtf1\ansi Rich text.\par And more.}`...)}}), map[string]string{"": "Rich text.\nAnd more."}},
		{"note.msg", []byte("To: All staff\n\nSaved as a text.\n"), map[string]string{"": "To: All staff\n\nSaved as a text."}},
		{"letter.doc", compoundOf("WordDocument"), map[string]string{"": "!unsupported"}},
		{"sheet.xls", compoundOf("Workbook"), map[string]string{"": "!unsupported"}},
		{"talk.ppt", compoundOf("PowerPoint Document"), map[string]string{"": "!unsupported"}},
		{"locked.xls", compoundOf("EncryptedPackage"), map[string]string{"": "!encrypted"}},
		{"letter.docx", compoundOf("WordDocument"), map[string]string{"": "!format_mismatch"}},
		{"box.mbox", []byte("From a@h.example Mon Mar  4 10:30:00 2024\nFrom: a@h.example\nSubject: One\n\nFirst.\n>From here on.\n\nFrom b@h.example Mon Mar  4 11:30:00 2024\n" + strings.ReplaceAll(mail, "\r\n", "\n")),
			map[string]string{"!message-1.eml": "One\nFirst.\nFrom here on.", "!message-2.eml": "A visit\nCaseloads are manageable.\nYours, Ada", "!message-2.eml!notes.txt": "Thresholds are clear.", "!message-2.eml!x.zip": "!format_mismatch"}},
		{"saved.mhtml", []byte("From: <Saved by a browser>\nSnapshot-Content-Location: https://x.example/\nSubject: A page\nDate: Mon, 04 Mar 2024 10:30:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=b\n\n--b\nContent-Type: text/html\nContent-Location: https://x.example/\nContent-Transfer-Encoding: quoted-printable\n\n<p>Oversight is =E2=80=98weak=E2=80=99.</p>\n--b\nContent-Type: image/png\nContent-Location: https://x.example/a.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n"),
			map[string]string{"": "A page\nOversight is ‘weak’."}},
		{"memo.txt", []byte("To: All staff\nFrom: The director\nDate: 3 March\n\nCaseloads are manageable.\n"), map[string]string{"": "To: All staff\nFrom: The director\nDate: 3 March\n\nCaseloads are manageable."}},
		{"data.json", []byte(`{"a": [1, 2]}`), map[string]string{"": "!unsupported"}},
		{"prose.json", []byte("{This} begins with a brace."), map[string]string{"": "{This} begins with a brace."}},
		{"paper.tex", []byte("\\documentclass{article}\n\\begin{document}Text\\end{document}\n"), map[string]string{"": "!unsupported"}},
		{"notes.tex", []byte("Plain words only.\n"), map[string]string{"": "Plain words only."}},
	} {
		listed := list(t, folder(t, rawFile(c.name, c.data)))
		docs, lost := readAll(t, testReader(t, nil), listed)
		got := map[string]string{}
		for _, l := range listed.Losses {
			got[strings.TrimPrefix(l.URI, c.name)] = "!" + string(l.Reason)
		}
		for uri, d := range docs {
			got[strings.TrimPrefix(uri, c.name)] = strings.TrimSpace(d.Text)
			for _, w := range d.Warnings {
				got["warning"] = string(w.Reason)
			}
			corpustest.CheckSpans(t, d)
		}
		for uri, l := range lost {
			got[strings.TrimPrefix(uri, c.name)] = "!" + string(l.Reason)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
