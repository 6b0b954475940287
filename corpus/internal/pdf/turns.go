package pdf

import (
	"math"
	"slices"
)

// Letters may run along another direction than the page is displayed in: a page
// turned the wrong way, or a table set on its side. PDFium puts rows together
// along the displayed page only, so the page is turned for each direction, and
// the rows read whose letters then stand upright.

// angleSamples is how many characters of a page are asked for their direction.
const angleSamples = 24

// upright is how many quarters clockwise a page has to be turned for character c
// to stand upright; -1 for one that stands askew.
func (t *textPage) upright(c uint64) (int, error) {
	v, err := t.call("FPDFText_GetCharAngle", t.handle, c)
	if err != nil {
		return 0, err
	}
	quarters := float64(math.Float32frombits(uint32(v))) / (math.Pi / 2) // clockwise
	whole := math.Round(quarters)
	if math.IsNaN(quarters) || quarters < -0.5 || quarters > 8 || math.Abs(quarters-whole) > 0.1 {
		return -1, nil
	}
	return (8 - int(whole)) % 4, nil
}

// turned reports a row whose first character does not stand upright as the page
// is turned now.
func (t *textPage) turned(first int) (bool, error) {
	c, err := t.char(first)
	if err != nil {
		return false, err
	}
	q, err := t.upright(c)
	return q >= 0 && q != t.box.turn, err
}

// directions are the turns of the page that characters sampled from it stand
// upright in, the one it is displayed in first. It is never empty.
func (t *textPage) directions() ([]int, error) {
	out := []int{t.box.turn}
	shown := false
	for k := range angleSamples {
		c := k * t.count / angleSamples
		if k > 0 && c == (k-1)*t.count/angleSamples {
			continue
		}
		u, err := t.call("FPDFText_GetUnicode", t.handle, uint64(c))
		if err != nil {
			return nil, err
		}
		if u <= ' ' || u == rowHyphen {
			continue
		}
		q, err := t.upright(uint64(c))
		if err != nil {
			return nil, err
		}
		shown = shown || q == t.box.turn || q < 0
		if q >= 0 && !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	if !shown && len(out) > 1 {
		out = out[1:]
	}
	return out, nil
}

// pageRows gives the rows of a loaded page in every direction it has letters in.
func (p *pdfium) pageRows(page uint64, i int) ([]printed, error) {
	t, err := p.openText(page)
	if err != nil || t == nil {
		return nil, err
	}
	turns, err := t.directions()
	if err != nil {
		return nil, err
	}
	shown, display := t.box.turn, t.box
	var rows []printed
	for _, turn := range turns {
		if turn != t.box.turn {
			if err := t.close(); err != nil {
				return nil, err
			}
			if _, err := p.call("FPDFPage_SetRotation", page, uint64(turn)); err != nil {
				return nil, err
			}
			if t, err = p.openText(page); err != nil || t == nil {
				return rows, err
			}
		}
		t.mixed, t.display = len(turns) > 1, display
		of, err := t.rows(i)
		if err != nil {
			return nil, err
		}
		rows = append(rows, of...)
	}
	if err := t.close(); err != nil {
		return nil, err
	}
	if t.box.turn != shown {
		if _, err := p.call("FPDFPage_SetRotation", page, uint64(shown)); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// openText looks for the text of a page as it is turned now; nil for none.
func (p *pdfium) openText(page uint64) (*textPage, error) {
	box, err := p.pageBox(page)
	if err != nil {
		return nil, err
	}
	text, err := p.call("FPDFText_LoadPage", page)
	if err != nil || text == 0 {
		return nil, err
	}
	t := &textPage{pdfium: p, handle: text, box: box}
	n, err := p.call("FPDFText_CountChars", text)
	if err != nil {
		return nil, err
	}
	if t.count = int(int32(n)); t.count <= 0 {
		return nil, t.close()
	}
	return t, nil
}

func (t *textPage) close() error {
	_, err := t.call("FPDFText_ClosePage", t.handle)
	return err
}
