package pdf

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf16"

	"assay/corpus/internal/doc"
)

// The errors of FPDF_GetLastError.
const (
	pdfErrPassword = 4
	pdfErrSecurity = 5
)

// document decodes the PDF of n bytes that lie at ptr in the module's memory.
// An error that is a *Loss leaves the instance usable; any other one means the
// module has trapped.
func (p *pdfium) document(ptr uint32, n int, limits doc.Limits) (*doc.Document, error) {
	handle, err := p.call("FPDF_LoadMemDocument64", uint64(ptr), uint64(n), 0)
	if err != nil {
		return nil, err
	}
	if handle == 0 {
		return nil, p.openLoss()
	}
	defer p.call("FPDF_CloseDocument", handle)
	pages, err := p.call("FPDF_GetPageCount", handle)
	if err != nil {
		return nil, err
	}
	count := int(int32(pages))
	switch {
	case count <= 0:
		return nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.Empty, Err: errors.New("the PDF has no pages")}
	case count > limits.Pages:
		return nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.TooLarge, Err: fmt.Errorf("the PDF says it has %d pages, over the limit of %d", count, limits.Pages), Hint: "raise --max-pages"}
	}
	d := &doc.Document{Meta: doc.Meta{ExpectedComments: -1}}
	p.layered, p.lettered = p.mayHaveLayers(ptr, n), false
	f := &form{pdf: p, doc: handle}
	defer f.close()
	var tally pageTally
	var rows []printed
	size := 0
	for i := range count {
		of, err := p.page(f, i, &tally)
		if err != nil {
			return nil, err
		}
		rows = append(rows, of...)
		for _, r := range of {
			size += len(r.text)
		}
		if size > 2*int(limits.Text) { // what normalising may halve
			return nil, (&doc.Builder{Full: true}).Err()
		}
	}
	b := &doc.Builder{Limit: int(limits.Text)}
	write(withoutLineNumbers(rows), count, b, d)
	if b.Full {
		return nil, b.Err()
	}
	for i, s := range d.Pages {
		if s.Len() > 0 {
			tally.written++
		} else if tally.shows[i] {
			tally.silent = append(tally.silent, i+1)
		}
	}
	if err := tally.judge(d, count); err != nil {
		return nil, err
	}
	if err := p.attachments(f, d); err != nil {
		return nil, err
	}
	d.Meta.Title, err = p.metaText(handle, "Title")
	if err != nil {
		return nil, err
	}
	return d, b.Finish(d)
}

func (p *pdfium) openLoss() error {
	code, err := p.call("FPDF_GetLastError")
	if err != nil {
		return err
	}
	switch {
	case code == pdfErrPassword:
		return &doc.Loss{Stage: doc.AtRead, Reason: doc.Encrypted, Err: errors.New("the PDF needs a password to open"), Hint: "save a copy without the password"}
	case code == pdfErrSecurity:
		return &doc.Loss{Stage: doc.AtRead, Reason: doc.Encrypted, Err: errors.New("the PDF is encrypted in a way that is not supported"), Hint: "save a copy without encryption"}
	case p.nearlyFull():
		return errNoMemory
	}
	return &doc.Loss{Stage: doc.AtRead, Reason: doc.Corrupt, Err: fmt.Errorf("the PDF cannot be opened (PDFium error %d)", code), Hint: "it may be cut off or damaged: fetch it again"}
}

// pageTally counts what the pages of one document came to.
type pageTally struct {
	broken  []int        // 1-based numbers of pages that did not load
	silent  []int        // pages that show something but hold no text
	written int          // pages with text
	shows   map[int]bool // pages by their index that show something
}

// judge decides what a document without text is, and warns of pages without.
func (t *pageTally) judge(d *doc.Document, count int) error {
	if t.written == 0 {
		switch {
		case len(t.broken) > 0:
			return &doc.Loss{Stage: doc.AtRead, Reason: doc.Corrupt, Err: fmt.Errorf("%d of %d pages cannot be loaded and the rest hold no text", len(t.broken), count), Hint: "it may be cut off or damaged: fetch it again"}
		case len(t.silent) > 0:
			return &doc.Loss{Stage: doc.AtRead, Reason: doc.NeedsOCR, Err: fmt.Errorf("none of its %d pages holds text, %d show pictures or drawings", count, len(t.silent)), Hint: "run it through text recognition first"}
		}
		return &doc.Loss{Stage: doc.AtRead, Reason: doc.Empty, Err: fmt.Errorf("all of its %d pages are blank", count)}
	}
	if missing := append(append([]int(nil), t.broken...), t.silent...); len(missing) > 0 {
		d.Warnings = append(d.Warnings, doc.Warning{Reason: doc.PagesWithoutText,
			Message: fmt.Sprintf("%d of %d pages show something but gave no text: %s", len(missing), count, doc.FirstNumbers(missing)),
			Hint:    "they may be scans: run the file through text recognition first"})
	}
	return nil
}

