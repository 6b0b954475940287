package gold

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// themeColumn is what the header of a column of stances starts with.
const themeColumn = "theme:"

// readCSV reads a sheet as sample writes it and a coder fills it: columns id,
// text and sentiment, source and heading if they are there, and one column
// "theme:ID" a theme, empty where the theme is absent. Other columns are left
// alone. Line numbers are those of the file, cells with line ends included.
func readCSV(r io.Reader, name string) ([]Record, error) {
	c := csv.NewReader(r)
	head, err := c.Read()
	if err != nil {
		return nil, &FileError{name, 1, fmt.Errorf("no header: %w", err)}
	}
	at := map[string]int{}
	for i, h := range head {
		h = strings.TrimSpace(strings.TrimPrefix(h, "\ufeff"))
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
		b, err := json.Marshal(map[string]any{"id": cell("id"), "source": cell("source"), "heading": cell("heading"), "text": cell("text"),
			"themes": themes, "sentiment": strings.ToLower(cell("sentiment"))})
		if err != nil {
			return nil, &FileError{name, line, err}
		}
		rec, err := parse(b)
		if err != nil {
			return nil, &FileError{name, line, err}
		}
		rec.Line = line
		rs = append(rs, *rec)
	}
}
