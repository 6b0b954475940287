// Package runs keeps the results folder:
//
//	results/
//	  current -> runs/2026-11-21T020000Z-3f9c2a1b
//	  runs/<time>-<key>/            a run, complete
//	  runs/<time>-<key>.partial/    a run being written, or what a killed one left
//	  cache/
//	  .lock
//
// A run is written into its .partial folder; Commit makes every file durable,
// renames the folder and switches current, in that order. So a reader of current
// never sees half a run, and a writer killed at any moment leaves the last good
// run in place. Runs are ordered by the sequence number in their manifest, never
// by the clock. One process writes at a time: hold Lock for everything but
// reading.
package runs
