package corpus

// readDOCX decodes a WordprocessingML package. The raw bytes are a zip file
// already known to hold word/document.xml.
func readDOCX(raw []byte, opt decodeOptions) (*Document, error) {
	return nil, &Loss{Stage: "read", Reason: Unsupported, Hint: "DOCX is not read yet"}
}

// readODT decodes an OpenDocument text. The raw bytes are a zip file whose
// member mimetype says so.
func readODT(raw []byte, opt decodeOptions) (*Document, error) {
	return nil, &Loss{Stage: "read", Reason: Unsupported, Hint: "ODT is not read yet"}
}
