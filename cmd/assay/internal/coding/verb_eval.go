package coding

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"assay/classify/eval"
	"assay/cmd/assay/internal/cli"
	"assay/internal/usage"
	"assay/out/disk"
	"assay/run"
)

type evalOptions struct {
	facts       evalFactsOptions
	themes      cli.ThemeOptions
	gold        []string
	asJSON      bool
	predictions string
	grades      string
}

// NewEval is the verb eval.
func NewEval() *cobra.Command {
	var o evalOptions
	cmd := &cobra.Command{
		Use:   "eval --gold FILE... | --facts FILE --root DIR",
		Short: "measure against coded sentences or facts",
		Long: `eval takes each record's text as one sentence under its heading and compares what
the program finds with what was coded: sentiment, which themes are there, the
stance on each coded theme, and the themes and stances it finds by itself (joint).
Stance is judged with the coded theme given, also where no pattern fired (the
whole sentence then stands for it). Macro-F1 is over the four classes, one that is
absent counting 0; ece is the expected calibration error. Intervals are 95 %, by
bootstrap over sentences. From the --predictions file every figure can be computed
again.

With --grades, the language of a run's inspection reports is held against their
overall grades (Spearman's rho of the mean score of findings, sentences with a
grade word left out).

With --facts, the inspection facts read from documents under --root are compared
with a file of facts read by eye.`,
		Example: `  assay eval --gold coded.jsonl
  assay eval --gold coded.jsonl --json --predictions predictions.jsonl
  assay eval --gold coded.jsonl --model mine.bin --codebook mine.yaml
  assay eval --grades results
  assay eval --facts facts.jsonl --root reports`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case len(o.gold) > 0 && o.facts.file != "":
				return usage.Errorf("--gold and --facts in one call").Advise("measure one after the other")
			case len(o.gold) > 0:
				return o.evalGold(cmd.OutOrStdout())
			case o.grades != "":
				return evalGrades(cmd.Context(), o.grades, o.asJSON, cmd.OutOrStdout())
			case o.facts.file == "":
				return usage.Errorf("nothing to score against").Advise("give --gold FILE or --facts FILE")
			case o.facts.root == "":
				return usage.Errorf("--facts needs --root").Advise("--root DIR is the folder the uris of the file lie under")
			}
			o.facts.json, o.facts.predictions = o.asJSON, o.predictions
			return evalFacts(cmd.Context(), o.facts, cmd.OutOrStdout())
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.gold, "gold", nil, "`file` of coded sentences (repeat for more)")
	f.BoolVar(&o.asJSON, "json", false, "print JSON")
	f.StringVar(&o.predictions, "predictions", "", "`file` to write what was predicted to, one line a record")
	f.StringVar(&o.grades, "grades", "", "`run` whose reports' language to hold against their grades")
	f.StringVar(&o.facts.file, "facts", "", "facts `file` (JSONL) to score the inspection facts against")
	f.StringVar(&o.facts.root, "root", "", "`folder` the uris of the facts file lie under")
	f.StringVar(&o.facts.cacheDir, "cache-dir", "", "private `folder` for the compiled PDF reader (default the user's cache folder)")
	o.themes.Flags(f)
	return cmd
}

func (o *evalOptions) evalGold(stdout io.Writer) error {
	records, err := cli.ReadGold(o.gold)
	if err != nil {
		return err
	}
	_, book, model, err := o.themes.Classifier()
	if err != nil {
		return err
	}
	outcomes := eval.Score(records, book, model)
	if o.predictions != "" {
		var b bytes.Buffer
		if err := eval.WritePredictions(&b, outcomes); err != nil {
			return err
		}
		if err := disk.Replace(cli.FileSystem, o.predictions, b.Bytes()); err != nil {
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

func evalGrades(ctx context.Context, arg string, asJSON bool, w io.Writer) error {
	reports, err := run.Grades(ctx, arg)
	if err != nil {
		return err
	}
	list := eval.Follow(reports)
	if asJSON {
		return json.NewEncoder(w).Encode(map[string]any{"grades": list})
	}
	for _, f := range list {
		fmt.Fprintf(w, "%s: rho %.3f (%.3f to %.3f) over %d reports\n", f.Framework, f.Rho, f.Low, f.High, f.Reports)
	}
	return nil
}
