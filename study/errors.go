package study

import (
	"errors"
	"fmt"

	"assay/internal/usage"
	"assay/out/load"
)

// UsageError is a mistake in what was asked, or in a file that the user wrote.
type UsageError = usage.Error

// Usagef makes a UsageError that says what to do.
func Usagef(todo, format string, args ...any) error {
	return usage.Errorf(format, args...).Advise(todo)
}

// TableError is a table that is not there as a *UsageError, another error as it is.
func TableError(err error) error {
	if errors.Is(err, load.ErrNoTable) {
		return &UsageError{Err: err, Todo: "run again with all tables, as Parquet, or name the documents"}
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
