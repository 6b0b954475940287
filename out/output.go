package out

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"

	"assay/out/disk"
)

// FS is what package out needs of a disk.FS.
type FS interface {
	CreateNew(path string) (disk.File, error)
	Remove(path string) error
}

// FileInfo describes one finished file.
type FileInfo struct {
	Name   string // within the folder
	Table  string // "" where it is no table
	Format Format
	Rows   int64
	Bytes  int64
	SHA256 [32]byte
}

// output is one file while it is written. Its error sticks: once a write has
// failed every later call fails with the same error, which names the file, so
// that a library that drops an error cannot hide it.
type output struct {
	name string
	file disk.File
	buf  *bufio.Writer
	sum  hash.Hash
	n    int64
	err  error
}

func (o *output) start() {
	o.sum = sha256.New()
	o.buf = bufio.NewWriterSize((*raw)(o), 256<<10)
}

// raw is the end of an output below its buffer.
type raw output

func (r *raw) Write(p []byte) (int, error) {
	n, err := r.file.Write(p)
	r.n += int64(n)
	r.sum.Write(p[:n])
	if err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	return n, err
}

func (o *output) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.buf.Write(p)
	return n, o.fail("write", err)
}

// fail keeps the first error and returns the one that sticks.
func (o *output) fail(doing string, err error) error {
	if err != nil && o.err == nil {
		o.err = fmt.Errorf("%s %s: %w", doing, o.name, cause(err))
	}
	return o.err
}

// close writes what is buffered, makes it durable and closes the file.
func (o *output) close() error {
	o.fail("write", o.err)
	if o.err == nil {
		o.fail("write", o.buf.Flush())
	}
	if o.err == nil {
		o.fail("sync", o.file.Sync())
	}
	if o.file != nil {
		o.fail("close", o.file.Close())
		o.file = nil
	}
	return o.err
}

// cause strips the operation and path of an error of package os, which the
// caller states in its own words.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
