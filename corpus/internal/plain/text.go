// Package plain reads documents that are text: bytes of any encoding into UTF-8,
// plain text, Markdown, and the records of a JSONL file.
package plain

import (
	"assay/corpus/internal/doc"
	"assay/corpus/internal/hyphen"
)

// tabWidth is how many columns a tab advances the indent of a text line.
const tabWidth = 4

// Read lays out plain text: one Line a line, X its indent in columns,
// BlankRows the empty lines before it. The text keeps its blank lines; a word
// divided at the end of a line is whole.
func Read(text string, opt doc.DecodeOptions) (*doc.Document, error) {
	d := &doc.Document{Meta: doc.Meta{ExpectedComments: -1}}
	b := &doc.Builder{Limit: int(opt.Limits.Text)}
	rows, blanks := wholeWords(text)
	for k, row := range rows {
		if b.Full {
			break
		}
		if row.Gone {
			continue
		}
		if blanks[k] > 0 { // one blank line says as much as ten
			b.Blank()
		}
		b.Add(row.Text, doc.Line{X: indent(row.Text), BlankRows: blanks[k], Comment: -1})
	}
	return d, b.Finish(d)
}

// indent is how many columns of white space a line begins with.
func indent(line string) float32 {
	n := float32(0)
	for _, r := range line {
		switch r {
		case '\t':
			n += tabWidth
		case ' ', '\u00a0':
			n++
		default:
			return n
		}
	}
	return n
}

// wholeWords is the lines of a text that show something, with the words whole
// that their ends divide, and how many blank lines stand before each.
func wholeWords(text string) (rows []hyphen.Row, blanks []int16) {
	blank, page := int16(0), false
	for text != "" {
		line, rest := doc.CutLine(text)
		if doc.NormaliseLine(line) == "" {
			blank = min(blank+1, 1<<14)
		} else {
			rows = append(rows, hyphen.Row{Text: line, Apart: blank > 0, Page: page})
			blanks = append(blanks, blank)
			blank, page = 0, false
		}
		page = page || len(line) < len(text) && text[len(line)] == '\f'
		text = rest
	}
	hyphen.Join(rows)
	return rows, blanks
}
