package archive

import (
	"archive/zip"
	"context"
	"io"
	"os"
	"sync"

	"assay/corpus/internal/doc"
)

// Containers keeps the containers open that are being read from, since a run reads
// the members of one after the other. It is safe for concurrent use.
type Containers struct {
	limits  doc.Limits
	fields  doc.JSONLFields
	tempDir string

	mu   sync.Mutex
	open []*openContainer // the one used last at the end
}

// NewContainers opens containers within limits; fields name those of JSONL records,
// tempDir is where archives inside archives are unpacked ("" is the system's).
func NewContainers(limits doc.Limits, fields doc.JSONLFields, tempDir string) *Containers {
	return &Containers{limits: limits, fields: fields, tempDir: tempDir}
}

// keepOpen is how many containers stay open that nobody is reading from.
const keepOpen = 2

// openContainer is a container in use: a zip file with its directory, or a cursor.
type openContainer struct {
	box  *container
	uses int // guarded by Containers.mu

	mu     sync.Mutex // guards what follows, while it is being opened
	file   *os.File   // of a zip
	zip    *zip.Reader
	cursor *cursor
}

// use returns the open form of b; release gives it back.
func (bs *Containers) use(ctx context.Context, b *container) (o *openContainer, release func(), err error) {
	bs.mu.Lock()
	for i, other := range bs.open {
		if other.box == b {
			o = other
			bs.open = append(append(bs.open[:i:i], bs.open[i+1:]...), o)
		}
	}
	if o == nil {
		o = &openContainer{box: b}
		bs.open = append(bs.open, o)
	}
	o.uses++
	bs.mu.Unlock()
	release = func() { bs.release(o) }

	o.mu.Lock()
	defer o.mu.Unlock()
	if b.kind == doc.FormatZip && o.zip == nil {
		err = bs.openZip(ctx, o)
	} else if b.kind != doc.FormatZip && o.cursor == nil {
		o.cursor = &cursor{of: b, limits: bs.limits, start: func(ctx context.Context) (sequence, io.Closer, error) {
			r, err := bs.bytes(ctx, b)
			if err != nil {
				return nil, nil, err
			}
			return newSequence(r, b.kind, bs.limits, bs.fields), r, nil
		}}
	}
	if err != nil {
		release()
		return nil, nil, err
	}
	return o, release, nil
}

// release gives o back and closes the containers that have been idle longest. They
// are closed outside the lock, since a container inside another gives that one back.
func (bs *Containers) release(o *openContainer) {
	bs.mu.Lock()
	o.uses--
	var old []*openContainer
	idle := 0
	for i := len(bs.open) - 1; i >= 0; i-- {
		if bs.open[i].uses > 0 {
			continue
		}
		if idle++; idle > keepOpen {
			old = append(old, bs.open[i])
			bs.open = append(bs.open[:i:i], bs.open[i+1:]...)
		}
	}
	bs.mu.Unlock()
	for _, o := range old {
		o.close()
	}
}

// Close closes all containers; nobody may be reading.
func (bs *Containers) Close() {
	for {
		bs.mu.Lock()
		all := bs.open
		bs.open = nil
		bs.mu.Unlock()
		if len(all) == 0 {
			return
		}
		for _, o := range all {
			o.close()
		}
	}
}

func (o *openContainer) close() {
	if o.file != nil {
		o.file.Close()
	}
	if o.cursor != nil {
		o.cursor.close()
	}
}

// openZip opens the zip o stands for: in place if it is a plain file, otherwise
// through an unnamed file.
func (bs *Containers) openZip(ctx context.Context, o *openContainer) error {
	b := o.box
	var f *os.File
	var size int64
	if b.parent == nil && b.layer == doc.FormatUnknown {
		var err error
		if f, err = b.openFile(); err != nil {
			return err
		}
		size = b.size
	} else {
		r, err := bs.bytes(ctx, b)
		if err != nil {
			return err
		}
		f, size, err = spool(&contextReader{ctx, r}, bs.limits.Member, bs.tempDir)
		r.Close()
		if err != nil {
			return err
		}
	}
	z, err := OpenZip(f, size, bs.limits)
	if err != nil {
		f.Close()
		return err
	}
	o.file, o.zip = f, z
	return nil
}

// openFile opens the outermost file and makes sure it is the one that was
// listed.
func (b *container) openFile() (*os.File, error) {
	f, info, err := b.at.open()
	if err != nil {
		return nil, err
	}
	if info.Size() != b.size || !info.ModTime().Equal(b.mod) {
		f.Close()
		return nil, changed("the archive has been written to since it was listed")
	}
	return f, nil
}

// bytes opens the container's own bytes, with the compression around it taken off.
func (bs *Containers) bytes(ctx context.Context, b *container) (io.ReadCloser, error) {
	var r io.ReadCloser
	if b.parent == nil {
		f, err := b.openFile()
		if err != nil {
			return nil, err
		}
		r = f
	} else {
		open, release, err := bs.member(ctx, b.parent)
		if err != nil {
			return nil, err
		}
		inner, err := open()
		if err != nil {
			release()
			return nil, err
		}
		r = &releasing{inner, release}
	}
	if b.layer == doc.FormatUnknown {
		return r, nil
	}
	in, err := NewInflater(r, b.layer, 0, bs.limits.Ratio)
	if err != nil {
		r.Close()
		return nil, err
	}
	return &releasing{in, func() { in.Close(); r.Close() }}, nil
}

// member returns a function that opens a member from its beginning, as often as
// need be until release.
func (bs *Containers) member(ctx context.Context, m *member) (open func() (io.Reader, error), release func(), err error) {
	o, release, err := bs.use(ctx, m.in)
	if err != nil {
		return nil, nil, err
	}
	if m.in.kind == doc.FormatZip {
		if m.index >= len(o.zip.File) {
			release()
			return nil, nil, errNoRecord
		}
		return zipItem(o.zip.File[m.index], bs.limits).open, release, nil
	}
	raw, err := o.cursor.take(ctx, m.index)
	release()
	if err != nil {
		return nil, nil, err
	}
	return func() (io.Reader, error) { return newBytesReader(raw), nil }, func() {}, nil
}

// releasing is a reader that gives something back when it is closed.
type releasing struct {
	io.Reader
	release func()
}

// NewReleasing calls release once, when the reader is closed.
func NewReleasing(r io.Reader, release func()) io.ReadCloser { return &releasing{r, release} }

func (r *releasing) Close() error {
	if c, ok := r.Reader.(io.Closer); ok {
		c.Close()
	}
	if r.release != nil {
		r.release()
		r.release = nil
	}
	return nil
}
