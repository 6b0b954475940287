package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/internal/usage"
	"assay/out"
	"assay/out/disk"
	"assay/out/runs"
	"assay/report"
	"assay/run"
)

// reportOptions are the flags of report.
type reportOptions struct {
	themes     cli.ThemeOptions
	results    cli.ResultsFolder
	sourceBase string
	sources    []string
	phrases    bool
	open       bool
}

func newReportCmd() *cobra.Command {
	var o reportOptions
	cmd := &cobra.Command{
		Use:   "report [RESULTS] [RUN]",
		Short: "make the HTML report of a run anew, and open it",
		Long: `report makes report.html and the folder report/ in the folder of RUN (default
current; a run's id, its beginning or its folder). Every run makes them at its end
unless --no-report is passed; make them anew to link source documents, or after
moving the program on.

The report works from the file system, without a network. Source documents are
linked with --source-base, as that URL followed by the document's uri, or with
--with-sources FOLDER, the folder that the run read (NAME=FOLDER for an input that
has a name): their PDF files are copied from it into sources/ beside the report, and
open there at their page, also where the run's folder is handed on. A file that has
changed since it was read is not copied. Without either the path is shown to copy.`,
		Example: "  assay report --open\n  assay report 2026-11 --source-base https://files.example.org/reports/\n  assay report results --with-sources reports/",
		Args:    cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return makeReport(cmd.Context(), &o, args, cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	o.results.Flag(cmd)
	f.StringVar(&o.sourceBase, "source-base", "", cli.SourceBaseUsage)
	f.StringArrayVar(&o.sources, "with-sources", nil, "copy the PDF documents from this `FOLDER`, or NAME=FOLDER, beside the report and link them (repeatable)")
	f.BoolVar(&o.phrases, "phrases", false, "put on the page of each theme the words and phrases that go with praise and with blame (some seconds more)")
	f.BoolVar(&o.open, "open", false, "open the report in the browser")
	o.themes.Flags(f)
	return cmd
}

// mostUnlinked is how many documents without their file are named.
const mostUnlinked = 10

func makeReport(ctx context.Context, o *reportOptions, args []string, stderr io.Writer) error {
	if err := out.CheckSourceBase(o.sourceBase); err != nil {
		return usage.Errorf("--source-base: %w", err)
	}
	book, err := o.themes.Book()
	if err != nil {
		return err
	}
	model, err := o.themes.LoadModel()
	if err != nil {
		return err
	}
	dir, unlock, err := o.run(args)
	if err != nil {
		return err
	}
	opt := run.ReportOptions(book, model, o.sourceBase)
	without := 0
	if o.phrases {
		if opt.Phrases, err = run.Phrases(ctx, dir, opt.Themes); err != nil {
			return errors.Join(err, unlock())
		}
	}
	for _, s := range o.sources {
		name, path, named := strings.Cut(s, "=")
		if !named {
			name, path = "", s
		}
		opt.Sources = append(opt.Sources, report.SourceFolder{Name: name, Path: path})
	}
	opt.NoSource = func(uri string, why error) {
		if without++; without <= mostUnlinked {
			fmt.Fprintf(stderr, "assay: not linked: %s: %v\n", terminal.Printable(uri), why)
		}
	}
	err = run.ReplaceReport(ctx, cli.FileSystem, dir, opt)
	if without > mostUnlinked {
		fmt.Fprintf(stderr, "assay: not linked: %d more documents\n", without-mostUnlinked)
	}
	if err = errors.Join(err, unlock()); err != nil {
		var missing *report.MissingTable
		if errors.As(err, &missing) {
			return usage.Errorf("%s: %w", dir, err).Advise("run with --format parquet and without --tables")
		}
		return fmt.Errorf("report: %w", err)
	}
	page := filepath.Join(dir, report.Page)
	fmt.Fprintf(stderr, "assay: the report is in %s\n", terminal.Printable(page))
	if o.open {
		return openPage(page)
	}
	return nil
}

// run is the folder of the run, by its real path: browsers keep to the path they
// were given, and current may be switched while one reads. A run of a results
// folder is held by its lock until unlock.
func (o *reportOptions) run(args []string) (dir string, unlock func() error, err error) {
	dir, run, err := o.results.Tables("report", args)
	if err != nil {
		return "", nil, err
	}
	if dir, err = disk.RealPath(dir); err != nil || run.ID == "" {
		return dir, func() error { return nil }, err
	}
	host, _ := os.Hostname()
	unlock, err = o.results.Store().Lock(runs.Holder{PID: os.Getpid(), Host: host, Since: time.Now()})
	return dir, unlock, err
}

// openPage shows a file in the browser of the desktop.
func openPage(page string) error {
	opener := "xdg-open"
	if runtime.GOOS == "darwin" {
		opener = "open"
	}
	if err := exec.Command(opener, page).Start(); err != nil {
		return usage.Errorf("%s: %w", opener, err).Advise("open " + page + " by hand")
	}
	return nil
}
