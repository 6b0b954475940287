package disk

import "errors"

// WriteFile makes a file with the given bytes, durably. A failure leaves no file
// that looks whole: it is removed.
func WriteFile(fsys FS, path string, data []byte) error {
	f, err := fsys.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
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
	tmp := path + ".tmp"
	if err := WriteFile(fsys, tmp, data); err != nil {
		return err
	}
	return fsys.Rename(tmp, path)
}
