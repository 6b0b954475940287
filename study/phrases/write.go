package phrases

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"assay/internal/plaintext"
	"assay/study"
)

// Write writes groups as tables for people, one after the other.
func Write(w io.Writer, groups []Group) error {
	labels := labelsOf(groups)
	for i := range groups {
		g := &groups[i]
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s: %s in %s, against %d: %s\n", plaintext.Of(g.Name), study.Counted(g.Sentences, "sentence"), study.Counted(g.Documents, "document"), g.Against, plaintext.Of(g.Other))
		if len(g.Phrases) == 0 {
			fmt.Fprintln(w, "nothing sets them apart")
			continue
		}
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "phrase\tform\tin\telsewhere\tlog_likelihood\tlog_ratio\tdocuments\tplaces")
		for _, p := range g.Phrases {
			var places []string
			for _, e := range p.Examples {
				places = append(places, plaintext.Of(labels[e.Doc])+pageOf(e.Page))
			}
			fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%.1f\t%.1f\t%d\t%s\n", plaintext.Of(p.Text), p.Form, p.In, p.Else, p.Score, p.LogRatio, p.Documents, strings.Join(places, "; "))
		}
		if err := t.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func labelsOf(groups []Group) map[*study.Doc]string {
	var docs []*study.Doc
	seen := map[*study.Doc]bool{}
	for _, g := range groups {
		for _, p := range g.Phrases {
			for _, e := range p.Examples {
				if !seen[e.Doc] {
					seen[e.Doc] = true
					docs = append(docs, e.Doc)
				}
			}
		}
	}
	return study.Labels(docs)
}

func pageOf(page int) string {
	if page == 0 {
		return ""
	}
	return fmt.Sprintf(" p. %d", page)
}

// WriteCSV writes groups as one table with the sentences of the examples.
func WriteCSV(w io.Writer, groups []Group) error {
	t := csv.NewWriter(w)
	head := []string{"group", "against", "phrase", "form", "in", "elsewhere", "group_sentences", "against_sentences", "log_likelihood", "log_ratio", "documents"}
	for i := range 3 {
		n := strconv.Itoa(i + 1)
		head = append(head, "uri_"+n, "page_"+n, "sentence_"+n)
	}
	_ = t.Write(head) // kept until Error
	for i := range groups {
		g := &groups[i]
		for _, p := range g.Phrases {
			row := make([]string, len(head))
			copy(row, []string{g.Name, g.Other, p.Text, string(p.Form), strconv.Itoa(p.In), strconv.Itoa(p.Else), strconv.Itoa(g.Sentences), strconv.Itoa(g.Against),
				strconv.FormatFloat(p.Score, 'f', 2, 64), strconv.FormatFloat(p.LogRatio, 'f', 2, 64), strconv.Itoa(p.Documents)})
			for k, e := range p.Examples {
				page := ""
				if e.Page > 0 {
					page = strconv.Itoa(e.Page)
				}
				copy(row[11+3*k:], []string{e.Doc.URI, page, e.Text})
			}
			_ = t.Write(row)
		}
	}
	t.Flush()
	return t.Error()
}
