package run

import (
	"context"
	"fmt"
)

// UsageError is a mistake in the options or in a file that the user wrote:
// nothing was read or written.
type UsageError struct {
	Err  error
	Todo string // what to do; may be ""
}

func (e *UsageError) Error() string { return e.Err.Error() }
func (e *UsageError) Unwrap() error { return e.Err }

// Hint says what to do; "" where the error says it all.
func (e *UsageError) Hint() string { return e.Todo }

func usagef(format string, args ...any) *UsageError {
	return &UsageError{Err: fmt.Errorf(format, args...)}
}

func (e *UsageError) hint(todo string) *UsageError { e.Todo = todo; return e }

// LostError ends Parses and Sentences when all documents but some have been
// visited; lost was told of each.
type LostError struct{ Documents int }

func (e *LostError) Error() string {
	if e.Documents == 1 {
		return "1 document lost"
	}
	return fmt.Sprintf("%d documents lost", e.Documents)
}

// cause prefers the reason a context ended to the error it ended something with.
func cause(ctx context.Context, err error) error {
	if c := context.Cause(ctx); c != nil {
		return c
	}
	return err
}
