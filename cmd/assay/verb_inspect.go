package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"assay/classify"
	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/extract"
	"assay/internal/usage"
	"assay/out"
	"assay/run"
)

// standardInput are the names that --as gives standard input: what the reader
// goes by beside the bytes.
var standardInput = map[string]string{
	"text": "stdin.txt", "html": "stdin.html", "markdown": "stdin.md", "pdf": "stdin.pdf",
	"docx": "stdin.docx", "odt": "stdin.odt", "pptx": "stdin.pptx", "xlsx": "stdin.xlsx", "": "stdin",
}

func newInspectCmd() *cobra.Command {
	var (
		in     cli.InputOptions
		themes cli.ThemeOptions
		as     string
		asJSON bool
		all    bool
	)
	cmd := &cobra.Command{
		Use:   "inspect FILE|-",
		Short: "show what the program sees in one document",
		Long: `inspect reads one document (- is standard input) and shows what a run would put
into the tables: the facts of an inspection, articles, comments, quotations,
sections, sentences, and mentions with the cues that decided.

With --json it prints one object with document, inspection, judgements, actions,
articles, comments, quotes, sections, sentences, mentions, near_misses, entities and
failures; the names inside are the column names of the tables.`,
		Example: `  assay inspect reports/northmere-2024.pdf
  assay inspect page.html --json | jq .comments
  echo 'Caseloads are too high.' | assay inspect - --as text`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			path := args[0]
			if path == "-" {
				name, ok := standardInput[as]
				if !ok {
					return usage.Errorf("--as %q is not one of text, html, markdown, pdf, docx, odt, pptx, xlsx", as)
				}
				var cleanup func()
				var err error
				if path, cleanup, err = saveInput(cmd.InOrStdin(), name, in.Limits.Raw); err != nil {
					return err
				}
				defer cleanup()
			} else if as != "" {
				return usage.Errorf("--as is for standard input: a file goes by its content")
			}
			in.Args = []string{path}
			res, err := inspectOne(cmd.Context(), &in, &themes.Themes)
			if err != nil {
				return err
			}
			book, err := themes.Book()
			if err != nil {
				return err
			}
			rows, err := out.RowsJSON(res, out.DocExtra{}, out.Options{Themes: run.ThemeIDs(book), Labels: run.ThemeLabels(book)})
			if err != nil {
				return err
			}
			if asJSON {
				return inspectJSON(cmd.OutOrStdout(), rows)
			}
			return inspectText(cmd.OutOrStdout(), res, all)
		},
	}
	f := cmd.Flags()
	in.Flags(f)
	themes.Flags(f)
	f.StringVar(&as, "as", "", "what standard input is: text, html, markdown, pdf, docx, odt, pptx, xlsx (default by content)")
	f.BoolVar(&asJSON, "json", false, "print JSON")
	f.BoolVar(&all, "all", false, "also show sections, sentences and near misses")
	for _, name := range []string{"input", "root", "metadata", "workers"} {
		_ = f.MarkHidden(name) // they belong to verbs that read many documents
	}
	return cmd
}

// saveInput keeps standard input in a file of its own: a PDF needs to be read
// from anywhere in it.
func saveInput(r io.Reader, name string, limit int64) (path string, cleanup func(), err error) {
	dir, err := os.MkdirTemp("", "assay-inspect-")
	if err != nil {
		return "", nil, err
	}
	cleanup = func() { os.RemoveAll(dir) }
	path = filepath.Join(dir, name)
	f, err := os.Create(path)
	if err == nil {
		_, err = io.Copy(f, io.LimitReader(r, limit+1)) // one byte more, so that the reader sees that it is too large
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		cleanup()
		return "", nil, fmt.Errorf("read standard input: %w", err)
	}
	return path, cleanup, nil
}

// inspectOne takes one document through all stages.
func inspectOne(ctx context.Context, o *cli.InputOptions, themes *run.Themes) (res *classify.Result, err error) {
	in, err := o.Given(nil)
	if err != nil {
		return nil, err
	}
	stages, err := run.Open(in, themes)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stages.Close()) }()
	listing, err := in.List(ctx)
	if err != nil {
		return nil, err
	}
	switch n := len(listing.Sources); {
	case len(listing.Losses) > 0 && n == 0:
		return nil, listing.Losses[0]
	case n == 0:
		return nil, usage.Errorf("%s: there is no such document", o.Args[0]).Advise("name one file; assay run reads folders")
	case n > 1:
		return nil, usage.Errorf("%s holds %d documents", o.Args[0], n).Advise("inspect shows one; assay run reads them all")
	}
	return stages.Classify(ctx, listing.Sources[0])
}

