// Package script writes what the pages load as script files, which call the page with
// their data: a page read from file:// may load nothing else.
package script

import "strconv"

// chunkBytes is when a file of evidence is ended, at the end of a document: a
// file of this size is read in some hundredths of a second, and the run folder
// gets one file for about 40 reports.
const chunkBytes = 2 << 20

// File gathers the rows of documents for files that call assayEvidence(kind, number,
// data): data is {w: [words], d: [[document, [row, ...]], ...]}; words that come again
// stand in w once. A row is begun by Row and ended by Raw("]").
type File struct {
	kind   string
	Number int // of the file that is gathered
	body   []byte
	words  []byte
	known  map[string]int
	docs   int
}

// NewFile begins the files of a kind.
func NewFile(kind string) *File { return &File{kind: kind, known: map[string]int{}} }

// Begin begins the rows of a document.
func (c *File) Begin(index int) {
	if c.docs > 0 {
		c.Comma()
	}
	c.docs++
	c.body = append(c.body, "\n["...)
	c.Int(index)
	c.body = append(c.body, ",["...)
}

// Row begins a row.
func (c *File) Row() {
	if c.body[len(c.body)-1] != '[' {
		c.Comma()
	}
	c.body = append(c.body, "\n["...)
}

// End ends a document, and the file where it is long enough.
func (c *File) End(put func(name string, data []byte) error) error {
	c.body = append(c.body, "]]"...)
	if len(c.body) < chunkBytes {
		return nil
	}
	return c.Flush(put)
}

// Flush ends the file and puts it, where it holds anything.
func (c *File) Flush(put func(name string, data []byte) error) error {
	if c.docs == 0 {
		return nil
	}
	head := `assayEvidence("` + c.kind + `",` + strconv.Itoa(c.Number) + `,{"w":[`
	file := make([]byte, 0, len(head)+len(c.words)+len(c.body)+16)
	file = append(append(append(append(append(file, head...), c.words...), `],"d":[`...), c.body...), "]});\n"...)
	err := put(c.kind+strconv.Itoa(c.Number)+".js", file)
	c.Number, c.docs, c.body, c.words = c.Number+1, 0, c.body[:0], c.words[:0]
	clear(c.known)
	return err
}

// Comma writes what stands between two values.
func (c *File) Comma() *File { c.body = append(c.body, ','); return c }

// Int writes a whole number.
func (c *File) Int(n int) *File { c.body = strconv.AppendInt(c.body, int64(n), 10); return c }

// Raw writes text of the script itself.
func (c *File) Raw(s string) *File { c.body = append(c.body, s...); return c }

// Hundredths writes a number with two decimals.
func (c *File) Hundredths(x float64) *File {
	c.body = strconv.AppendFloat(c.body, x, 'f', 2, 64)
	return c
}

// Str writes a text.
func (c *File) Str(s string) *File { c.body = AppendString(c.body, s); return c }

// Word writes the position of a word that comes again.
func (c *File) Word(s string) *File {
	at, ok := c.known[s]
	if !ok {
		at = len(c.known)
		c.known[s] = at
		if at > 0 {
			c.words = append(c.words, ',')
		}
		c.words = AppendString(c.words, s)
	}
	return c.Int(at)
}

// Units is the length of a text in JavaScript.
func Units(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}

// AppendString appends a text as a JSON string that is also a JavaScript one and
// ends no script element.
func AppendString(to []byte, s string) []byte {
	to = append(to, '"')
	from := 0
	for i, r := range s {
		if r != '"' && r != '\\' && r != '<' && r >= ' ' && r != 0x2028 && r != 0x2029 {
			continue
		}
		to = append(to, s[from:i]...)
		to = append(to, '\\', 'u')
		to = append(to, hexDigit(byte(r>>12)), hexDigit(byte(r>>8)), hexDigit(byte(r>>4)), hexDigit(byte(r)))
		from = i + len(string(r))
	}
	return append(append(to, s[from:]...), '"')
}

func hexDigit(b byte) byte { return "0123456789abcdef"[b&15] }

// Comma appends what stands before item i of a list.
func Comma(b []byte, i int) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	return b
}
