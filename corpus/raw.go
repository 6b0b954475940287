package corpus

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
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

// Open opens a source and hashes its bytes as stored, which is cheap beside
// decoding them: a cache asks by SHA256, Claim, Version and Options.Fingerprint
// and need not decode what it knows. Errors are *Loss with the source's uri, or
// the context's. The caller closes what it gets.
func (r *Reader) Open(ctx context.Context, s Source) (*Raw, error) {
	raw := &Raw{Source: s}
	var err error
	switch {
	case s.held != nil:
		err = r.openHeld(raw)
	case s.member == nil:
		err = r.openFile(raw)
	default:
		raw.open, raw.release, err = r.boxes.member(ctx, s.member)
	}
	if err == nil {
		err = raw.hash(ctx)
	}
	if err != nil {
		if other := raw.unchanged(); other != nil {
			err = other
		}
		raw.Close()
		return nil, r.fail(ctx, s.URI, err)
	}
	return raw, nil
}

func (r *Reader) openFile(raw *Raw) error {
	f, info, err := raw.at.open()
	if err != nil {
		return err
	}
	raw.file, raw.info, raw.release = f, info, func() { f.Close() }
	raw.Size, raw.ModTime = info.Size(), info.ModTime()
	if raw.Size > r.opt.Limits.Raw {
		return tooLarge("it", raw.Size, r.opt.Limits.Raw, "--max-raw")
	}
	raw.open = func() (io.Reader, error) { return io.NewSectionReader(f, 0, raw.Size), nil }
	return nil
}

func tooLarge(what string, size, limit int64, flag string) *Loss {
	return &Loss{Stage: "read", Reason: TooLarge, Err: fmt.Errorf("%s has %d bytes, over the limit of %d", what, size, limit), Hint: "raise " + flag}
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

// unchanged reports a file that was written to since it was opened (what was
// decoded may be half of one version and half of another) or replaced, and an
// archive that is another than was listed.
func (w *Raw) unchanged() error {
	if w.member != nil {
		b := w.member.box
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

func changed(how string) *Loss {
	return &Loss{Stage: "read", Reason: ChangedWhileRead, Err: errors.New(how), Hint: "it is tried again in the next run"}
}
