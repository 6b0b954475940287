// Package terminal is what the program says, and how:
//   - everything but results goes to standard error; results go to standard output
//   - lower case, no full stop: what happened to what, then a hint on its own line
//   - control characters in file names and text are escaped (Printable)
//   - a terminal gets bars, anything else a plain line every so often, --log-format
//     json one object a line; --quiet leaves errors and the loss summary
//
// No other package decides when to print during a run.
package terminal
