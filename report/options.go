package report

import (
	"context"
	"fmt"

	"assay/classify/stance"
	"assay/out"
	"assay/out/disk"
)

// Theme is what the report says of a theme beside its counts.
type Theme struct{ ID, Label, Definition string }

// Options choose what the report says. The zero Options work.
type Options struct {
	// Themes in the order to show them. Themes that the tables hold and this
	// list does not follow by id, with the id as label.
	Themes []Theme
	// SourceBase is an absolute http or https URL that the uris of documents are
	// relative to; source documents are linked with it, and only with it.
	SourceBase string
	// Sources are folders to copy the PDF documents from, into the folder Sources
	// beside the report; they are linked there, at their pages. A document that none
	// of them holds, or holds with other bytes, is told to NoSource, where that is set.
	Sources  []SourceFolder
	NoSource func(uri string, why error)
	// Phrases are, by theme, what goes with its praise and its blame; without them the
	// pages of themes say how to get them.
	Phrases map[string][]PhraseSide
	// Model is the card of the model that judged; nil means unknown.
	Model *stance.Card
	// FS is where files are made; nil means the file system of the machine.
	FS disk.FS
	// Into is the folder that gets Page and Folder; "" means the folder of the run.
	Into string
}

// MissingTable is the error of a run without a table that a report needs.
type MissingTable struct{ Table string }

func (e *MissingTable) Error() string {
	return fmt.Sprintf("a report needs the table %s as Parquet, and the run does not hold it", e.Table)
}

// The names of what Write makes in the folder of a run.
const (
	Page   = "report.html"
	Folder = "report"
)

// Write makes the report of the run in folder dir: Page and Folder, which must
// not exist, and Sources where opt names folders of them. It fails with a *MissingTable, and has then made nothing, where a
// table it needs is not there; after any other error what was made is incomplete
// and for the caller to remove.
func Write(ctx context.Context, dir string, opt Options) error {
	if err := out.CheckSourceBase(opt.SourceBase); err != nil {
		return err
	}
	if opt.FS == nil {
		opt.FS = disk.OS{}
	}
	src, err := open(ctx, dir)
	if err != nil {
		return err
	}
	defer src.close()
	w := &writer{fs: opt.FS, dir: dir}
	if opt.Into != "" {
		w.dir = opt.Into
	}
	if err := w.folder(); err != nil {
		return err
	}
	data := newData(src, opt)
	if err := data.answer(ctx, dir); err != nil {
		return err
	}
	if err := data.putSources(w); err != nil {
		return err
	}
	ev := newEvidence(w, data)
	if err := data.collect(src, ev); err != nil {
		return err
	}
	if err := ev.close(); err != nil {
		return err
	}
	data.group()
	return w.pages(data)
}
