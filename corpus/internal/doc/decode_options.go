package doc

// DecodeOptions is what a decoder may know beside the bytes. It holds nothing
// that depends on the place of the document, so that a Document can be cached
// by its bytes, claimed format and options.
type DecodeOptions struct {
	Claim  string // what the name claims: its last extension in lower case, without compression, e.g. "html", "" for none
	Limits Limits
	// Part decodes a document inside this one, by its bytes and what its name
	// claims; nil where nothing may lie in it any more.
	Part func(raw []byte, claim string) (*Document, error)
	// Whole says that all of a page is content: a chapter or a mail has no frame
	// of navigation around it.
	Whole bool
}
