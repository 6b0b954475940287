package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"assay/corpus"
	"assay/extract"
	"assay/run"
	"assay/study"
)

// parses hands on what the inputs hold, as run.Parses does; a lost document is
// named on stderr, and the error is an outcome with the code of lost documents then.
func parses(ctx context.Context, o *inputOptions, stdin io.Reader, stderr io.Writer, visit func(*extract.Parse) error) error {
	in, err := o.inputs(stdin)
	if err != nil {
		return err
	}
	return lostOutcome(run.Parses(ctx, in, nameLost(stderr), visit))
}

// places hands on every sentence of a run or of documents, as run.Sentences does;
// of lost documents as parses.
func places(ctx context.Context, o *inputOptions, stdin io.Reader, stderr io.Writer, visit func(*study.Place) error) error {
	in, err := o.inputs(stdin)
	if err != nil {
		return err
	}
	return lostOutcome(run.Sentences(ctx, in, nameLost(stderr), visit))
}

// nameLost names each lost document on stderr.
func nameLost(stderr io.Writer) func(*corpus.Loss) {
	return func(l *corpus.Loss) { fmt.Fprintln(stderr, "assay: "+printable(lostLine(l))) }
}

// lostOutcome gives documents that were lost their exit code.
func lostOutcome(err error) error {
	var lost *run.LostError
	if errors.As(err, &lost) {
		return &outcome{exitLost, lost.Error()}
	}
	return err
}
