// Package run joins the rooms into a run: inputs are listed and hashed, each goes
// through the stages read and tag, with a cache before both, and its rows into the
// tables of a new run of a results folder, which is published whole or not at all.
//
// The common path is Run with Options. Explain says what Run would do and changes
// nothing. Below them, for programs that want no tables: Open gives the two stages
// without cache and tables (one document's bytes to a classify.Result), Parses
// takes many documents through the first half, and Sentences hands on sentences,
// of documents or of a run's tables.
//
// What it promises: rows stand in the order of uris whatever the number of
// workers; every input is a document, lost or skipped, with a row that says so; a
// loss never ends a run unless Options.LossLimit says so; a run that ends with an
// error, or is killed, leaves the last run in place and a cache from which the next
// one goes on. Memory is bounded by the documents in flight (Options.MaxItems,
// Options.MaxBytes), not by how many there are.
//
// It prints nothing and knows no flags and no exit codes: it tells Options.Log and
// Options.Watch what happens, and errors carry their kind (UsageError,
// runs.LockedError, the context's cause). Only Explain and Run may hold the results
// folder, one of them at a time.
package run
