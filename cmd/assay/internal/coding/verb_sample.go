package coding

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"assay/classify/codebook"
	"assay/classify/eval"
	"assay/classify/stance"
	"assay/cmd/assay/internal/cli"
	"assay/internal/usage"
	"assay/out/disk"
	"assay/out/format"
	"assay/run"
	"assay/study"
	"assay/study/sample"
)

type sampleOptions struct {
	drawOptions
	format string
	out    string
	coders int
}

// drawOptions are the flags that say which sentences to draw; sample and code
// share them.
type drawOptions struct {
	input    cli.InputOptions
	themes   cli.ThemeOptions
	only     []string
	n        int
	perClass int
	seed     uint64
	known    []string
}

func (o *drawOptions) flags(f *pflag.FlagSet) {
	o.input.Flags(f)
	o.themes.Flags(f)
	f.StringSliceVar(&o.only, "theme", nil, "draw for the theme with this `id` alone (repeatable; default the themes of --codebook)")
	f.IntVar(&o.n, "n", 100, "sentences to draw")
	f.IntVar(&o.perClass, "per-class", 0, "mentions of each stance to draw, by theme, as the model sees it (without --n the rest follows from it)")
	f.Uint64Var(&o.seed, "seed", 1, "another seed draws other sentences")
	f.StringArrayVar(&o.known, "coded", nil, "`file` of sentences coded already, to leave out (repeatable)")
}

// NewSample is the verb sample.
func NewSample() *cobra.Command {
	var o sampleOptions
	cmd := &cobra.Command{
		Use:   "sample INPUT...|RUN",
		Short: "draw sentences to code",
		Long: `sample draws sentences for people to code, from documents or from the tables of a
run, and writes JSONL, or CSV for a spreadsheet.

With a codebook of one's own, or --theme, it draws for those themes: of every part
35 % mentions as they come, 20 % those of whose stance the model is least sure, 15 %
near misses, 20 % sentences that no pattern takes but whose words suggest the theme,
10 % at random. The sheet has a column for each of these themes, and the page,
heading and neighbours of every sentence. --coders 2 writes the sheet twice
(NAME-1.csv, NAME-2.csv), for agreement.

Without, it draws for the built-in themes: half by theme (mentions, the least sure of
their stance first, and near misses), a quarter those whose sentiment is least sure,
the rest at random.

Fill in sentiment and the stance of every theme that is there (positive, negative,
mixed, neutral; nothing where a theme is absent); eval, train and agreement read both
forms back. assay code does the same in a browser.

A draw for training should not be used to measure: it is hard on purpose. For
that, code the sentences of stratum random, or of candidate for the stance alone.`,
		Example: `  assay sample results --n 200 --out to_code.csv
  assay sample results --codebook mine.yaml --n 150 --out to_code.csv
  assay sample results --codebook mine.yaml --theme housing --per-class 30 --coders 2 --out to_code.csv`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.input.Args = args
			return o.run(cmd)
		},
	}
	f := cmd.Flags()
	o.drawOptions.flags(f)
	f.StringVar(&o.format, "format", "", "jsonl or csv (default by the ending of --out, else jsonl)")
	f.StringVar(&o.out, "out", "", "`file` to write (default standard output)")
	f.IntVar(&o.coders, "coders", 1, "sheets to write, each for another coder")
	return cmd
}

// aimed are the themes to draw for, nil where none is asked for.
func (o *drawOptions) aimed(book *codebook.Codebook) ([]string, error) {
	if len(o.only) > 0 {
		for _, id := range o.only {
			if book.Theme(id) < 0 {
				return nil, usage.Errorf("--theme %q is not in the codebook", id).Advise("assay codebook list shows the themes")
			}
		}
		return o.only, nil
	}
	if len(o.themes.Codebooks) == 0 {
		return nil, nil
	}
	own, err := codebook.Load(o.themes.Codebooks...)
	if err != nil {
		return nil, usage.Errorf("%w", err)
	}
	var ids []string
	for i := range own.Themes {
		if own.Themes[i].Pos.File != codebook.BuiltinFile { // of a codebook that extends the built-in one
			ids = append(ids, own.Themes[i].ID)
		}
	}
	return ids, nil
}

// skip are the texts coded already.
func (o *drawOptions) skip() (map[string]bool, error) {
	texts := map[string]bool{}
	if len(o.known) > 0 {
		records, err := cli.ReadGold(o.known)
		if err != nil {
			return nil, err
		}
		for i := range records {
			texts[records[i].Text] = true
		}
	}
	return texts, nil
}

// draw draws for the themes; the outcome is that of lost documents.
func (o *drawOptions) draw(cmd *cobra.Command, themes []string, book *codebook.Codebook, model *stance.Model) ([]sample.Sentence, *cli.Outcome, error) {
	skip, err := o.skip()
	if err != nil {
		return nil, nil, err
	}
	opt := sample.Options{Book: book, Themes: themes, Model: model, N: o.n, PerClass: o.perClass, Seed: o.seed, Skip: skip}
	if o.perClass > 0 && !cmd.Flags().Changed("n") {
		opt.N = 0
	}
	from := func(ctx context.Context, visit func(*study.Place) error) error {
		return cli.Places(ctx, &o.input, cmd.InOrStdin(), cmd.ErrOrStderr(), visit)
	}
	drawn, err := sample.Draw(cmd.Context(), from, opt)
	var lost *cli.Outcome
	if err != nil && !errors.As(err, &lost) {
		return nil, nil, err
	}
	tellStrata(cmd.ErrOrStderr(), drawn)
	if opt.N > len(drawn) {
		fmt.Fprintf(cmd.ErrOrStderr(), "assay: drew %d of %d sentences: there are no more\n", len(drawn), opt.N)
	}
	return drawn, lost, nil
}

