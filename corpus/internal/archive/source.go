package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/sniff"
)

// Source is one input that List has found and Reader.Read can read: a file, a
// member of an archive, or a line of a JSONL file. It holds no open file.
type Source struct {
	doc.Ref
	Claim  string // what the name claims: "pdf", "html", "gz+txt", "" (see Claim)
	at     place
	member *member // nil for a whole file
	held   []byte  // of Held, nil for everything else
}

// File is the source of one file, of the slash-separated name inside the folder
// root: what List would list under the uri. It is not looked at before it is read.
func File(root, name, uri string) Source {
	return Source{Ref: doc.Ref{URI: uri}, Claim: sniff.Claim(uri), at: place{root, name}}
}

// Place is the folder that the source is opened through and its slash-separated
// name in there, "" for what is not a whole file.
func (s *Source) Place() (root, name string) {
	if s.member != nil {
		return "", ""
	}
	return s.at.root, s.at.name
}

// IsRecord reports a line of a JSONL file.
func (s *Source) IsRecord() bool { return s.member != nil && s.member.in.kind == doc.FormatJSONL }

// place is where a file lies: name, slash-separated, inside the folder root. A
// file is only ever opened through os.Root on root, so that no link leads out
// of it.
type place struct{ root, name string }

// open opens the file without waiting for a writer, should it be a named pipe,
// and makes sure that it is a regular file.
func (p place) open() (*os.File, fs.FileInfo, error) {
	root, err := os.OpenRoot(p.root)
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	f, err := root.OpenFile(p.name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

var errNotRegular = errors.New("not a regular file")

// OpenLoss gives an error of the file system its reason.
func OpenLoss(stage doc.Stage, uri string, err error) *doc.Loss {
	l := &doc.Loss{URI: uri, Stage: stage, Reason: doc.IO, Err: err, Hint: "it is tried again in the next run"}
	var known *doc.Loss
	switch {
	case errors.As(err, &known):
		out := *known
		out.URI, out.Stage = uri, stage
		if out.Hint == "" && out.Reason == doc.Empty {
			out.Hint = "there is nothing in it to read: fetch it again if there should be"
		}
		return &out
	case errors.Is(err, errNotRegular), errors.Is(err, syscall.ENXIO):
		l.Reason, l.Hint = doc.NotRegular, "only regular files are read, not pipes, sockets or devices"
	case strings.Contains(err.Error(), "escapes from parent"): // os.Root has no name for it
		l.Reason, l.Hint = doc.LinkOut, "it is a link that leads out of the input folder: put the file itself there"
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ELOOP), errors.Is(err, syscall.ENOTDIR):
		l.Reason, l.Hint = doc.Vanished, "the file is gone, or a link to it leads nowhere"
	case errors.Is(err, fs.ErrPermission):
		l.Reason, l.Hint = doc.Permission, "let the user that runs this read it"
	case !errors.As(err, new(*fs.PathError)) && !errors.As(err, new(syscall.Errno)):
		l.Reason, l.Hint = doc.Internal, "it is tried again in the next run"
	}
	l.Err = pathless(err)
	return l
}

// pathless drops the path from an error of the file system: the uri is already
// in the row, and the path of the machine does not belong there.
func pathless(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return fmt.Errorf("%s: %w", pe.Op, pe.Err)
	}
	return err
}
