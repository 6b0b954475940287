package sample

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"

	"assay/out/format"
)

// What the header of a sheet says of a cell; readers leave out what stands in
// parentheses.
const (
	stanceHelp    = " (positive, negative, mixed or neutral; empty: the sentence does not speak of it)"
	sentimentHelp = " (of the whole sentence: positive, negative, mixed or neutral; empty: not coded yet)"
)

// WriteCSV writes a sheet for a spreadsheet: a row a sentence, a column for each
// of the themes.
func WriteCSV(w io.Writer, themes []string, list []Sentence) error {
	if _, err := io.WriteString(w, format.ByteOrderMark); err != nil {
		return err
	}
	t := csv.NewWriter(w)
	head := []string{"id", "source", "page", "authority", "date", "context", "heading", "before", "text", "after"}
	first := len(head)
	for _, id := range themes {
		head = append(head, "theme:"+id+stanceHelp)
	}
	_ = t.Write(append(head, "sentiment"+sentimentHelp, "note", "stratum")) // kept until Error
	for i := range list {
		s := &list[i]
		row := make([]string, first+len(themes)+3)
		copy(row, []string{s.ID, s.Doc.URI, pageText(s.Page), s.Doc.Authority, s.Doc.Date, s.Context.String(), s.Heading, s.Before, s.Text, s.After})
		row[len(row)-1] = s.Stratum
		_ = t.Write(row)
	}
	t.Flush()
	return t.Error()
}

func pageText(page int) string {
	if page == 0 {
		return ""
	}
	return strconv.Itoa(page)
}

// Row is a sentence of a draw as JSON, to be coded: Themes and Sentiment are
// empty.
type Row struct {
	ID        string            `json:"id"`
	Source    string            `json:"source"`
	Page      int               `json:"page,omitempty"`
	Authority string            `json:"authority,omitempty"`
	Date      string            `json:"date,omitempty"`
	Context   string            `json:"context"`
	Heading   string            `json:"heading"`
	Before    string            `json:"before,omitempty"`
	Text      string            `json:"text"`
	After     string            `json:"after,omitempty"`
	Asked     []string          `json:"asked"`
	Themes    map[string]string `json:"themes"`
	Sentiment string            `json:"sentiment"`
	Note      string            `json:"note"`
	Stratum   string            `json:"stratum"`
}

// RowOf is a sentence as a row for the themes.
func RowOf(s *Sentence, themes []string) Row {
	return Row{ID: s.ID, Source: s.Doc.URI, Page: s.Page, Authority: s.Doc.Authority, Date: s.Doc.Date, Context: s.Context.String(), Heading: s.Heading,
		Before: s.Before, Text: s.Text, After: s.After, Asked: themes, Themes: map[string]string{}, Stratum: s.Stratum}
}

// WriteJSONL writes a row a line.
func WriteJSONL(w io.Writer, themes []string, list []Sentence) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range list {
		if err := enc.Encode(RowOf(&list[i], themes)); err != nil {
			return err
		}
	}
	return nil
}
