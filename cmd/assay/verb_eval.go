package main

import "github.com/spf13/cobra"

// newEvalCmd scores the program against files that people coded.
func newEvalCmd() *cobra.Command {
	var facts evalFactsOptions
	cmd := &cobra.Command{
		Use:   "eval --facts FILE --root DIR",
		Short: "score against coded files",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if facts.file == "" {
				return usagef("nothing to score against").hint("give --facts FILE")
			}
			if facts.root == "" {
				return usagef("--facts needs --root").hint("--root DIR is the folder the uris of the file lie under")
			}
			return evalFacts(cmd.Context(), facts, cmd.OutOrStdout())
		},
	}
	fs := cmd.Flags()
	fs.StringVar(&facts.file, "facts", "", "facts `file` (JSONL) to score the inspection facts against")
	fs.StringVar(&facts.root, "root", "", "`folder` the uris of the facts file lie under")
	fs.BoolVar(&facts.json, "json", false, "print one JSON object")
	fs.StringVar(&facts.predictions, "predictions", "", "write what was found to `file` (JSONL)")
	fs.StringVar(&facts.cacheDir, "cache-dir", "", "private `folder` for the compiled PDF reader (default the user's cache folder)")
	return cmd
}
