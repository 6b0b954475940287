package out

import "assay/out/format"

// Format is a file format of tables.
type Format = format.Format

// The formats; each is also the extension of its files.
const (
	Parquet = format.Parquet
	Arrow   = format.Arrow // Arrow IPC file (Feather version 2)
	CSV     = format.CSV
	JSONL   = format.JSONL
)

// Formats lists the formats in the order in which they are offered.
func Formats() []Format { return format.Formats() }
