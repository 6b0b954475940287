package study

import (
	"crypto/sha256"
	_ "embed" // the page of a concordance
	"encoding/base64"
	"encoding/csv"
	"html/template"
	"io"
	"strconv"

	"assay/internal/plaintext"
)

//go:embed assets/kwic.html
var kwicPage string

//go:embed assets/kwic.css
var kwicStyle string

var kwicTemplate = template.Must(template.New("kwic").Parse(kwicPage))

// WriteCSV writes hits as a table.
func WriteCSV(w io.Writer, hits []Hit) error {
	t := csv.NewWriter(w)
	_ = t.Write([]string{"uri", "page", "context", "heading", "left", "match", "right", "authority", "date", "kind"}) // kept until Error
	for i := range hits {
		h := &hits[i]
		_ = t.Write([]string{h.Doc.URI, pageText(h.Page), h.Context.String(), h.Heading, h.Left, h.Match, h.Right, h.Doc.Authority, h.Doc.Date, h.Doc.Kind})
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

// WriteHTML writes hits as one page that needs nothing else: the pattern, how
// many places count tells of, and a line a hit.
func WriteHTML(w io.Writer, pattern, count string, order Order, hits []Hit) error {
	type row struct{ Label, Title, Page, Left, Match, Right string }
	labels := Labels(DocsOf(hits))
	rows := make([]row, len(hits))
	for i := range hits {
		h := &hits[i]
		rows[i] = row{plaintext.Of(labels[h.Doc]), plaintext.Of(h.Doc.URI), pageText(h.Page), plaintext.Of(h.Left), plaintext.Of(h.Match), plaintext.Of(h.Right)}
	}
	return kwicTemplate.Execute(w, map[string]any{"Pattern": plaintext.Of(pattern), "Count": count, "Order": string(order), "Rows": rows,
		"Style": template.CSS(kwicStyle), "StyleHash": Hash(kwicStyle)}) // of the program
}

// Hash is how a content security policy names an inline style or script.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