// tellStrata says how many sentences were drawn for what.
func tellStrata(w io.Writer, drawn []sample.Sentence) {
	n := map[string]int{}
	for i := range drawn {
		n[drawn[i].Stratum]++
	}
	var parts []string
	for _, s := range cli.SortedKeys(n) {
		parts = append(parts, fmt.Sprintf("%d %s", n[s], s))
	}
	fmt.Fprintf(w, "assay: drew %s\n", strings.Join(parts, ", "))
}

func (o *sampleOptions) run(cmd *cobra.Command) error {
	if o.format == "" {
		o.format = "jsonl"
		if strings.EqualFold(filepath.Ext(o.out), ".csv") {
			o.format = "csv"
		}
	}
	switch {
	case o.n < 1:
		return usage.Errorf("--n must be at least 1")
	case o.perClass < 0:
		return usage.Errorf("--per-class must not be negative")
	case o.coders < 1 || o.coders > 1 && o.out == "":
		return usage.Errorf("--coders %d needs --out, and at least one coder", o.coders)
	case o.format != "jsonl" && o.format != "csv":
		return usage.Errorf("--format %q is neither jsonl nor csv", o.format)
	}
	_, book, model, err := o.themes.Classifier()
	if err != nil {
		return err
	}
	themes, err := o.aimed(book)
	if err != nil {
		return err
	}
	if themes == nil && o.perClass > 0 {
		return usage.Errorf("--per-class needs themes to draw for").Advise("add --theme or --codebook")
	}
	var b bytes.Buffer
	var lost *cli.Outcome
	if themes == nil {
		lost, err = o.general(cmd, &b, book, model)
	} else {
		lost, err = o.sheet(cmd, &b, themes, book, model)
	}
	if err != nil {
		return err
	}
	if err := o.write(cmd.OutOrStdout(), b.Bytes()); err != nil {
		return fmt.Errorf("write the sample: %w", err)
	}
	if lost != nil {
		return lost
	}
	return nil
}

// write writes a sheet for every coder.
func (o *sampleOptions) write(stdout io.Writer, sheet []byte) error {
	if o.out == "" {
		_, err := stdout.Write(sheet)
		return err
	}
	if o.coders == 1 {
		return disk.Replace(cli.FileSystem, o.out, sheet)
	}
	for i := range o.coders {
		if err := disk.Replace(cli.FileSystem, coderFile(o.out, i+1), sheet); err != nil {
			return err
		}
	}
	return nil
}

// coderFile is the name of the n-th coder's file.
func coderFile(name string, n int) string {
	end := filepath.Ext(name)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, end), n, end)
}

func (o *sampleOptions) sheet(cmd *cobra.Command, b *bytes.Buffer, themes []string, book *codebook.Codebook, model *stance.Model) (*cli.Outcome, error) {
	drawn, lost, err := o.draw(cmd, themes, book, model)
	if err != nil {
		return nil, err
	}
	if o.format == "csv" {
		return lost, sample.WriteCSV(b, themes, drawn)
	}
	return lost, sample.WriteJSONL(b, themes, drawn)
}

// general draws for the built-in themes.
func (o *sampleOptions) general(cmd *cobra.Command, b *bytes.Buffer, book *codebook.Codebook, model *stance.Model) (*cli.Outcome, error) {
	skip, err := o.skip()
	if err != nil {
		return nil, err
	}
	s := eval.NewSampler(book, model, o.seed)
	for text := range skip {
		s.Skip(text)
	}
	err = cli.Places(cmd.Context(), &o.input, cmd.InOrStdin(), cmd.ErrOrStderr(), func(at *study.Place) error {
		p, i := at.Full()
		s.Add(at.Doc.URI, p, i)
		return nil
	})
	var lost *cli.Outcome
	if err != nil && !errors.As(err, &lost) {
		return nil, err
	}
	drawn := s.Draw(o.n)
	if len(drawn) < o.n {
		fmt.Fprintf(cmd.ErrOrStderr(), "assay: drew %d of %d sentences: there are no more\n", len(drawn), o.n)
	}
	if o.format == "csv" {
		return lost, sampleCSV(b, book, drawn)
	}
	return lost, sampleJSONL(b, drawn)
}

func sampleID(i int) string { return fmt.Sprintf("s%05d", i+1) }

func sampleJSONL(b *bytes.Buffer, drawn []eval.Candidate) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	for i, c := range drawn {
		err := enc.Encode(struct {
			ID        string            `json:"id"`
			Source    string            `json:"source"`
			Heading   string            `json:"heading"`
			Text      string            `json:"text"`
			Themes    map[string]string `json:"themes"`
			Sentiment string            `json:"sentiment"`
			Stratum   string            `json:"stratum"`
		}{sampleID(i), c.Source, c.Heading, c.Text, map[string]string{}, "", c.Stratum})
		if err != nil {
			return err
		}
	}
	return nil
}

func sampleCSV(b *bytes.Buffer, book *codebook.Codebook, drawn []eval.Candidate) error {
	b.WriteString(format.ByteOrderMark)
	w := csv.NewWriter(b)
	head := []string{"id", "source", "heading", "text", "sentiment"}
	for _, id := range run.ThemeIDs(book) {
		head = append(head, "theme:"+id)
	}
	if err := w.Write(append(head, "stratum")); err != nil {
		return err
	}
	for i, c := range drawn {
		row := make([]string, len(head)+1)
		row[0], row[1], row[2], row[3], row[len(head)] = sampleID(i), c.Source, c.Heading, c.Text, c.Stratum
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
