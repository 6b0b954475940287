package cli

import "assay/out/disk"

// Version of the program as released: what CHANGELOG.md names last. It is no stamp
// of the linker, so that go install and go run have it too; the revision is one, of
// go build in a checkout.
const Version = "0.1.0"

// FileSystem is where runs are written; tests replace it to make writing fail.
var FileSystem disk.FS = disk.OS{}

// PDFVerb is the hidden verb of the processes that read PDF.
const PDFVerb = "read-pdf"

// PDFCommand starts such a process: "" is the running program. Tests replace it
// to show that no process is started.
var PDFCommand = []string{"", PDFVerb}

// SourceBaseUsage is the help of --source-base, which several verbs have.
const SourceBaseUsage = "http or https `URL` that documents' uris are relative to: the report links them with it"
