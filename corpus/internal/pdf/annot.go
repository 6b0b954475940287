package pdf

import (
	"fmt"
	"math"
	"strings"

	"assay/corpus/internal/doc"
)

// The kinds of annotation that matter here; FPDFAnnot_GetSubtype gives them.
const (
	annotText      = 1
	annotLink      = 2
	annotFreeText  = 3
	annotHighlight = 9
	annotStrikeOut = 12
	annotPopup     = 16
	annotFile      = 17
	annotWidget    = 20
)

// The flags of an annotation and of a form field that keep its text from being
// shown.
const (
	annotHidden   = 1 << 1
	annotNoView   = 1 << 5
	fieldPassword = 1 << 13
)

// maxAnnots is how many annotations of a page are looked at, and maxNote how
// many bytes of UTF-16 one may hold.
const (
	maxAnnots = 2000
	maxNote   = 1 << 20
)

// note is text that a viewer draws for an annotation which brings no drawing of
// its own: what was typed into a form field, or a text put on the page. A field
// may bring a drawing that is older than what stands in it, or empty.
type note struct {
	text  string
	drawn bool    // there is a drawing, which may show the text
	x, y  float32 // top left corner, in points from the left and the top of the displayed page
}

// rows adds the note's lines. shown is the text of its page, letters and digits
// only: a drawing that shows one of the lines is left to speak for itself.
func (n note) rows(page int, shown string, to []printed) []printed {
	if n.drawn {
		for line := range strings.SplitSeq(n.text, "\n") {
			if key := doc.Squeeze(line); key != "" && strings.Contains(shown, key) {
				return to
			}
		}
	}
	for line := range strings.FieldsFuncSeq(n.text, func(r rune) bool { return r == '\r' || r == '\n' }) {
		to = append(to, printed{text: line, Line: doc.Line{Page: int32(page + 1), X: n.x, Y: n.y, Comment: -1}})
	}
	return to
}

// annots makes what form fields and notes on a page show part of its content,
// where PDFium looks for text, and returns the page, loaded anew if that was
// done. Those that bring no drawing come back as notes. Remarks beside the text
// (notes behind a symbol, marked words) and links are no part of a page.
func (p *pdfium) annots(f *form, page uint64, i int) (uint64, []note, error) {
	count, err := p.call("FPDFPage_GetAnnotCount", page)
	if err != nil {
		return 0, nil, err
	}
	var notes []note
	drawn := false
	for k := range min(int(int32(count)), maxAnnots) {
		annot, err := p.call("FPDFPage_GetAnnot", page, uint64(k))
		if err != nil {
			return 0, nil, err
		}
		if annot == 0 {
			continue
		}
		n, draws, err := p.annot(f, page, annot)
		if err != nil {
			return 0, nil, err
		}
		drawn = drawn || draws
		if n.text != "" {
			notes = append(notes, n)
		}
		if _, err := p.call("FPDFPage_CloseAnnot", annot); err != nil {
			return 0, nil, err
		}
	}
	if drawn {
		page, err = p.flatten(f.doc, page, i)
	}
	return page, notes, err
}

// annot looks at one annotation: draws reports one that brings a drawing that
// may hold text.
func (p *pdfium) annot(f *form, page, annot uint64) (n note, draws bool, err error) {
	kind, err := p.call("FPDFAnnot_GetSubtype", annot)
	if err != nil {
		return n, false, err
	}
	switch {
	case kind == annotFile:
		f.attached++
		return n, false, nil
	case kind == annotText, kind == annotLink, kind == annotPopup, kind >= annotHighlight && kind <= annotStrikeOut:
		return n, false, nil
	}
	flags, err := p.call("FPDFAnnot_GetFlags", annot)
	if err != nil || flags&(annotHidden|annotNoView) != 0 {
		return n, false, err
	}
	has, err := p.call("FPDFAnnot_HasKey", annot, p.annotKey("AP"))
	if err != nil {
		return n, false, err
	}
	n.drawn = has != 0
	switch {
	case kind == annotFreeText && !n.drawn:
		n.text, err = p.annotString(annot, "Contents")
	case kind == annotWidget:
		n.text, err = p.fieldValue(f, annot)
	}
	if err != nil || n.text == "" {
		return n, n.drawn, err
	}
	n.x, n.y, err = p.annotCorner(page, annot)
	return n, n.drawn, err
}

// fieldValue is what stands in a field for text or a choice, and nothing for
// other fields and for passwords. A field that no form knows speaks for itself.
func (p *pdfium) fieldValue(f *form, annot uint64) (string, error) {
	if text, known, err := f.field(annot); err != nil || known {
		return text, err
	}
	kind, err := p.annotString(annot, "FT")
	if err != nil || kind != "Tx" && kind != "Ch" {
		return "", err
	}
	ok, err := p.call("FPDFAnnot_GetNumberValue", annot, p.annotKey("Ff"), uint64(p.scratch))
	if err != nil {
		return "", err
	}
	if flags := p.float32At(0); ok != 0 && flags >= 0 && flags < math.MaxInt32 && int(flags)&fieldPassword != 0 && kind == "Tx" {
		return "", nil
	}
	return p.annotString(annot, "V")
}

// annotKey puts the key of an entry where a call can read it, until the next key.
func (p *pdfium) annotKey(key string) uint64 {
	at := p.scratch + scratchSize - 64
	p.memory.Write(at, append([]byte(key), 0))
	return uint64(at)
}

// annotString is an entry of an annotation as text, "" where it has none.
func (p *pdfium) annotString(annot uint64, key string) (string, error) {
	return p.wideString("FPDFAnnot_GetStringValue", annot, p.annotKey(key))
}

// annotCorner is the top left corner of an annotation on the displayed page.
func (p *pdfium) annotCorner(page, annot uint64) (x, y float32, err error) {
	box, err := p.pageBox(page)
	if err != nil {
		return 0, 0, err
	}
	ok, err := p.call("FPDFAnnot_GetRect", annot, uint64(p.scratch)) // left, top, right, bottom
	if err != nil || ok == 0 {
		return 0, 0, err
	}
	x, y = box.corner(float64(p.float32At(0)), float64(p.float32At(8)), float64(p.float32At(12)), float64(p.float32At(4)))
	return finite(x), finite(y), nil
}

// flatten draws the annotations into the page and loads it anew.
func (p *pdfium) flatten(doc, page uint64, i int) (uint64, error) {
	done, err := p.call("FPDFPage_Flatten", page, 0) // as displayed, not as printed
	if err != nil || done != 1 {
		return page, err
	}
	if _, err := p.call("FPDF_ClosePage", page); err != nil {
		return 0, err
	}
	again, err := p.call("FPDF_LoadPage", doc, uint64(i))
	if err == nil && again == 0 {
		err = fmt.Errorf("page %d does not load any more with its form fields", i+1)
	}
	return again, err
}
