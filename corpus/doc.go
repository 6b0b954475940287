// Package corpus finds documents, tells what they are and decodes them: bytes in,
// Document (text and layout) out.
//
// The common path is List, which makes a Source of every input, and a Reader,
// which makes a Document of a Source:
//
//	listing, err := corpus.List(ctx, []corpus.Input{{Path: "reports"}}, corpus.ListOptions{})
//	r := corpus.NewReader(corpus.Options{PDFCommand: []string{"", "read-pdf"}})
//	defer r.Close()
//	for _, s := range listing.Sources {
//		d, err := r.Read(ctx, s) // errors.As(err, new(*corpus.Loss)), or the context's
//	}
//
// A cache puts itself between Open and Decode: Raw has the digest of the stored
// bytes, and with Claim, Version and Options.Fingerprint they determine the
// Document, apart from its Ref. EncodeDocument and DecodeDocument are its compact
// form.
//
// What is promised:
//
//   - Nothing is lost without a word. Every file and member that could have been
//     a document is a Source or a Loss of the listing; every Source becomes a
//     Document or a Loss with a Reason and what to do about it.
//   - The text is normalised once, before any span exists (NFC, \n, no control
//     characters), holds all that a reader of the page sees, and never changes.
//     Lines lie in it in order; between them is white space only.
//   - The same bytes, claim and options give the same Document on every machine,
//     whatever they are called and whoever reads beside.
//   - Formats go by content. A name decides only what kind of text a text is; a
//     name that claims a binary format over other content is a Loss.
//   - Only regular files are opened, never outside the folder that was named, and
//     a PDF is decoded in a child process that cannot take the run with it.
//
// What bounds it: Limits, of which each field has a default. Beside the bytes of
// the document at hand, decoding HTML takes at most some 150 MB, an office
// document a few times its XML, a PDF 128 MiB in its child; two containers stay
// open that nobody reads from. A Reader may be used by any number of goroutines;
// Options.Children says how many PDFs are decoded at once.
//
// What it does not do: it does not read pictures of text (needs_ocr), does not
// run scripts, follows no link, and does not tell what a text says: sections,
// sentences and threads in plain text are the work of package extract.
//
// Below it each reader is a package of its own: internal/archive (finding and
// opening), sniff, plain, html with dom and thread, pdf with hyphen, office, rtf,
// mail, and doc for what they share.
package corpus
