package pdf

import (
	"bytes"
	"math"
	"strings"
	"unicode/utf16"

	"assay/corpus/internal/doc"
)

// rows gives the rows of a text page whose letters stand upright in it. PDFium gives the text of the page as
// one string with a line end after each printed line; box, font and size are
// asked for the first character of each line only, which is what makes it fast.
func (t *textPage) rows(page int) ([]printed, error) {
	count := t.count
	buf, err := t.malloc(4*count + 4)
	if err != nil {
		return nil, err
	}
	defer t.free(buf)
	got, err := t.call("FPDFText_GetText", t.handle, 0, uint64(count), uint64(buf))
	if err != nil {
		return nil, err
	}
	view, ok := t.memory.Read(buf, uint32(2*max(0, min(int(int32(got))-1, 2*count))))
	if !ok {
		return nil, nil
	}
	raw := bytes.Clone(view) // later calls may move the memory
	t.shifted = len(raw)/2 != count
	units := make([]uint16, len(raw)/2)
	for i := range units {
		if units[i] = uint16(raw[2*i]) | uint16(raw[2*i+1])<<8; isRaisedLetter(units[i]) {
			units[i] = 0xFFFD // no character
		}
	}
	for at := 0; at < len(units); {
		end, err := t.lineEnd(units, at)
		if err != nil {
			return nil, err
		}
		if err := t.line(units, at, end, page); err != nil {
			return nil, err
		}
		at = end + 1
	}
	return t.out, nil
}

// textPage asks about single characters of one page.
type textPage struct {
	*pdfium
	handle  uint64
	box     pageBox
	count   int     // characters
	shifted bool    // the text has other indexes than the characters
	display pageBox // of the page as it is displayed, when it is turned
	mixed   bool    // letters stand in several directions: each row is asked for its own
	out     []printed
}

// rowHyphen is how PDFium writes a hyphen at the end of a row. It joins the next
// row to it without a line end, so that the divided word stays whole.
const rowHyphen = 0xFFFE

// line adds the units from at to end as one line; or as several, where PDFium
// has joined rows of the page: at a hyphen, after the divided word, and where a
// footer follows the last line without a line end. from is where the row
// begins that a line is on, which is before at when the row begins with the
// second half of a divided word.
func (t *textPage) line(units []uint16, at, end, page int) error {
	for end > at && spaceUnit(units[end-1]) {
		end--
	}
	for from := at; at < end; {
		if spaceUnit(units[at]) {
			if from == at {
				from++
			}
			at++
			continue
		}
		rowEnd, wordEnd := hyphenated(units, at, end)
		l, first, err := t.look(from, page)
		if err != nil {
			return err
		}
		if wordEnd > rowEnd {
			goesOn, err := t.goesOn(first, rowEnd, l.Size)
			if err != nil {
				return err
			}
			if !goesOn { // a footer, a header or a note, and no second half
				wordEnd = rowEnd
			}
		}
		cut, err := t.rowEnd(units, at, rowEnd, first, l.Size)
		if err != nil {
			return err
		}
		next, nextFrom := wordEnd, rowEnd
		if cut < rowEnd {
			next, nextFrom = cut, cut
		}
		unseen, err := t.unseen(first, min(cut, rowEnd)-1)
		if err != nil {
			return err
		}
		if !unseen && t.mixed {
			unseen, err = t.turned(from)
		}
		if err == nil && !unseen {
			err = t.add(units, at, next, min(cut, rowEnd), l, first)
		}
		if err != nil {
			return err
		}
		at, from = next, nextFrom
	}
	return nil
}

// rowsApart is how many sizes of the font two rows lie apart at most for a word
// to go on in the second.
const rowsApart = 2.5

// goesOn reports whether the character at text index i, the first behind a hyphen,
// may go on with the word before it: it stands near the row first is in, and is as
// large.
func (t *textPage) goesOn(first row, i int, size float32) (bool, error) {
	r, err := t.row(i)
	if err != nil || !r.known || !first.known {
		return true, err
	}
	if abs32(r.y-first.y) > rowsApart*max(size, 4) {
		return false, nil
	}
	before, err := t.sizeAt(i - 2) // before the hyphen
	if err != nil {
		return true, err
	}
	behind, err := t.sizeAt(i)
	return doc.AlikeInSize(before, behind), err
}

// unseen reports a row that begins at first and ends with the character behind
// text index last, and lies off the page.
func (t *textPage) unseen(first row, last int) (bool, error) {
	if !t.box.off(first, first) {
		return false, nil
	}
	end, err := t.row(last)
	return t.box.off(first, end), err
}

// hyphenated returns where the first row of units[at:end] ends, and where the
// word does that goes on in the next row; both are end for a single row.
func hyphenated(units []uint16, at, end int) (rowEnd, wordEnd int) {
	for rowEnd = at + 1; rowEnd < end && units[rowEnd-1] != rowHyphen; rowEnd++ {
	}
	for wordEnd = rowEnd; wordEnd < end && !spaceUnit(units[wordEnd]); wordEnd++ {
	}
	return rowEnd, wordEnd
}

// sameRow is how far the baselines of one row may lie apart, in font sizes:
// raised and lowered characters stay under half of one.
const sameRow = 0.75

