package report

import (
	"errors"
	"path/filepath"

	"assay/out/disk"
)

// writer makes the files of a report.
type writer struct {
	fs  disk.FS
	dir string // that gets the report
}

func (w *writer) folder() error { return w.fs.Mkdir(filepath.Join(w.dir, Folder)) }

// write makes one file; its name is relative to that folder.
func (w *writer) write(name string, data []byte) error {
	f, err := w.fs.Create(filepath.Join(w.dir, name))
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// script makes a script file in the folder of the report.
func (w *writer) script(name string, data []byte) error { return w.write(Folder+"/"+name, data) }