// inspectJSON prints the rows of one document as one object.
func inspectJSON(w io.Writer, rows map[string][]json.RawMessage) error {
	one := func(table string) json.RawMessage {
		if len(rows[table]) == 0 {
			return json.RawMessage("null")
		}
		return rows[table][0]
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(struct {
		Document   json.RawMessage   `json:"document"`
		Inspection json.RawMessage   `json:"inspection"`
		Judgements []json.RawMessage `json:"judgements"`
		Actions    []json.RawMessage `json:"actions"`
		Articles   []json.RawMessage `json:"articles"`
		Comments   []json.RawMessage `json:"comments"`
		Quotes     []json.RawMessage `json:"quotes"`
		Sections   []json.RawMessage `json:"sections"`
		Sentences  []json.RawMessage `json:"sentences"`
		Mentions   []json.RawMessage `json:"mentions"`
		NearMisses []json.RawMessage `json:"near_misses"`
		Entities   []json.RawMessage `json:"entities"`
		Failures   []json.RawMessage `json:"failures"`
	}{one("documents"), one("inspections"), rows["judgements"], rows["actions"], rows["articles"], rows["comments"], rows["quotes"],
		rows["sections"], rows["sentences"], rows["mentions"], rows["near_misses"], rows["entities"], rows["failures"]})
}

// inspectText shows a document to a person.
func inspectText(w io.Writer, r *classify.Result, all bool) error {
	var b strings.Builder
	line := func(format string, args ...any) {
		b.WriteString(terminal.Printable(fmt.Sprintf(format, args...)) + "\n")
	}
	line("%s: %s, %s%s, %s, %s", r.Doc.URI, r.Kind, r.Doc.MediaType, pages(len(r.Doc.Pages)), terminal.Counted(len(r.Sentences), "sentence"), terminal.Counted(len(r.Tokens), "token"))
	if r.Title != "" {
		line("title: %s", r.Title)
	}
	for _, x := range r.Doc.Warnings {
		line("warning: %s: %s", x.Reason, x.Message)
	}
	for _, x := range r.Warnings {
		line("warning: %s: %s", x.Reason, x.Message)
	}
	if in := r.Inspection; in != nil {
		line("\ninspection: %s (%s), %s, %s to %s, lead inspector %s", in.LocalAuthority, orNone(in.GSSCode), in.Framework, day(in.Start), day(in.End), orNone(in.LeadInspector))
		for _, j := range in.Judgements {
			if j.Status == "graded" {
				line("  %-34s %s  (page %d: %s)", j.Key, j.Grade, j.Page, j.Label)
			} else if all {
				line("  %-34s %s", j.Key, j.Status)
			}
		}
	}
	for i, a := range r.Articles {
		if len(r.Articles) > 1 || a.Byline != "" || !a.PublishedOn.IsZero() {
			line("\narticle %d: %s; by %s; %s", i+1, a.Title, orNone(a.Byline), day(a.PublishedOn))
		}
	}
	if len(r.Comments) > 0 {
		line("\n%s", terminal.Counted(len(r.Comments), "comment"))
		for _, c := range r.Comments {
			line("  %s%s (%s): %s", strings.Repeat("  ", int(c.Depth)), orNone(c.Author), orNone(c.PostedPrinted), terminal.Shorten(r.Flat(c.Body), 60))
		}
	}
	if all {
		line("\nsections")
		for _, s := range r.Sections {
			line("  %s%s [%s] %s", strings.Repeat("  ", max(int(s.Level)-1, 0)), s.Kind, s.Context, terminal.Shorten(r.Flat(s.Span), 80))
		}
		line("\nsentences")
		for i := range r.Sentences {
			s := &r.Sentences[i]
			verdict := "not scored"
			if r.Sentiments[i].Scored {
				verdict = fmt.Sprintf("%s %.2f", r.Sentiments[i].Class, r.Sentiments[i].P[r.Sentiments[i].Class])
			}
			line("  %d-%d [%s, %s] %s", s.Start, s.End, s.Context, verdict, extract.SentenceText(r.Parse, i))
		}
	}
	line("\n%s", terminal.Counted(len(r.Mentions), "mention"))
	for _, m := range r.Mentions {
		s := &r.Sentences[m.Sentence]
		line("  %s: %s %.2f, direction %s, %s, %s%s; rule %s", m.Theme, m.Class, m.P[m.Class], m.Direction, m.Tense, s.Context, onPage(s.Page), m.Rule)
		line("    %s", extract.SentenceText(r.Parse, int(m.Sentence)))
		for i, c := range m.Cues {
			if i == 4 {
				break
			}
			line("      %+.2f %s: %s", c.Weight, c.Effect, r.Flat(c.Span))
		}
	}
	if all && len(r.NearMisses) > 0 {
		line("\n%d near misses", len(r.NearMisses))
		for _, m := range r.NearMisses {
			line("  %s: %s (%s)", m.Theme, m.Reason, r.Flat(m.Span))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// pages tells how many pages a document has; a format without pages has none.
func pages(n int) string {
	if n == 0 {
		return ""
	}
	return ", " + terminal.Counted(n, "page")
}

func onPage(n int32) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("; page %d", n)
}

func day(d extract.Date) string {
	if d.IsZero() {
		return "no date"
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}
