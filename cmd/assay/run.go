package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"time"

	"assay/classify"
	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/corpus"
	"assay/out"
	"assay/out/cache"
	"assay/out/gate"
	"assay/out/runs"
	"assay/pipeline"
	"assay/report"
)

// runCorpus is the verb run: check the options, take the results folder, list
// and hash the inputs, and unless nothing changed since current, make a run.
func runCorpus(ctx context.Context, o *runOptions, stdin io.Reader, stdout, stderr io.Writer) (err error) {
	p, err := newPlan(o)
	if err != nil {
		return err
	}
	if _, err := o.inputs(); err != nil {
		return err // before there is a results folder
	}
	say := newTalk(stderr, o.logFormat, o.quiet)
	store := runs.New(o.out, fileSystem)
	host, _ := os.Hostname() // only shown to whoever finds the folder locked
	unlock, err := store.Lock(runs.Holder{PID: os.Getpid(), Host: host, Since: p.now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()

	listing, err := o.list(ctx, stdin, o.out, o.cacheFolder())
	if err != nil {
		return err
	}
	if err := p.take(listing, store); err != nil {
		return err
	}
	for _, in := range listing.Unmatched {
		say.warn(in.Path + " matches nothing: is it mounted?")
	}
	if unused := p.meta.unused(p.inputs); len(unused) > 0 {
		say.warn(fmt.Sprintf("--metadata has rows for %d documents that are no input, the first is %s", len(unused), unused[0]))
	}
	reader := corpus.NewReader(o.readerOptions(o.codeFolder(o.cacheFolder())))
	defer func() { err = errors.Join(err, reader.Close()) }()
	if err := hashAll(ctx, reader, p.inputs, o.workers); err != nil {
		return cause(ctx, err)
	}
	if p.key, err = runKey(p.inputs, p.losses, p.settings); err != nil {
		return err
	}
	if o.dryRun {
		rep, err := p.explain(ctx, store)
		if err != nil {
			return err
		}
		return printReport(stdout, rep, o.dryJSON)
	}
	if same, ok := p.unchanged(store); ok && !o.force {
		if err := store.Clean(); err != nil {
			return fmt.Errorf("remove what a killed run left: %w", err)
		}
		say.info("nothing changed since "+same.ID, "run", same.ID)
		return p.ending(say, same, nil, 0)
	}
	return p.run(ctx, store, reader, say, stderr)
}

// plan is a run before it begins.
type plan struct {
	*runOptions
	now        time.Time
	book       *codebook.Codebook
	model      *stance.Model
	classifier *classify.Classifier
	meta       *metadata
	settings   *settings
	tableOpt   out.Options
	rules      []gate.Rule
	inputs     []*input
	losses     []*corpus.Loss
	key        string
	before     *runs.Manifest // of current, nil on a first run
}

// newPlan checks everything that can be checked before the first file is opened.
func newPlan(o *runOptions) (*plan, error) {
	formats, err := o.outFormats()
	if err != nil {
		return nil, err
	}
	if o.workers < 1 {
		return nil, usagef("--workers must be at least 1")
	}
	if err := report.CheckSourceBase(o.sourceBase); err != nil {
		return nil, usagef("--source-base: %w", err)
	}
	c, book, model, err := o.classifier()
	if err != nil {
		return nil, err
	}
	meta, err := readMetadata(o.metadata)
	if err != nil {
		return nil, err
	}
	rules, err := readRules(o.checks)
	if err != nil {
		return nil, err
	}
	p := &plan{runOptions: o, now: time.Now().UTC(), book: book, model: model, classifier: c, meta: meta, rules: rules}
	p.settings = &settings{
		Reader:   []byte(o.readerOptions("").Fingerprint()),
		Codebook: book.Fingerprint(), Model: model.Fingerprint(), Themes: themeIDs(book),
		Formats: o.formats, Tables: o.tables, WithText: o.withText, Metadata: meta.digest, Versions: versions(),
	}
	p.tableOpt = out.Options{Themes: p.settings.Themes, Formats: formats, Tables: o.tables, WithText: o.withText, Meta: meta.columns}
	return p, nil
}

// take takes over a listing. An input that matches nothing is a mistake on a
// first run; later it may be a folder that is empty tonight, for the checks to
// judge.
func (p *plan) take(l *corpus.Listing, store *runs.Store) error {
	current, err := store.Current()
	first := errors.Is(err, runs.ErrNoRun)
	if err != nil && !first {
		return err
	}
	if !first {
		p.before = current.Manifest
	}
	for _, in := range l.Unmatched {
		if first {
			return usagef("%s matches nothing", in.Path).hint("name a folder, file, glob or archive with documents in it")
		}
	}
	p.losses = l.Losses
	p.inputs = make([]*input, len(l.Sources))
	for i, s := range l.Sources {
		p.inputs[i] = &input{src: s}
	}
	return nil
}

// unchanged finds whether current was made from the very same things, and lost
// nothing that might be there now.
func (p *plan) unchanged(store *runs.Store) (runs.Run, bool) {
	current, err := store.Current()
	if err != nil || current.Manifest.Key != p.key {
		return current, false
	}
	for _, in := range current.Manifest.Inputs {
		if in.Status == corpus.Lost.String() && !corpus.Reason(in.Reason).Permanent() {
			return current, false
		}
	}
	return current, true
}

// run makes the run: all of it or nothing.
func (p *plan) run(ctx context.Context, store *runs.Store, reader *corpus.Reader, say *talk, stderr io.Writer) error {
	partial, err := store.Begin(p.now, p.key)
	if err != nil {
		return err
	}
	run, failed, err := p.fill(ctx, partial, reader, say, stderr)
	if err != nil {
		return cause(ctx, errors.Join(err, partial.Abort()))
	}
	if _, err := store.Prune(p.keepRuns()); err != nil {
		say.warn("old runs could not be removed", "error", err)
	}
	return p.ending(say, run, failed, newlyLost(run.Manifest, p.before))
}

func (p *plan) keepRuns() int {
	if p.keep <= 0 {
		return int(^uint(0) >> 1)
	}
	return p.keep
}

// fill sends every input through the stages into the tables and commits.
func (p *plan) fill(ctx context.Context, partial *runs.Partial, reader *corpus.Reader, say *talk, stderr io.Writer) (runs.Run, []out.Failure, error) {
	ctx, abort := context.WithCancelCause(ctx)
	defer abort(nil)
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
	w := &work{reader: reader, readerOpt: p.settings.Reader, classifier: p.classifier, settings: p.settings,
		cache: cache.New(p.cacheFolder(), fileSystem, p.now), force: p.force, abort: abort}
	sink := &writer{tables: tables, losses: p.losses, meta: p.meta, maxLost: p.maxFailures, themes: map[string]int64{}}
	for _, id := range p.settings.Themes {
		sink.themes[id] = 0
	}
	bars := newProgress(stderr, say.logger(), p.quiet, len(p.inputs), stageRead, stageTag, stageWrite)
	clock := newStageClock()

	run := pipeline.New(ctx, pipeline.Options{MaxItems: p.inFlight(), MaxBytes: p.maxBytes, Report: func(e pipeline.Event) {
		bars.event(e)
		clock.event(e)
	}})
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
	err = run.Wait()
	bars.close()
	if err == nil {
		err = sink.rest()
	}
	if err != nil {
		return runs.Run{}, nil, err
	}
	counts, err := tables.Close()
	if err != nil {
		return runs.Run{}, nil, err
	}
	if err := p.report(ctx, partial.Dir(), say); err != nil {
		return runs.Run{}, nil, err
	}
	listed := len(p.inputs) + len(p.losses)
	if err := counts.Check(listed); err != nil {
		return runs.Run{}, nil, err
	}
	conf, err := p.settings.encode()
	if err != nil {
		return runs.Run{}, nil, err
	}
	m := &runs.Manifest{
		Finished: time.Now().UTC(), Key: p.key, Versions: p.settings.Versions, Configuration: conf,
		Counts: runs.Counts{Listed: listed, Documents: counts.Documents, Lost: counts.Lost, Skipped: counts.Skipped, Warnings: counts.Warned},
		Tables: counts.Rows, Nulls: counts.Nulls, Themes: sink.themes, Scored: sink.scored,
		StageSeconds: clock.seconds(), Inputs: sink.account,
	}
	m.Checks = gate.Judge(p.rules, m.Figures(), p.before.Figures())
	done, err := partial.Commit(m)
	return done, sink.failed, err
}

// readRules reads the rules of the publish gate; "" gives the default ones.
func readRules(path string) ([]gate.Rule, error) {
	if path == "" {
		return gate.Default(), nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, usagef("--check: %w", err)
	}
	rules, err := gate.Parse(path, data)
	if err != nil {
		return nil, usagef("--check %w", err)
	}
	return rules, nil
}

func (p *plan) inFlight() int {
	if p.maxItems > 0 {
		return p.maxItems
	}
	return 4 * p.workers
}

func each(inputs []*input) iter.Seq2[*input, error] {
	return func(yield func(*input, error) bool) {
		for _, in := range inputs {
			if !yield(in, nil) {
				return
			}
		}
	}
}

// cause prefers the reason a context ended to the error it ended something with.
func cause(ctx context.Context, err error) error {
	if c := context.Cause(ctx); c != nil {
		return c
	}
	return err
}

func join(dir, name string) string { return filepath.Join(dir, name) }

// ending says what the run came to and gives its exit code.
func (p *plan) ending(say *talk, run runs.Run, failed []out.Failure, newly int) error {
	m := run.Manifest
	say.losses(failed)
	for _, c := range m.Checks {
		if !c.Passed {
			say.check(c)
		}
	}
	say.summary(p, run)
	if p.metricsFile != "" {
		if err := writeMetrics(p.metricsFile, p.now, m, newly, run.Blocked); err != nil {
			return err
		}
	}
	switch {
	case run.Blocked:
		return &outcome{exitChecks, "publish checks failed"}
	case m.Counts.Lost > 0:
		return &outcome{exitLost, counted(m.Counts.Lost, "document") + " lost"}
	}
	return nil
}

// newlyLost counts the inputs lost now that before had not lost; on a first run
// (before is nil) every lost one is new.
func newlyLost(now, before *runs.Manifest) int {
	old := map[string]bool{}
	if before != nil {
		for _, in := range before.Inputs {
			if in.Status == corpus.Lost.String() {
				old[in.URI] = true
			}
		}
	}
	n := 0
	for _, in := range now.Inputs {
		if in.Status == corpus.Lost.String() && !old[in.URI] {
			n++
		}
	}
	return n
}
