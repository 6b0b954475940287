// Package usage holds the one error for a mistake in what was asked: in the command
// line, the options, the configuration, or a file that the user wrote. Whatever gives
// one has read nothing and written nothing.
package usage

import "fmt"

// Error is such a mistake, with what to do about it.
type Error struct {
	Err  error
	Todo string // what to do; "" where the error says it all
}

// Errorf makes one as fmt.Errorf does.
func Errorf(format string, args ...any) *Error { return &Error{Err: fmt.Errorf(format, args...)} }

// Advise sets what to do and returns e.
func (e *Error) Advise(todo string) *Error { e.Todo = todo; return e }

func (e *Error) Error() string { return e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// Hint says what to do; "" where the error says it all.
func (e *Error) Hint() string { return e.Todo }
