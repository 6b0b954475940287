package corpus

import "strings"

// tabWidth is how many columns a tab advances the indent of a text line.
const tabWidth = 4

// readPlain lays out plain text: one Line a line, X its indent in columns,
// BlankRows the empty lines before it. The text keeps its blank lines.
func readPlain(text string, opt decodeOptions) (*Document, error) {
	d := &Document{Meta: Meta{ExpectedComments: -1}}
	b := &builder{limit: int(opt.Limits.Text)}
	blank := int16(0)
	for text != "" && !b.full {
		var line string
		line, text = cutLine(text)
		indent := float32(0)
		for _, r := range line {
			if r == '\t' {
				indent += tabWidth
			} else if r == ' ' || r == '\u00a0' {
				indent++
			} else {
				break
			}
		}
		if _, ok := b.add(line, Line{X: indent, BlankRows: blank, Comment: -1}); ok {
			blank = 0
		} else {
			blank = min(blank+1, 1<<14)
			if blank == 1 { // one blank line says as much as ten
				b.blank()
			}
		}
	}
	return d, b.finish(d)
}

// cutLine splits text after its first line end of any kind: \n, \r, \r\n, \v,
// \f, NEL, line and paragraph separator.
func cutLine(text string) (line, rest string) {
	i := strings.IndexAny(text, "\n\r\v\f\u0085\u2028\u2029")
	if i < 0 {
		return text, ""
	}
	n := 1
	switch {
	case strings.HasPrefix(text[i:], "\r\n"), text[i] == 0xC2:
		n = 2
	case text[i] == 0xE2:
		n = 3
	}
	return text[:i], text[i+n:]
}
