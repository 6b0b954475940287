package main

import (
	"github.com/spf13/cobra"

	"assay/corpus"
)

// pdfVerb is the hidden verb of the processes that read PDF.
const pdfVerb = "read-pdf"

// pdfCommand starts such a process: "" is the running program. Tests replace it
// to show that no process is started.
var pdfCommand = []string{"", pdfVerb}

func newPDFChildCmd() *cobra.Command {
	return &cobra.Command{
		Use:    pdfVerb,
		Short:  "read PDF from standard input (for the program itself)",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return corpus.ServePDF(cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
}
