package run

import (
	"context"
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
func (p *plan) fill(ctx context.Context, partial *runs.Partial) (runs.Run, []out.Failure, error) {
	opt := p.tableOpt
	opt.FS = p.FS
	if final, err := filepath.Abs(filepath.Join(filepath.Dir(partial.Dir()), partial.ID())); err == nil {
		opt.Location = final // where views.sql will find the tables
	}
	tables, err := out.NewTables(partial.Dir(), opt)
	if err != nil {
		return runs.Run{}, nil, err
	}
	defer tables.Abort() // nothing to do after Close
	sink := newWriter(tables, p)
	event, done := p.Watch(sizesOf(p.inputs), []string{StageRead, StageTag, StageWrite})
	clock := newStageClock()
	err = p.wire(ctx, sink, func(e pipeline.Event) {
		event(e)
		clock.event(e)
	})
	done()
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
	if err := p.report(ctx, partial.Dir()); err != nil {
		return runs.Run{}, nil, err
	}
	made, err := partial.Commit(m)
	return made, sink.failed, err
}

// wire joins the packages into a run: inputs to Documents to Results to rows,
// in source order whatever the number of workers.
func (p *plan) wire(ctx context.Context, sink *writer, report func(pipeline.Event)) error {
	ctx, abort := context.WithCancelCause(ctx)
	defer abort(nil)
	w := &work{reader: p.reader, extractor: p.extractor, classifier: p.classifier, settings: p.settings,
		cache: cache.New(p.cacheFolder(), p.FS, p.Now), force: p.Force, abort: abort}

	run := pipeline.New(ctx, pipeline.Options{MaxItems: p.MaxItems, MaxBytes: p.MaxBytes, Report: report})
	source := sourceOf(run, p.inputs, func(in *input) corpus.Source { return in.src })
	docs := pipeline.Through(source, pipeline.Stage[*input, readDoc]{Name: StageRead, Workers: p.Workers, Run: w.read})
	results := pipeline.Through(docs, pipeline.Stage[readDoc, tagged]{Name: StageTag, Workers: p.processors(), Run: w.tag})
	pipeline.Into(results, func(ctx context.Context, it pipeline.Item[tagged]) error {
		return sink.write(ctx, it, p.inputs[it.Index])
	})
	if err := run.Wait(); err != nil {
		return err
	}
	return sink.rest()
}

// sizesOf are the bytes of each input, at least 1: what there is to do.
func sizesOf(inputs []*input) []int64 {
	sizes := make([]int64, len(inputs))
	for i, in := range inputs {
		sizes[i] = max(in.src.Size, 1)
	}
	return sizes
}

// sourceOf begins a pipeline with items, each named and weighed by its source.
func sourceOf[T any](run *pipeline.Run, items []T, src func(T) corpus.Source) *pipeline.Flow[T] {
	return pipeline.From(run, pipeline.Source[T]{
		Items: func(yield func(T, error) bool) {
			for _, it := range items {
				if !yield(it, nil) {
					return
				}
			}
		},
		Name:  func(it T) string { return src(it).URI },
		Weigh: func(it T) int64 { return costOf(src(it)) },
	})
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
