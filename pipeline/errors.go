package pipeline

import (
	"context"
	"fmt"
	"runtime/debug"
)

// StageError says which stage lost an item.
type StageError struct {
	Stage string
	Err   error
}

func (e *StageError) Error() string { return e.Stage + ": " + e.Err.Error() }

// Unwrap gives the stage's own error.
func (e *StageError) Unwrap() error { return e.Err }

// PanicError is a recovered panic.
type PanicError struct {
	Value any
	Stack []byte // of the goroutine that panicked
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// recoverInto, deferred, turns a panic into the error of the function.
func recoverInto(err *error) {
	if v := recover(); v != nil {
		*err = &PanicError{v, debug.Stack()}
	}
}

// guarded calls a stage and turns its panic into an error.
func guarded[In, Out any](ctx context.Context, run func(context.Context, In) (Out, error), in In) (out Out, err error) {
	defer recoverInto(&err)
	return run(ctx, in)
}
