package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/terminal"
	"assay/internal/usage"
)

const firstWords = `assay reads inspection reports, tags themes (thresholds, oversight, caseloads,
school-hours visits, and your own) with the stance of every mention, and writes
tables.

Start here:
  assay run FOLDER --out results     read every report in FOLDER, write results/current
  assay inspect FILE                 what the program sees in one document
  assay kwic 'caseload*' FOLDER      every place where a word stands, aligned
  assay help                         all verbs; assay help run: all flags of a run
`

// execute is the whole program but for the process: it returns the exit code
// (docs/design.md §7) and is what tests call.
func execute(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stop := onSignal(func(s os.Signal) { cancel(&interrupted{s}) })
	defer stop()

	root := newRoot(stdin, stdout, stderr)
	root.SetArgs(args)
	var prof profiles
	prof.flags(root)
	err := root.ExecuteContext(ctx)
	if perr := prof.stop(); err == nil {
		err = perr
	}
	if err != nil && !silent(err) {
		fmt.Fprintln(stderr, "assay: "+terminal.Printable(err.Error()))
		if hint := hintOf(err); hint != "" {
			fmt.Fprintln(stderr, "  "+terminal.Printable(hint))
		}
	}
	return exitCode(err)
}

// newRoot joins the verbs.
func newRoot(stdin io.Reader, stdout, stderr io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:           "assay",
		Short:         "themes and stance in inspection reports, as tables",
		Long:          firstWords,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownVerb(cmd, args[0])
			}
			_, err := io.WriteString(cmd.OutOrStdout(), firstWords)
			return err
		},
	}
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage.Errorf("%w", flagProblem(err)).Advise(nearFlag(cmd, err) + cmd.CommandPath() + " --help lists the flags")
	})
	root.Version = versionText()
	root.SetVersionTemplate("{{.Version}}")
	root.AddCommand(verbs()...)
	root.SetHelpCommand(helpVerb(root))
	wrapHelp(root, stdout)
	root.InitDefaultCompletionCmd()
	if c, _, err := root.Find([]string{"completion"}); err == nil && c != root {
		sayCompletion(c)
	}
	strictArgs(root)
	return root
}

// onSignal calls f at the first SIGINT or SIGTERM; the second one ends the
// process as if nobody listened.
func onSignal(f func(os.Signal)) (stop func()) {
	ch := make(chan os.Signal, 1)
	done := make(chan struct{})
	signal.Notify(ch, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case s := <-ch:
			signal.Stop(ch)
			f(s)
		case <-done:
			signal.Stop(ch)
		}
	}()
	return func() { close(done) }
}
