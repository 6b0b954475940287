// Package plain reads documents that are text: bytes of any encoding into UTF-8,
// plain text, Markdown, and the records of a JSONL file.
package plain

import "assay/corpus/internal/doc"

// tabWidth is how many columns a tab advances the indent of a text line.
const tabWidth = 4

// Read lays out plain text: one Line a line, X its indent in columns,
// BlankRows the empty lines before it. The text keeps its blank lines.
func Read(text string, opt doc.DecodeOptions) (*doc.Document, error) {
	d := &doc.Document{Meta: doc.Meta{ExpectedComments: -1}}
	b := &doc.Builder{Limit: int(opt.Limits.Text)}
	blank := int16(0)
	for text != "" && !b.Full {
		var line string
		line, text = doc.CutLine(text)
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
		if _, ok := b.Add(line, doc.Line{X: indent, BlankRows: blank, Comment: -1}); ok {
			blank = 0
		} else {
			blank = min(blank+1, 1<<14)
			if blank == 1 { // one blank line says as much as ten
				b.Blank()
			}
		}
	}
	return d, b.Finish(d)
}
