package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	"assay/corpus/internal/doc"
)

// Text may be there and not be seen: white on white, drawn by nothing, or on a
// layer that is switched off. A row of which there is doubt is looked for on the
// drawn page. Text under a scanned picture is no such text: the picture shows it.

const (
	nearlyWhite = 250     // of 255, for each of red, green and blue
	invisible   = 3       // the mode of text that draws nothing
	maxPixels   = 4 << 20 // of a drawn page, one a point
	contrast    = 10      // of 255, between the darkest and the lightest pixel of a row that shows something
	maxMarked   = 5000    // objects of a page whose marks are looked at
	imageObject = 3
	formObject  = 5
)

// mayHaveLayers reports bytes of a PDF that may hold layers: they name the list
// of them, or lie packed in streams.
func (p *pdfium) mayHaveLayers(ptr uint32, n int) bool {
	raw, ok := p.memory.Read(ptr, uint32(n))
	return ok && (bytes.Contains(raw, []byte("/OCProperties")) || bytes.Contains(raw, []byte("/ObjStm")))
}

// doubt notes where a row lies whose first character may not be seen.
func (t *textPage) doubt(r *printed, at, end int) error {
	c, err := t.char(at)
	if err != nil {
		return err
	}
	s := uint64(t.scratch)
	ok, err := t.call("FPDFText_GetFillColor", t.handle, c, s, s+4, s+8, s+12) // red, green, blue, alpha
	if err != nil {
		return err
	}
	if ok != 0 {
		rgba := [4]uint32{}
		for k := range rgba {
			rgba[k], _ = t.memory.ReadUint32Le(t.scratch + uint32(4*k))
		}
		r.doubtful = rgba[0] >= nearlyWhite && rgba[1] >= nearlyWhite && rgba[2] >= nearlyWhite || rgba[3] == 0
	}
	if !r.doubtful {
		object, err := t.call("FPDFText_GetTextObject", t.handle, c)
		if err != nil {
			return err
		}
		if object != 0 {
			mode, err := t.call("FPDFTextObj_GetTextRenderMode", object)
			if err != nil {
				return err
			}
			r.undrawn = int32(mode) == invisible
		}
	}
	if !r.doubtful && !r.undrawn && !t.layered {
		return nil
	}
	return t.bounds(r, at, end)
}

// bounds notes where the row of text indexes [at, end) lies, in points of the
// displayed page.
func (t *textPage) bounds(r *printed, at, end int) error {
	r.left, r.right = float32(math.Inf(1)), float32(math.Inf(-1))
	r.top, r.bottom = r.left, r.right
	for _, i := range []int{at, end - 1} {
		c, err := t.char(i)
		if err != nil {
			return err
		}
		s := uint64(t.scratch)
		ok, err := t.call("FPDFText_GetCharBox", t.handle, c, s, s+8, s+16, s+24) // left, right, bottom, top
		if err != nil {
			return err
		}
		if ok == 0 {
			continue
		}
		for _, corner := range [][2]float64{{t.float64At(0), t.float64At(16)}, {t.float64At(8), t.float64At(24)}} {
			x, y := t.display.place(corner[0], corner[1])
			r.left, r.right = min(r.left, x), max(r.right, x)
			r.top, r.bottom = min(r.top, y), max(r.bottom, y)
		}
	}
	return nil
}

// seen leaves out the rows of a page that nobody sees.
func (p *pdfium) seen(page uint64, rows []printed) ([]printed, error) {
	marked := false
	if p.layered {
		var err error
		if marked, err = p.anyObject(page, p.onLayer); err != nil {
			return nil, err
		}
	}
	doubtful, undrawn := marked, false
	for _, r := range rows {
		doubtful = doubtful || r.doubtful
		undrawn = undrawn || r.undrawn
	}
	if undrawn { // under a scanned picture, which shows what it says, it is read
		scanned, err := p.anyObject(page, p.mayShowImage)
		if err != nil {
			return nil, err
		}
		undrawn = !scanned
	}
	if !doubtful && !undrawn {
		return rows, nil
	}
	picture, err := p.draw(page)
	if err != nil || picture == nil {
		return rows, err
	}
	out := rows[:0]
	for _, r := range rows {
		if !marked && !r.doubtful && !(r.undrawn && undrawn) || picture.shows(r) {
			out = append(out, r)
		}
	}
	return out, nil
}

// anyObject reports whether is holds of an object of the page, as far as they are looked at.
func (p *pdfium) anyObject(page uint64, is func(object uint64) (bool, error)) (bool, error) {
	n, err := p.call("FPDFPage_CountObjects", page)
	if err != nil {
		return false, err
	}
	for i := range min(int(int32(n)), maxMarked) {
		object, err := p.call("FPDFPage_GetObject", page, uint64(i))
		if err != nil {
			return false, err
		}
		if found, err := is(object); found || err != nil {
			return found, err
		}
	}
	return false, nil
}

