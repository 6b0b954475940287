package pdf

// A program may set each letter by itself, a little nearer to the one before
// than its font says. PDFium then ends the line after it. tornLength is how long
// such a piece may be; letters of one word stand at most tornGap font sizes
// apart, words of one row at most tornSpace.
const (
	tornLength = 4
	tornGap    = 0.12
	tornSpace  = 0.6
	tornBack   = 0.4 // how far a letter may reach back under the one before
)

// joint is written over a line end inside a word, to be left out of the text.
const joint = 0xFFFF

// mend looks at the short line units[at:end] and joins the next one to it, over
// the line end, where that goes on right behind it. It returns where the joined
// piece begins, or end.
func (t *textPage) mend(units []uint16, at, end int) (int, error) {
	next := end
	for next < len(units) && spaceUnit(units[next]) {
		next++
	}
	last := end - 1
	for last >= at && spaceUnit(units[last]) {
		last--
	}
	if last < at || next == len(units) || t.box.turn != 0 {
		return end, nil
	}
	a, err := t.row(last)
	if err != nil {
		return end, err
	}
	b, err := t.row(next)
	if err != nil || !a.known || !b.known || b.x < a.x {
		return end, err
	}
	c, err := t.char(last)
	if err != nil {
		return end, err
	}
	size, err := t.size(c)
	if err != nil || abs32(a.y-b.y) > size/10 {
		return end, err
	}
	s := uint64(t.scratch)
	ok, err := t.call("FPDFText_GetCharBox", t.handle, c, s, s+8, s+16, s+24) // left, right, bottom, top
	if err != nil || ok == 0 {
		return end, err
	}
	right, _ := t.box.place(t.float64At(8), t.float64At(16))
	gap := b.x - right
	if gap < -tornBack*size || gap > tornSpace*size {
		return end, nil
	}
	for i := last + 1; i < next; i++ {
		units[i] = joint
	}
	if gap > tornGap*size {
		units[last+1] = ' '
	}
	return next, nil
}

// lineEnd returns where the line that begins at at ends, at a line end or at the
// end of the text.
func (t *textPage) lineEnd(units []uint16, at int) (int, error) {
	for piece := at; ; {
		end := piece
		for end < len(units) && units[end] != '\n' && units[end] != '\r' {
			end++
		}
		if end-piece > tornLength && piece == at {
			return end, nil // a whole line, as nearly all are
		}
		next, err := t.mend(units, piece, end)
		if err != nil || next == end {
			return end, err
		}
		piece = next
	}
}
