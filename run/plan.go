package run

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"assay/classify"
	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
	"assay/out"
	"assay/out/gate"
	"assay/out/runs"
)

// plan is a run before it begins.
type plan struct {
	*Options
	store      *runs.Store
	reader     *corpus.Reader
	book       *codebook.Codebook
	model      *stance.Model
	classifier *classify.Classifier
	extractor  *extract.Extractor
	meta       *metadata
	settings   *settings
	tableOpt   out.Options
	rules      []gate.Rule
	inputs     []*input
	losses     []*corpus.Loss
	key        string
	before     *runs.Manifest // of current, nil on a first run
}

// planned calls f with a plan that is ready to be carried out: options checked,
// results folder locked, inputs listed and hashed.
func planned(ctx context.Context, opt Options, f func(*plan) error) (err error) {
	if err := enoughMemory(); err != nil {
		return err
	}
	p, err := newPlan(opt.withDefaults())
	if err != nil {
		return err
	}
	if err := p.Inputs.check(); err != nil {
		return err // before there is a results folder
	}
	if err := notItself(p.Paths, p.Out); err != nil {
		return err
	}
	p.store = runs.New(p.Out, p.FS)
	host, _ := os.Hostname() // only shown to whoever finds the folder locked
	unlock, err := p.store.Lock(runs.Holder{PID: os.Getpid(), Host: host, Since: p.Now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()

	listing, err := p.Inputs.list(ctx, p.Out, p.cacheFolder())
	if err != nil {
		return err
	}
	if err := p.take(listing); err != nil {
		return err
	}
	for _, in := range listing.Unmatched {
		p.Log.Warn(unmatched(in.Path) + ": is it mounted?")
	}
	if unused := p.meta.unused(p.inputs); len(unused) > 0 {
		p.Log.Warn(fmt.Sprintf("--metadata has rows for %d documents that are no input, the first is %s", len(unused), unused[0]))
	}
	p.reader = corpus.NewReader(p.ReaderOptions(p.CodeFolder(p.cacheFolder())))
	defer func() { err = errors.Join(err, p.reader.Close()) }()
	if err := hashAll(ctx, p.reader, p.inputs, p.Workers); err != nil {
		return cause(ctx, err)
	}
	if p.key, err = runKey(p.inputs, p.losses, p.settings); err != nil {
		return err
	}
	return f(p)
}

// newPlan checks everything that can be checked before the first file is opened.
func newPlan(o *Options) (*plan, error) {
	formats, err := o.outFormats()
	if err != nil {
		return nil, err
	}
	if err := out.CheckSourceBase(o.SourceBase); err != nil {
		return nil, usagef("--source-base: %w", err)
	}
	c, book, model, err := o.Classifier()
	if err != nil {
		return nil, err
	}
	meta, err := readMetadata(o.Metadata)
	if err != nil {
		return nil, err
	}
	rules, err := readRules(o.Checks, ThemeIDs(book))
	if err != nil {
		return nil, err
	}
	x, err := o.Extractor()
	if err != nil {
		return nil, err
	}
	p := &plan{Options: o, extractor: x, book: book, model: model, classifier: c, meta: meta, rules: rules}
	p.settings = &settings{
		Reader:   []byte(o.ReaderOptions("").Fingerprint()),
		Codebook: book.Fingerprint(), Model: model.Fingerprint(), Profiles: x.Profiles().Digest(), Themes: ThemeIDs(book),
		Formats: o.Formats, Tables: o.Tables, WithText: o.WithText, Metadata: meta.digest, SourceBase: o.SourceBase, Versions: versions(o.Program),
	}
	p.tableOpt = out.Options{Themes: p.settings.Themes, Formats: formats, Tables: o.Tables, WithText: o.WithText, Meta: meta.columns,
		Labels: ThemeLabels(book), SourceBase: o.SourceBase, Profiles: x.Profiles()}
	return p, nil
}

// near says which table was perhaps meant.
func near(name string) string {
	if table := out.Nearest(name, out.TableNames()); table != "" {
		return "did you mean " + table + "? "
	}
	return ""
}

// outFormats checks Formats and Tables.
func (o *Options) outFormats() ([]out.Format, error) {
	var list []out.Format
	for _, name := range o.Formats {
		f := out.Format(name)
		if !slices.Contains(out.Formats(), f) {
			return nil, usagef("--format %q is not one of parquet, arrow, csv, jsonl", name)
		}
		list = append(list, f)
	}
	for _, name := range o.Tables {
		if !slices.Contains(out.TableNames(), name) {
			return nil, usagef("--tables: there is no table %q", name).Advise(near(name) + "the tables are " + strings.Join(out.TableNames(), ", "))
		}
	}
	return list, nil
}

// take takes over a listing. An input that matches nothing is a mistake, on a
// later run too (a folder that is not mounted), unless the options allow it.
func (p *plan) take(l *corpus.Listing) error {
	current, err := p.store.Current()
	first := errors.Is(err, runs.ErrNoRun)
	if err != nil && !first {
		return err
	}
	if !first {
		p.before = current.Manifest
	}
	for _, in := range l.Unmatched {
		if !p.AllowEmpty {
			return usagef("%s", unmatched(in.Path)).Advise("name a folder, file, glob or archive with documents in it (is it mounted?), or pass --allow-empty")
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
func (p *plan) unchanged() (runs.Run, bool) {
	current, err := p.store.Current()
	if err != nil || current.Manifest.Key != p.key {
		return current, false
	}
	for _, in := range current.Manifest.Inputs {
		if in.MayPass() {
			return current, false
		}
	}
	return current, true
}

// readRules reads the rules of the publish gate; "" gives the default ones. Themes
// are those of the run, nil where they are not known.
func readRules(path string, themes []string) ([]gate.Rule, error) {
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
	if err := checkNames(rules, themes); err != nil {
		return nil, fmt.Errorf("--check %s: %w", path, err)
	}
	return rules, nil
}
