package run

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/out/disk"
	"assay/report"
)

// report makes the HTML report in the folder of the run. Tables that were not
// asked for are no reason to fail: the run has no report then, and says so.
func (p *plan) report(ctx context.Context, dir string) error {
	if p.NoReport {
		return nil
	}
	opt := ReportOptions(p.book, p.model, p.SourceBase)
	opt.FS = p.FS
	err := report.Write(ctx, dir, opt)
	var missing *report.MissingTable
	if errors.As(err, &missing) {
		p.Log.Info("no report: it needs the table "+missing.Table+" as Parquet", "table", missing.Table)
		return nil
	}
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// ReplaceReport puts a new report in the place of the old one of a complete run.
// It is made in a folder of its own: when it fails, the old one is as it was.
func ReplaceReport(ctx context.Context, fsys disk.FS, dir string, opt report.Options) error {
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
	folder, page, sources := filepath.Join(dir, report.Folder), filepath.Join(dir, report.Page), filepath.Join(dir, report.Sources)
	err := fsys.RemoveAll(sources) // of the old report
	if made := filepath.Join(tmp, report.Sources); err == nil && len(opt.Sources) > 0 && there(fsys, made) {
		err = fsys.Rename(made, sources)
	}
	return errors.Join(
		err,
		fsys.RemoveAll(folder),
		fsys.Rename(filepath.Join(tmp, report.Folder), folder),
		fsys.Rename(filepath.Join(tmp, report.Page), page),
		fsys.RemoveAll(tmp), fsys.Sync(dir))
}

func there(fsys disk.FS, path string) bool {
	_, err := fsys.Stat(path)
	return err == nil
}

// ReportOptions say what the report tells of themes and model.
func ReportOptions(book *codebook.Codebook, model *stance.Model, sourceBase string) report.Options {
	opt := report.Options{Model: &model.Card, SourceBase: sourceBase}
	for _, t := range book.Themes {
		opt.Themes = append(opt.Themes, report.Theme{ID: t.ID, Label: t.Label, Definition: t.Definition})
	}
	return opt
}
