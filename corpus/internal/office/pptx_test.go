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

const (
	related  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	slideNS  = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="` + related + `" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"`
	picture  = `<p:pic><p:nvPicPr><p:cNvPr id="4" name="Picture"/></p:nvPicPr><p:blipFill><a:blip r:embed="rId9"/></p:blipFill></p:pic>`
	slideEnd = `</p:spTree></p:cSld></p:sld>`
)

// slideXML is a slide; attr stands in its first tag.
func slideXML(attr string, shapes ...string) string {
	return `<?xml version="1.0"?><p:sld ` + slideNS + attr + `><p:cSld><p:spTree>` + strings.Join(shapes, "") + slideEnd
}

// box is a shape with paragraphs; of says what placeholder it is, "" for none.
func box(of string, paragraphs ...string) string {
	ph := ""
	if of != "" {
		ph = `<p:ph type="` + of + `"/>`
	}
	var b strings.Builder
	for _, p := range paragraphs {
		if !strings.HasPrefix(p, "<") {
			p = `<a:r><a:t>` + p + `</a:t></a:r>`
		}
		b.WriteString("<a:p>" + p + "</a:p>")
	}
	return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:nvPr>` + ph + `</p:nvPr></p:nvSpPr><p:txBody><a:bodyPr/>` + b.String() + `</p:txBody></p:sp>`
}

func relations(idTypeTarget ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := 0; i < len(idTypeTarget); i += 3 {
		fmt.Fprintf(&b, `<Relationship Id=%q Type="%s/%s" Target=%q/>`, idTypeTarget[i], related, idTypeTarget[i+1], idTypeTarget[i+2])
	}
	return b.String() + `</Relationships>`
}

// deck makes a presentation of slides, each the XML of one, and other parts.
func deck(t testing.TB, slides []string, other ...string) []byte {
	var ids strings.Builder
	var rels []string
	parts := append([]string{"[Content_Types].xml", "<Types/>", "_rels/.rels", relations("r1", "officeDocument", "show/main.xml")}, other...)
	for i, s := range slides {
		fmt.Fprintf(&ids, `<p:sldId id="%d" r:id="s%d"/>`, 256+i, i)
		rels = append(rels, fmt.Sprintf("s%d", i), "slide", fmt.Sprintf("/show/p%d.xml", i+1))
		if s != "" {
			parts = append(parts, fmt.Sprintf("show/p%d.xml", i+1), s)
		}
	}
	return pack(t, append(parts, "show/main.xml", `<p:presentation `+slideNS+`><p:sldIdLst>`+ids.String()+`</p:sldIdLst></p:presentation>`,
		"show/_rels/main.xml.rels", relations(rels...))...)
}

func sampleDeck(t testing.TB) []byte {
	table := `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="5" name="t"/></p:nvGraphicFramePr><a:graphic><a:graphicData><a:tbl>` +
		`<a:tr><a:tc><a:txBody><a:p><a:r><a:t>Team</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>Cases</a:t></a:r></a:p></a:txBody></a:tc></a:tr>` +
		`<a:tr><a:tc><a:txBody><a:p><a:r><a:t>North</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>21</a:t></a:r></a:p></a:txBody></a:tc></a:tr>` +
		`</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
	graphic := func(inner string) string {
		return `<p:graphicFrame><a:graphic><a:graphicData>` + inner + `</a:graphicData></a:graphic></p:graphicFrame>`
	}
	return deck(t, []string{
		slideXML("", box("ctrTitle", "Review of", "the front door"), box("subTitle", "Hartmere Council")),
		slideXML("", box("", `<a:r><a:rPr sz="1800" b="1"/><a:t>Set in a box</a:t></a:r>`), box("title", `<a:r><a:t>Case</a:t></a:r><a:r><a:t>loads</a:t></a:r><a:br/><a:r><a:t>today</a:t></a:r>`),
			box("body", `<a:r><a:t>Too high</a:t></a:r><a:r><a:rPr baseline="30000"/><a:t>2</a:t></a:r>`, `<a:pPr lvl="1"/><a:r><a:t>In the north</a:t></a:r>`, `<a:pPr><a:buChar char="•"/></a:pPr><a:r><a:t>Point</a:t></a:r>`),
			`<p:grpSp>`+box("", "In a group")+`<p:grpSp>`+box("", "In two")+`</p:grpSp></p:grpSp>`,
			box("ftr", "Draft"), box("sldNum", `<a:fld type="slidenum"><a:t>2</a:t></a:fld>`), table),
		slideXML(` show="0"`, box("title", "Left out")),
		slideXML("", `<p:sp><p:nvSpPr><p:cNvPr id="1" name="x" hidden="1"/></p:nvSpPr><p:txBody><a:p><a:r><a:t>A hidden box</a:t></a:r></a:p></p:txBody></p:sp>`,
			`<mc:AlternateContent><mc:Choice>`+box("", "New")+`</mc:Choice><mc:Fallback>`+box("", "Old")+`</mc:Fallback></mc:AlternateContent>`,
			graphic(`<dgm:relIds r:dm="d"/>`), graphic(`<c:chart r:id="c"/>`)),
		slideXML("", picture),
	},
		"docProps/core.xml", `<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A review</dc:title><dc:creator>A. Clerk</dc:creator></cp:coreProperties>`,
		"show/_rels/p2.xml.rels", relations("n", "notesSlide", "words/n2.xml"),
		"show/words/n2.xml", `<p:notes `+slideNS+`><p:cSld><p:spTree>`+box("sldImg")+box("body", "Say why they rose.", "Then pause.")+box("sldNum", "2")+box("hdr", "A header")+`</p:spTree></p:cSld></p:notes>`,
		"show/_rels/p3.xml.rels", relations("n", "notesSlide", "words/n2.xml"),
		"show/_rels/p4.xml.rels", relations("d", "diagramData", "d.xml", "c", "chart", "c.xml"),
		"show/d.xml", `<dgm:dataModel `+slideNS+`><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>First step</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`,
		"show/c.xml", `<c:chartSpace `+slideNS+`><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Visits by month</a:t></a:r></a:p></c:rich></c:tx></c:title></c:chart></c:chartSpace>`)
}