// mayShowImage reports whether an object is a picture, or a form, which may hold one.
func (p *pdfium) mayShowImage(object uint64) (bool, error) {
	kind, err := p.call("FPDFPageObj_GetType", object)
	return err == nil && (int32(kind) == imageObject || int32(kind) == formObject), err
}

// onLayer reports whether an object is marked as lying on a layer.
func (p *pdfium) onLayer(object uint64) (bool, error) {
	marks, err := p.call("FPDFPageObj_CountMarks", object)
	if err != nil {
		return false, err
	}
	for k := range min(int(int32(marks)), 8) {
		mark, err := p.call("FPDFPageObj_GetMark", object, uint64(k))
		if err != nil {
			return false, err
		}
		s := uint64(p.scratch)
		ok, err := p.call("FPDFPageObjMark_GetName", mark, s+8, 64, s) // UTF-16 and its length in bytes
		if err != nil {
			return false, err
		}
		if size, _ := p.memory.ReadUint32Le(p.scratch); ok != 0 && size == 6 {
			if name, _ := p.memory.Read(p.scratch+8, 4); string(name) == "O\x00C\x00" {
				return true, nil
			}
		}
	}
	return false, nil
}

// picture is a drawn page in shades of grey, one pixel a point.
type picture struct {
	grey                  []byte
	width, height, stride int
}

// draw draws a page; nil for one that is too large.
func (p *pdfium) draw(page uint64) (*picture, error) {
	w, err := p.call("FPDF_GetPageWidthF", page)
	if err != nil {
		return nil, err
	}
	h, err := p.call("FPDF_GetPageHeightF", page)
	if err != nil {
		return nil, err
	}
	width, height := int(math.Float32frombits(uint32(w))), int(math.Float32frombits(uint32(h)))
	if width <= 0 || height <= 0 || width > maxPixels || height > maxPixels || width*height > maxPixels {
		return nil, nil
	}
	bitmap, err := p.call("FPDFBitmap_CreateEx", uint64(width), uint64(height), 1, 0, 0) // 1: a byte of grey
	if err != nil || bitmap == 0 {
		return nil, err
	}
	defer p.call("FPDFBitmap_Destroy", bitmap)
	if _, err := p.call("FPDFBitmap_FillRect", bitmap, 0, 0, uint64(width), uint64(height), 0xFFFFFFFF); err != nil {
		return nil, err
	}
	if _, err := p.call("FPDF_RenderPageBitmap", bitmap, page, 0, 0, uint64(width), uint64(height), 0, 8); err != nil { // 8: grey
		return nil, err
	}
	buf, err := p.call("FPDFBitmap_GetBuffer", bitmap)
	if err != nil {
		return nil, err
	}
	stride, err := p.call("FPDFBitmap_GetStride", bitmap)
	if err != nil {
		return nil, err
	}
	view, ok := p.memory.Read(uint32(buf), uint32(int(int32(stride))*height))
	if !ok {
		return nil, nil
	}
	return &picture{bytes.Clone(view), width, height, int(int32(stride))}, nil
}

// shows reports whether anything is drawn where row r lies. A row of which the
// place is not known is taken for shown.
func (c *picture) shows(r printed) bool {
	left, right := max(int(r.left), 0), min(int(r.right)+1, c.width)
	top, bottom := max(int(r.top), 0), min(int(r.bottom)+1, c.height)
	if left >= right || top >= bottom {
		return true
	}
	darkest, lightest := byte(255), byte(0)
	for y := top; y < bottom; y++ {
		for _, v := range c.grey[y*c.stride+left : y*c.stride+right] {
			darkest, lightest = min(darkest, v), max(lightest, v)
		}
	}
	return lightest-darkest > contrast
}

// maxNamed is how many attached files a warning names.
const maxNamed = 5

// attachments warns of files that the PDF, or a note on a page of it, carries: they are
// not read.
func (p *pdfium) attachments(f *form, d *doc.Document) error {
	n, err := p.call("FPDFDoc_GetAttachmentCount", f.doc)
	named := max(int(int32(n)), 0)
	count := named + f.attached
	if err != nil || count == 0 {
		return err
	}
	var names []string
	for i := range min(named, maxNamed) {
		a, err := p.call("FPDFDoc_GetAttachment", f.doc, uint64(i))
		if err != nil {
			return err
		}
		name := ""
		if a != 0 {
			if name, err = p.wideString("FPDFAttachment_GetName", a); err != nil {
				return err
			}
		}
		if name = doc.NormaliseLine(name); name != "" {
			names = append(names, name)
		}
	}
	if count > len(names) && len(names) > 0 {
		names = append(names, "...")
	}
	d.Warnings = append(d.Warnings, doc.Warning{Reason: doc.PartsNotRead,
		Message: strings.TrimSuffix(fmt.Sprintf("it carries %d attached files that were not read: %s", count, strings.Join(names, ", ")), ": "),
		Hint:    "save the attached files and put them beside it"})
	return nil
}
