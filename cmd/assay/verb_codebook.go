package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay/classify/codebook"
	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/coding"
	"assay/cmd/assay/internal/terminal"
	"assay/corpus"
	"assay/extract"
	"assay/internal/usage"
	"assay/study"
)

func newCodebookCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "codebook",
		Short: "list, check and test themes, and find words for new ones",
		Long: `A codebook is a YAML file with themes: the patterns that find them and the
patterns that turn near misses away. docs/codebook.md teaches it by example.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newCodebookListCmd(), newCodebookLintCmd(), newCodebookTestCmd(), newCodebookSuggestCmd(), newCodebookShowCmd(),
		newCodebookDiffCmd(), coding.NewCodebookExport(), coding.NewCodebookImport())
	return cmd
}

func newCodebookListCmd() *cobra.Command {
	o := &cli.ThemeOptions{}
	cmd := &cobra.Command{
		Use:   "list [FILE...]",
		Short: "list themes with their number of rules; without FILE those a run looks for",
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := cli.BookOf(args, o)
			if err != nil {
				return err
			}
			w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
			fmt.Fprintln(w, "theme\tlabel\tinclude\texclude\texamples\tfile")
			for _, t := range b.Themes {
				fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%s\n", t.ID, t.Label, len(t.Include), len(t.Exclude), len(t.Positive)+len(t.Negative), terminal.Printable(t.Pos.File))
			}
			if err := w.Flush(); err != nil {
				return err
			}
			for _, p := range b.Packs {
				if title := p.Title(); title != "" {
					fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", terminal.Printable(p.File), terminal.Printable(title))
				}
			}
			return nil
		},
	}
	o.BookFlags(cmd)
	return cmd
}

func newCodebookShowCmd() *cobra.Command {
	schema := false
	cmd := &cobra.Command{
		Use:   "show",
		Short: "print the built-in codebook, a file to learn from; --schema the JSON Schema for editors",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			text := codebook.BuiltinSource()
			if schema {
				text = codebook.Schema()
			}
			_, err := cmd.OutOrStdout().Write(text)
			return err
		},
	}
	cmd.Flags().BoolVar(&schema, "schema", false, "print the JSON Schema of a codebook file")
	return cmd
}

func newCodebookLintCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "lint FILE...",
		Short: "check codebook files: what is wrong, and what is suspicious",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := cli.BookOf(args, nil)
			if err != nil {
				return err
			}
			warnings := b.Lint()
			for _, w := range warnings {
				fmt.Fprintln(cmd.OutOrStdout(), "warning: "+terminal.Printable(w.Error()))
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s, no errors, %s\n", terminal.Counted(len(b.Themes), "theme"), terminal.Counted(len(warnings), "warning"))
			return nil
		},
	}
}

func newCodebookTestCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "test [FILE...]",
		Short: "run the examples of the themes; without FILE of the built-in ones",
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := cli.BookOf(args, &cli.ThemeOptions{})
			if err != nil {
				return err
			}
			examples := 0
			for _, t := range b.Themes {
				examples += len(t.Positive) + len(t.Negative)
			}
			failed := b.Examples()
			for _, f := range failed {
				printFailure(cmd.OutOrStdout(), f)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d of %d examples hold\n", examples-len(failed), examples)
			if len(failed) > 0 {
				return &cli.Outcome{Code: cli.ExitError, Why: "examples failed"}
			}
			return nil
		},
	}
}

func printFailure(w io.Writer, f codebook.Failure) {
	fmt.Fprintf(w, "%s: theme %s: %q\n", terminal.Printable(f.Example.Pos.String()), f.Theme, f.Example.Text)
	switch {
	case !f.Wanted:
		fmt.Fprintf(w, "  must not be found, but rule %q found %q\n", f.Rule, f.Text)
	case f.Reason != "":
		fmt.Fprintf(w, "  must be found, but rule %q turned %q away: %s\n", f.By, f.Text, f.Reason)
	default:
		fmt.Fprintln(w, "  must be found, but no include rule matches")
	}
}

// suggestOptions are the flags of codebook suggest.
type suggestOptions struct {
	cli.InputOptions
	cli.ThemeOptions
	theme  string
	gold   []string
	missed bool
	held   bool
	top    int
	min    int
	csv    bool
}

func newCodebookSuggestCmd() *cobra.Command {
	o := &suggestOptions{}
	cmd := &cobra.Command{
		Use:   "suggest --theme ID INPUT...|RUN",
		Short: "words and phrases that set a theme's sentences apart",
		Long: `Words and phrases that stand more often in the sentences of a theme than in the
