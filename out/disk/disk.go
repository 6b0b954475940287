// Package disk is the handful of file operations that the results folder is
// built from, as an interface, so that tests can make each of them fail.
//
// Paths are those of the operating system. Errors are those of package os and
// name the path.
package disk

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// FS is what the run folder and the cache need of a file system. OS is the real
// one. It is safe for concurrent use.
type FS interface {
	Mkdir(path string) error
	MkdirAll(path string) error
	// Create makes or truncates a file for writing.
	Create(path string) (File, error)
	// CreateNew makes a file for writing; fs.ErrExist where there is one.
	CreateNew(path string) (File, error)
	ReadFile(path string) ([]byte, error)
	// ReadDir lists a folder sorted by name.
	ReadDir(path string) ([]fs.DirEntry, error)
	Stat(path string) (fs.FileInfo, error)
	Rename(from, to string) error
	Symlink(target, path string) error
	Readlink(path string) (string, error)
	Remove(path string) error
	RemoveAll(path string) error
	// Sync makes a file's or folder's contents durable.
	Sync(path string) error
	// Touch sets the modification time.
	Touch(path string, when time.Time) error
}

// File is a file being written.
type File interface {
	io.WriteCloser
	Sync() error
}

// OS is the file system of the machine. Folders and files are made readable to
// all, as far as the umask lets.
type OS struct{}

var _ FS = OS{}

// Mkdir implements FS.
func (OS) Mkdir(path string) error { return os.Mkdir(path, 0o755) }

// MkdirAll implements FS.
func (OS) MkdirAll(path string) error { return os.MkdirAll(path, 0o755) }

// Create implements FS.
func (OS) Create(path string) (File, error) { return open(path, os.O_TRUNC) }

// CreateNew implements FS.
func (OS) CreateNew(path string) (File, error) { return open(path, os.O_EXCL) }

func open(path string, how int) (File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|how, 0o666)
	if err != nil {
		return nil, err // not a File holding a nil *os.File
	}
	return f, nil
}

// ReadFile implements FS.
func (OS) ReadFile(path string) ([]byte, error) { return os.ReadFile(path) }

// ReadDir implements FS.
func (OS) ReadDir(path string) ([]fs.DirEntry, error) { return os.ReadDir(path) }

// Stat implements FS.
func (OS) Stat(path string) (fs.FileInfo, error) { return os.Stat(path) }

// Rename implements FS.
func (OS) Rename(from, to string) error { return os.Rename(from, to) }

// Symlink implements FS.
func (OS) Symlink(target, path string) error { return os.Symlink(target, path) }

// Readlink implements FS.
func (OS) Readlink(path string) (string, error) { return os.Readlink(path) }

// Remove implements FS.
func (OS) Remove(path string) error { return os.Remove(path) }

// RemoveAll implements FS.
func (OS) RemoveAll(path string) error { return os.RemoveAll(path) }

// Sync implements FS.
func (OS) Sync(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	err = f.Sync()
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

// Touch implements FS.
func (OS) Touch(path string, when time.Time) error { return os.Chtimes(path, when, when) }

// RealPath is path, which must be there, absolute and without links.
func RealPath(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}
