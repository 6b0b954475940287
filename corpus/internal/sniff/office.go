package sniff

import (
	"bytes"
	"errors"
	"unicode/utf16"

	"assay/corpus/internal/cfb"
	"assay/corpus/internal/doc"
	"assay/corpus/internal/outlook"
)

// IsCompound reports the head of a compound file: an old Office file, a mail of
// Outlook, or an Office document behind a password.
func IsCompound(head []byte) bool { return bytes.HasPrefix(head, []byte(cfb.Magic)) }

// oldOffice are the streams by which old Office files are told.
var oldOffice = []struct{ stream, what string }{
	{"WordDocument", "an old Word file (.doc)"},
	{"Workbook", "an old Excel file (.xls)"},
	{"Book", "an old Excel file (.xls)"},
	{"PowerPoint Document", "an old PowerPoint file (.ppt)"},
}

// anyOldOffice is what a compound file is that has none of them.
const anyOldOffice = "an old Office file (.doc, .xls, .ppt)"

// Compound tells what a whole compound file is, by what stands at the top of it: a
// document behind a password is an error. What a mail carries does not count, be it
// behind a password. claim is what the name says, by which a damaged one goes.
func Compound(raw []byte, claim string) (Found, error) {
	encrypted := &doc.Loss{Stage: doc.AtRead, Reason: doc.Encrypted, Err: errors.New("the document is protected by a password"), Hint: "save a copy without the password"}
	root, err := cfb.Open(raw)
	if err != nil { // damaged: by its name or the names that stand somewhere in it
		switch {
		case claim == "msg" || bytes.Contains(raw, wide(outlook.Mark)):
			return Found{Format: doc.FormatMSG}, nil
		case bytes.Contains(raw, wide("EncryptedPackage")):
			return Found{Format: doc.FormatUnknown}, encrypted
		}
		return Found{doc.FormatUnknown, anyOldOffice}, nil
	}
	switch {
	case outlook.IsMessage(root):
		return Found{Format: doc.FormatMSG}, nil
	case root.Child("EncryptedPackage") != nil:
		return Found{Format: doc.FormatUnknown}, encrypted
	}
	for _, o := range oldOffice {
		if root.Child(o.stream) != nil {
			return Found{doc.FormatUnknown, o.what}, nil
		}
	}
	return Found{doc.FormatUnknown, anyOldOffice}, nil
}

// wide is s as a compound file writes names.
func wide(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}
