package corpus

import (
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
)

// box is a container that List has opened: a zip or tar archive, or a JSONL
// file. Its own bytes are a file's or those of a member of another box.
type box struct {
	uri    string
	kind   Format  // FormatZip, FormatTar or FormatJSONL
	layer  Format  // FormatGzip or FormatZstd around it, FormatUnknown for none
	at     place   // the outermost file
	parent *member // nil when the file itself is the box
	depth  int     // archives it is in, itself included; JSONL counts for none
	size   int64   // of the outermost file when it was listed
	mod    time.Time
}

// member is the place of a source inside a box. index counts everything the
// box holds, folders and refused members too.
type member struct {
	box   *box
	index int
}

// item is one thing a sequence comes upon.
type item struct {
	name string // as stored
	size int64
	mod  time.Time
	mode fs.FileMode
	line int    // of a JSONL record, from 1
	id   string // of a JSONL record, "" for none
	loss *Loss  // why it cannot be read, without URI
	open func() (io.Reader, error)
}

// sequence reads a container from its beginning. An item's reader is good until
// the next call; io.EOF is the end; any other error ends it too.
type sequence interface {
	next() (*item, error)
}

// newSequence reads a tar or JSONL file.
func newSequence(r io.Reader, kind Format, limits Limits, fields JSONLFields) sequence {
	if kind == FormatJSONL {
		return newRecords(r, limits, fields)
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
		err = tooLarge("it", n, limit, "--max-member")
	}
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, n, nil
}
