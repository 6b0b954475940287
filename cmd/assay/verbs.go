package main

import "github.com/spf13/cobra"

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
		newEvalCmd(),
		newTrainCmd(),
		newAgreementCmd(),
		newSampleCmd(),
		newCodeCmd(),
		newKwicCmd(),
		newPhrasesCmd(),
		newCoverageCmd(),
		newCodebookCmd(),
		newProfileCmd(),
		newExportCmd(),
		newImportCmd(),
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
