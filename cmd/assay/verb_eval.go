package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"assay/classify/eval"
	"assay/classify/gold"
	"assay/out/disk"
)

type evalOptions struct {
	facts       evalFactsOptions
	themes      themeOptions
	gold        []string
	asJSON      bool
	predictions string
}

func newEvalCmd() *cobra.Command {
	var o evalOptions
	cmd := &cobra.Command{
		Use:   "eval --gold FILE... | --facts FILE --root DIR",
		Short: "measure against coded sentences or facts",
		Long: `eval takes each record's text as one sentence under its heading and compares what
the program finds with what was coded: sentiment, which themes are there, the
stance on each coded theme, and the themes and stances it finds by itself (joint).
Intervals are 95 %, by bootstrap over sentences.

With --facts, the inspection facts read from documents under --root are compared
with a file of facts read by eye.`,
		Example: `  assay eval --gold coded.jsonl
  assay eval --gold coded.jsonl --json --predictions predictions.jsonl
  assay eval --facts facts.jsonl --root reports`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case len(o.gold) > 0 && o.facts.file != "":
				return usagef("--gold and --facts in one call").hint("measure one after the other")
			case len(o.gold) > 0:
				return o.evalGold(cmd.OutOrStdout())
			case o.facts.file == "":
				return usagef("nothing to score against").hint("give --gold FILE or --facts FILE")
			case o.facts.root == "":
				return usagef("--facts needs --root").hint("--root DIR is the folder the uris of the file lie under")
			}
			o.facts.json, o.facts.predictions = o.asJSON, o.predictions
			return evalFacts(cmd.Context(), o.facts, cmd.OutOrStdout())
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.gold, "gold", nil, "`file` of coded sentences (repeat for more)")
	f.BoolVar(&o.asJSON, "json", false, "print JSON")
	f.StringVar(&o.predictions, "predictions", "", "`file` to write what was predicted to, one line a record")
	f.StringVar(&o.facts.file, "facts", "", "facts `file` (JSONL) to score the inspection facts against")
	f.StringVar(&o.facts.root, "root", "", "`folder` the uris of the facts file lie under")
	f.StringVar(&o.facts.cacheDir, "cache-dir", "", "private `folder` for the compiled PDF reader (default the user's cache folder)")
	o.themes.flags(f)
	return cmd
}

func (o *evalOptions) evalGold(stdout io.Writer) error {
	records, err := readGold(o.gold)
	if err != nil {
		return err
	}
	outcomes, err := o.score(records)
	if err != nil {
		return err
	}
	if o.predictions != "" {
		var b bytes.Buffer
		if err := eval.WritePredictions(&b, outcomes); err != nil {
			return err
		}
		if err := disk.Replace(fileSystem, o.predictions, b.Bytes()); err != nil {
			return fmt.Errorf("writing predictions: %w", err)
		}
	}
	if o.asJSON {
		b, err := json.Marshal(eval.NewReport(outcomes))
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(stdout, "%s\n", b)
		return err
	}
	return eval.WriteFigures(stdout, outcomes)
}

func (o *evalOptions) score(records []gold.Record) ([]eval.Outcome, error) {
	_, book, model, err := o.themes.classifier()
	if err != nil {
		return nil, err
	}
	return eval.Score(records, book, model), nil
}
