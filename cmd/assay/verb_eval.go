package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"assay/classify/eval"
	"assay/classify/stance"
	"assay/out/disk"
)

type evalOptions struct {
	facts       evalFactsOptions
	themes      themeOptions
	gold        []string
	asJSON      bool
	predictions string
	grades      string
	page        string
	worst       string
}

func newEvalCmd() *cobra.Command {
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
again. --page writes a page of figures, errors by cause and the model's card, keeps
the figures beside it as JSON, and fails where one fell by more than its interval.

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
				return usagef("--gold and --facts in one call").hint("measure one after the other")
			case len(o.gold) > 0:
				return o.evalGold(cmd.Context(), cmd.OutOrStdout())
			case o.grades != "":
				return evalGrades(cmd.Context(), o.grades, o.asJSON, cmd.OutOrStdout())
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
	f.StringVar(&o.grades, "grades", "", "`run` whose reports' language to hold against their grades (alone, or for --page)")
	f.StringVar(&o.page, "page", "", "markdown `file` to write the figures to; fails where one fell by more than its interval")
	f.StringVar(&o.worst, "worst", "", "`file` to write every error to, with its text")
	f.StringVar(&o.facts.file, "facts", "", "facts `file` (JSONL) to score the inspection facts against")
	f.StringVar(&o.facts.root, "root", "", "`folder` the uris of the facts file lie under")
	f.StringVar(&o.facts.cacheDir, "cache-dir", "", "private `folder` for the compiled PDF reader (default the user's cache folder)")
	o.themes.flags(f)
	return cmd
}

func (o *evalOptions) evalGold(ctx context.Context, stdout io.Writer) error {
	records, err := readGold(o.gold)
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
		if err := disk.Replace(fileSystem, o.predictions, b.Bytes()); err != nil {
			return fmt.Errorf("writing predictions: %w", err)
		}
	}
	if err := o.writePage(ctx, outcomes, &model.Card); err != nil {
		return err
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

// writePage writes the page of figures, the figures themselves next to it and
// the worst errors with their text, and fails where a figure fell.
func (o *evalOptions) writePage(ctx context.Context, outcomes []eval.Outcome, card *stance.Card) error {
	if o.worst != "" {
		var b bytes.Buffer
		for _, w := range eval.Errors(outcomes) {
			fmt.Fprintf(&b, "%s\t%s\tcoded %s\tgiven %s %.2f\t%s\t%s\n", w.ID, w.Theme, w.Judged.Coded, w.Judged.Predicted(), w.Confidence, w.Cause, w.Text)
		}
		if err := disk.Replace(fileSystem, o.worst, b.Bytes()); err != nil {
			return fmt.Errorf("writing the errors: %w", err)
		}
	}
	if o.page == "" {
		return nil
	}
	var grades []eval.GradeFigure
	if o.grades != "" {
		reports, err := gradesOf(ctx, o.grades)
		if err != nil {
			return err
		}
		grades = eval.Follow(reports)
	}
	now := eval.NewReport(outcomes)
	kept := strings.TrimSuffix(o.page, ".md") + ".json"
	old, err := os.ReadFile(kept)
	switch {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return err
	default:
		var committed eval.Report
		if err := json.Unmarshal(old, &committed); err != nil {
			return fmt.Errorf("%s: %w", kept, err)
		}
		if drops := eval.Drops(now, &committed); len(drops) > 0 {
			return fmt.Errorf("figures fell by more than their interval (the page is left as it was; where the drop is meant, delete %s and measure again): %s",
				kept, strings.Join(drops, "; "))
		}
	}
	b, err := json.MarshalIndent(now, "", "  ")
	if err != nil {
		return err
	}
	if err := disk.Replace(fileSystem, kept, append(b, '\n')); err != nil {
		return fmt.Errorf("writing the figures: %w", err)
	}
	if err := disk.Replace(fileSystem, o.page, []byte(eval.Page(outcomes, card, grades))); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}
