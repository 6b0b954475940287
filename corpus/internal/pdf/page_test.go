package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/corpus/corpustest"
)

// annotPDF is a page with a line of text and the annotations given, which may
// name the form object with %d.
func annotPDF(annots ...string) []byte {
	p := corpustest.NewPDF()
	font := p.Object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
	c := p.Flate("BT /F1 12 Tf 72 700 Td (What the page says.) Tj ET")
	form := p.Stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources <</Font <</F1 %d 0 R>>>>", font), "BT /F1 12 Tf 2 4 Td (Drawn by its maker) Tj ET")
	var refs strings.Builder
	for _, a := range annots {
		fmt.Fprintf(&refs, "%d 0 R ", p.Object("%s", strings.ReplaceAll(a, "%d", fmt.Sprint(form))))
	}
	page := p.Object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Annots [%s] /Resources <</Font <</F1 %d 0 R>>>>>>", len(annots)+5, c, refs.String(), font)
	tree := p.Object("<</Type /Pages /Count 1 /Kids [%d 0 R]>>", page)
	return p.Finish(p.Object("<</Type /Catalog /Pages %d 0 R>>", tree), "")
}

// TestAnnotations: what a form field or a text put on the page shows is read,
// with a drawing of its own or without; remarks beside the page are not.
func TestAnnotations(t *testing.T) {
	const rect = " /Type /Annot /Rect [72 400 272 420]"
	for _, c := range []struct{ name, annot, want string }{
		{"drawn.pdf", "<</Subtype /FreeText" + rect + " /F 4 /Contents (kept out) /AP <</N %d 0 R>>>>", "Drawn by its maker"},
		{"drawn-line.pdf", "<</Subtype /Line" + rect + " /F 4 /L [72 400 90 400] /AP <</N %d 0 R>>>>", "Drawn by its maker"},
		{"free.pdf", "<</Subtype /FreeText" + rect + " /Contents (Typed on the page)>>", "Typed on the page"},
		{"rows.pdf", "<</Subtype /FreeText" + rect + " /Contents (First row\\rSecond row)>>", "First row\nSecond row"},
		{"field.pdf", "<</Subtype /Widget" + rect + " /FT /Tx /V (Filled in)>>", "Filled in"},
		{"wide.pdf", "<</Subtype /Widget" + rect + " /FT /Tx /V <FEFF00430061006600E9>>>", "Café"},
		{"choice.pdf", "<</Subtype /Widget" + rect + " /FT /Ch /V (Second of three)>>", "Second of three"},
		{"button.pdf", "<</Subtype /Widget" + rect + " /FT /Btn /V /Yes>>", ""},
		{"password.pdf", "<</Subtype /Widget" + rect + " /FT /Tx /Ff 8192 /V (secret)>>", ""},
		{"hidden.pdf", "<</Subtype /FreeText" + rect + " /F 2 /Contents (not shown)>>", ""},
		{"remark.pdf", "<</Subtype /Text" + rect + " /Contents (a reader's remark)>>", ""},
		{"marked.pdf", "<</Subtype /Highlight" + rect + " /Contents (a reader's remark)>>", ""},
		{"link.pdf", "<</Subtype /Link" + rect + " /Contents (where it leads)>>", ""},
	} {
		d, err := readHere(t, annotPDF(c.annot))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(strings.TrimSpace("What the page says.\n"+c.want), strings.TrimSpace(d.Text)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		for _, l := range d.Lines[1:] {
			if c.want != "" && (l.X < 70 || l.X > 80 || l.Y < 415 || l.Y > 445) {
				t.Errorf("%s: the line is at %v, %v, want about 72, 422", c.name, l.X, l.Y)
			}
		}
	}
}

// TestForm: a field shows what it inherits, a list box its options, and a field
// whose drawing is older than its value both.
func TestForm(t *testing.T) {
	const rect = " /Type /Annot /Subtype /Widget /Rect [72 400 272 420]"
	for _, c := range []struct{ name, parent, widget, want string }{
		{"inherited", "/FT /Tx /V (From above)", "", "From above"},
		{"own", "/FT /Tx", "/V (Its own)", "Its own"},
		{"password", "/FT /Tx /Ff 8192 /V (secret)", "", ""},
		{"list", "/FT /Ch /Opt [(North) (South) [(e) (East)]] /V (South)", "", "North\nSouth\nEast"},
		{"combo", "/FT /Ch /Ff 131072 /Opt [(North) (South)] /V (South)", "", "South"},
		{"check", "/FT /Btn /V /Yes", "", ""},
		{"stale", "/FT /Tx /V (Newer than that)", "/AP <</N %d 0 R>>", "Drawn by its maker\nNewer than that"},
		{"fresh", "/FT /Tx /V (drawn by)", "/AP <</N %d 0 R>>", "Drawn by its maker"},
		{"hidden", "/FT /Tx /V (not shown)", "/F 2", ""},
	} {
		p := corpustest.NewPDF()
		font := p.Object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
		content := p.Flate("BT /F1 12 Tf 72 700 Td (What the page says.) Tj ET")
		drawing := p.Stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources <</Font <</F1 %d 0 R>>>>", font), "BT /F1 12 Tf 2 4 Td (Drawn by its maker) Tj ET")
		widget := p.Object("<<%s /Parent %d 0 R %s>>", rect, drawing+2, strings.ReplaceAll(c.widget, "%d", fmt.Sprint(drawing)))
		field := p.Object("<</T (name) %s /Kids [%d 0 R]>>", c.parent, widget)
		page := p.Object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Annots [%d 0 R] /Resources <</Font <</F1 %d 0 R>>>>>>", field+2, content, widget, font)
		tree := p.Object("<</Type /Pages /Count 1 /Kids [%d 0 R]>>", page)
		raw := p.Finish(p.Object("<</Type /Catalog /Pages %d 0 R /AcroForm <</Fields [%d 0 R]>>>>", tree, field), "")
		d, err := readHere(t, raw)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(strings.TrimSpace("What the page says.\n"+c.want), strings.TrimSpace(d.Text)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// TestTornRow: letters set one by one, each a little under the one before, make
// the words they show; columns beside them stay apart.
func TestTornRow(t *testing.T) {
	var content strings.Builder
	for _, row := range []struct {
		x, y float64
		text string
	}{{72, 700, "torn words"}, {72, 680, "and more"}, {300, 700, "beside"}} {
		x := row.x
		for _, r := range row.text {
			if r != ' ' {
				fmt.Fprintf(&content, "BT /F1 12 Tf %.2f %.2f Td (%c) Tj ET\n", x, row.y, r)
			}
			x += 5.5 // Courier is 7.2 wide
		}
	}
	p := corpustest.NewPDF()
	font := p.Object("<</Type /Font /Subtype /Type1 /BaseFont /Courier>>")
	c := p.Flate(content.String())
	page := p.Object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <</Font <</F1 %d 0 R>>>>>>", c+2, c, font)
	tree := p.Object("<</Type /Pages /Count 1 /Kids [%d 0 R]>>", page)
	d, err := readHere(t, p.Finish(p.Object("<</Type /Catalog /Pages %d 0 R>>", tree), ""))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("torn words\nand more\nbeside\n", d.Text); diff != "" {
		t.Error(diff)
	}
}

// TestPlaceOnPage: rows off the page are not read, a row that runs off it is,
// and a footer glued to the last line of a page is a line of its own.
func TestPlaceOnPage(t *testing.T) {
	at := func(x, y int, text string) string {
		return fmt.Sprintf("BT /F1 12 Tf %d %d Td (%s) Tj ET\n", x, y, text)
	}
	content := at(700, 500, "Off to the right.") + at(72, 900, "Above it.") + at(72, -40, "Below it.") + at(-300, 500, "Left of it.") +
		at(72, 700, "Our visit went well. "+strings.Repeat("It runs on. ", 20)) + at(72, 100, "The last line of the page.") + at(300, 30, "Page 3 of 7")
	for _, turn := range []int{0, 90, 180, 270} {
		p := corpustest.NewPDF()
		font := p.Object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
		c := p.Flate(content)
		page := p.Object("<</Type /Page /Parent %d 0 R /Rotate %d /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <</Font <</F1 %d 0 R>>>>>>", c+2, turn, c, font)
		tree := p.Object("<</Type /Pages /Count 1 /Kids [%d 0 R]>>", page)
		d, err := readHere(t, p.Finish(p.Object("<</Type /Catalog /Pages %d 0 R>>", tree), ""))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range d.Lines {
			got = append(got, l.Of(d.Text))
		}
		want := []string{"Our visit went well. " + strings.TrimSpace(strings.Repeat("It runs on. ", 20)), "The last line of the page.", "Page 3 of 7"}
		if turn%180 == 90 { // PDFium gives a row that stands upright word by word
			for _, w := range []string{"Off", "Above", "Below", "Left"} {
				if slices.Contains(got, w) {
					t.Errorf("turned by %d: %q is read, which is off the page", turn, w)
				}
			}
			got, want = strings.Fields(strings.Join(got, " ")), strings.Fields(strings.Join(want[1:], " "))
			got = slices.DeleteFunc(got, func(w string) bool { return !slices.Contains(want, w) })
			slices.Sort(got)
			slices.Sort(want)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("turned by %d: %s", turn, diff)
		}
	}
}
