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
	"time"

	"github.com/spf13/cobra"

	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/out"
	"assay/out/disk"
	"assay/out/runs"
	"assay/report"
)

// reportOptions are the flags of report.
type reportOptions struct {
	themes     themeOptions
	out        string
	sourceBase string
	open       bool
}

func newReportCmd() *cobra.Command {
	var o reportOptions
	cmd := &cobra.Command{
		Use:   "report [RUN]",
		Short: "make the HTML report of a run anew, and open it",
		Long: `report makes report.html and the folder report/ in the folder of RUN (default
current; a run's id, its beginning or its folder). Every run makes them at its end
unless --no-report is passed; make them anew to link source documents, or after
moving the program on.

The report works from the file system, without a network. Source documents are
linked only with --source-base, as that URL followed by the document's uri; else
their path is shown to copy.`,
		Example: "  assay report --open\n  assay report 2026-11 --source-base https://files.example.org/reports/",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return makeReport(cmd.Context(), &o, args, cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.out, "out", "o", "results", "results `folder`")
	f.StringVar(&o.sourceBase, "source-base", "", sourceBaseUsage)
	f.BoolVar(&o.open, "open", false, "open the report in the browser")
	o.themes.flags(f)
	return cmd
}

const sourceBaseUsage = "http or https `URL` that documents' uris are relative to: the report links them with it"

func makeReport(ctx context.Context, o *reportOptions, args []string, stderr io.Writer) error {
	if err := report.CheckSourceBase(o.sourceBase); err != nil {
		return usagef("--source-base: %w", err)
	}
	book, err := o.themes.book()
	if err != nil {
		return err
	}
	model, err := o.themes.loadModel()
	if err != nil {
		return err
	}
	dir, unlock, err := o.run(args)
	if err != nil {
		return err
	}
	err = replaceReport(ctx, fileSystem, dir, reportSettings(book, model, o.sourceBase))
	if err = errors.Join(err, unlock()); err != nil {
		var missing *report.MissingTable
		if errors.As(err, &missing) {
			return usagef("%s: %w", dir, err).hint("run with --format parquet and without --tables")
		}
		return fmt.Errorf("report: %w", err)
	}
	page := filepath.Join(dir, report.Page)
	fmt.Fprintf(stderr, "assay: the report is in %s\n", printable(page))
	if o.open {
		return openPage(page)
	}
	return nil
}

// run is the folder of the run, by its real path: browsers keep to the path they
// were given, and current may be switched while one reads. A run of a results
// folder is held by its lock until unlock.
func (o *reportOptions) run(args []string) (dir string, unlock func() error, err error) {
	free := func() error { return nil }
	name := "current"
	if len(args) == 1 {
		if name = args[0]; len(out.Present(name)) > 0 {
			dir, err = realPath(name)
			return dir, free, err
		}
	}
	store := runs.New(o.out, fileSystem)
	run, err := store.Find(name)
	if errors.Is(err, runs.ErrNoRun) {
		return "", nil, usagef("%w", err).hint("assay run makes one; --out names the results folder")
	}
	if err != nil {
		return "", nil, err
	}
	if dir, err = realPath(run.Dir); err != nil {
		return "", nil, err
	}
	host, _ := os.Hostname()
	unlock, err = store.Lock(runs.Holder{PID: os.Getpid(), Host: host, Since: time.Now()})
	return dir, unlock, err
}

// realPath is path, which must be there, without links.
func realPath(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

// replaceReport puts a new report in the place of the old one of a complete run.
// It is made in a folder of its own: when it fails, the old one is as it was.
func replaceReport(ctx context.Context, fsys disk.FS, dir string, opt report.Options) error {
	tmp := filepath.Join(dir, report.Folder+".partial")
	if err := fsys.RemoveAll(tmp); err != nil {
		return err
	}
	if err := fsys.Mkdir(tmp); err != nil {
		return err
	}
	opt.FS, opt.Into = fsys, tmp
	if err := report.Write(ctx, dir, opt); err != nil {
		return errors.Join(err, fsys.RemoveAll(tmp))
	}
	folder, page := filepath.Join(dir, report.Folder), filepath.Join(dir, report.Page)
	return errors.Join(
		fsys.RemoveAll(folder),
		fsys.Rename(filepath.Join(tmp, report.Folder), folder),
		fsys.Rename(filepath.Join(tmp, report.Page), page),
		fsys.RemoveAll(tmp), fsys.Sync(dir))
}

// reportSettings say what the report tells of themes and model.
func reportSettings(book *codebook.Codebook, model *stance.Model, sourceBase string) report.Options {
	opt := report.Options{Model: &model.Card, SourceBase: sourceBase}
	for _, t := range book.Themes {
		opt.Themes = append(opt.Themes, report.Theme{ID: t.ID, Label: t.Label, Definition: t.Definition})
	}
	return opt
}

// openPage shows a file in the browser of the desktop.
func openPage(page string) error {
	opener := "xdg-open"
	if runtime.GOOS == "darwin" {
		opener = "open"
	}
	if err := exec.Command(opener, page).Start(); err != nil {
		return usagef("%s: %w", opener, err).hint("open " + page + " by hand")
	}
	return nil
}

// report makes the HTML report in the folder of the run. Tables that were not
// asked for are no reason to fail: the run has no report then, and says so.
func (p *plan) report(ctx context.Context, dir string, say *talk) error {
	if p.noReport {
		return nil
	}
	opt := reportSettings(p.book, p.model, p.sourceBase)
	opt.FS = fileSystem
	err := report.Write(ctx, dir, opt)
	var missing *report.MissingTable
	if errors.As(err, &missing) {
		say.info("no report: it needs the table "+missing.Table+" as Parquet", "table", missing.Table)
		return nil
	}
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}
