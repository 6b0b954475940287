package doc

// Format is what a document's bytes are, found by Sniff.
type Format uint8

// The formats. The archives and JSONL hold documents; the rest are documents
// or, from FormatUnknown on, nothing that can be read.
const (
	FormatPDF Format = iota
	FormatHTML
	FormatText
	FormatMarkdown
	FormatDOCX
	FormatODT
	FormatPPTX
	FormatXLSX
	FormatEPUB
	FormatMail
	FormatMSG
	FormatRTF
	FormatJSONL
	FormatMbox
	FormatZip
	FormatTar
	FormatGzip
	FormatZstd
	FormatEmpty   // no bytes at all
	FormatUnknown // none of these; the description says what it looks like
)

var formatNames = [...]string{"PDF", "HTML", "plain text", "Markdown", "DOCX", "ODT", "PPTX", "XLSX", "EPUB", "mail", "Outlook mail", "RTF", "JSONL", "mailbox", "zip", "tar", "gzip", "zstd", "empty", "unknown"}

func (f Format) String() string { return formatNames[f] }

var mediaTypes = [...]string{
	"application/pdf", "text/html", "text/plain", "text/markdown",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"application/vnd.oasis.opendocument.text",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"application/epub+zip", "message/rfc822", "application/vnd.ms-outlook", "application/rtf",
	"application/x-ndjson", "application/mbox", "application/zip", "application/x-tar", "application/gzip", "application/zstd",
	"application/x-empty", "application/octet-stream",
}

// MediaType is the registered name of the format.
func (f Format) MediaType() string { return mediaTypes[f] }
