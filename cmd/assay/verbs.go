package main

import (
	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/coding"
)

// verbs lists every verb, in the order help shows them.
func verbs() []*cobra.Command {
	return []*cobra.Command{
		newRunCmd(),
		newInspectCmd(),
		newStatusCmd(),
		newDiffCmd(),
		newPublishCmd(),
		newRollbackCmd(),
		newCacheCmd(),
		coding.NewEval(),
		coding.NewTrain(),
		coding.NewAgreement(),
		coding.NewSample(),
		coding.NewCode(),
		newKwicCmd(),
		newPhrasesCmd(),
		newCoverageCmd(),
		newCodebookCmd(),
		newProfileCmd(),
		newExportCmd(),
		coding.NewImport(),
		newReportCmd(),
		newTrendsCmd(),
		newSchemaCmd(),
		newVersionCmd(),
		newPDFChildCmd(),
		newReadCmd(),
		newWorkerCmd(),
		newListCmd(),
		newGateCmd(),
	}
}
