package main

import (
	"os"
	"time"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/run"
)

func newRunCmd() *cobra.Command {
	var o runOptions
	cmd := &cobra.Command{
		Use:   "run INPUT...",
		Short: "read documents, tag themes and stance, write tables",
		Long: `run reads every document that the inputs name, tags themes with the stance of
every mention and writes tables into a new run of the results folder. When all
is written, OUT/current points to the new run.

INPUT is a folder, a file, a glob, an archive (.zip, .tar, .tar.gz, .tar.zst), or
- for a list of paths on standard input (one a line, or parted by NUL bytes). PDF, HTML, DOCX,
ODT, PPTX, XLSX, RTF, EPUB, mails (Outlook's MSG too) and mailboxes, Markdown, plain text
and JSONL are read, each also compressed with gzip or zstd.

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
			o.Args = args
			if o.dryRun {
				return explain(cmd, &o)
			}
			return carryOut(cmd, &o)
		},
	}
	o.flags(cmd.Flags())
	return cmd
}

// carryOut makes the run and says what it came to; its error is an outcome where
// that is another code than 0.
func carryOut(cmd *cobra.Command, o *runOptions) error {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" { // who sets them knows better
		defer run.LimitMemory()()
	}
	began := time.Now()
	opt, err := o.options(cmd.InOrStdin())
	if err != nil {
		return err
	}
	say := terminal.NewSpeaker(cmd.ErrOrStderr(), o.logFormat, o.quiet)
	say.Every = o.sayEvery
	opt.Log, opt.Watch = say.Log, say.Watch
	done, err := run.Run(cmd.Context(), opt)
	if err != nil {
		return err
	}
	say.Losses(done.Failures)
	for _, c := range done.Manifest.Checks {
		if !c.Passed {
			say.Check(c)
		}
	}
	say.Summary(opt.Out, done.Run)
	if err := say.Found(cmd.Context(), done.Run, done.Before); err != nil {
		return err
	}
	if o.metricsFile != "" {
		if err := done.WriteMetrics(o.metricsFile, began); err != nil {
			return err
		}
	}
	switch {
	case done.Blocked:
		return &cli.Outcome{Code: cli.ExitChecks, Why: "publish checks failed"}
	case done.Lost() > 0:
		return &cli.Outcome{Code: cli.ExitLost, Why: terminal.Counted(done.Lost(), "document") + " lost"}
	}
	return nil
}
