package main

import (
	"context"
	"errors"
	"os"
	"syscall"

	"assay/cmd/assay/internal/cli"
	"assay/internal/usage"
	"assay/out/runs"
)

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
	var o *cli.Outcome
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
		out    *cli.Outcome
		locked *runs.LockedError
		sig    *interrupted
	)
	switch {
	case err == nil:
		return cli.ExitDone
	case errors.As(err, &out):
		return out.Code
	case errors.As(err, &asked):
		return cli.ExitUsage
	case errors.As(err, &locked):
		return cli.ExitLocked
	case errors.As(err, &sig), errors.Is(err, context.Canceled):
		return cli.ExitInterrupted
	}
	return cli.ExitError
}
