package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"assay/classify/codebook"
	"assay/classify/eval"
	"assay/out"
	"assay/out/disk"
	"assay/run"
	"assay/study"
)

type sampleOptions struct {
	input  inputOptions
	themes themeOptions
	n      int
	seed   uint64
	format string
	out    string
	known  []string
}

func newSampleCmd() *cobra.Command {
	var o sampleOptions
	cmd := &cobra.Command{
		Use:   "sample INPUT...|RUN",
		Short: "draw sentences to code",
		Long: `sample draws sentences for people to code, from documents or from the tables of a
run: half by theme (mentions, the least sure of their stance first, and near
misses), a quarter those whose sentiment is least sure, the rest at random. It
writes JSONL, or CSV for a spreadsheet. Fill in sentiment and the stance of every
theme that is there (positive, negative, mixed, neutral; nothing where a theme is
absent); eval, train and agreement read both forms back.

A draw for training should not be used to measure: it is hard on purpose. For
that, code the sentences of stratum random.`,
		Example: `  assay sample results --n 200 --out to_code.csv
  assay sample reports --codebook mine.yaml --n 100 > to_code.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.input.args = args
			return o.run(cmd)
		},
	}
	f := cmd.Flags()
	o.input.flags(f)
	o.themes.flags(f)
	f.IntVar(&o.n, "n", 100, "sentences to draw")
	f.Uint64Var(&o.seed, "seed", 1, "another seed draws other sentences")
	f.StringVar(&o.format, "format", "", "jsonl or csv (default by the ending of --out, else jsonl)")
	f.StringVar(&o.out, "out", "", "`file` to write (default standard output)")
	f.StringArrayVar(&o.known, "coded", nil, "`file` of sentences coded already, to leave out (repeatable)")
	return cmd
}

func (o *sampleOptions) run(cmd *cobra.Command) error {
	if o.n < 1 {
		return usagef("--n must be at least 1")
	}
	if o.format == "" {
		o.format = "jsonl"
		if strings.EqualFold(filepath.Ext(o.out), ".csv") {
			o.format = "csv"
		}
	}
	if o.format != "jsonl" && o.format != "csv" {
		return usagef("--format %q is neither jsonl nor csv", o.format)
	}
	_, book, model, err := o.themes.Classifier()
	if err != nil {
		return err
	}
	s := eval.NewSampler(book, model, o.seed)
	if len(o.known) > 0 {
		records, err := readGold(o.known)
		if err != nil {
			return err
		}
		for i := range records {
			s.Skip(records[i].Text)
		}
	}
	err = places(cmd.Context(), &o.input, cmd.InOrStdin(), cmd.ErrOrStderr(), func(at *study.Place) error {
		p, i := at.Full()
		s.Add(at.Doc.URI, p, i)
		return nil
	})
	var lost *outcome
	if err != nil && !errors.As(err, &lost) {
		return err
	}
	drawn := s.Draw(o.n)
	var b bytes.Buffer
	if o.format == "csv" {
		err = sampleCSV(&b, book, drawn)
	} else {
		err = sampleJSONL(&b, drawn)
	}
	if err != nil {
		return fmt.Errorf("write the sample: %w", err)
	}
	if o.out != "" {
		err = disk.Replace(fileSystem, o.out, b.Bytes())
	} else {
		_, err = cmd.OutOrStdout().Write(b.Bytes())
	}
	if err != nil {
		return fmt.Errorf("write the sample: %w", err)
	}
	if len(drawn) < o.n {
		fmt.Fprintf(cmd.ErrOrStderr(), "assay: drew %d of %d sentences: there are no more\n", len(drawn), o.n)
	}
	if lost != nil {
		return lost
	}
	return nil
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
	b.WriteString(out.ByteOrderMark)
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
