package run

import (
	"context"
	"fmt"

	"assay/internal/usage"
)

// UsageError is a mistake in the options or in a file that the user wrote:
// nothing was read or written.
type UsageError = usage.Error

var usagef = usage.Errorf

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
