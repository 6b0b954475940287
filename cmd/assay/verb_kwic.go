package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"assay/classify/codebook"
	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/extract"
	"assay/internal/usage"
	"assay/study"
)

// kwicOptions are the flags of kwic.
type kwicOptions struct {
	cli.InputOptions
	contexts []string
	side     int
	limit    int
	sort     string
	all      bool
	csv      bool
	html     string
}

func newKwicCmd() *cobra.Command {
	o := &kwicOptions{}
	cmd := &cobra.Command{
		Use:   "kwic PATTERN INPUT...|RUN",
		Short: "every place where a pattern stands, aligned",
		Long: `A concordance: every place where PATTERN stands, with what is left and right of
it. PATTERN is in the language of codebooks (docs/codebook.md): 'caseload*',
'high|heavy ..2 caseload*', 'lemma:escalate near:5 court'. It reads documents, or
the tables of a run, which is many times quicker. A line begins with authority,
date and kind of the document where they are known, else with the part of its path
that tells it from the others.`,
		Example: `  assay kwic 'caseload*' reports/
  assay kwic 'caseload*' results --sort right --limit 20
  assay kwic 'step|stepped down' results --csv > steps.csv
  assay kwic 'lemma:escalate' results --html escalate.html`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Args = args[1:]
			return kwic(cmd, args[0], o)
		},
	}
	f := cmd.Flags()
	o.InputOptions.Flags(f)
	f.StringSliceVar(&o.contexts, "context", nil, "only sentences of these contexts (finding, recommendation, strength, article, comment, summary, ...)")
	f.BoolVar(&o.all, "all", false, "also headings, contents, furniture and whatever else is not scored")
	f.IntVar(&o.side, "width", 60, "characters shown left and right of the match (less in a narrow terminal)")
	f.IntVar(&o.limit, "limit", 0, "most places to show (0: all)")
	f.StringVar(&o.sort, "sort", string(study.ByDocument), "order of the lines: "+orderNames())
	f.BoolVar(&o.csv, "csv", false, "write CSV: uri, page, context, heading, left, match, right, authority, date, kind")
	f.StringVar(&o.html, "html", "", "write a page of the places to `file` instead")
	return cmd
}

func orderNames() string {
	var names []string
	for _, o := range study.Orders {
		names = append(names, string(o))
	}
	return strings.Join(names, ", ")
}

// labelWidth is the most room for a document's name before a line of the concordance.
const labelWidth = 40

// fitting is how many characters left and right of a match fit into the terminal
// that w is, after labels of so many; wide where it is none.
func fitting(w io.Writer, wide, labels int) int {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return wide
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return wide
	}
	const match = 16 // room for the match itself
	return min(wide, max((columns-labels-2-match)/2, 10))
}

func (o *kwicOptions) check() error {
	switch {
	case o.side < 1:
		return usage.Errorf("--width must be at least 1")
	case o.limit < 0:
		return usage.Errorf("--limit must not be negative")
	case !slices.Contains(study.Orders, study.Order(o.sort)):
		return usage.Errorf("--sort %q is none of %s", o.sort, orderNames())
	case o.csv && o.html != "":
		return usage.Errorf("--csv and --html in one call").Advise("write one after the other")
	}
	for _, c := range o.contexts {
		if !slices.Contains(study.ContextNames(), c) {
			return usage.Errorf("--context: there is no context %q", c).Advise("the contexts are " + strings.Join(study.ContextNames(), ", "))
		}
	}
	return nil
}

func kwic(cmd *cobra.Command, pattern string, o *kwicOptions) error {
	con, err := codebook.NewConcordance(pattern)
	if err != nil {
		return usage.Errorf("pattern %q: %w", pattern, err).Advise("docs/codebook.md teaches patterns")
	}
	if err := o.check(); err != nil {
		return err
	}
	from := func(ctx context.Context, visit func(*study.Place) error) error {
		return cli.Places(ctx, &o.InputOptions, cmd.InOrStdin(), cmd.ErrOrStderr(), visit)
	}
	hits, all, err := study.Concordance(cmd.Context(), from, con, o.wants, study.Order(o.sort), o.limit)
	var lost *cli.Outcome
	if err != nil && !errors.As(err, &lost) {
		return err
	}
	count := terminal.Counted(all, "place")
	if len(hits) < all {
		count = fmt.Sprintf("%d of %s", len(hits), count)
	}
	buf := bufio.NewWriter(cmd.OutOrStdout())
	switch {
	case o.csv:
		err = study.WriteCSV(buf, hits)
	case o.html != "":
		err = cli.WriteFile(o.html, func(w io.Writer) error {
			return study.WriteHTML(w, pattern, count, study.Order(o.sort), hits)
		})
	default:
		o.lines(buf, hits, fitsInto(cmd, o))
	}
	if err = errors.Join(err, buf.Flush()); err != nil {
		return fmt.Errorf("write the concordance: %w", err)
	}
	if !o.csv {
		fmt.Fprintln(cmd.ErrOrStderr(), count)
	}
	if lost != nil {
		return lost
	}
	return nil
}

// fitsInto is the room left and right of the match after labels of some width.
func fitsInto(cmd *cobra.Command, o *kwicOptions) func(labels int) int {
	return func(labels int) int {
		if cmd.Flags().Changed("width") {
			return o.side
		}
		return fitting(cmd.OutOrStdout(), o.side, labels)
	}
}

// lines writes hits aligned, each after the name of its document.
func (o *kwicOptions) lines(w io.Writer, hits []study.Hit, room func(labels int) int) {
	labels := study.Labels(study.DocsOf(hits))
	wide := 0
	for _, l := range labels {
		wide = max(wide, utf8.RuneCountInString(l))
	}
	wide = min(wide, labelWidth)
	side := room(wide)
	for i := range hits {
		fmt.Fprintf(w, "%s  %s\n", terminal.Printable(terminal.Clip(labels[hits[i].Doc], wide)), terminal.Printable(hits[i].Align(side)))
	}
}

func (o *kwicOptions) wants(c extract.Context) bool {
	if len(o.contexts) > 0 {
		return slices.Contains(o.contexts, c.String())
	}
	return o.all || c.Scored()
}
