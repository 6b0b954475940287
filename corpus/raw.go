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
	if s.member == nil {
		err = r.openFile(raw)
	} else {
		raw.open, raw.release, err = r.boxes.member(ctx, s.member)
	}
	if err == nil {
		err = raw.hash(ctx)
	}
	if err != nil {
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

var errShrunk = &Loss{Stage: "read", Reason: ChangedWhileRead, Err: errors.New("it shrank while it was read"), Hint: "it is tried again in the next run"}

type contextReader struct {
	ctx context.Context
	r   io.Reader
}

// unchanged reports a file that was written to since it was opened: what was
// decoded may be half of one version and half of another.
func (w *Raw) unchanged() error {
	if w.file == nil {
		return nil
	}
	info, err := w.file.Stat()
	if err != nil {
		return err
	}
	if info.Size() != w.info.Size() || !info.ModTime().Equal(w.info.ModTime()) {
		return &Loss{Stage: "read", Reason: ChangedWhileRead, Err: errors.New("it was written to while it was read"), Hint: "it is tried again in the next run"}
	}
	return nil
}
