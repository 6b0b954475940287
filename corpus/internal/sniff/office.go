package sniff

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf16"

	"assay/corpus/internal/doc"
)

const compoundMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// IsCompound reports the head of a compound file: an old Office file, a mail of
// Outlook, or an Office document behind a password.
func IsCompound(head []byte) bool { return bytes.HasPrefix(head, []byte(compoundMagic)) }

// Compound looks through a compound file for the name of a stream that tells
// what it is: an error for a document behind a password, what it looks like
// otherwise.
func Compound(r io.Reader) (what string, err error) {
	encrypted, mail := wide("EncryptedPackage"), wide("__substg1.0_")
	buf := make([]byte, 0, 64<<10)
	for {
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		switch {
		case bytes.Contains(buf, encrypted):
			return "", &doc.Loss{Stage: doc.AtRead, Reason: doc.Encrypted, Err: errors.New("the document is protected by a password"), Hint: "save a copy without the password"}
		case bytes.Contains(buf, mail):
			return "an Outlook mail (.msg)", nil
		case err == io.EOF:
			return "an old Office file (.doc, .xls, .ppt)", nil
		case err != nil:
			return "", err
		}
		if len(buf) == cap(buf) { // a name may lie across two pieces
			keep := copy(buf, buf[len(buf)-len(encrypted):])
			buf = buf[:keep]
		}
	}
}

// wide is s as a compound file writes names.
func wide(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}
