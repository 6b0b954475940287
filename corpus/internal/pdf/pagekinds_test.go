package pdf

import (
	"fmt"
	"strings"
	"testing"

	"assay/corpus/corpustest"
)

// setText is a page's content: each line of text is "x y size words", or
// "! " and a command of the page description.
func setText(lines ...string) string {
	var b strings.Builder
	for _, l := range lines {
		var x, y, size float64
		if command, ok := strings.CutPrefix(l, "! "); ok {
			b.WriteString(command + "\n")
			continue
		}
		if n, _ := fmt.Sscan(l, &x, &y, &size); n < 3 {
			b.WriteString(l + "\n")
			continue
		}
		words := strings.SplitN(l, " ", 4)[3]
		fmt.Fprintf(&b, "BT /F1 %g Tf %g %g Td (%s) Tj ET\n", size, x, y, words)
	}
	return b.String()
}

// pagesPDF is a PDF of pages with one font; extra goes into each page's
// dictionary, catalog into the catalog's, where %d names the objects of objects.
func pagesPDF(extra, catalog string, objects []string, contents ...string) []byte {
	p := corpustest.NewPDF()
	font := p.Object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>")
	var made []any
	for _, o := range objects {
		made = append(made, p.Object("%s", o))
	}
	if strings.Contains(catalog, "%") {
		catalog = fmt.Sprintf(catalog, made...)
	}
	if strings.Contains(extra, "%d") {
		extra = fmt.Sprintf(extra, made...)
	}
	var streams, kids []string
	for _, c := range contents {
		streams = append(streams, fmt.Sprint(p.Flate(c)))
	}
	tree := 1 + len(objects) + len(contents) + len(contents) + 1
	for _, s := range streams {
		kids = append(kids, fmt.Sprintf("%d 0 R", p.Object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %s 0 R /Resources <</Font <</F1 %d 0 R>> %s>>", tree, s, font, extra)))
	}
	p.Object("<</Type /Pages /Count %d /Kids [%s]>>", len(kids), strings.Join(kids, " "))
	return p.Finish(p.Object("<</Type /Catalog /Pages %d 0 R %s>>", tree, catalog), "")
}

// TestPDFKinds: what other programs' files have shown to go wrong.
func TestPDFKinds(t *testing.T) {
	const close = ">>" // of Resources and of the page
	plainPage := close
	for _, c := range []struct {
		name     string
		extra    string
		catalog  string
		objects  []string
		contents []string
		want     string
		warning  string
	}{
		{name: "raised number", extra: plainPage, contents: []string{setText("72 700 11 They saw that oversight", "183 704 6 2", "190 700 11 is weak in two teams.")},
			want: "They saw that oversight² is weak in two teams."},
		{name: "raised by the text rise", extra: plainPage, contents: []string{"BT /F1 11 Tf 72 700 Td (Some caseloads) Tj 5 Ts /F1 7 Tf (13) Tj 0 Ts /F1 11 Tf ( are high.) Tj ET"},
			want: "Some caseloads¹³ are high."},
		{name: "raised behind the stop", extra: plainPage, contents: []string{"BT /F1 11 Tf 72 700 Td (They are high.) Tj 4 Ts /F1 7 Tf (4) Tj 0 Ts /F1 11 Tf ( Others are not.) Tj ET"},
			want: "They are high.⁴ Others are not."},
		{name: "a power stays", extra: plainPage, contents: []string{"BT /F1 11 Tf 72 700 Td (A room of 12 m) Tj 4 Ts /F1 7 Tf (2) Tj 0 Ts /F1 11 Tf ( for two.) Tj ET"},
			want: "A room of 12 m2 for two."},
		{name: "numbers on the line stay", extra: plainPage, contents: []string{setText("72 700 11 Section s17 and form CP3 in 2019.")},
			want: "Section s17 and form CP3 in 2019."},
		{name: "divided words", extra: plainPage, contents: []string{setText("72 700 11 There was a lack of manage-", "72 685 11 ment grip in long-", "72 670 11 term teams.")},
			want: "There was a lack of management\ngrip in long-term\nteams."},
		{name: "divided over a page", extra: plainPage, contents: []string{setText("72 100 11 Managers have no over-", "290 40 9 12"), setText("72 800 9 Inspection of Hartmere", "72 700 11 sight of visits.")},
			want: "Managers have no oversight\n12\nInspection of Hartmere\nof visits."},
		{name: "page turned over upright rows", extra: plainPage + " /Rotate 90", contents: []string{setText("72 700 11 Caseloads are manageable in", "72 685 11 most of the teams.")},
			want: "Caseloads are manageable in\nmost of the teams."},
		{name: "page upside down", extra: plainPage + " /Rotate 180", contents: []string{setText("72 700 11 Caseloads are manageable in", "72 685 11 most of the teams.")},
			want: "Caseloads are manageable in\nmost of the teams."},
		{name: "table on its side", extra: plainPage, contents: []string{setText("72 780 11 What follows stands sideways.", "BT /F1 11 Tf 0 1 -1 0 200 100 Tm (Team one sees children weekly) Tj ET", "BT /F1 11 Tf 0 1 -1 0 220 100 Tm (Team two sees them monthly) Tj ET")},
			want: "What follows stands sideways.\nTeam one sees children weekly\nTeam two sees them monthly"},
		{name: "line numbers", extra: plainPage, contents: []string{setText("50 700 9 1", "72 700 11 The plan says that every", "50 685 9 2", "72 685 11 child is seen each week", "50 670 9 3", "72 670 11 by the same worker. Some", "50 655 9 4", "72 655 11 are seen less often, as", "50 640 9 5", "72 640 11 teams are short of staff.")},
			want: "The plan says that every\nchild is seen each week\nby the same worker. Some\nare seen less often, as\nteams are short of staff."},
		{name: "a numbered list stays", extra: plainPage, contents: []string{setText("50 700 11 1 Visits", "50 685 11 2 Plans", "50 670 11 3 Reviews", "50 655 11 4 Health", "50 640 11 5 Schools", "50 625 11 6 Homes")},
			want: "1 Visits\n2 Plans\n3 Reviews\n4 Health\n5 Schools\n6 Homes"},
		{name: "letters set apart", extra: plainPage, contents: []string{setText("BT /F1 14 Tf 12 Tc 72 700 Td (WHAT NEEDS TO IMPROVE) Tj ET", "72 600 11 Then plain text.")},
			want: "WHAT NEEDS TO IMPROVE\nThen plain text."},
		{name: "a large first letter", extra: plainPage, contents: []string{setText("72 686 33 C", "98 700 11 aseloads are high in", "98 686 11 most of the teams.")},
			want: "Caseloads are high in\nmost of the teams."},
		{name: "white text", extra: plainPage, contents: []string{setText("72 700 11 What is printed.", "! 1 1 1 rg", "72 600 11 What nobody sees.")},
			want: "What is printed."},
		{name: "white on dark is seen", extra: plainPage, contents: []string{setText("! 0 0 0.5 rg", "! 60 690 300 30 re f", "! 1 1 1 rg", "72 700 11 A white heading.")},
			want: "A white heading."},
		{name: "text that draws nothing", extra: plainPage, contents: []string{setText("72 700 11 What is printed.", "BT 3 Tr /F1 11 Tf 72 600 Td (What nobody sees.) Tj ET")},
			want: "What is printed."},
		{name: "a layer switched off", extra: " /Properties <</L0 %d 0 R /L1 %d 0 R>>" + close, catalog: "/OCProperties <</OCGs [%d 0 R %d 0 R] /D <</ON [2 0 R] /OFF [3 0 R]>>>>",
			objects: []string{"<</Type /OCG /Name (Shown)>>", "<</Type /OCG /Name (Not shown)>>"}, contents: []string{setText("/OC /L0 BDC", "72 700 11 What is printed.", "EMC", "/OC /L1 BDC", "72 600 11 What is switched off.", "EMC")},
			want: "What is printed."},
		{name: "attached files", extra: plainPage, catalog: "/Names <</EmbeddedFiles <</Names [(plan.pdf) %[2]d 0 R]>>>>",
			objects: []string{"<</Type /EmbeddedFile /Length 3>>\nstream\nabc\nendstream", "<</Type /Filespec /F (plan.pdf) /UF (plan.pdf) /EF <</F 2 0 R>>>>"}, contents: []string{setText("72 700 11 See the attached plan.")},
			want: "See the attached plan.", warning: "plan.pdf"},
		{name: "a file on a note", extra: plainPage + " /Annots [<</Type /Annot /Subtype /FileAttachment /Rect [10 10 20 20] /FS <</Type /Filespec /F (plan.pdf)>>>>]",
			contents: []string{setText("72 700 11 See the plan.")}, want: "See the plan.", warning: "1 attached files"},
	} {
		raw := pagesPDF(c.extra, c.catalog, c.objects, c.contents...)
		d, err := readHere(t, raw)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := strings.TrimSpace(d.Text); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		said := ""
		for _, w := range d.Warnings {
			said += string(w.Reason) + w.Message
		}
		if c.warning == "" && said != "" || !strings.Contains(said, c.warning) {
			t.Errorf("%s: warnings %q, want %q", c.name, said, c.warning)
		}
		corpustest.CheckSpans(t, d)
	}
}
