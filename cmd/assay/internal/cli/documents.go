package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"assay/cmd/assay/internal/terminal"
	"assay/corpus"
	"assay/extract"
	"assay/run"
	"assay/study"
)

// Parses hands on what the inputs hold, as run.Parses does; a lost document is
// named on stderr, and the error is an outcome with the code of lost documents then.
func Parses(ctx context.Context, o *InputOptions, stdin io.Reader, stderr io.Writer, visit func(*extract.Parse) error) error {
	in, err := o.Given(stdin)
	if err != nil {
		return err
	}
	return lostOutcome(run.Parses(ctx, in, nameLost(stderr), visit))
}

// Places hands on every sentence of a run or of documents, as run.Sentences does;
// of lost documents as Parses does.
func Places(ctx context.Context, o *InputOptions, stdin io.Reader, stderr io.Writer, visit func(*study.Place) error) error {
	in, err := o.Given(stdin)
	if err != nil {
		return err
	}
	return lostOutcome(run.Sentences(ctx, in, nameLost(stderr), visit))
}

// nameLost names each lost document on stderr.
func nameLost(stderr io.Writer) func(*corpus.Loss) {
	return func(l *corpus.Loss) { fmt.Fprintln(stderr, "assay: "+terminal.Printable(terminal.LostLine(l))) }
}

// lostOutcome gives documents that were lost their exit code.
func lostOutcome(err error) error {
	var lost *run.LostError
	if errors.As(err, &lost) {
		return &Outcome{ExitLost, lost.Error()}
	}
	return err
}
