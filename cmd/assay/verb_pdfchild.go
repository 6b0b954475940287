package main

import (
	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/corpus"
)

func newPDFChildCmd() *cobra.Command {
	return &cobra.Command{
		Use:    cli.PDFVerb,
		Short:  "read PDF from standard input (for the program itself)",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return corpus.ServePDF(cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
}
