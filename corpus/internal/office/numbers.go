package office

import (
	"strconv"
	"strings"
)

// builtInFormats are the codes that every workbook has without naming them. A date in
// the order of whoever looks at it is written year first, which all read alike.
var builtInFormats = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0;-#,##0", 6: "#,##0;-#,##0", 7: "#,##0.00;-#,##0.00", 8: "#,##0.00;-#,##0.00",
	9: "0%", 10: "0.00%", 11: "0.00E+00", 14: localDay, 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
	20: "h:mm", 21: "h:mm:ss", 22: localDay + " h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
	41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}

const localDay = "yyyy-mm-dd"

// numberFormat is a format code, parted: one section for all numbers, or one each for
// what is above, below and equal to zero. A code that is not understood shows numbers
// as they are, and so does nil.
type numberFormat struct{ sections []formatSection }

// formatSection is how some numbers are shown.
type formatSection struct {
	tokens  []formatToken
	date    bool
	least   int // digits before the point at least
	digits  int // digits behind it at most
	fixed   int // digits behind it at least
	grouped bool
	scale   float64 // what the number is multiplied by
	power   int     // digits of an exponent at least, 0 for none
}

// formatToken is a literal, the place of the number, or a part of a date.
type formatToken struct {
	kind byte // 'x' a literal, '0' the number, the letter of a part of a date, '[' a time that goes on
	text string
}

var generalFormat *numberFormat

// maxCode bounds a format code, in bytes, as spreadsheet programs do.
const maxCode = 255

// parseFormat reads a format code; nil for one that shows numbers as they are.
func parseFormat(code string) *numberFormat {
	if code == "" || len(code) > maxCode {
		return nil
	}
	f := &numberFormat{}
	for rest := code; ; {
		p := sectionParser{code: rest, section: formatSection{scale: 1}}
		next, more, ok := p.parse()
		if !ok {
			return nil
		}
		f.sections = append(f.sections, p.section)
		if !more || len(f.sections) == 3 {
			return f
		}
		rest = next
	}
}

// sectionParser reads one section of a code.
type sectionParser struct {
	code    string
	at      int
	section formatSection
	placed  bool // the number has a place
	point   bool // behind the point
	commas  int  // that wait for a digit
	tenths  int  // digits of a second's parts
	behind  bool // something else stands behind the number
}

func (p *sectionParser) add(kind byte, text string) {
	if n := len(p.section.tokens); kind == 'x' && n > 0 && p.section.tokens[n-1].kind == 'x' {
		p.section.tokens[n-1].text += text
		return
	}
	p.section.tokens = append(p.section.tokens, formatToken{kind, text})
}

func (p *sectionParser) literal(text string) {
	p.behind = p.behind || p.placed && strings.TrimSpace(text) != ""
	p.add('x', text)
}

// parse returns the code behind the section; ok is false for what is not understood.
func (p *sectionParser) parse() (rest string, more, ok bool) {
	s := &p.section
	for p.at < len(p.code) {
		c := p.code[p.at]
		switch {
		case c == ';':
			p.end()
			return p.code[p.at+1:], true, true
		case c == '"':
			end := strings.IndexByte(p.code[p.at+1:], '"')
			if end < 0 {
				return "", false, false
			}
			p.literal(p.code[p.at+1 : p.at+1+end])
			p.at += end + 2
		case c == '\\' || c == '_' || c == '*':
			text, size := runeAt(p.code[p.at+1:])
			switch {
			case size == 0:
				return "", false, false
			case c == '\\':
				p.literal(text)
			case c == '_':
				p.literal(" ")
			}
			p.at += 1 + size
		case c == '[':
			end := strings.IndexByte(p.code[p.at:], ']')
			if end < 0 || !p.bracket(p.code[p.at+1:p.at+end]) {
				return "", false, false
			}
			p.at += end + 1
		case c == '0' || c == '#' || c == '?':
			if !p.digit(c) {
				return "", false, false
			}
			p.at++
		case c == '.' && s.date && strings.HasPrefix(p.code[p.at:], ".0"):
			p.at++ // written with the first digit behind it
		case c == '.' && !s.date:
			p.place()
			p.point = true
			p.at++
		case c == ',' && p.placed && !p.behind:
			p.commas++
			p.at++
		case c == '%':
			s.scale *= 100
			p.literal("%")
			p.at++
		case (c == 'E' || c == 'e') && p.placed && p.at+1 < len(p.code) && (p.code[p.at+1] == '+' || p.code[p.at+1] == '-'):
			p.at += 2
			for p.at < len(p.code) && (p.code[p.at] == '0' || p.code[p.at] == '#') {
				s.power++
				p.at++
			}
			p.behind = true
		case strings.HasPrefix(strings.ToLower(p.code[p.at:]), "general"):
			return "", false, false
		case c == '@', c == '/' && !s.date: // text, or a fraction
			return "", false, false
		default:
			p.other()
		}
	}
	p.end()
	return "", false, true
}

