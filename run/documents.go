package run

import (
	"context"
	"errors"

	"assay/corpus"
	"assay/extract"
	"assay/pipeline"
)

// Documents reads documents and hands them on in the order of their uris, one at
// a time. lost is told of each that could not be read, in its turn; the error is a
// *LostError then, and a *UsageError where a path matches nothing.
func Documents(ctx context.Context, in *Inputs, lost func(*corpus.Loss), visit func(*corpus.Document) error) (err error) {
	s, err := openReader(in)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return each(ctx, in, s.reader.Read, lost, visit)
}

// Parses is Documents with their structure found.
func Parses(ctx context.Context, in *Inputs, lost func(*corpus.Loss), visit func(*extract.Parse) error) (err error) {
	s, err := openReader(in)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return each(ctx, in, s.Parse, lost, visit)
}

// each takes every input through one stage.
func each[T any](ctx context.Context, in *Inputs, stage func(context.Context, corpus.Source) (T, error), lost func(*corpus.Loss), visit func(T) error) error {
	listing, err := in.List(ctx)
	if err != nil {
		return err
	}
	if len(listing.Unmatched) > 0 {
		return usagef("%s", unmatched(listing.Unmatched[0].Path)).Advise("name a folder, file, glob or archive with documents in it, or a results folder")
	}
	run := pipeline.New(ctx, pipeline.Options{MaxItems: 4 * in.workers()})
	source := sourceOf(run, listing.Sources, func(s corpus.Source) corpus.Source { return s })
	done := pipeline.Through(source, pipeline.Stage[corpus.Source, T]{Name: StageRead, Workers: in.workers(), Run: stage})
	n := 0
	pipeline.Into(done, func(_ context.Context, it pipeline.Item[T]) error {
		if it.Err != nil {
			n++
			lost(lossOf(it.Name, corpus.AtRead, it.Err))
			return nil
		}
		return visit(it.Value)
	})
	if err := run.Wait(); err != nil {
		return cause(ctx, err)
	}
	if n > 0 {
		return &LostError{n}
	}
	return nil
}
