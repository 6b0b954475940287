package gold

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// themeColumn is what the header of a column of stances starts with.
const themeColumn = "theme:"

// separator is what stands between the cells of the first line: spreadsheets
// write semicolons where a comma is the decimal mark, some tabs.
func separator(r *bufio.Reader) rune {
	head, _ := r.Peek(r.Size()) // an error comes again when it is read
	head, _, _ = bytes.Cut(head, []byte("\n"))
	best, most := ',', bytes.Count(head, []byte(","))
	for _, c := range ";\t" {
		if n := bytes.Count(head, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

// readCSV reads a sheet as sample writes it and a coder fills it: columns id,
// text and sentiment, source, heading, kind and context if they are there, and one column
// "theme:ID" a theme, empty where the theme is absent; what stands in parentheses
// after a name explains it. Nothing is known of a theme without a column. Other
// columns are left alone. Line numbers are those of the file, cells with line ends
// included.
func readCSV(r io.Reader, name string) ([]Record, error) {
	buf := bufio.NewReader(r)
	c := csv.NewReader(buf)
	c.Comma = separator(buf)
	head, err := c.Read()
	if err != nil {
		return nil, &FileError{name, 1, fmt.Errorf("no header: %w", err)}
	}
	at := map[string]int{}
	for i, h := range head {
		h, _, _ = strings.Cut(strings.TrimPrefix(h, "\ufeff"), "(")
		h = strings.TrimSpace(h)
		if _, dup := at[h]; dup {
			return nil, &FileError{name, 1, fmt.Errorf("column %q stands twice", h)}
		}
		at[h] = i
	}
	for _, need := range []string{"id", "text", "sentiment"} {
		if _, ok := at[need]; !ok {
			return nil, &FileError{name, 1, fmt.Errorf("column %q is missing", need)}
		}
	}
	asked := []string{}
	for h := range at {
		if id, ok := strings.CutPrefix(h, themeColumn); ok {
			asked = append(asked, id)
		}
	}
	slices.Sort(asked)
	var rs []Record
	for {
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return rs, nil
		}
		line, _ := c.FieldPos(0)
		if err != nil {
			return nil, &FileError{name, line, err}
		}
		cell := func(column string) string {
			if i, ok := at[column]; ok {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		themes := map[string]string{}
		for h, i := range at {
			if id, ok := strings.CutPrefix(h, themeColumn); ok && strings.TrimSpace(row[i]) != "" {
				themes[id] = strings.ToLower(strings.TrimSpace(row[i]))
			}
		}
		b, err := json.Marshal(map[string]any{"id": cell("id"), "source": cell("source"), "heading": cell("heading"), "text": cell("text"), "kind": cell("kind"), "context": cell("context"),
			"themes": themes, "sentiment": strings.ToLower(cell("sentiment"))})
		if err != nil {
			return nil, &FileError{name, line, err}
		}
		rec, err := parse(b)
		if err != nil {
			return nil, &FileError{name, line, err}
		}
		rec.Line, rec.Asked = line, asked
		rs = append(rs, *rec)
	}
}
