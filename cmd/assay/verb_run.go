package main

import (
	"github.com/spf13/cobra"

	"assay/out/disk"
)

// fileSystem is where runs are written; tests replace it to make writing fail.
var fileSystem disk.FS = disk.OS{}

func newRunCmd() *cobra.Command {
	var o runOptions
	cmd := &cobra.Command{
		Use:   "run INPUT...",
		Short: "read documents, tag themes and stance, write tables",
		Long: `run reads every document that the inputs name, tags themes with the stance of
every mention and writes tables into a new run of the results folder. When all
is written, OUT/current points to the new run.

INPUT is a folder, a file, a glob, an archive (.zip, .tar, .tar.gz, .tar.zst), or
- for a list of paths on standard input (one a line, or parted by NUL bytes). PDF, HTML, DOCX, ODT, Markdown, plain
text and JSONL are read, each also compressed with gzip or zstd.

What was read and found is kept in a cache, so that the next run does only what
is new. A document that cannot be read is a row of the table failures and does
not stop the run.

Exit codes: 0 all done; 1 error; 2 usage or configuration; 3 done, some documents
lost; 4 publish checks failed; 5 another run holds OUT; 130 interrupted.`,
		Example: `  assay run reports --out results
  assay run reports letters.zip 'press/*.html' --out results --with-text
  find . -name '*.pdf' | assay run - --out results --codebook mine.yaml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := applyConfig(cmd, o.config); err != nil {
				return err
			}
			o.args = args
			return runCorpus(cmd.Context(), &o, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	o.flags(cmd.Flags())
	return cmd
}
