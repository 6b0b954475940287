package archive

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"assay/corpus/internal/doc"
)

// tarMembers reads a tar file as a sequence.
type tarMembers struct {
	r      *tar.Reader
	limits doc.Limits
}

func newTarMembers(r io.Reader, limits doc.Limits) *tarMembers {
	return &tarMembers{tar.NewReader(r), limits}
}

func (t *tarMembers) next() (*item, error) {
	h, err := t.r.Next()
	var known *doc.Loss
	switch {
	case err == io.EOF:
		return nil, err
	case errors.Is(err, tar.ErrInsecurePath): // judged by cleanMember
	case errors.As(err, &known):
		return nil, err
	case err != nil:
		return nil, doc.Damaged(fmt.Errorf("the archive is damaged: %w", err))
	}
	it := &item{name: h.Name, size: h.Size, mod: h.ModTime}
	switch h.Typeflag {
	case tar.TypeReg, '\x00', tar.TypeGNUSparse, '7': // '7' is a file that lies in one piece
	case tar.TypeDir:
		it.mode = fs.ModeDir
	default:
		it.mode = fs.ModeIrregular
	}
	it.open = func() (io.Reader, error) {
		if h.Size > t.limits.Member {
			return nil, doc.OverLimit("the member", h.Size, t.limits.Member, "--max-member")
		}
		return &tarReader{t.r}, nil
	}
	return it, nil
}

// tarReader names the damage of a member that is cut off.
type tarReader struct{ r io.Reader }

func (t *tarReader) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	if err == io.ErrUnexpectedEOF || errors.Is(err, tar.ErrHeader) {
		err = doc.Damaged(errors.New("the archive is cut off inside this member"))
	}
	return n, err
}
