package main

import (
	"errors"
	"os"
	"time"

	"assay/classify"
	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/corpus"
	"assay/out"
	"assay/out/gate"
	"assay/out/runs"
	"assay/report"
)

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
			return usagef("%s", unmatched(in.Path)).hint("name a folder, file, glob or archive with documents in it")
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

func (p *plan) keepRuns() int {
	if p.keep <= 0 {
		return int(^uint(0) >> 1)
	}
	return p.keep
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
