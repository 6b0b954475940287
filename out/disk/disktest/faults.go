// Package disktest makes file operations fail on purpose.
package disktest

import (
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"assay/out/disk"
)

// Faults passes operations on to FS and asks Fail before each of them. It is
// safe for concurrent use if Fail is.
type Faults struct {
	FS disk.FS
	// Fail says whether the n-th operation (from 1) is to fail, and how.
	Fail func(n int, op, path string) error

	mu sync.Mutex
	n  int
}

var _ disk.FS = (*Faults)(nil)

// FailAt fails the n-th operation only.
func FailAt(at int, err error) func(int, string, string) error {
	return func(n int, _, _ string) error {
		if n == at {
			return err
		}
		return nil
	}
}

// DieAt fails the n-th operation and every later one, as if the process had been
// killed before it.
func DieAt(at int, err error) func(int, string, string) error {
	return func(n int, _, _ string) error {
		if n >= at {
			return err
		}
		return nil
	}
}

// Count is how many operations there have been.
func (f *Faults) Count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.n
}

func (f *Faults) before(op, path string) error {
	f.mu.Lock()
	f.n++
	n := f.n
	f.mu.Unlock()
	if f.Fail == nil {
		return nil
	}
	if err := f.Fail(n, op, path); err != nil {
		return &os.PathError{Op: fmt.Sprintf("%s (operation %d)", op, n), Path: path, Err: err}
	}
	return nil
}

// Mkdir implements disk.FS.
func (f *Faults) Mkdir(path string) error {
	if err := f.before("mkdir", path); err != nil {
		return err
	}
	return f.FS.Mkdir(path)
}

// MkdirAll implements disk.FS.
func (f *Faults) MkdirAll(path string) error {
	if err := f.before("mkdirall", path); err != nil {
		return err
	}
	return f.FS.MkdirAll(path)
}

// Create implements disk.FS; the file's own operations can fail too.
func (f *Faults) Create(path string) (disk.File, error) { return f.create(path, f.FS.Create) }

// CreateNew implements disk.FS as Create does.
func (f *Faults) CreateNew(path string) (disk.File, error) { return f.create(path, f.FS.CreateNew) }

func (f *Faults) create(path string, make func(string) (disk.File, error)) (disk.File, error) {
	if err := f.before("create", path); err != nil {
		return nil, err
	}
	file, err := make(path)
	if err != nil {
		return nil, err
	}
	return &faultyFile{file, f, path}, nil
}

// ReadFile implements disk.FS.
func (f *Faults) ReadFile(path string) ([]byte, error) {
	if err := f.before("read", path); err != nil {
		return nil, err
	}
	return f.FS.ReadFile(path)
}

// ReadDir implements disk.FS.
func (f *Faults) ReadDir(path string) ([]fs.DirEntry, error) {
	if err := f.before("readdir", path); err != nil {
		return nil, err
	}
	return f.FS.ReadDir(path)
}

// Stat implements disk.FS.
func (f *Faults) Stat(path string) (fs.FileInfo, error) {
	if err := f.before("stat", path); err != nil {
		return nil, err
	}
	return f.FS.Stat(path)
}

// Rename implements disk.FS.
func (f *Faults) Rename(from, to string) error {
	if err := f.before("rename", to); err != nil {
		return err
	}
	return f.FS.Rename(from, to)
}

// Symlink implements disk.FS.
func (f *Faults) Symlink(target, path string) error {
	if err := f.before("symlink", path); err != nil {
		return err
	}
	return f.FS.Symlink(target, path)
}

// Readlink implements disk.FS.
func (f *Faults) Readlink(path string) (string, error) {
	if err := f.before("readlink", path); err != nil {
		return "", err
	}
	return f.FS.Readlink(path)
}

// Remove implements disk.FS.
func (f *Faults) Remove(path string) error {
	if err := f.before("remove", path); err != nil {
		return err
	}
	return f.FS.Remove(path)
}

// RemoveAll implements disk.FS.
func (f *Faults) RemoveAll(path string) error {
	if err := f.before("removeall", path); err != nil {
		return err
	}
	return f.FS.RemoveAll(path)
}

// Sync implements disk.FS.
func (f *Faults) Sync(path string) error {
	if err := f.before("sync", path); err != nil {
		return err
	}
	return f.FS.Sync(path)
}

// Touch implements disk.FS.
func (f *Faults) Touch(path string, when time.Time) error {
	if err := f.before("touch", path); err != nil {
		return err
	}
	return f.FS.Touch(path, when)
}

// faultyFile is an open file whose operations count like those of its folder.
type faultyFile struct {
	disk.File
	faults *Faults
	path   string
}

func (f *faultyFile) Write(p []byte) (int, error) {
	if err := f.faults.before("write", f.path); err != nil {
		n, _ := f.File.Write(p[:len(p)/2]) // a full disk takes a part
		return n, err
	}
	return f.File.Write(p)
}

// Sync fails where the fault says so.
func (f *faultyFile) Sync() error {
	if err := f.faults.before("fsync", f.path); err != nil {
		return err
	}
	return f.File.Sync()
}

func (f *faultyFile) Close() error {
	if err := f.faults.before("close", f.path); err != nil {
		_ = f.File.Close() // nothing may leak, whatever is said
		return err
	}
	return f.File.Close()
}