// end closes the section: commas that no digit followed divide by a thousand each.
func (p *sectionParser) end() {
	for range p.commas {
		p.section.scale /= 1000
	}
	p.commas = 0
	if p.section.date {
		p.minutes()
	}
}

func (p *sectionParser) place() {
	if !p.placed {
		p.placed = true
		p.add('0', "")
	}
}

// digit reads the place of a digit; false where something stands between the digits.
func (p *sectionParser) digit(c byte) bool {
	s := &p.section
	if s.date { // tenths of a second, hundredths, thousandths
		p.tenths++
		p.add('.', strconv.Itoa(p.tenths))
		return c == '0' && p.tenths <= 3
	}
	if p.behind {
		return false
	}
	p.place()
	if p.commas > 0 {
		s.grouped, p.commas = true, 0
	}
	switch {
	case !p.point && (c == '0' || s.least > 0):
		s.least++
	case p.point:
		s.digits++
		if c == '0' {
			s.fixed = s.digits
		}
	}
	return true
}

// bracket reads what stands in square brackets: a colour, a currency, or a time that
// goes on over 24 hours. A condition is not understood.
func (p *sectionParser) bracket(in string) bool {
	low := strings.ToLower(in)
	switch {
	case in == "":
		return false
	case in[0] == '$':
		symbol, _, _ := strings.Cut(in[1:], "-")
		p.literal(symbol)
	case strings.Trim(low, "h") == "" || strings.Trim(low, "m") == "" || strings.Trim(low, "s") == "":
		p.section.date = true
		p.add('[', low)
	case in[0] == '<' || in[0] == '>' || in[0] == '=':
		return false
	}
	return true
}

// other reads a letter of a date, or a character that stands for itself.
func (p *sectionParser) other() {
	rest := strings.ToLower(p.code[p.at:])
	for _, half := range []string{"am/pm", "a/p"} {
		if strings.HasPrefix(rest, half) {
			p.section.date = true
			p.add('a', half)
			p.at += len(half)
			return
		}
	}
	if strings.IndexByte("ymdhs", rest[0]) >= 0 {
		n := 1
		for n < len(rest) && rest[n] == rest[0] {
			n++
		}
		p.section.date = true
		p.add(rest[0], rest[:n])
		p.at += n
		return
	}
	text, size := runeAt(p.code[p.at:])
	p.literal(text)
	p.at += size
}

func runeAt(s string) (text string, size int) {
	for _, r := range s {
		return string(r), max(len(string(r)), 1)
	}
	return "", 0
}

// minutes makes the months that stand behind hours or before seconds minutes.
func (p *sectionParser) minutes() {
	last, before := byte(0), -1
	tokens := p.section.tokens
	for i, t := range tokens {
		kind := t.kind
		if kind == '[' {
			kind = t.text[0]
		}
		switch kind {
		case 'm':
			if t.kind == 'm' && last == 'h' {
				tokens[i].kind = 'n'
			}
			before = i
		case 's':
			if last == 'm' && tokens[before].kind == 'm' {
				tokens[before].kind = 'n'
			}
		}
		if kind != 'x' && kind != '.' && kind != 'a' {
			last = kind
		}
	}
}
