package stance

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
)

// extensionFormat is what the file of an extension says it is. It is JSON, small
// and plain to read: what a word has learnt stands beside it.
const extensionFormat = "assay model extension 1"

// extensionFile is the file of an extension.
type extensionFile struct {
	Format string `json:"format"`
	Base   string `json:"base"` // SHA-256 of the file of the model it extends
	Extension
}

// maxExtension bounds the file of an extension, in bytes.
const maxExtension = 16 << 20

// Save writes the extension of the model with the fingerprint base in the form
// Load reads. The same extension gives the same bytes.
func (e *Extension) Save(base string) ([]byte, error) {
	b, err := json.MarshalIndent(extensionFile{extensionFormat, base, *e}, "", " ")
	return append(b, '\n'), err
}

// isExtension reports whether a file is that of an extension.
func isExtension(data []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) }

// BaseError is the error of an extension whose model is not the one at hand.
type BaseError struct{ Wants, Has string } // fingerprints

func (e *BaseError) Error() string {
	return fmt.Sprintf("it extends the model %.12s, but the model of this program is %.12s", e.Wants, e.Has)
}

// Hint says what to do.
func (e *BaseError) Hint() string {
	return "train it again from the coded sentences with this program, or use the program it was trained with"
}

// LoadExtension reads the file of an extension and puts it on the model whose file
// is base. Where it extends another model the error is a *BaseError.
func LoadExtension(data, base []byte) (*Model, error) {
	if len(data) > maxExtension {
		return nil, fmt.Errorf("%w: larger than %d MiB", errModel, maxExtension>>20)
	}
	var f extensionFile
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("%w: %w", errModel, err)
	}
	if f.Format != extensionFormat {
		return nil, fmt.Errorf("%w: format %q", errModel, f.Format)
	}
	if isExtension(base) {
		return nil, fmt.Errorf("%w: an extension extends a whole model", errModel)
	}
	m, err := Load(base)
	if err != nil {
		return nil, err
	}
	if has := m.Fingerprint(); f.Base != has {
		return nil, &BaseError{f.Base, has}
	}
	seen := map[string]bool{}
	for i := range f.Corrections {
		c := &f.Corrections[i]
		if seen[c.Theme] {
			return nil, fmt.Errorf("%w: two corrections of theme %q", errModel, c.Theme)
		}
		seen[c.Theme] = true
	}
	m.extend(&f.Extension)
	m.base = m.digest
	m.digest = sha256.Sum256(data)
	return m, nil
}
