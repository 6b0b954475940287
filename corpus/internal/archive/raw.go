package archive

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"

	"assay/corpus/internal/doc"
)

// Raw is the stored bytes of one source, opened and hashed but not decoded.
type Raw struct {
	Source
	SHA256  [32]byte
	open    func() (io.Reader, error) // from the first byte, anew each time
	release func()                    // nil when there is nothing to give back
	file    *os.File                  // nil for members
	info    fs.FileInfo               // of file, when it was opened
}

// Close frees what Open took. It may be called more than once.
func (w *Raw) Close() error {
	if w.release != nil {
		w.release()
		w.release = nil
	}
	return nil
}

func (c *contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// Open opens a source and hashes its bytes as stored. Errors name no uri but
// are *Loss where their reason is known. The caller closes what it gets.
func (bs *Containers) Open(ctx context.Context, s Source) (*Raw, error) {
	raw := &Raw{Source: s}
	var err error
	switch {
	case s.held != nil:
		err = raw.openHeld(bs.limits.Raw)
	case s.member == nil:
		err = raw.openFile(bs.limits.Raw)
	default:
		raw.open, raw.release, err = bs.member(ctx, s.member)
	}
	if err == nil {
		err = raw.hash(ctx)
	}
	if err != nil {
		if other := raw.Unchanged(); other != nil {
			err = other
		}
		raw.Close()
		return nil, err
	}
	return raw, nil
}

func (w *Raw) openFile(limit int64) error {
	f, info, err := w.at.open()
	if err != nil {
		return err
	}
	w.file, w.info, w.release = f, info, func() { f.Close() }
	w.Size, w.ModTime = info.Size(), info.ModTime()
	if w.Size > limit {
		return doc.OverLimit("it", w.Size, limit, "--max-raw")
	}
	w.open = func() (io.Reader, error) { return io.NewSectionReader(f, 0, w.Size), nil }
	return nil
}

// Content opens the stored bytes from the first one, as often as need be, until
// Close; they end with the context.
func (w *Raw) Content(ctx context.Context) (io.ReadCloser, error) {
	r, err := w.open()
	if err != nil {
		return nil, err
	}
	return &releasing{&contextReader{ctx, r}, func() { closeReader(r) }}, nil
}

func closeReader(r io.Reader) {
	if c, ok := r.(io.Closer); ok {
		c.Close()
	}
}

func (w *Raw) hash(ctx context.Context) error {
	rd, err := w.open()
	if err != nil {
		return err
	}
	defer closeReader(rd)
	h := sha256.New()
	n, err := io.Copy(h, &contextReader{ctx, rd})
	if err != nil {
		return err
	}
	if w.file != nil && n != w.Size {
		return errShrunk
	}
	w.Size = n
	h.Sum(w.SHA256[:0])
	return nil
}

var errShrunk = changed("it shrank while it was read")

type contextReader struct {
	ctx context.Context
	r   io.Reader
}

// Unchanged reports a file that was written to since it was opened (what was
// decoded may be half of one version and half of another) or replaced, and an
// archive that is another than was listed.
func (w *Raw) Unchanged() error {
	if w.member != nil {
		b := w.member.in
		if now, err := w.at.stat(); err == nil && (now.Size() != b.size || !now.ModTime().Equal(b.mod)) {
			return changed("the archive was written to while it was read")
		}
		return nil
	}
	if w.file == nil {
		return nil
	}
	info, err := w.file.Stat()
	if err != nil {
		return err
	}
	if info.Size() != w.info.Size() || !info.ModTime().Equal(w.info.ModTime()) {
		return changed("it was written to while it was read")
	}
	// A file that is gone by now was read whole; another one in its place is the
	// input now.
	if now, err := w.at.stat(); err == nil && !os.SameFile(now, info) {
		return changed("another file took its place while it was read")
	}
	return nil
}

func changed(how string) *doc.Loss {
	return &doc.Loss{Stage: doc.AtRead, Reason: doc.ChangedWhileRead, Err: errors.New(how), Hint: "it is tried again in the next run"}
}
