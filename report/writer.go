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

// below is write, in a folder that is made where it is not there.
func (w *writer) below(name string, data []byte) error {
	if err := w.fs.MkdirAll(filepath.Dir(filepath.Join(w.dir, name))); err != nil {
		return err
	}
	return w.write(name, data)
}

// script makes a script file in the folder of the report.
func (w *writer) script(name string, data []byte) error { return w.write(Folder+"/"+name, data) }
