package study

import (
	"errors"
	"fmt"

	"assay/out/load"
)

// UsageError is a mistake in what was asked, or in a file that the user wrote.
type UsageError struct {
	Err  error
	Todo string // what to do; may be ""
}

func (e *UsageError) Error() string { return e.Err.Error() }
func (e *UsageError) Unwrap() error { return e.Err }

// Hint says what to do; "" where the error says it all.
func (e *UsageError) Hint() string { return e.Todo }

// Usagef makes a UsageError that says what to do.
func Usagef(todo, format string, args ...any) error {
	return &UsageError{Err: fmt.Errorf(format, args...), Todo: todo}
}

// TableError is a table that is not there as a *UsageError, another error as it is.
func TableError(err error) error {
	if errors.Is(err, load.ErrNoTable) {
		return &UsageError{err, "run again with all tables, as Parquet, or name the documents"}
	}
	return err
}

// Counted is a number with its noun: "1 theme", "2 themes".
func Counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
