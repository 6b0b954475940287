package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"assay/classify/codebook"
	"assay/extract"
	"assay/run"
)

// kwicOptions are the flags of kwic.
type kwicOptions struct {
	inputOptions
	contexts []string
	side     int
	limit    int
	all      bool
	csv      bool
}

func newKwicCmd() *cobra.Command {
	o := &kwicOptions{}
	cmd := &cobra.Command{
		Use:   "kwic PATTERN INPUT...|RUN",
		Short: "every place where a pattern stands, aligned",
		Long: `A concordance: every place where PATTERN stands, with what is left and right of
it. PATTERN is in the language of codebooks (docs/codebook.md): 'caseload*',
'high|heavy ..2 caseload*', 'lemma:escalate near:5 court'. It reads documents, or
the tables of a run.`,
		Example: `  assay kwic 'caseload*' reports/
  assay kwic 'step|stepped down' results --csv > steps.csv`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.args = args[1:]
			return kwic(cmd, args[0], o)
		},
	}
	f := cmd.Flags()
	o.inputOptions.flags(f)
	f.StringSliceVar(&o.contexts, "context", nil, "only sentences of these contexts (finding, recommendation, strength, article, comment, summary, ...)")
	f.BoolVar(&o.all, "all", false, "also headings, contents, furniture and whatever else is not scored")
	f.IntVar(&o.side, "width", 60, "characters shown left and right of the match (less in a narrow terminal)")
	f.IntVar(&o.limit, "limit", 0, "most places to show (0: all)")
	f.BoolVar(&o.csv, "csv", false, "write CSV: uri, page, context, heading, left, match, right")
	return cmd
}

// uriWidth is the room for a document's name before a line of the concordance.
const uriWidth = 28

// fitting is how many characters left and right of a match fit into the terminal
// that w is; wide where it is none.
func fitting(w io.Writer, wide int) int {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return wide
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return wide
	}
	const match = 16 // room for the match itself
	return min(wide, max((columns-uriWidth-2-match)/2, 10))
}

// errEnough ends a concordance at its limit.
var errEnough = errors.New("enough places")

func kwic(cmd *cobra.Command, pattern string, o *kwicOptions) error {
	con, err := codebook.NewConcordance(pattern)
	if err != nil {
		return usagef("pattern %q: %w", pattern, err).hint("docs/codebook.md teaches patterns")
	}
	if o.side < 1 {
		return usagef("--width must be at least 1")
	}
	for _, c := range o.contexts {
		if !slices.Contains(contextNames(), c) {
			return usagef("--context: there is no context %q", c)
		}
	}
	if !cmd.Flags().Changed("width") {
		o.side = fitting(cmd.OutOrStdout(), o.side)
	}
	buf := bufio.NewWriter(cmd.OutOrStdout())
	table := csv.NewWriter(buf)
	if o.csv {
		_ = table.Write([]string{"uri", "page", "context", "heading", "left", "match", "right"}) // kept until Error
	}
	n := 0
	err = places(cmd.Context(), &o.inputOptions, cmd.InOrStdin(), cmd.ErrOrStderr(), func(at run.Place) error {
		s := &at.Parse.Sentences[at.Sentence]
		if !o.wants(s.Context) {
			return nil
		}
		for _, span := range con.Find(at.Parse, at.Sentence) {
			if o.limit > 0 && n == o.limit {
				return errEnough
			}
			n++
			text := at.Parse.Doc.Text
			line := codebook.Cut(text, s.Span, span)
			if o.csv {
				_ = table.Write([]string{at.URI, pageText(at.Page), s.Context.String(), s.Heading.Of(text), line.Left, line.Match, line.Right})
				continue
			}
			fmt.Fprintf(buf, "%s  %s\n", printable(clip(at.URI, uriWidth)), printable(line.Align(o.side)))
		}
		return nil
	})
	table.Flush()
	if ferr := errors.Join(table.Error(), buf.Flush()); ferr != nil {
		return fmt.Errorf("write the concordance: %w", ferr)
	}
	var out *outcome
	if err != nil && !errors.Is(err, errEnough) && !errors.As(err, &out) {
		return err
	}
	if !o.csv {
		fmt.Fprintln(cmd.ErrOrStderr(), counted(n, "place"))
	}
	if out != nil {
		return out
	}
	return nil
}

func (o *kwicOptions) wants(c extract.Context) bool {
	if len(o.contexts) > 0 {
		return slices.Contains(o.contexts, c.String())
	}
	return o.all || c.Scored()
}

func contextNames() (names []string) {
	for c := extract.Context(0); c <= extract.Chrome; c++ {
		names = append(names, c.String())
	}
	return names
}

func pageText(page int32) string {
	if page == 0 {
		return ""
	}
	return strconv.Itoa(int(page))
}

// clip makes s exactly n characters wide, keeping its end: the end of a uri
// tells more than its beginning.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) > n {
		r = append([]rune{'…'}, r[len(r)-n+1:]...)
	}
	for len(r) < n {
		r = append(r, ' ')
	}
	return string(r)
}
