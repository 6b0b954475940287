package main

import (
	"strings"

	"github.com/spf13/cobra"

	"assay/internal/usage"
	"assay/run"
	"assay/study"
	"assay/study/phrases"
)

// phrasesOptions are the flags of phrases.
type phrasesOptions struct {
	query phrases.Query
	is    map[string]*string // by property
	csv   bool
}

func newPhrasesCmd() *cobra.Command {
	o := &phrasesOptions{is: map[string]*string{}}
	cmd := &cobra.Command{
		Use:   "phrases RUN",
		Short: "words and phrases that set some sentences of a run apart",
		Long: `Which phrases go with negative supervision? phrases counts the words, the rows of
two and three words and the pairs of a verb and its thing ("allocate case", "not
record decision"; "caseload: high" for what a thing is said to be) that stand more
often in some sentences of a run than in others: those that mention a theme, have a
stance towards it, stand in reports of a grade, an authority, a year, a kind. It
leaves out words that carry no meaning of their own, and those by which the theme
itself is found. A phrase counts once a sentence, and must stand in documents of two
authorities and in 3 % of the documents.

Without --against, sentences are held against the other ones of the theme (with
--theme alone: against all others). --by holds every value of a property against
the other values. log_likelihood of 15 and more is hardly chance, of 6.6 it is one
time in a hundred; log_ratio 1 means twice as often, 2 four times.`,
		Example: `  assay phrases results --theme oversight --stance negative
  assay phrases results --theme oversight --by grade --top 10
  assay phrases results --theme caseloads --stance negative --against stance=positive --csv
  assay phrases results --grade inadequate --context finding`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd, args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.query.Theme, "theme", "", "only sentences that mention the theme with this `id`")
	for name, what := range map[string]string{
		"stance": "only this stance towards the theme, or without --theme this sentiment", "grade": "only reports with this overall grade",
		"authority": "only reports of this local authority", "year": "only documents of this year",
		"kind": "only documents of this kind (ilacs_inspection, article, ...)", "context": "only sentences of this context (finding, recommendation, article, ...)",
	} {
		o.is[name] = f.String(name, "", what)
	}
	f.StringVar(&o.query.By, "by", "", "hold every value of `PROPERTY` against the others: "+strings.Join(phrases.Properties, ", "))
	f.StringVar(&o.query.Against, "against", "", "hold against `all` other sentences, or those of the theme with PROPERTY=VALUE")
	f.IntVar(&o.query.Top, "top", 15, "most words, rows and pairs each")
	f.IntVar(&o.query.Min, "min", 3, "fewest sentences that have a phrase")
	f.Float64Var(&o.query.Score, "min-score", 6.63, "lowest log-likelihood")
	f.BoolVar(&o.csv, "csv", false, "write CSV, with the sentences of three places")
	return cmd
}

func (o *phrasesOptions) run(cmd *cobra.Command, arg string) error {
	dir, ok := run.TablesOf(arg)
	if !ok {
		return usage.Errorf("%s is no results folder and no run", arg).Advise("assay run DOCUMENTS --out results, then assay phrases results ...")
	}
	if o.query.Top < 1 || o.query.Min < 1 {
		return usage.Errorf("--top and --min must be at least 1")
	}
	o.query.Is = map[string]string{}
	for name, v := range o.is {
		if *v != "" {
			o.query.Is[name] = *v
		}
	}
	r, err := study.Open(cmd.Context(), dir)
	if err != nil {
		return err
	}
	groups, err := phrases.Find(cmd.Context(), r, o.query)
	if err != nil {
		return err
	}
	if o.csv {
		return phrases.WriteCSV(cmd.OutOrStdout(), groups)
	}
	return phrases.Write(cmd.OutOrStdout(), groups)
}