// page gives the rows of page i.
func (p *pdfium) page(f *form, i int, tally *pageTally) ([]printed, error) {
	page, err := p.call("FPDF_LoadPage", f.doc, uint64(i))
	if err != nil {
		return nil, err
	}
	if page == 0 {
		tally.broken = append(tally.broken, i+1)
		return nil, nil
	}
	page, notes, err := p.annots(f, page, i)
	if err != nil {
		return nil, err
	}
	objects, err := p.call("FPDFPage_CountObjects", page)
	if err != nil {
		return nil, err
	}
	if int32(objects) > 0 {
		if tally.shows == nil {
			tally.shows = map[int]bool{}
		}
		tally.shows[i] = true
	}
	rows, err := p.pageRows(page, i)
	if err != nil {
		return nil, err
	}
	if rows, err = p.seen(page, rows); err != nil {
		return nil, err
	}
	rows = withInitials(withMarks(rows))
	if len(notes) > 0 {
		var shown strings.Builder
		for _, r := range rows {
			shown.WriteString(doc.Squeeze(r.text))
		}
		for _, n := range notes {
			rows = n.rows(i, shown.String(), rows)
		}
	}
	_, err = p.call("FPDF_ClosePage", page)
	return rows, err
}

// pageBox is the visible part of a page in its own units (points, y upwards)
// and how it is turned for display, in quarters clockwise.
type pageBox struct {
	left, top, right, bottom float64
	turn                     int
}

func (p *pdfium) pageBox(page uint64) (pageBox, error) {
	ok, err := p.call("FPDF_GetPageBoundingBox", page, uint64(p.scratch))
	if err != nil {
		return pageBox{}, err
	}
	var box pageBox
	if ok != 0 {
		box = pageBox{left: float64(p.float32At(0)), top: float64(p.float32At(4)), right: float64(p.float32At(8)), bottom: float64(p.float32At(12))}
	}
	turn, err := p.call("FPDFPage_GetRotation", page)
	box.turn = int(turn & 3)
	return box, err
}

// place turns a point of the page into points from the left and from the top
// of the page as it is displayed.
func (b pageBox) place(x, y float64) (fromLeft, fromTop float32) {
	switch b.turn {
	case 1:
		return float32(y - b.bottom), float32(x - b.left)
	case 2:
		return float32(b.right - x), float32(y - b.bottom)
	case 3:
		return float32(b.top - y), float32(b.right - x)
	}
	return float32(x - b.left), float32(b.top - y)
}

// corner is the corner of a box in units of the page that is displayed top
// left.
func (b pageBox) corner(left, right, bottom, top float64) (fromLeft, fromTop float32) {
	switch b.turn {
	case 1:
		return b.place(left, bottom)
	case 2:
		return b.place(right, bottom)
	case 3:
		return b.place(right, top)
	}
	return b.place(left, top)
}

// off reports whether a straight line from a to c lies wholly on one side of
// the displayed page, where nobody sees it.
func (b pageBox) off(a, c row) bool {
	width, height := float32(b.right-b.left), float32(b.top-b.bottom)
	if b.turn&1 == 1 {
		width, height = height, width
	}
	if !a.known || !c.known || width <= 0 || height <= 0 {
		return false
	}
	return a.x > width && c.x > width || a.y > height && c.y > height || a.x < 0 && c.x < 0 || a.y < 0 && c.y < 0
}

// metaText reads an entry of the document information, "" where it has none.
func (p *pdfium) metaText(handle uint64, key string) (string, error) {
	tag := p.scratch + scratchSize - 64
	p.memory.Write(tag, append([]byte(key), 0))
	n, err := p.call("FPDF_GetMetaText", handle, uint64(tag), uint64(p.scratch), scratchSize-64)
	if err != nil || n < 2 || n > scratchSize-64 {
		return "", err
	}
	raw, _ := p.memory.Read(p.scratch, uint32(n)-2)
	return doc.NormaliseLine(decodeUTF16(raw)), nil
}

func decodeUTF16(raw []byte) string {
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i]) | uint16(raw[2*i+1])<<8
	}
	return string(utf16.Decode(units))
}

// finite keeps a figure of a broken page out of the document.
func finite(f float32) float32 {
	if v := float64(f); math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return f
}
