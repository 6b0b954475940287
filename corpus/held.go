package corpus

import (
	"bytes"
	"io"
)

// Held is a source whose bytes the caller holds, named as a file would be: its
// name claims a format and is its uri. data must not be written to while the
// source is read.
func Held(name string, data []byte) Source {
	if data == nil {
		data = []byte{}
	}
	return Source{Ref: Ref{URI: escapeURI(name), Size: int64(len(data))}, Claim: Claim(name), held: data}
}

// openHeld opens the bytes of a source made by Held.
func (r *Reader) openHeld(raw *Raw) error {
	if raw.Size > r.opt.Limits.Raw {
		return tooLarge("it", raw.Size, r.opt.Limits.Raw, "--max-raw")
	}
	raw.open = func() (io.Reader, error) { return bytes.NewReader(raw.held), nil }
	return nil
}
