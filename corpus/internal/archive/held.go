package archive

import (
	"bytes"
	"io"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/sniff"
)

// Held is a source whose bytes the caller holds, named as a file would be: its
// name claims a format and is its uri. data must not be written to while the
// source is read.
func Held(name string, data []byte) Source {
	if data == nil {
		data = []byte{}
	}
	return Source{Ref: doc.Ref{URI: escapeURI(name), Size: int64(len(data))}, Claim: sniff.Claim(name), held: data}
}

// openHeld opens the bytes of a source made by Held.
func (w *Raw) openHeld(limit int64) error {
	if w.Size > limit {
		return doc.OverLimit("it", w.Size, limit, "--max-raw")
	}
	w.open = func() (io.Reader, error) { return bytes.NewReader(w.held), nil }
	return nil
}
