package report

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"assay/out"
)

// SourceFolder is a folder that the uris of documents are relative to: those that
// begin with Name/ where it has a name, as an input of that name has.
type SourceFolder struct{ Name, Path string }

// Sources is the folder beside Folder that holds the source documents.
const Sources = "sources"

// The reasons why a document is not among the sources.
var (
	errChanged = errors.New("it is another file than the one that was read")
	errAbsent  = errors.New("no file of that name")
)

// putSources copies the PDF documents of the run into Sources, where their files
// are found and still hold the bytes that were read; pages of other kinds are not
// copied, since a web page opened from there would run its scripts. What is not
// copied is told to opt.NoSource.
func (d *data) putSources(w *writer) error {
	if len(d.opt.Sources) == 0 {
		return nil
	}
	for _, doc := range d.docs {
		if doc.media != "application/pdf" {
			continue
		}
		err := d.putSource(w, doc)
		switch {
		case err == nil:
			doc.beside = true
		case d.opt.NoSource != nil && (errors.Is(err, errChanged) || errors.Is(err, errAbsent)):
			d.opt.NoSource(doc.uri, err)
		case !errors.Is(err, errChanged) && !errors.Is(err, errAbsent):
			return err
		}
	}
	return nil
}

// putSource copies one document from the first folder that holds it.
func (d *data) putSource(w *writer, doc *document) error {
	err := errAbsent
	for _, from := range d.opt.Sources {
		name := doc.uri
		if from.Name != "" {
			cut, ok := strings.CutPrefix(doc.uri, from.Name+"/")
			if !ok {
				continue
			}
			name = cut
		}
		if !fs.ValidPath(name) || !fs.ValidPath(doc.uri) {
			continue
		}
		found, err1 := readSource(from.Path, name, doc.sha256)
		if err1 != nil {
			if !errors.Is(err1, errAbsent) {
				err = err1
			}
			continue
		}
		to := filepath.Join(w.dir, Sources, filepath.FromSlash(doc.uri))
		if err := w.fs.MkdirAll(filepath.Dir(to)); err != nil {
			return err
		}
		return w.write(filepath.Join(Sources, filepath.FromSlash(doc.uri)), found)
	}
	return err
}

// readSource reads a file below a folder, never one that a link leads to outside
// it, and holds it against its digest.
func readSource(folder, name, digest string) ([]byte, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(filepath.FromSlash(name))
	if err != nil || !info.Mode().IsRegular() {
		return nil, errAbsent
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
		return nil, errChanged
	}
	return b, nil
}

// href is where a source document can be read, "" where that is not known.
func (d *data) href(doc *document) string { return d.hrefAt(doc, 0) }

// hrefAt is href at a page of a PDF: beside the report, else below the source base.
func (d *data) hrefAt(doc *document, page int) string {
	if doc.beside {
		return out.SourceLink(d.toSources+Sources, doc.uri, doc.media, int32(page))
	}
	return out.SourceLink(d.opt.SourceBase, doc.uri, doc.media, int32(page))
}
