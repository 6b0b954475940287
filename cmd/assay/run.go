package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"assay/corpus"
	"assay/out"
	"assay/out/runs"
)

// runCorpus is the verb run: check the options, take the results folder, list
// and hash the inputs, and unless nothing changed since current, make a run.
func runCorpus(ctx context.Context, o *runOptions, stdin io.Reader, stdout, stderr io.Writer) (err error) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" { // who sets them knows better
		defer limitMemory()()
	}
	p, err := newPlan(o)
	if err != nil {
		return err
	}
	inputs, err := o.inputs()
	if err != nil {
		return err // before there is a results folder
	}
	if err := notItself(inputs, o.out); err != nil {
		return err
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
		say.warn(unmatched(in.Path) + ": is it mounted?")
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
