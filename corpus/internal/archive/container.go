// Package archive finds inputs and opens them: folders, globs and lists of paths
// (list.go, walk.go, glob.go), and the members of zip and tar archives and of
// JSONL files, compressed or not, however they lie in one another (container.go,
// members.go). Containers keeps those open that are being read from.
package archive

import (
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"assay/corpus/internal/doc"
)

// container is what List has opened: a zip or tar archive, or a JSONL
// file. Its own bytes are a file's or those of a member of another container.
type container struct {
	uri    string
	kind   doc.Format // FormatZip, FormatTar, FormatJSONL, FormatMbox, FormatMail or FormatMSG
	layer  doc.Format // FormatGzip or FormatZstd around it, FormatUnknown for none
	at     place      // the outermost file
	parent *member    // nil when the file itself is the container
	depth  int        // archives it is in, itself included; JSONL counts for none
	size   int64      // of the outermost file when it was listed
	mod    time.Time
}

// member is the place of a source inside a container. index counts everything the
// container holds, folders and refused members too.
type member struct {
	in    *container
	index int
}

// item is one thing a sequence comes upon.
type item struct {
	name string // as stored
	size int64
	mod  time.Time
	mode fs.FileMode
	line int       // of a JSONL record, from 1
	id   string    // of a JSONL record, "" for none
	loss *doc.Loss // why it cannot be read, without URI
	open func() (io.Reader, error)
}

// sequence reads a container from its beginning. An item's reader is good until
// the next call; io.EOF is the end; any other error ends it too.
type sequence interface {
	next() (*item, error)
}

// newSequence reads a tar or JSONL file, a mailbox or what a mail carries.
func newSequence(r io.Reader, kind doc.Format, limits doc.Limits, fields doc.JSONLFields) sequence {
	switch kind {
	case doc.FormatJSONL:
		return newRecords(r, limits, fields)
	case doc.FormatMbox:
		return newMailbox(r, limits)
	case doc.FormatMail, doc.FormatMSG:
		return &attachments{r: r, kind: kind, limits: limits}
	}
	return newTarMembers(r, limits)
}

// cleanMember is the name of a member for its uri; ok is false for one that
// would lead out of the archive.
func cleanMember(name string) (clean string, ok bool) {
	clean = name
	for strings.HasPrefix(clean, "./") {
		clean = strings.TrimLeft(clean[2:], "/")
	}
	clean = strings.TrimRight(clean, "/")
	if clean == "" {
		return ".", true // the folder the archive was made in
	}
	slashed := strings.ReplaceAll(strings.ToValidUTF8(clean, "?"), `\`, "/")
	return clean, fs.ValidPath(slashed)
}

// hiddenMember reports a member that is hidden or lies in a hidden folder.
func hiddenMember(name string) bool {
	return strings.HasPrefix(name, ".") || strings.Contains(name, "/.")
}

// spool copies r into a file without a name, which is gone with the process.
func spool(r io.Reader, limit int64, dir string) (*os.File, int64, error) {
	f, err := os.CreateTemp(dir, "assay-*")
	if err != nil {
		return nil, 0, err
	}
	if err := os.Remove(f.Name()); err != nil {
		f.Close()
		return nil, 0, err
	}
	n, err := io.Copy(f, io.LimitReader(r, limit+1))
	if err == nil && n > limit {
		err = doc.OverLimit("it", n, limit, "--max-member")
	}
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, n, nil
}
