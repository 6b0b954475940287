package pdf

import "strings"

// The kinds of form field whose text matters here; FPDFAnnot_GetFormFieldType
// gives them.
const (
	fieldCombo = 4
	fieldList  = 5
	fieldText  = 6
)

// maxOptions is how many options of a list box are read.
const maxOptions = 1000

// form is PDFium's view of a document's form. A field may inherit its value,
// its kind and its flags from the field it belongs to, and the form knows how.
// It is opened with the first field that is met, since few documents have any.
type form struct {
	pdf    *pdfium
	doc    uint64
	handle uint64 // 0 when it is not open
	info   uint32 // the structure the handle refers to
	tried  bool

	attached int // files that annotations of the pages carry
}

// open opens the form. A document whose form cannot be opened is read without.
func (f *form) open() error {
	if f.tried {
		return nil
	}
	f.tried = true
	size, err := f.pdf.call("FPDF_FORMFILLINFO_Size")
	if err != nil {
		return err
	}
	if f.info, err = f.pdf.malloc(int(uint32(size))); err != nil {
		return err
	}
	// No callbacks: nothing is filled in, and no script runs.
	for _, version := range []uint32{1, 2} { // 2 is asked for by builds that know XFA
		f.pdf.memory.Write(f.info, make([]byte, uint32(size)))
		f.pdf.memory.WriteUint32Le(f.info, version)
		if f.handle, err = f.pdf.call("FPDFDOC_InitFormFillEnvironment", f.doc, uint64(f.info)); err != nil || f.handle != 0 {
			return err
		}
	}
	return nil
}

// close gives the form back, before its document is closed.
func (f *form) close() {
	if f.handle != 0 {
		_, _ = f.pdf.call("FPDFDOC_ExitFormFillEnvironment", f.handle) // a module that traps here is spent, as the next call tells
	}
	f.pdf.free(f.info)
}

// field is what stands in the field that the annotation shows: the value of one
// for text or a choice, the options of a list box. known is false for an
// annotation that belongs to no field of the form. Passwords are nothing.
func (f *form) field(annot uint64) (text string, known bool, err error) {
	if err := f.open(); err != nil || f.handle == 0 {
		return "", false, err
	}
	kind, err := f.pdf.call("FPDFAnnot_GetFormFieldType", f.handle, annot)
	if err != nil || int32(kind) <= 0 {
		return "", false, err
	}
	switch kind {
	case fieldText:
		flags, err := f.pdf.call("FPDFAnnot_GetFormFieldFlags", f.handle, annot)
		if err != nil || flags&fieldPassword != 0 {
			return "", true, err
		}
	case fieldList:
		text, err := f.options(annot)
		return text, true, err
	case fieldCombo:
	default:
		return "", true, nil
	}
	text, err = f.pdf.wideString("FPDFAnnot_GetFormFieldValue", f.handle, annot)
	if err == nil && text == "" { // some programs write it where it is shown
		text, err = f.pdf.annotString(annot, "V")
	}
	return text, true, err
}

// options are the labels of a list box, a line each.
func (f *form) options(annot uint64) (string, error) {
	count, err := f.pdf.call("FPDFAnnot_GetOptionCount", f.handle, annot)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i := range min(int(int32(count)), maxOptions) {
		label, err := f.pdf.wideString("FPDFAnnot_GetOptionLabel", f.handle, annot, uint64(i))
		if err != nil {
			return "", err
		}
		b.WriteString(label)
		b.WriteByte('\n')
		if b.Len() > maxNote {
			break
		}
	}
	return b.String(), nil
}

// wideString calls a function that writes UTF-16 into the buffer of its last
// two arguments and returns its length in bytes.
func (p *pdfium) wideString(name string, args ...uint64) (string, error) {
	with := func(buf, n uint64) (uint64, error) {
		return p.call(name, append(append([]uint64(nil), args...), buf, n)...)
	}
	size, err := with(0, 0)
	n := uint32(size)
	if err != nil || n <= 2 || n > maxNote {
		return "", err
	}
	buf, err := p.malloc(int(n))
	if err != nil {
		return "", err
	}
	defer p.free(buf)
	if _, err := with(uint64(buf), uint64(n)); err != nil {
		return "", err
	}
	raw, _ := p.memory.Read(buf, n-2) // without the zero at its end
	return decodeUTF16(raw), nil
}