others, by log-likelihood: from documents or the tables of a run, where the
theme's sentences are those its patterns find; or with --gold from coded
sentences, where they are those coded with it. --missed looks only at coded
sentences that no pattern finds: what to add next. What the patterns hold already
is hidden unless --held asks for it.`,
		Example: `  assay codebook suggest --theme housing --codebook housing.yaml results
  assay codebook suggest --theme oversight --gold coded.jsonl --missed`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Args = args
			return suggest(cmd, o)
		},
	}
	f := cmd.Flags()
	o.InputOptions.Flags(f)
	o.ThemeOptions.BookFlags(cmd)
	f.StringVar(&o.theme, "theme", "", "`id` of the theme")
	f.StringArrayVar(&o.gold, "gold", nil, "`file` of coded sentences instead of documents (repeatable)")
	f.BoolVar(&o.missed, "missed", false, "with --gold: only sentences coded with the theme that no pattern finds")
	f.BoolVar(&o.held, "held", false, "also phrases that the patterns already hold")
	f.IntVar(&o.top, "top", 40, "most phrases to show")
	f.IntVar(&o.min, "min", 3, "fewest sentences a phrase stands in")
	f.BoolVar(&o.csv, "csv", false, "write CSV")
	return cmd
}

func suggest(cmd *cobra.Command, o *suggestOptions) error {
	book, err := o.Book()
	if err != nil {
		return err
	}
	if o.theme == "" {
		return usage.Errorf("--theme is missing").Advise("assay codebook list shows the themes")
	}
	theme := book.Theme(o.theme)
	if theme < 0 && len(o.gold) == 0 {
		return usage.Errorf("--theme %q is not in the codebook", o.theme).Advise("assay codebook list shows the themes")
	}
	if o.missed && len(o.gold) == 0 {
		return usage.Errorf("--missed needs --gold: without coded sentences nobody knows what the patterns miss")
	}
	k := codebook.NewKeyness()
	in := 0 // sentences of the theme
	m := book.Matcher()
	triggers := func(p *extract.Parse, i int) []corpus.Span {
		hits, _ := m.Sentence(p, i, nil, nil)
		for _, h := range hits {
			if h.Theme == theme {
				return h.Triggers
			}
		}
		return nil
	}
	if len(o.gold) > 0 {
		records, gerr := cli.ReadGold(o.gold)
		if gerr != nil {
			return gerr
		}
		for i := range records {
			_, coded := records[i].Stance(o.theme)
			p := extract.One(records[i].Text, records[i].Heading)
			found := triggers(p, 0)
			if coded && o.missed && found != nil {
				continue
			}
			if coded {
				in++
			}
			k.Add(p, 0, coded, found)
		}
	} else {
		err = cli.Places(cmd.Context(), &o.InputOptions, cmd.InOrStdin(), cmd.ErrOrStderr(), func(at *study.Place) error {
			if at.Context.Scored() {
				p, i := at.Parse()
				found := triggers(p, i)
				if found != nil {
					in++
				}
				k.Add(p, i, found != nil, found)
			}
			return nil
		})
	}
	var lost *cli.Outcome
	if err != nil && !errors.As(err, &lost) {
		return err
	}
	words, hidden := k.Top(o.top, o.min, o.held)
	if err := writeKeywords(cmd.OutOrStdout(), words, o.csv); err != nil {
		return err
	}
	if len(words) == 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "assay: no phrase stands in --min %d of the theme's %s\n", o.min, terminal.Counted(in, "sentence"))
	}
	if hidden > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "assay: hid %s that the patterns already hold (--held shows them)\n", terminal.Counted(hidden, "phrase"))
	}
	if lost != nil {
		return lost
	}
	return nil
}

func writeKeywords(out io.Writer, words []codebook.Keyword, asCSV bool) error {
	row := func(w codebook.Keyword) []string {
		return []string{w.Phrase, strconv.Itoa(w.Target), strconv.Itoa(w.Rest), strconv.FormatFloat(w.Score, 'f', 1, 64),
			strconv.FormatFloat(w.LogRatio, 'f', 1, 64), strconv.FormatFloat(w.InTrigger, 'f', 2, 64)}
	}
	head := []string{"phrase", "in_theme", "elsewhere", "log_likelihood", "log_ratio", "in_trigger"}
	if asCSV {
		w := csv.NewWriter(out)
		_ = w.Write(head) // kept until Error
		for _, k := range words {
			_ = w.Write(row(k))
		}
		w.Flush()
		return w.Error()
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, r := range append([][]string{head}, rows(words, row)...) {
		for i, c := range r {
			if i > 0 {
				fmt.Fprint(w, "\t")
			}
			fmt.Fprint(w, c)
		}
		fmt.Fprintln(w)
	}
	return w.Flush()
}

func rows[T any](items []T, row func(T) []string) (out [][]string) {
	for _, x := range items {
		out = append(out, row(x))
	}
	return out
}
