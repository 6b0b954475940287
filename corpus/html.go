package corpus

// readHTML decodes a web page: raw bytes in the encoding the page declares.
// It fills Text, Lines, Comments, Meta and Warnings; the dispatcher fills the
// rest. Errors are *Loss without URI.
func readHTML(raw []byte, opt decodeOptions) (*Document, error) {
	return nil, &Loss{Stage: "read", Reason: Unsupported, Hint: "HTML is not read yet"}
}

// readMarkdown decodes Markdown; text is already UTF-8, not yet normalised.
func readMarkdown(text string, opt decodeOptions) (*Document, error) {
	return readPlain(text, opt)
}
