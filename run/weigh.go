package run

import (
	"assay/corpus"
)

// What a document costs in memory is a multiple of its text: its lines, tokens,
// sentences and rows. Two texts of 15 MB together took 926 MB where a run of small ones
// took 200: some 24 bytes a byte. The other numbers are reckoned from it: of 83 MB of
// published PDF 13.5 are text.
const (
	costOfText   = 24
	costOfPDF    = 4
	costOfMarkup = 12  // pages and word processors' files: half of them is text, or they are compressed
	costOfSheets = 100 // a workbook of 2.4 MB with 188,000 cells took 250 MB more than none
	inflation    = 4   // of what is compressed
)

// defaultMaxBytes is how much the documents in flight may cost together.
const defaultMaxBytes = 256 << 20

// costOf is about how many bytes of memory a source takes while it is in flight.
func costOf(s corpus.Source) int64 {
	compression, format := corpus.SplitClaim(s.Claim)
	cost := s.Size * costOfText
	switch format {
	case "pdf":
		cost = s.Size * costOfPDF
	case "html", "htm", "xhtml", "mhtml", "mht", "docx", "odt", "pptx", "epub", "rtf", "eml", "msg":
		cost = s.Size * costOfMarkup
	case "xlsx":
		cost = s.Size * costOfSheets
	}
	if compression != "" {
		cost *= inflation
	}
	return cost
}
