// Package out turns results into tables and writes them.
//
// One list of columns (columns.go and the files named after what they hold)
// says of every column its name, type, description, order of values, key and
// foreign key, and how a row fills it. Everything else is made from that list:
// the rows themselves, the Parquet, Arrow, CSV and JSONL files, the JSON of
// `assay inspect`, datapackage.json, views.sql and docs/tables.md.
//
// The common path:
//
//	t, err := out.NewTables(dir, out.Options{Themes: ids})
//	for each document, in document order {
//		err = t.Add(result, out.DocExtra{})
//		// or t.AddFailure(out.FailureOf(loss))
//	}
//	counts, err := t.Close() // or t.Abort() after an error
//
// Promises: rows of one document stand together and documents stand in the
// order they were added; the same calls give the same bytes; a table never
// holds more than one unwritten batch (BatchRows rows or about BatchBytes bytes
// of text) in memory; after an error every later call returns that error, and
// Abort removes what was created.
//
// The package does not decide where a run lives or when it is published, and
// it reads neither clock nor environment.
package out

// Version is part of the fingerprint of a run. It must grow whenever the same
// results would give other tables.
const Version = 30
