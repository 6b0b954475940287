package main

import (
	"context"
	"io"
	"iter"
	"path/filepath"
	"time"

	"assay/corpus"
	"assay/out"
	"assay/out/cache"
	"assay/out/gate"
	"assay/out/runs"
	"assay/pipeline"
)

// fill sends every input through the stages into the tables of partial and
// commits it.
func (p *plan) fill(ctx context.Context, partial *runs.Partial, reader *corpus.Reader, say *talk, stderr io.Writer) (runs.Run, []out.Failure, error) {
	opt := p.tableOpt
	opt.FS = fileSystem
	if final, err := filepath.Abs(join(filepath.Dir(partial.Dir()), partial.ID())); err == nil {
		opt.Location = final // where views.sql will find the tables
	}
	tables, err := out.NewTables(partial.Dir(), opt)
	if err != nil {
		return runs.Run{}, nil, err
	}
	defer tables.Abort() // nothing to do after Close
	sink := newWriter(tables, p)
	bars := newProgress(stderr, say.logger(), p.quiet, len(p.inputs), stageRead, stageTag, stageWrite)
	clock := newStageClock()
	err = p.wire(ctx, reader, sink, func(e pipeline.Event) {
		bars.event(e)
		clock.event(e)
	})
	bars.close()
	if err != nil {
		return runs.Run{}, nil, err
	}
	counts, err := tables.Close()
	if err != nil {
		return runs.Run{}, nil, err
	}
	m, err := p.manifest(counts, sink)
	if err != nil {
		return runs.Run{}, nil, err
	}
	m.StageSeconds = clock.seconds()
	if err := p.report(ctx, partial.Dir(), say); err != nil {
		return runs.Run{}, nil, err
	}
	done, err := partial.Commit(m)
	return done, sink.failed, err
}

// wire joins the packages into a run: inputs to Documents to Results to rows,
// in source order whatever the number of workers.
func (p *plan) wire(ctx context.Context, reader *corpus.Reader, sink *writer, report func(pipeline.Event)) error {
	ctx, abort := context.WithCancelCause(ctx)
	defer abort(nil)
	w := &work{reader: reader, readerOpt: p.settings.Reader, classifier: p.classifier, settings: p.settings,
		cache: cache.New(p.cacheFolder(), fileSystem, p.now), force: p.force, abort: abort}

	run := pipeline.New(ctx, pipeline.Options{MaxItems: p.inFlight(), MaxBytes: p.maxBytes, Report: report})
	source := pipeline.From(run, pipeline.Source[*input]{
		Items: each(p.inputs),
		Name:  func(in *input) string { return in.src.URI },
		Weigh: func(in *input) int64 { return in.src.Size },
	})
	docs := pipeline.Through(source, pipeline.Stage[*input, readDoc]{Name: stageRead, Workers: p.workers, Run: w.read})
	results := pipeline.Through(docs, pipeline.Stage[readDoc, tagged]{Name: stageTag, Workers: p.workers, Run: w.tag})
	pipeline.Into(results, func(ctx context.Context, it pipeline.Item[tagged]) error {
		return sink.write(ctx, it, p.inputs[it.Index])
	})
	if err := run.Wait(); err != nil {
		return err
	}
	return sink.rest()
}

// each yields the items of a slice as a source wants them.
func each[T any](items []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, it := range items {
			if !yield(it, nil) {
				return
			}
		}
	}
}

// manifest says what the run was made from and what it holds. The key is that of
// the bytes that were read: a file may have been written to since it was hashed.
func (p *plan) manifest(counts out.Counts, sink *writer) (*runs.Manifest, error) {
	listed := len(p.inputs) + len(p.losses)
	if err := counts.Check(listed); err != nil {
		return nil, err
	}
	conf, err := p.settings.encode()
	if err != nil {
		return nil, err
	}
	key, err := runKey(p.inputs, p.losses, p.settings)
	if err != nil {
		return nil, err
	}
	m := &runs.Manifest{
		Finished: time.Now().UTC(), Key: key, Versions: p.settings.Versions, Configuration: conf,
		Counts: runs.Counts{Listed: listed, Documents: counts.Documents, Lost: counts.Lost, Skipped: counts.Skipped, Warnings: counts.Warned},
		Tables: counts.Rows, Nulls: counts.Nulls, Themes: sink.themes, Scored: sink.scored,
		Inputs: sink.account,
	}
	m.Checks = gate.Judge(p.rules, m.Figures(), p.before.Figures())
	return m, nil
}
