package report

import (
	"errors"

	"assay/out"
	"assay/report/sources"
)

// SourceFolder is a folder that the uris of documents are relative to: those that
// begin with Name/ where it has a name, as an input of that name has.
type SourceFolder = sources.Folder

// Sources is the folder beside Folder that holds the source documents.
const Sources = sources.Dir

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
		err := sources.Copy(w.below, d.opt.Sources, doc.uri, doc.sha256)
		switch {
		case err == nil:
			doc.beside = true
		case d.opt.NoSource != nil && (errors.Is(err, sources.ErrChanged) || errors.Is(err, sources.ErrAbsent)):
			d.opt.NoSource(doc.uri, err)
		case !errors.Is(err, sources.ErrChanged) && !errors.Is(err, sources.ErrAbsent):
			return err
		}
	}
	return nil
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
