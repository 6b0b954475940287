package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"assay/internal/usage"
	"assay/out/runs"
)

// The exit codes of docs/design.md §7.
const (
	exitDone        = 0
	exitError       = 1
	exitUsage       = 2
	exitLost        = 3 // done, some documents lost
	exitChecks      = 4 // publish checks failed
	exitLocked      = 5
	exitInterrupted = 130
)

// usagef makes a mistake in the command line, the configuration or an input file the
// user wrote; the run did not begin.
var usagef = usage.Errorf

// outcome ends a run that was carried out, with another code than 0; what there
// is to say has been said.
type outcome struct {
	code int
	why  string
}

func (o *outcome) Error() string { return o.why }

// interrupted is the cause of a context ended by a signal.
type interrupted struct{ signal os.Signal }

func (e *interrupted) Error() string {
	if e.signal == os.Interrupt {
		return "interrupted"
	}
	return "told to end (" + e.signal.String() + ")"
}
func (e *interrupted) Hint() string {
	return "the last complete run is untouched; the same command goes on from what the cache holds"
}

func silent(err error) bool {
	var o *outcome
	return errors.As(err, &o)
}

func hintOf(err error) string {
	var h interface{ Hint() string }
	if errors.As(err, &h) {
		return h.Hint()
	}
	if errors.Is(err, syscall.ENOSPC) {
		return "free some space (assay cache prune frees the cache's) and start again; the last complete run is untouched"
	}
	return ""
}

func exitCode(err error) int {
	var (
		asked  *usage.Error
		out    *outcome
		locked *runs.LockedError
		sig    *interrupted
	)
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &out):
		return out.code
	case errors.As(err, &asked):
		return exitUsage
	case errors.As(err, &locked):
		return exitLocked
	case errors.As(err, &sig), errors.Is(err, context.Canceled):
		return exitInterrupted
	}
	return exitError
}

// printable escapes control characters and bytes that are not UTF-8, so that a
// file name cannot write to the terminal by itself.
func printable(s string) string {
	clean := true
	for _, r := range s {
		clean = clean && r != utf8.RuneError && (unicode.IsPrint(r) || r == '\n')
	}
	if clean {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case unicode.IsPrint(r) || r == '\n':
			b.WriteRune(r)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		s = s[n:]
	}
	return b.String()
}
