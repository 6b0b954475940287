package disk

import (
	"bufio"
	"errors"
	"io"
)

// writeFile makes a file of what write writes, durably. A failure leaves no file that
// looks whole: it is removed.
func writeFile(fsys FS, path string, write func(io.Writer) error) error {
	f, err := fsys.Create(path)
	if err != nil {
		return err
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return errors.Join(err, fsys.Remove(path))
	}
	return nil
}

// Replace writes a file beside path and renames it over path, so that a reader
// sees the old contents or the new ones.
func Replace(fsys FS, path string, data []byte) error {
	return ReplaceBy(fsys, path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// ReplaceBy is Replace of what write writes, which is not held in memory. Where
// write fails the old contents stay.
func ReplaceBy(fsys FS, path string, write func(io.Writer) error) error {
	tmp := path + ".tmp"
	err := writeFile(fsys, tmp, func(w io.Writer) error {
		b := bufio.NewWriterSize(w, 64<<10)
		if err := write(b); err != nil {
			return err
		}
		return b.Flush()
	})
	if err != nil {
		return err
	}
	return fsys.Rename(tmp, path)
}
