package study

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"assay/out/load"
)

// The text interchange format of R's text packages (https://docs.ropensci.org/tif):
// a corpus is a table whose first columns are doc_id and text, tokens a table whose
// first columns are doc_id and token; both are UTF-8, further columns are free.

// WriteTIFCorpus writes a row a document of the run. The text is that of the table
// texts where the run has it, else its sentences, a paragraph a section.
func (r *Run) WriteTIFCorpus(ctx context.Context, w io.Writer) error {
	texts, err := r.texts(ctx)
	if err != nil {
		return err
	}
	t := csv.NewWriter(w)
	_ = t.Write([]string{"doc_id", "text", "uri", "title", "kind", "authority", "framework", "date", "grade"}) // kept until Error
	for _, d := range r.Docs {
		_ = t.Write([]string{d.ID, texts[d.ID], d.URI, d.Title, d.Kind, d.Authority, d.Framework, d.Date, d.Grade})
	}
	t.Flush()
	return t.Error()
}

// texts are the texts of the documents by doc_id.
func (r *Run) texts(ctx context.Context) (map[string]string, error) {
	texts := map[string]string{}
	err := load.Rows(ctx, r.Dir, "texts", []string{"doc_id", "text"}, func(c []string) error {
		texts[c[0]] = c[1]
		return nil
	})
	if !errors.Is(err, load.ErrNoTable) {
		return texts, err
	}
	built := map[string]*strings.Builder{}
	section := ""
	err = load.Rows(ctx, r.Dir, "sentences", []string{"doc_id", "section_id", "text"}, func(c []string) error {
		b := built[c[0]]
		switch {
		case b == nil:
			b = &strings.Builder{}
			built[c[0]] = b
		case c[1] != section:
			b.WriteString("\n\n")
		default:
			b.WriteByte(' ')
		}
		section = c[1]
		b.WriteString(c[2])
		return nil
	})
	if err != nil {
		return nil, TableError(err)
	}
	for id, b := range built {
		texts[id] = b.String()
	}
	return texts, nil
}

// WriteTIFTokens writes a row a token of the run, in the order of the documents.
func (r *Run) WriteTIFTokens(ctx context.Context, w io.Writer) error {
	t := csv.NewWriter(w)
	_ = t.Write([]string{"doc_id", "token", "lemma", "pos", "kind", "sentence_id"}) // kept until Error
	err := load.Rows(ctx, r.Dir, "tokens", []string{"doc_id", "text", "lemma", "pos", "kind", "sentence_id"}, t.Write)
	if err != nil {
		return TableError(err)
	}
	t.Flush()
	return t.Error()
}
