package main

import "github.com/spf13/cobra"

func newStatusCmd() *cobra.Command {
	var (
		o      runOptions
		asJSON bool
	)
	cmd := &cobra.Command{
		Use:   "status INPUT...",
		Short: "say what a run would do again, and why",
		Long: `status holds the inputs against OUT/current and the cache and says for every
document whether a run with the same flags would read it again, only tag it again,
or do nothing, and why: new, content, reader, options, version, codebook, model,
cache_damaged, retry. It changes nothing.`,
		Example: `  assay status reports --out results
  assay status reports --config assay.yaml --json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := applyConfig(cmd, o.config); err != nil {
				return err
			}
			o.args, o.dryRun, o.dryJSON = args, true, asJSON
			return runCorpus(cmd.Context(), &o, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	o.flags(cmd.Flags())
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	for _, name := range []string{"dry-run", "quiet", "log-format", "max-failures", "in-flight", "in-flight-bytes", "keep", "check", "metrics-file"} {
		_ = cmd.Flags().MarkHidden(name) // accepted, so that status takes the command line of a run
	}
	return cmd
}
