package corpus

import (
	"bytes"
	"strings"
	"unicode/utf16"
)

// lines adds the lines of a text page. PDFium gives the text of the page as
// one string with a line end after each printed line; box, font and size are
// asked for the first character of each line only, which is what makes it fast.
func (p *pdfium) lines(text uint64, page int, box pageBox, b *builder) error {
	n, err := p.call("FPDFText_CountChars", text)
	count := int(int32(n))
	if err != nil || count <= 0 {
		return err
	}
	buf, err := p.malloc(4*count + 4)
	if err != nil {
		return err
	}
	defer p.free(buf)
	got, err := p.call("FPDFText_GetText", text, 0, uint64(count), uint64(buf))
	if err != nil {
		return err
	}
	view, ok := p.memory.Read(buf, uint32(2*max(0, min(int(int32(got))-1, 2*count))))
	if !ok {
		return nil
	}
	raw := bytes.Clone(view) // later calls may move the memory
	t := textPage{pdfium: p, handle: text, box: box, shifted: len(raw)/2 != count}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i]) | uint16(raw[2*i+1])<<8
	}
	for at := 0; at < len(units); {
		end := at
		for end < len(units) && units[end] != '\n' && units[end] != '\r' {
			end++
		}
		if err := t.line(units, at, end, page, b); err != nil {
			return err
		}
		at = end + 1
	}
	return nil
}

// textPage asks about single characters of one page.
type textPage struct {
	*pdfium
	handle  uint64
	box     pageBox
	shifted bool // the text has other indexes than the characters
}

// line adds the units from at to end, without white space around them, as one
// line; or as two where the second part stands on another row of the page,
// which is how a footer comes out that PDFium has joined to the last line.
func (t *textPage) line(units []uint16, at, end, page int, b *builder) error {
	for at < end && spaceUnit(units[at]) {
		at++
	}
	for end > at && spaceUnit(units[end-1]) {
		end--
	}
	if at == end {
		return nil
	}
	l, first, err := t.look(at, page)
	if err != nil {
		return err
	}
	b.add(decodeUnits(units[at:end]), l)
	_ = first
	return nil
}

// look asks for place, size and boldness of the character behind text index i.
// row is its baseline, in points from the top.
func (t *textPage) look(i, page int) (l Line, row float32, err error) {
	l = Line{Page: int32(page + 1), Comment: -1}
	c, err := t.char(i)
	if err != nil {
		return l, 0, err
	}
	s := uint64(t.scratch)
	ok, err := t.call("FPDFText_GetCharBox", t.handle, c, s, s+8, s+16, s+24) // left, right, bottom, top
	if err != nil {
		return l, 0, err
	}
	if ok != 0 {
		left, right, bottom, top := t.float64At(0), t.float64At(8), t.float64At(16), t.float64At(24)
		x, y := left, top
		switch t.box.turn { // the corner that is displayed top left
		case 1:
			x, y = left, bottom
		case 2:
			x, y = right, bottom
		case 3:
			x, y = right, top
		}
		l.X, l.Y = t.box.place(x, y)
		l.X, l.Y = finite(l.X), finite(l.Y)
	}
	size, err := t.call("FPDFText_GetFontSize", t.handle, c)
	if err != nil {
		return l, 0, err
	}
	l.Size = finite(float32(bitsFloat64(size)))
	length, err := t.call("FPDFText_GetFontInfo", t.handle, c, s, scratchSize/2, 0)
	if err != nil {
		return l, 0, err
	}
	if n := uint32(length); n > 1 && n <= scratchSize/2 {
		name, _ := t.memory.Read(t.scratch, n-1)
		l.Bold = boldName(string(name))
	}
	return l, row, nil
}

// char is the character index behind a text index.
func (t *textPage) char(i int) (uint64, error) {
	if !t.shifted {
		return uint64(i), nil
	}
	c, err := t.call("FPDFText_GetCharIndexFromTextIndex", t.handle, uint64(i))
	return uint64(uint32(max(0, int32(c)))), err
}

// boldName reads boldness out of a font's name; the weight in the font itself
// is not to be trusted.
func boldName(name string) bool {
	name = strings.ToLower(name)
	for _, w := range []string{"bold", "black", "heavy", "-bd", "demi"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

func spaceUnit(u uint16) bool {
	return u <= ' ' && u != 2 || u == 0xA0 || u >= 0x2000 && u <= 0x200A || u == 0x202F || u == 0x3000
}

// decodeUnits turns UTF-16 into UTF-8. PDFium writes a hyphen at the end of a
// line as U+FFFE, and as U+0002 where the font has no better name for it.
func decodeUnits(units []uint16) string {
	var b strings.Builder
	b.Grow(len(units) + len(units)/8)
	for i := 0; i < len(units); i++ {
		u := rune(units[i])
		switch {
		case u == 0xFFFE || u == 2:
			u = '-'
		case utf16.IsSurrogate(u) && i+1 < len(units):
			if r := utf16.DecodeRune(u, rune(units[i+1])); r != '\uFFFD' {
				u = r
				i++
			}
		}
		b.WriteRune(u)
	}
	return b.String()
}