func TestPPTX(t *testing.T) {
	d, err := read(sampleDeck(t), doc.FormatPPTX, doc.DecodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	corpustest.CheckSpans(t, d)
	var got []string
	for _, l := range d.Lines {
		got = append(got, fmt.Sprintf("%d %d.%d %s", l.Page, l.Kind, l.Level, l.Of(d.Text)))
		if at := int(l.Page) - 1; !d.Pages[at].Contains(l.Span) {
			t.Errorf("%q does not lie in page %d, %v", l.Of(d.Text), l.Page, d.Pages[at])
		}
	}
	h, p, i, c, x := doc.LineHeading, doc.LineParagraph, doc.LineListItem, doc.LineTableCell, doc.LineChrome
	want := []string{
		fmt.Sprintf("1 %d.1 Review of the front door", h), fmt.Sprintf("1 %d.0 Hartmere Council", p),
		fmt.Sprintf("2 %d.1 Caseloads today", h), fmt.Sprintf("2 %d.0 Set in a box", p), fmt.Sprintf("2 %d.0 Too high²", p),
		fmt.Sprintf("2 %d.2 In the north", i), fmt.Sprintf("2 %d.1 Point", i), fmt.Sprintf("2 %d.0 In a group", p), fmt.Sprintf("2 %d.0 In two", p), fmt.Sprintf("2 %d.0 Draft", x),
		fmt.Sprintf("2 %d.0 Team", c), fmt.Sprintf("2 %d.0 Cases", c), fmt.Sprintf("2 %d.0 North", c), fmt.Sprintf("2 %d.0 21", c),
		fmt.Sprintf("2 %d.2 Speaker notes", h), fmt.Sprintf("2 %d.0 Say why they rose.", p), fmt.Sprintf("2 %d.0 Then pause.", p),
		fmt.Sprintf("4 %d.0 New", p), fmt.Sprintf("4 %d.0 First step", p), fmt.Sprintf("4 %d.0 Visits by month", p),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	if l := d.Lines[3]; l.Size != 18 || !l.Bold {
		t.Errorf("the box is set in %v, bold %v", l.Size, l.Bold)
	}
	var cells []string
	for _, cell := range d.Cells {
		cells = append(cells, fmt.Sprint(cell.Row, cell.Col))
	}
	if diff := cmp.Diff([]string{"1 1", "1 2", "2 1", "2 2"}, cells); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
	if len(d.Pages) != 5 || d.Meta.Title != "A review" || d.Meta.Byline != "A. Clerk" {
		t.Errorf("%d pages, meta %+v", len(d.Pages), d.Meta)
	}
	var warned []string
	for _, w := range d.Warnings {
		warned = append(warned, string(w.Reason)+": "+w.Message)
	}
	if diff := cmp.Diff([]string{"parts_not_read: 1 of 5 slides are hidden and were left out: 3", "pages_without_text: 1 of 5 slides show pictures but gave no text: 5"}, warned); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}

// TestDecksNotRead: what cannot be read of a presentation is said, whole or in part.
func TestDecksNotRead(t *testing.T) {
	good := slideXML("", box("title", "Caseloads"))
	limits := doc.Limits{Pages: 3}.WithDefaults()
	for _, c := range []struct {
		name string
		raw  []byte
		want string // reason of the loss, or text and the reason of the warning
	}{
		{"damaged slide", deck(t, []string{good, `<p:sld `}), "Caseloads parts_not_read"},
		{"missing slide", deck(t, []string{"", good}), "Caseloads parts_not_read"},
		{"all damaged", deck(t, []string{`<p:sld `}), "corrupt"},
		{"cut within", deck(t, []string{good, strings.TrimSuffix(good, "</p:sld>")}), "Caseloads parts_not_read"},
		{"damaged notes", deck(t, []string{good}, "show/_rels/p1.xml.rels", relations("n", "notesSlide", "n.xml"), "show/n.xml", "<p:notes"), "Caseloads parts_not_read"},
		{"pictures", deck(t, []string{slideXML("", picture)}), "needs_ocr"},
		{"all hidden", deck(t, []string{slideXML(` show="0"`, box("title", "Caseloads"))}), "empty"},
		{"doctype", deck(t, []string{good, `<!DOCTYPE x>` + good}), "forbidden_markup"},
		{"deep", deck(t, []string{slideXML("", strings.Repeat("<p:grpSp>", 500)+strings.Repeat("</p:grpSp>", 500))}), "too_deep"},
		{"bomb", deck(t, []string{slideXML("", strings.Repeat(" ", 4<<20))}), "too_large"},
		{"many slides", deck(t, []string{good, good, good, good}), "too_large"},
		{"many lines", deck(t, []string{slideXML("", box("body", strings.Split(strings.Repeat("x,", 260_000), ",")...))}), "too_large"},
		{"no presentation", pack(t, "ppt/other.xml", "<x/>"), "corrupt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, err := ReadPPTX(c.raw, doc.DecodeOptions{Limits: limits})
			if got := outcome(t, d, err); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestOneSlideManyTimes: a presentation that names one slide again and again does
// not make the reader inflate it as often.
func TestOneSlideManyTimes(t *testing.T) {
	var ids strings.Builder
	for i := range 4000 {
		fmt.Fprintf(&ids, `<p:sldId id="%d" r:id="s"/>`, 256+i)
	}
	raw := pack(t, "ppt/presentation.xml", `<p:presentation `+slideNS+`><p:sldIdLst>`+ids.String()+`</p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels", relations("s", "slide", "slide.xml"), "ppt/slide.xml", slideXML("", strings.Repeat(" ", 1<<19)))
	_, err := ReadPPTX(raw, doc.DecodeOptions{Limits: doc.Limits{Member: 8 << 20}.WithDefaults()})
	var l *doc.Loss
	if !errors.As(err, &l) || l.Reason != doc.TooLarge {
		t.Errorf("got %v", err)
	}
}

func FuzzPPTX(f *testing.F) {
	f.Add(slideXML("", box("title", "Caseloads"), box("body", `<a:pPr lvl="1"/><a:r><a:t>high</a:t></a:r>`)), sampleDeck(f))
	f.Add(slideXML("", `<p:grpSp>`+picture+`</p:grpSp>`), []byte("PK"))
	f.Fuzz(func(t *testing.T, xml string, raw []byte) {
		for _, b := range [][]byte{deck(t, []string{xml, slideXML("", box("title", "Caseloads"))}), raw} {
			d, err := ReadPPTX(b, doc.DecodeOptions{})
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
