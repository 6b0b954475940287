package coding

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"assay/classify/eval"
	"assay/classify/gold"
	"assay/classify/stance"
	"assay/classify/stance/train"
	"assay/cmd/assay/internal/cli"
	"assay/internal/usage"
	"assay/out/disk"
)

type trainOptions struct {
	themes  cli.ThemeOptions
	gold    []string
	tells   []string
	moods   []string // of whose sentences sentiment is learnt, and no stance
	lent    []string // as moods, and stances
	out     string
	date    string
	note    string
	weights eval.Weights
	apart   float64 // weight of the sentences of moods and lent
	curve   bool
	scratch bool
	adapt   bool
	opt     train.Options
}

// NewTrain is the verb train.
func NewTrain() *cobra.Command {
	var o trainOptions
	cmd := &cobra.Command{
		Use:   "train --gold FILE... --out MODEL",
		Short: "teach the model the stance towards a theme of one's own from coded sentences",
		Long: `train learns from coded sentences: a sheet (.csv) as sample or code write it, or one
JSON object a line,

  {"id","source","heading","text","themes":{THEME:STANCE},"sentiment"}

It extends the model that ships with the program: the model's own verdict, from the
features that all themes share, is where it starts, and for every theme the model does
not know it learns how sure to be, how often each class comes, and from 80 coded
sentences on what single words say. How much is learnt, if anything, is decided by
cross-validation. Nothing else moves: the built-in themes and the sentiment of
sentences are judged to the byte as before, unless --adapt lets the sheet correct them
too. The file is small, names the model it extends, and is what run, eval, inspect and
sample take as --model.

It prints, by cross-validation on the sheet with all sentences of a source's first
folder (a council, say) left out together, how good general features alone are and how
good the trained ones, with 95 % intervals; and the figures of the built-in themes
before and after, on sentences that ship with the program. Where a theme has fewer
than 80 coded sentences, or a class fewer than 10, it says what cannot be learnt and
how many more to code.

--from-scratch makes a whole model that knows nothing but the files given (the program
itself is made so). It takes silver sentences too, whose labels are another model's
probabilities:

  {"source","heading","text","sentiment":[p,n,m,0],"stance":{THEME:[p,n,m,0]}}

(positive, negative, mixed, neutral; files may be compressed with gzip; "weight"
makes a sentence count more or less; "kind" says whether it is of a report, an
article or a comment, "piece" of which whole text, "direction", "tense" and "voice"
what it tells of change and time and whose word it reports; "composed" (true) that
it was made from patterns: learnt from, never measured). From files given as --tells
only change, time and whose word are learnt, from --sentiments these and the sentiment,
from --stances the stances too; they are measured apart from the --gold files. With
--curve it fits the first fold again from 5, 10, 25, 50 and 100 % of the coded sentences:
does more coding pay?

A field that is missing, an unknown label or an id that stands twice is an error with
file and line. The same files in the same order give the same model to the byte on one
kind of machine, whatever the number of its processors.`,
		Example: `  assay train --gold coded.csv --codebook mine.yaml --out mine.bin
  assay train --gold ann.jsonl --codebook mine.yaml --adapt --out mine.bin
  assay train --from-scratch --gold coded.jsonl --gold silver.jsonl.gz --out model.bin`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.scratch {
				return o.run(cmd.Context(), cmd.ErrOrStderr())
			}
			for _, name := range []string{"tells", "sentiments", "stances", "apart-weight", "silver-weight", "l2", "steps", "curve"} {
				if cmd.Flags().Changed(name) {
					return usage.Errorf("--%s goes with --from-scratch", name).Advise("without it, cross-validation decides how much is learnt")
				}
			}
			return o.extend(cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.gold, "gold", nil, "`file` of coded or silver sentences (repeat for more)")
	f.StringArrayVar(&o.tells, "tells", nil, "`file` of coded sentences of which only change, time and whose word they report is learnt (from scratch; repeat for more)")
	f.StringArrayVar(&o.moods, "sentiments", nil, "`file` of coded sentences of which sentiment is learnt, and what --tells learns (from scratch; repeat for more)")
	f.StringArrayVar(&o.lent, "stances", nil, "`file` of coded sentences of which stances are learnt too (from scratch; repeat for more)")
	f.StringVar(&o.out, "out", "", "model `file` to write")
	f.StringVar(&o.date, "date", "", "day to write on the model's card")
	f.StringVar(&o.note, "note", "", "line to write on the model's card")
	f.BoolVar(&o.adapt, "adapt", false, "let the sheet correct the built-in themes it codes and the sentiment of sentences too")
	f.IntVar(&o.opt.Folds, "folds", 5, "folds of cross-validation; 1 leaves out measuring")
	f.BoolVar(&o.scratch, "from-scratch", false, "make a whole model of nothing but the files")
	f.Float64Var(&o.weights.Silver, "silver-weight", 1, "weight of a silver sentence; a coded one of a report weighs 1 (from scratch)")
	f.Float64Var(&o.weights.Told, "told-weight", 2.5, "weight of a sentence of an article or a comment (from scratch)")
	f.Float64Var(&o.weights.Whole, "whole-weight", 4, "weight of a sentence of a text all of whose sentences are coded (from scratch)")
	f.Float64Var(&o.apart, "apart-weight", 0.4, "weight of a sentence of --sentiments and --stances beside others of its kind (from scratch)")
	f.Float64Var(&o.opt.L2, "l2", 1, "strength of the penalty on weights (from scratch)")
	f.IntVar(&o.opt.Steps, "steps", 30, "steps of the optimiser: fewer hold rare words back (from scratch)")
	f.BoolVar(&o.curve, "curve", false, "measure a learning curve too, which takes about twice as long (from scratch)")
	o.themes.Flags(f)
	return cmd
}

func (o *trainOptions) run(ctx context.Context, stderr io.Writer) error {
	if len(o.gold) == 0 || o.out == "" {
		return usage.Errorf("train needs --gold and --out").Advise("assay train --gold coded.jsonl --out model.bin")
	}
	records, err := cli.ReadGold(slices.Concat(o.gold, o.moods, o.lent, o.tells)) // together: no id stands twice
	if err != nil {
		return err
	}
	for i := range records {
		if records[i].ThemesOnly {
			return usage.Errorf("%s has sentences without a sentiment, first %q", strings.Join(o.gold, ", "), records[i].ID).Advise("a whole model learns sentiment too: code it, or leave out --from-scratch")
		}
	}
	book, err := o.themes.Book()
	if err != nil {
		return err
	}
	if o.curve {
		o.opt.Curve = []float64{0.05, 0.1, 0.25, 0.5, 1}
	}
	o.opt.Report = func(s string) { fmt.Fprintln(stderr, "training: "+s) }
	ex := eval.Examples(records, book, o.weights)
	coded := countOf(records, o.gold)
	judged := coded + countOf(records, o.moods) + countOf(records, o.lent)
	o.opt.Stop = ctx.Done()
	o.opt.Tells = slices.Clone(ex[coded:])
	for i := coded; i < judged; i++ {
		setApart(&ex[i], o.apart, slices.Contains(o.lent, records[i].File))
	}
	got, err := train.Train(ex[:judged], o.opt)
	if errors.Is(err, train.ErrStopped) {
		return context.Cause(ctx)
	}
	if err != nil {
		return err
	}
	card := &got.Model.Card
	card.Date, card.Note = o.date, o.note
	card.Settings = map[string]float64{"l2": o.opt.L2, "steps": float64(o.opt.Steps), "folds": float64(o.opt.Folds), "silver_weight": o.weights.Silver,
		"told_weight": o.weights.Told, "whole_weight": o.weights.Whole, "apart_weight": o.apart}
	card.Inputs = map[string]string{}
	for _, f := range slices.Concat(o.gold, o.moods, o.lent, o.tells) {
		if card.Inputs[filepath.Base(f)], err = cli.DigestOf(f); err != nil {
			return err
		}
	}
	eval.FillCard(slices.Concat(records[:judged], records[coded:]), slices.Concat(ex[:judged], o.opt.Tells), len(o.opt.Tells), got)
	for _, k := range eval.CardFigureNames {
		if v, ok := card.Figures[k]; ok {
			fmt.Fprintf(stderr, "cross-validation: %-28s %.4f\n", k, v)
		}
	}
	data, err := got.Model.Save()
	if err != nil {
		return err
	}
	if err := disk.Replace(cli.FileSystem, o.out, data); err != nil {
		return fmt.Errorf("writing the model: %w", err)
	}
	fmt.Fprintf(stderr, "wrote %s: %d features, %d bytes\n", o.out, card.Features, len(data))
	return nil
}

// countOf is how many records stand in files.
func countOf(records []gold.Record, files []string) (n int) {
	for i := range records {
		if slices.Contains(files, records[i].File) {
			n++
		}
	}
	return n
}

// setApart makes an example of one that is in Options.Tells too: its change is learnt
// from there, what themes it speaks of from nowhere.
func setApart(e *train.Example, weight float64, stances bool) {
	e.Apart, e.Change, e.Evidence = true, nil, nil
	e.Weight *= weight
	if stances {
		return
	}
	e.Themes = slices.Clone(e.Themes)
	for i := range e.Themes {
		e.Themes[i].P = [stance.Classes]float64{}
	}
}
