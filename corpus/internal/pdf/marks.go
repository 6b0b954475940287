package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/corpus/internal/doc"
)

// add adds units[at:next] as a row; what stands in the row itself ends at rowEnd.
func (t *textPage) add(units []uint16, at, next, rowEnd int, l doc.Line, first row) error {
	endsRaised, err := t.raise(units, at, rowEnd)
	if err != nil {
		return err
	}
	r := printed{Line: l, base: first.y, endsRaised: endsRaised}
	if err := t.marginNumbers(&r, units, at, rowEnd); err != nil {
		return err
	}
	spaced, err := t.closeUp(units, at, rowEnd)
	if err != nil {
		return err
	}
	r.text = spaced
	if spaced != "" {
		r.text += decodeUnits(units[rowEnd:next])
	} else {
		if err := t.initial(units, at, rowEnd, l.Size); err != nil {
			return err
		}
		r.text = decodeUnits(units[at:next])
		if r.gaps, err = t.gaps(units, at, rowEnd, l.Size); err != nil {
			return err
		}
	}
	if err := t.doubt(&r, at, rowEnd); err != nil {
		return err
	}
	t.out = append(t.out, r)
	return nil
}

// edges are the left and right end of the character at a text index.
func (t *textPage) edges(i int) (left, right float32, ok bool, err error) {
	c, err := t.char(i)
	if err != nil {
		return 0, 0, false, err
	}
	s := uint64(t.scratch)
	found, err := t.call("FPDFText_GetCharBox", t.handle, c, s, s+8, s+16, s+24) // left, right, bottom, top
	if err != nil || found == 0 {
		return 0, 0, false, err
	}
	x1, y1, x2, y2 := t.float64At(0), t.float64At(16), t.float64At(8), t.float64At(24)
	a, _ := t.box.place(x1, y1)
	b, _ := t.box.place(x2, y2)
	return min(a, b), max(a, b), true, nil
}

// A heading may be set with its letters wide apart, so that each comes out as a
// word. minSpaced is how many such letters make a row one of these, and wordGap
// how much wider than a gap between letters one between words is.
const (
	minSpaced = 4
	wordGap   = 1.5
)

// closeUp is units[at:end] with the letters of its words together, where they
// are set apart; "" for any other row.
func (t *textPage) closeUp(units []uint16, at, end int) (string, error) {
	single, words := 0, 0
	for i := at; i < end; {
		if spaceUnit(units[i]) {
			i++
			continue
		}
		k := i
		for k < end && !spaceUnit(units[k]) {
			k++
		}
		if words++; k-i == 1 {
			single++
		}
		i = k
	}
	if single < minSpaced || single*10 < words*8 {
		return "", nil
	}
	var chars []int
	var gaps []float32
	var last float32
	for i := at; i < end; i++ {
		if spaceUnit(units[i]) {
			continue
		}
		left, right, ok, err := t.edges(i)
		if err != nil || !ok {
			return "", err
		}
		if len(chars) > 0 {
			gaps = append(gaps, left-last)
		}
		chars, last = append(chars, i), right
	}
	sorted := slices.Sorted(slices.Values(gaps))
	// Most gaps are between letters; where the widest are not much wider, the row
	// is one word, or a list of single letters that stays as it is.
	typical := sorted[len(sorted)*2/5]
	if typical <= 0 {
		return "", nil
	}
	if sorted[len(sorted)-1] < wordGap*typical && len(chars) > 15 {
		return "", nil
	}
	var b strings.Builder
	for k, i := range chars {
		if k > 0 && gaps[k-1] >= wordGap*typical {
			b.WriteByte(' ')
		}
		b.WriteString(decodeUnits(units[i : i+1]))
	}
	return b.String(), nil
}

// initialSize is how much larger than the text a large first letter is.
const initialSize = 1.5

// initial closes the gap behind a large first letter that begins the row.
func (t *textPage) initial(units []uint16, at, end int, size float32) error {
	if end-at < 4 || !unicode.IsUpper(rune(units[at])) || !spaceUnit(units[at+1]) || !unicode.IsLower(rune(units[at+2])) {
		return nil
	}
	c, err := t.char(at + 2)
	if err != nil {
		return err
	}
	other, err := t.size(c)
	if err == nil && other > 0 && size >= initialSize*other {
		units[at+1] = joint
	}
	return err
}

// withMarks puts rows together that a raised mark between them has parted.
func withMarks(rows []printed) []printed {
	out := rows[:0]
	for _, r := range rows {
		if n := len(out); n > 0 && out[n-1].endsRaised && abs32(out[n-1].base-r.base) < 0.15*max(r.Size, 4) && r.X > out[n-1].X {
			if first, _ := utf8.DecodeRuneInString(r.text); !stopUnit(uint16(first)) {
				out[n-1].text += " "
			}
			out[n-1].text += r.text
			out[n-1].endsRaised = r.endsRaised
			continue
		}
		out = append(out, r)
	}
	return out
}

// withInitials puts a large first letter that is a row of its own before the
// row it belongs to.
func withInitials(rows []printed) []printed {
	for i := 0; i+1 < len(rows); i++ {
		r, next := rows[i], &rows[i+1]
		letter := []rune(strings.TrimSpace(r.text))
		if len(letter) != 1 || !unicode.IsUpper(letter[0]) || r.Size < initialSize*next.Size || next.Size <= 0 {
			continue
		}
		first := []rune(strings.TrimSpace(next.text))
		if len(first) == 0 || !unicode.IsLower(first[0]) && !(len(first) > 1 && unicode.IsUpper(first[0]) && unicode.IsUpper(first[1])) || abs32(next.Y-r.Y) > 2*r.Size {
			continue
		}
		next.text = string(letter) + string(first)
		rows = slices.Delete(rows, i, i+1)
	}
	return rows
}
