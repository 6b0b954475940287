package office

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// show is the number as the format shows it; days are counted from 1904 or 1900.
func (f *numberFormat) show(v float64, from1904 bool) string {
	if f == nil {
		return general(v)
	}
	s, minus := &f.sections[0], v < 0
	switch {
	case v < 0 && len(f.sections) > 1:
		s, minus = &f.sections[1], false
	case v == 0 && len(f.sections) > 2:
		s = &f.sections[2]
	}
	if s.date {
		if text, ok := s.showDate(v, from1904); ok {
			return text
		}
		return general(v)
	}
	var b strings.Builder
	if minus {
		b.WriteByte('-')
	}
	for _, t := range s.tokens {
		if t.kind == '0' {
			b.WriteString(s.showNumber(math.Abs(v) * s.scale))
		} else {
			b.WriteString(t.text)
		}
	}
	return strings.TrimSpace(b.String())
}

// general is a number without a format: at most ten digits of what is no whole number.
func general(v float64) string {
	size := math.Abs(v)
	switch {
	case size >= 1e15 || size != 0 && size < 1e-9:
		return strconv.FormatFloat(v, 'G', 6, 64)
	case v == math.Trunc(v):
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	whole := max(len(strconv.FormatFloat(math.Trunc(size), 'f', 0, 64)), 1)
	text := rounded(size, max(10-whole, 0))
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if v < 0 && text != "0" {
		text = "-" + text
	}
	return text
}

// rounded is a number with so many digits behind the point, halves away from zero
// by the fifteen digits that are kept of it.
func rounded(v float64, digits int) string {
	kept := strconv.FormatFloat(v, 'e', significant-1, 64)
	mantissa, exponent, _ := strings.Cut(kept, "e")
	e, _ := strconv.Atoi(exponent)
	all := strings.Replace(mantissa, ".", "", 1)
	whole := e + 1 // digits before the point
	if whole < 0 {
		all = strings.Repeat("0", min(-whole, digits+2)) + all
		whole = 0
	}
	for len(all) < whole+digits {
		all += "0"
	}
	cut := whole + digits
	up := cut < len(all) && all[cut] >= '5'
	b := []byte(all[:cut])
	for i := len(b) - 1; up && i >= 0; i-- {
		if up = b[i] == '9'; up {
			b[i] = '0'
		} else {
			b[i]++
		}
	}
	if up {
		b = append([]byte{'1'}, b...)
		whole++
	}
	text := string(b[:whole])
	if text == "" {
		text = "0"
	}
	if digits > 0 {
		text += "." + string(b[whole:])
	}
	return text
}

// showNumber is the figures of a number.
func (s *formatSection) showNumber(v float64) string {
	exponent := ""
	if s.power > 0 {
		e := 0
		if v != 0 {
			e = int(math.Floor(math.Log10(v)))
		}
		v /= math.Pow10(e)
		sign := "+"
		if e < 0 {
			sign, e = "-", -e
		}
		digits := strconv.Itoa(e)
		exponent = "E" + sign + strings.Repeat("0", max(s.power-len(digits), 0)) + digits
	}
	if math.IsInf(v, 0) || math.IsNaN(v) || v >= 1e21 {
		return general(v) + exponent
	}
	text := rounded(v, s.digits)
	whole, part, _ := strings.Cut(text, ".")
	for len(part) > s.fixed && part[len(part)-1] == '0' {
		part = part[:len(part)-1]
	}
	if whole = strings.TrimLeft(whole, "0"); len(whole) < s.least {
		whole = strings.Repeat("0", s.least-len(whole)) + whole
	}
	if s.grouped {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	if part != "" {
		whole += "." + part
	}
	return whole + exponent
}

// showDate is a number of days as a date or a time.
func (s *formatSection) showDate(v float64, from1904 bool) (string, bool) {
	if v < 0 || v >= lastDay {
		return "", false
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case v < 60: // they count a day that 1900 did not have
		epoch = epoch.AddDate(0, 0, 1)
	}
	days, part := math.Modf(v)
	unit := int64(1000) // milliseconds the time is rounded to
	for _, t := range s.tokens {
		if t.kind == '.' {
			unit = max(unit/10, 1)
		}
	}
	ms := (int64(math.Round(part*86_400_000)) + unit/2) / unit * unit
	at := epoch.AddDate(0, 0, int(days)).Add(time.Duration(ms) * time.Millisecond)
	total := int64(days)*86_400_000 + ms
	half := false
	for _, t := range s.tokens {
		half = half || t.kind == 'a'
	}
	var b strings.Builder
	for _, t := range s.tokens {
		b.WriteString(datePart(t, at, total, half))
	}
	return strings.TrimSpace(b.String()), true
}

// datePart is one part of a date; total is the time since the beginning, in
// milliseconds, half whether hours are counted to twelve.
func datePart(t formatToken, at time.Time, total int64, half bool) string {
	n := len(t.text)
	pad := func(v int64) string {
		s := strconv.FormatInt(v, 10)
		if n > 1 && len(s) < n {
			s = strings.Repeat("0", n-len(s)) + s
		}
		return s
	}
	switch t.kind {
	case 'x':
		return t.text
	case 'y':
		if n <= 2 {
			return at.Format("06")
		}
		return at.Format("2006")
	case 'm':
		switch {
		case n == 3:
			return at.Format("Jan")
		case n == 4:
			return at.Format("January")
		case n > 4:
			return at.Format("Jan")[:1]
		}
		return pad(int64(at.Month()))
	case 'd':
		switch {
		case n == 3:
			return at.Format("Mon")
		case n > 3:
			return at.Format("Monday")
		}
		return pad(int64(at.Day()))
	case 'h':
		h := int64(at.Hour())
		if half {
			h = (h+11)%12 + 1
		}
		return pad(h)
	case 'n':
		return pad(int64(at.Minute()))
	case 's':
		return pad(int64(at.Second()))
	case '.':
		digits := strconv.FormatInt(1000+total%1000, 10)[1:]
		place := int(t.text[0] - '1')
		if place == 0 {
			return "." + digits[:1]
		}
		return digits[place : place+1]
	case 'a':
		text := "AM"
		if at.Hour() >= 12 {
			text = "PM"
		}
		return text[:len(t.text)/2]
	case '[':
		switch t.text[0] {
		case 'h':
			return pad(total / 3_600_000)
		case 'm':
			return pad(total / 60_000)
		}
		return pad(total / 1000)
	}
	return ""
}

// significant is how many digits of a number spreadsheet programs keep.
const significant = 15

// lastDay is the last day that spreadsheet programs know, 31 December 9999.
const lastDay = 2_958_466
