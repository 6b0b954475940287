// Package format writes records as files: Parquet, Arrow IPC, CSV and JSONL, and the
// values of cells as text. It knows Arrow's schemas and records and nothing of what the
// tables are; package out says which columns they have.
//
// Promises: the same records give the same bytes, whatever the number of processors;
// Parquet is what the library's own writer writes, with wall times marked as such. A
// Sink is for one goroutine; what several write beside each other is one record's
// columns.
package format

import (
	"errors"
	"fmt"
	"io"

	"github.com/apache/arrow/go/v15/arrow"
)

// Format is a file format of tables.
type Format string

// The formats; each is also the extension of its files.
const (
	Parquet Format = "parquet"
	Arrow   Format = "arrow" // Arrow IPC file (Feather version 2)
	CSV     Format = "csv"
	JSONL   Format = "jsonl"
)

// Formats lists the formats in the order in which they are offered.
func Formats() []Format { return []Format{Parquet, Arrow, CSV, JSONL} }

// BatchRows is the most rows of a record. Row groups of 50 to 100 thousand rows
// measured best with this version of the Arrow library.
const BatchRows = 1 << 16

// Sink writes the records of one table in one format.
type Sink interface {
	Write(arrow.Record) error
	Close() error // ends the file; it does not close what it writes to
}

// Sinks begin a file of one format. Of the columns named in plain Parquet keeps no
// dictionary; other formats do not care.
var Sinks = map[Format]func(w io.Writer, s *arrow.Schema, plain []string) (Sink, error){
	Parquet: newParquet, Arrow: newIPC, CSV: newCSV, JSONL: newJSONL,
}

// Guard turns a panic of a library that f calls into an error that says what it was
// doing.
func Guard(doing string, f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errors.Join(err, fmt.Errorf("%s: panic: %v", doing, p))
		}
	}()
	return f()
}
