package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"assay/classify/codebook"
	"assay/cmd/assay/internal/cli"
	"assay/extract"
	"assay/internal/usage"
	"assay/run"
)

// coverageOptions are the flags of coverage.
type coverageOptions struct {
	cli.InputOptions
	cli.ThemeOptions
	by  string
	all bool
}

func newCoverageCmd() *cobra.Command {
	o := &coverageOptions{}
	cmd := &cobra.Command{
		Use:   "coverage INPUT...|RUN",
		Short: "how often each theme stands in each document, and with each other theme, as CSV",
		Long: `Counts of mentions as CSV. --by document: one row a document, one column a theme.
--by theme: one row and one column a theme, sentences that hold both; the diagonal
is all sentences of the theme. Of a run it counts what the run's tables hold,
whatever --codebook says.`,
		Example: `  assay coverage results > coverage.csv
  assay coverage reports --codebook mine.yaml --by theme`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Args = args
			return coverage(cmd, o)
		},
	}
	f := cmd.Flags()
	o.InputOptions.Flags(f)
	o.ThemeOptions.BookFlags(cmd)
	f.StringVar(&o.by, "by", "document", "document or theme")
	f.BoolVar(&o.all, "with-summary", false, "also count summaries, which repeat findings in plain words")
	return cmd
}

func coverage(cmd *cobra.Command, o *coverageOptions) error {
	if o.by != "document" && o.by != "theme" {
		return usage.Errorf("--by %q is not document or theme", o.by)
	}
	c, err := o.count(cmd.Context(), cmd.InOrStdin(), cmd.ErrOrStderr())
	if c == nil {
		return err
	}
	w := csv.NewWriter(cmd.OutOrStdout())
	write := func(row ...string) { _ = w.Write(row) } // kept until Error
	if o.by == "document" {
		write(append([]string{"uri", "sentences"}, c.Themes...)...)
		for _, d := range c.Documents {
			write(append([]string{d.URI, strconv.Itoa(d.Sentences)}, numbers(d.Mentions)...)...)
		}
	} else {
		write(append([]string{"theme"}, c.Themes...)...)
		for i, t := range c.Themes {
			write(append([]string{t}, numbers(c.Together[i])...)...)
		}
	}
	w.Flush()
	if werr := w.Error(); werr != nil {
		return fmt.Errorf("write the coverage: %w", werr)
	}
	return err
}

func numbers(ns []int) []string {
	out := make([]string, len(ns))
	for i, n := range ns {
		out[i] = strconv.Itoa(n)
	}
	return out
}

// counts reports whether sentences of the context are counted.
func (o *coverageOptions) counts(c extract.Context) bool {
	return c.Counted() || o.all && c == extract.Summary
}

// count counts a run's mentions, or finds those of documents. It may return a
// Coverage with an outcome: some documents were lost.
func (o *coverageOptions) count(ctx context.Context, stdin io.Reader, stderr io.Writer) (*codebook.Coverage, error) {
	if len(o.Args) == 1 && len(o.Named) == 0 {
		if dir, ok := run.TablesOf(o.Args[0]); ok {
			if len(o.Codebooks) > 0 {
				fmt.Fprintln(stderr, "assay: these are the themes of the run's own codebook: name the documents to count those of another")
			}
			return o.countRun(ctx, dir)
		}
	}
	book, err := o.Book()
	if err != nil {
		return nil, err
	}
	m := book.Matcher()
	c := codebook.NewCoverage(run.ThemeIDs(book))
	var themes []int
	err = cli.Parses(ctx, &o.InputOptions, stdin, stderr, func(p *extract.Parse) error {
		c.Document(p.Doc.URI)
		for i := range p.Sentences {
			if !o.counts(p.Sentences[i].Context) {
				continue
			}
			hits, _ := m.Sentence(p, i, nil, nil)
			themes = themes[:0]
			for _, h := range hits {
				themes = append(themes, h.Theme)
			}
			c.Sentence(themes)
		}
		return nil
	})
	if err != nil && !silent(err) {
		return nil, err
	}
	return c, err
}

// countRun counts the mentions table of a run.
func (o *coverageOptions) countRun(ctx context.Context, dir string) (*codebook.Coverage, error) {
	var names []string
	of := map[string][]int{} // sentence_id -> themes
	err := run.TableRows(ctx, dir, "theme_summary", []string{"theme"}, func(c []string) error {
		if !slices.Contains(names, c[0]) {
			names = append(names, c[0])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = run.TableRows(ctx, dir, "mentions", []string{"sentence_id", "theme"}, func(c []string) error {
		i := slices.Index(names, c[1])
		if i < 0 {
			i = len(names)
			names = append(names, c[1])
		}
		of[c[0]] = append(of[c[0]], i)
		return nil
	})
	if err != nil {
		return nil, err
	}
	c := codebook.NewCoverage(names)
	return c, o.countSentences(ctx, dir, c, of)
}

func (o *coverageOptions) countSentences(ctx context.Context, dir string, c *codebook.Coverage, of map[string][]int) error {
	sentences := map[string][][]int{} // doc_id -> themes of each counted sentence
	err := run.TableRows(ctx, dir, "sentences", []string{"doc_id", "sentence_id", "context"}, func(r []string) error {
		for x := extract.Context(0); x <= extract.Summary; x++ {
			if x.String() == r[2] && o.counts(x) {
				sentences[r[0]] = append(sentences[r[0]], of[r[1]])
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return run.TableRows(ctx, dir, "documents", []string{"doc_id", "uri"}, func(r []string) error {
		c.Document(r[1])
		for _, themes := range sentences[r[0]] {
			c.Sentence(themes)
		}
		return nil
	})
}
