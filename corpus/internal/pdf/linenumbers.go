package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A draft may have its rows numbered in the margin. The numbers rise with the
// rows, by one each or by five every fifth, stand apart from the text, and the
// text runs on from row to row as no numbered list does.
const (
	minNumbered = 5   // rows with a number on a page
	numberApart = 0.4 // gap between number and text, in sizes of the font
	runningOn   = 0.25
)

// leadingNumber notes the number that a row begins with.
func (t *textPage) leadingNumber(r *printed, units []uint16, at, end int, first row) error {
	to, n := at, 0
	for to < end && digitUnit(units[to]) && to-at < 4 {
		n = n*10 + int(units[to]-'0')
		to++
	}
	body := to
	for body < end && spaceUnit(units[body]) {
		body++
	}
	switch {
	case to == at || to < end && body == to:
		return nil
	case body == end: // the number alone
		r.number = n
		return nil
	}
	_, right, ok, err := t.edges(to - 1)
	if err != nil || !ok {
		return err
	}
	left, _, ok, err := t.edges(body)
	if err != nil || !ok {
		return err
	}
	r.number, r.bodyX, r.numberGap = n, left, left-right
	return nil
}

// withoutLineNumbers takes the numbers of rows off them.
func withoutLineNumbers(rows []printed) []printed {
	if !lineNumbered(rows) {
		return rows
	}
	out := rows[:0]
	for _, r := range rows {
		if r.number >= 0 {
			if r.bodyX == 0 && r.numberGap == 0 {
				continue // the number alone
			}
			r.text = strings.TrimLeft(strings.TrimLeft(r.text, " "), "0123456789")
			r.text = strings.TrimLeft(r.text, " \t\u00a0")
			r.X = r.bodyX
		}
		out = append(out, r)
	}
	return out
}

// lineNumbered reports a page whose rows are numbered.
func lineNumbered(rows []printed) bool {
	numbered, rising, apart, lower := 0, 0, 0, 0
	last, lastAt, at := -1, 0, 0
	for i, r := range rows {
		alone := r.number >= 0 && r.bodyX == 0 && r.numberGap == 0
		if i > 0 && !(alone || rows[i-1].number >= 0 && rows[i-1].bodyX == 0 && rows[i-1].numberGap == 0) || i == 0 {
			at++ // a number alone shares its row with what stands beside it
		}
		if r.number < 0 {
			continue
		}
		numbered++
		if last >= 0 && r.number > last && (r.number-last == at-lastAt || alone && r.number-last <= 5) {
			rising++
		}
		last, lastAt = r.number, at
		if alone || r.numberGap >= numberApart*r.Size {
			apart++
		}
		if alone {
			continue
		}
		text := strings.TrimLeft(r.text, "0123456789 \t\u00a0")
		if c, _ := utf8.DecodeRuneInString(text); unicode.IsLower(c) {
			lower++
		}
	}
	whole := numbered - 1
	return numbered >= minNumbered && rising*10 >= whole*9 && apart*10 >= numbered*9 && float64(lower) >= runningOn*float64(numbered)
}
