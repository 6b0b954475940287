package doc

// DecodeOptions is what a decoder may know beside the bytes. It holds nothing
// that depends on the place of the document, so that a Document can be cached
// by its bytes, claimed format and options.
type DecodeOptions struct {
	Claim  string // what the name claims: its last extension in lower case, without compression, e.g. "html", "" for none
	Limits Limits
}
