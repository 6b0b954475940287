// Package sources copies the documents of a run beside its report: only those whose
// files still hold the bytes that were read, and never what a link leads to outside the
// folder they are looked for in.
package sources

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Folder is a folder that the uris of documents are relative to: those that begin
// with Name/ where it has a name, as an input of that name has.
type Folder struct{ Name, Path string }

// Dir is the folder beside the report that holds the copies, by their uris.
const Dir = "sources"

// The reasons why a document is not copied.
var (
	ErrChanged = errors.New("it is another file than the one that was read")
	ErrAbsent  = errors.New("no file of that name")
)

// Copy hands a document from the first folder that holds it to put, under its name
// within the folder of the report; digest is the SHA-256 of its bytes in hex. Errors are
// ErrChanged, ErrAbsent, or those of put.
func Copy(put func(name string, data []byte) error, from []Folder, uri, digest string) error {
	err := ErrAbsent
	for _, folder := range from {
		name := uri
		if folder.Name != "" {
			cut, ok := strings.CutPrefix(uri, folder.Name+"/")
			if !ok {
				continue
			}
			name = cut
		}
		if !fs.ValidPath(name) || !fs.ValidPath(uri) {
			continue
		}
		found, err1 := read(folder.Path, name, digest)
		if err1 != nil {
			if !errors.Is(err1, ErrAbsent) {
				err = err1
			}
			continue
		}
		return put(filepath.Join(Dir, filepath.FromSlash(uri)), found)
	}
	return err
}

// read reads a file below a folder, never one that a link leads to outside
// it, and holds it against its digest.
func read(folder, name, digest string) ([]byte, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(filepath.FromSlash(name))
	if err != nil || !info.Mode().IsRegular() {
		return nil, ErrAbsent
	}
	f, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != digest {
		return nil, ErrChanged
	}
	return b, nil
}