// rowEnd returns where the row that starts at at ends: end, if the last
// character stands on it, otherwise the first word after which none does.
func (t *textPage) rowEnd(units []uint16, at, end int, first row, size float32) (int, error) {
	last, err := t.row(end - 1)
	if err != nil || first.on(last, size) {
		return end, err
	}
	// A drop capital or a raised mark at the end is not another row: only a word
	// from which on everything stands elsewhere is.
	cut := end
	for cut > at {
		start := cut
		for start > at && !spaceUnit(units[start-1]) {
			start--
		}
		if start == at {
			break
		}
		r, err := t.row(start)
		if err != nil {
			return end, err
		}
		if first.on(r, size) {
			break
		}
		for cut = start; cut > at && spaceUnit(units[cut-1]); {
			cut--
		}
	}
	if cut > at && cut < end {
		return cut, nil
	}
	// Figures one under the other may come without a space between them.
	for cut = at + 1; cut < end && digitUnit(units[cut-1]) && digitUnit(units[cut]); cut++ {
		r, err := t.row(cut)
		if err != nil || !first.on(r, size) {
			return cut, err
		}
	}
	return end, nil
}

// row is where a character stands: its origin, in points from the left and from
// the top of the displayed page. known is false for characters PDFium has put
// in itself.
type row struct {
	x, y  float32
	known bool
}

// on reports whether another character stands on the same row as r.
func (r row) on(other row, size float32) bool {
	if !r.known || !other.known {
		return true
	}
	return abs32(r.y-other.y) <= sameRow*max(size, 4)
}

func abs32(f float32) float32 { return float32(math.Abs(float64(f))) }

func (t *textPage) row(i int) (row, error) {
	c, err := t.char(i)
	if err != nil {
		return row{}, err
	}
	s := uint64(t.scratch)
	ok, err := t.call("FPDFText_GetCharOrigin", t.handle, c, s, s+8)
	if err != nil || ok == 0 {
		return row{}, err
	}
	x, y := t.box.place(t.float64At(0), t.float64At(8))
	return row{x, y, true}, nil
}

// look asks for place, size and boldness of the character behind text index i,
// and for its row.
func (t *textPage) look(i, page int) (l doc.Line, at row, err error) {
	l = doc.Line{Page: int32(page + 1), Comment: -1}
	c, err := t.char(i)
	if err != nil {
		return l, at, err
	}
	s := uint64(t.scratch)
	ok, err := t.call("FPDFText_GetCharBox", t.handle, c, s, s+8, s+16, s+24) // left, right, bottom, top
	if err != nil {
		return l, at, err
	}
	if ok != 0 {
		left, right, bottom, top := t.float64At(0), t.float64At(8), t.float64At(16), t.float64At(24)
		l.X, l.Y = t.box.corner(left, right, bottom, top)
		l.X, l.Y = finite(l.X), finite(l.Y)
	}
	if l.Size, err = t.size(c); err != nil {
		return l, at, err
	}
	length, err := t.call("FPDFText_GetFontInfo", t.handle, c, s, scratchSize/2, 0)
	if err != nil {
		return l, at, err
	}
	if n := uint32(length); n > 1 && n <= scratchSize/2 {
		name, _ := t.memory.Read(t.scratch, n-1)
		l.Bold = boldName(string(name))
	}
	at, err = t.row(i)
	return l, at, err
}

// size is the height of a character's font on the page, in points: what the
// font was selected with times what the text is scaled by. Many programs select
// size 1 and scale.
func (t *textPage) size(c uint64) (float32, error) {
	selected, err := t.call("FPDFText_GetFontSize", t.handle, c)
	if err != nil {
		return 0, err
	}
	size := math.Float64frombits(selected)
	ok, err := t.call("FPDFText_GetMatrix", t.handle, c, uint64(t.scratch)) // a, b, c, d, e, f
	if err != nil {
		return 0, err
	}
	if ok != 0 {
		if scale := math.Hypot(float64(t.float32At(8)), float64(t.float32At(12))); scale > 0 {
			size *= scale
		}
	}
	return finite(float32(math.Round(size*100) / 100)), nil
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

// decodeUnits turns UTF-16 into UTF-8. A hyphen of a row within it stays as
// hyphen.Mark, to be settled when the whole document is known. The
// space that a row end stands for after a suspended hyphen ("short- and
// long-term") is put back.
func decodeUnits(units []uint16) string {
	var b strings.Builder
	b.Grow(len(units) + len(units)/8)
	for i := 0; i < len(units); i++ {
		u := rune(units[i])
		switch {
		case u == rowHyphen && suspended(units[i+1:]):
			b.WriteString("- ")
			continue
		case u == rowHyphen && i+1 == len(units):
			u = '-'
		case u == joint:
			continue
		case isRaisedLetter(units[i]):
			if i == 0 || !isRaisedLetter(units[i-1]) {
				b.WriteByte('[')
			}
			b.WriteRune(u - raisedLetter + 'a')
			if i+1 == len(units) || !isRaisedLetter(units[i+1]) {
				b.WriteByte(']')
			}
			continue
		case u == 2: // a hyphen whose font has no better name for it
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

// suspended reports the word "and" or "or" after a hyphen.
func suspended(after []uint16) bool {
	n := 0
	for n < len(after) && !spaceUnit(after[n]) {
		n++
	}
	switch string(utf16.Decode(after[:n])) {
	case "and", "or":
		return true
	}
	return false
}
