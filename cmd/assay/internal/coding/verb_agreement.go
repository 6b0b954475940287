package coding

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay/classify/eval"
	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/internal/usage"
)

// NewAgreement is the verb agreement.
func NewAgreement() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "agreement A B",
		Short: "how far two coders agree",
		Long: `agreement compares two files in which the same sentences were coded by two people
(or by a person and by the program), matched by id. For sentiment, for the
presence of every theme and for the stance on it where both saw it, it prints the
share of equal answers, Cohen's kappa and Krippendorff's alpha (nominal), the
last two with 95 % intervals by bootstrap over sentences. A dash means not
defined: nobody ever gave a second answer.`,
		Example: `  assay agreement ann.csv ben.csv`,
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := cli.ReadGold(args[:1])
			if err != nil {
				return err
			}
			b, err := cli.ReadGold(args[1:])
			if err != nil {
				return err
			}
			got, alone, err := eval.Agree(a, b)
			if err != nil {
				return usage.Errorf("%w", err)
			}
			if len(alone) == len(a)+len(b) {
				return usage.Errorf("%s and %s have no id in common", args[0], args[1])
			}
			if len(alone) > 0 {
				fmt.Fprintf(cmd.ErrOrStderr(), "assay: left out %d sentences that only one file has (%s ...)\n", len(alone), terminal.Printable(alone[0]))
			}
			if asJSON {
				return agreementJSON(cmd.OutOrStdout(), got)
			}
			return agreementText(cmd.OutOrStdout(), got)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a question")
	return cmd
}

func agreementText(w io.Writer, list []eval.Agreement) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "question\tn\tequal\tkappa\t95 %\talpha\t95 %")
	f := func(x float64) string {
		if math.IsNaN(x) {
			return "-"
		}
		return fmt.Sprintf("%.3f", x)
	}
	for _, a := range list {
		fmt.Fprintf(tw, "%s\t%d\t%s\t%s\t%s to %s\t%s\t%s to %s\n", a.What, a.N, f(a.Observed), f(a.Kappa), f(a.KappaLow), f(a.KappaHigh),
			f(a.Alpha), f(a.AlphaLow), f(a.AlphaHigh))
	}
	return tw.Flush()
}

func agreementJSON(w io.Writer, list []eval.Agreement) error {
	number := func(x float64) *float64 {
		if math.IsNaN(x) {
			return nil
		}
		x = math.Round(x*1e4) / 1e4
		return &x
	}
	enc := json.NewEncoder(w)
	for _, a := range list {
		err := enc.Encode(map[string]any{"what": a.What, "n": a.N, "equal": number(a.Observed),
			"kappa": number(a.Kappa), "kappa_interval": []*float64{number(a.KappaLow), number(a.KappaHigh)},
			"alpha": number(a.Alpha), "alpha_interval": []*float64{number(a.AlphaLow), number(a.AlphaHigh)}})
		if err != nil {
			return err
		}
	}
	return nil
}
