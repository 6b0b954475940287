package main

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"assay/classify"
	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/corpus"
	"assay/out"
)

// inputOptions say what to read; verbs that read documents share them.
type inputOptions struct {
	args     []string // as on the command line
	named    []string // NAME=PATH
	root     string
	metadata string
	workers  int
	cacheDir string
	limits   corpus.Limits
	fields   corpus.JSONLFields
}

func (o *inputOptions) flags(f *pflag.FlagSet) {
	f.StringArrayVar(&o.named, "input", nil, "read `NAME=PATH`, its documents' uris begin with NAME/ (repeatable)")
	f.StringVar(&o.root, "root", "", "`folder` that the uris of globs and of - are relative to (default the working folder)")
	f.StringVar(&o.metadata, "metadata", "", "CSV or JSON `file` with a uri column; its other columns (name or name:type) become meta_* of documents")
	f.IntVar(&o.workers, "workers", runtime.GOMAXPROCS(0), "workers a stage, and processes that read PDF")
	f.StringVar(&o.cacheDir, "cache-dir", "", "private `folder` for the compiled PDF reader (default the user's cache folder)")
	l := &o.limits
	sizeVar(f, &l.Raw, "max-raw", 128<<20, "largest raw document")
	sizeVar(f, &l.Text, "max-text", 16<<20, "largest text of a document, normalised")
	sizeVar(f, &l.Member, "max-member", 128<<20, "largest member of an archive, inflated")
	f.Int64Var(&l.Ratio, "max-ratio", 200, "highest ratio of inflated to stored bytes")
	f.IntVar(&l.Depth, "max-depth", 2, "archives within archives")
	f.IntVar(&l.Pages, "max-pages", 5000, "most pages of a PDF")
	sizeVar(f, &l.JSONLine, "max-line", 16<<20, "longest line of a JSONL file")
	f.DurationVar(&l.CPU, "pdf-cpu", 60*time.Second, "processor time one PDF may take")
	f.DurationVar(&l.Wall, "pdf-wall", 0, "time on the clock one PDF may take (default ten times --pdf-cpu)")
	sizeVar(f, &l.PDFMemory, "pdf-memory", 128<<20, "memory one PDF may take beside its own bytes")
	f.IntVar(&l.Members, "max-members", 100_000, "most members of an archive")
	f.StringVar(&o.fields.Text, "jsonl-text", "text", "`field` of a JSONL line that holds the text")
	f.StringVar(&o.fields.ID, "jsonl-id", "id", "`field` that names the line in its uri")
}

// list turns arguments and --input into what corpus lists.
func (o *inputOptions) inputs() ([]corpus.Input, error) {
	var list []corpus.Input
	for _, a := range o.args {
		list = append(list, corpus.Input{Path: a})
	}
	for _, n := range o.named {
		name, path, ok := strings.Cut(n, "=")
		if !ok || name == "" || path == "" {
			return nil, usagef("--input %q is not NAME=PATH", n)
		}
		list = append(list, corpus.Input{Name: name, Path: path})
	}
	if len(list) == 0 {
		return nil, usagef("nothing to read").hint("name folders, files, globs or archives, or - for a list of paths on standard input")
	}
	return list, nil
}

// themeOptions say what to look for.
type themeOptions struct {
	codebooks []string
	only      bool
	model     string
}

func (o *themeOptions) flags(f *pflag.FlagSet) {
	f.StringArrayVar(&o.codebooks, "codebook", nil, "codebook `file` with more themes (repeatable)")
	f.BoolVar(&o.only, "only-codebook", false, "leave the built-in themes out")
	f.StringVar(&o.model, "model", "", "model `file` made by assay train (default the built-in one)")
}

// book is the codebook of a run: the built-in one and the user's.
func (o *themeOptions) book() (*codebook.Codebook, error) {
	var books []*codebook.Codebook
	if !o.only {
		books = append(books, codebook.Builtin())
	} else if len(o.codebooks) == 0 {
		return nil, usagef("--only-codebook without --codebook leaves no themes")
	}
	if len(o.codebooks) > 0 {
		own, err := codebook.Load(o.codebooks...)
		if err != nil {
			return nil, usagef("%w", err)
		}
		books = append(books, own)
	}
	book, err := codebook.Merge(books...)
	if err != nil {
		return nil, usagef("%w", err)
	}
	return book, nil
}

// classifier joins the codebook with the model.
func (o *themeOptions) classifier() (*classify.Classifier, *codebook.Codebook, *stance.Model, error) {
	book, err := o.book()
	if err != nil {
		return nil, nil, nil, err
	}
	model, err := o.loadModel()
	if err != nil {
		return nil, nil, nil, err
	}
	c, err := classify.New(book, model)
	return c, book, model, err
}

func (o *themeOptions) loadModel() (*stance.Model, error) {
	if o.model == "" {
		return stance.Default()
	}
	data, err := os.ReadFile(o.model)
	if err != nil {
		return nil, usagef("--model: %w", err)
	}
	m, err := stance.Load(data)
	if err != nil {
		return nil, usagef("--model %s: %w", o.model, err)
	}
	return m, nil
}

func themeIDs(b *codebook.Codebook) []string {
	ids := make([]string, len(b.Themes))
	for i, t := range b.Themes {
		ids[i] = t.ID
	}
	return ids
}

// runOptions are the flags of run.
type runOptions struct {
	inputOptions
	themeOptions
	out         string
	formats     []string
	tables      []string
	withText    bool
	noReport    bool
	sourceBase  string
	quiet       bool
	logFormat   string
	maxFailures int
	maxItems    int
	maxBytes    int64
	force       bool
	dryRun      bool
	dryJSON     bool // the dry run prints JSON (assay status --json)
	keep        int
	config      string
	checks      string
	metricsFile string
}

func (o *runOptions) flags(f *pflag.FlagSet) {
	o.inputOptions.flags(f)
	f.Lookup("cache-dir").Usage = "`folder` of the cache (default OUT/cache, and the user's cache folder for the compiled PDF reader)"
	o.themeOptions.flags(f)
	f.StringVarP(&o.out, "out", "o", "results", "results `folder`")
	f.StringSliceVar(&o.formats, "format", []string{"parquet"}, "formats of the tables: parquet, arrow, csv, jsonl")
	f.StringSliceVar(&o.tables, "tables", nil, "tables to write (default all but texts)")
	f.BoolVar(&o.withText, "with-text", false, "also write the texts of the documents")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "say nothing but what was lost and what went wrong")
	f.StringVar(&o.logFormat, "log-format", "text", "text, or json: one object a line")
	f.IntVar(&o.maxFailures, "max-failures", -1, "end with an error when more documents than this are lost (-1: never)")
	f.IntVar(&o.maxItems, "in-flight", 0, "most documents held at once (default four a worker)")
	sizeVar(f, &o.maxBytes, "in-flight-bytes", 64<<20, "most raw bytes held at once; a larger document runs alone")
	f.BoolVar(&o.force, "force", false, "do everything again, whatever the cache holds")
	f.BoolVar(&o.dryRun, "dry-run", false, "say what would be done again and why, and end")
	f.IntVar(&o.keep, "keep", 14, "runs to keep; current and the one before it always stay (0: all)")
	f.StringVar(&o.checks, "check", "", "YAML `file` with the rules of the publish gate (default: losing more than half of the documents blocks)")
	f.BoolVar(&o.noReport, "no-report", false, "make no HTML report")
	f.StringVar(&o.sourceBase, "source-base", "", sourceBaseUsage)
	f.StringVar(&o.metricsFile, "metrics-file", "", "Prometheus text `file` to write at the end")
	f.StringVar(&o.config, "config", "", "YAML `file` with flags (a flag on the command line wins)")
}

// outFormats checks --format, --tables and --log-format before anything is read.
func (o *runOptions) outFormats() ([]out.Format, error) {
	var list []out.Format
	for _, name := range o.formats {
		f := out.Format(name)
		if !slices.Contains(out.Formats(), f) {
			return nil, usagef("--format %q is not one of parquet, arrow, csv, jsonl", name)
		}
		list = append(list, f)
	}
	for _, name := range o.tables {
		if !slices.Contains(out.TableNames(), name) {
			return nil, usagef("--tables: there is no table %q", name).hint("the tables are " + strings.Join(out.TableNames(), ", "))
		}
	}
	if o.logFormat != "text" && o.logFormat != "json" {
		return nil, usagef("--log-format %q is not text or json", o.logFormat)
	}
	return list, nil
}

// cacheFolder is where the cache lives.
func (o *runOptions) cacheFolder() string {
	if o.cacheDir != "" {
		return o.cacheDir
	}
	return filepath.Join(o.out, "cache")
}

// codeFolder is where the compiled PDF reader is kept: --cache-dir or the user's
// cache folder, and other where there is neither: a service has no home, or one
// that is not there or not its own.
func (o *inputOptions) codeFolder(other string) string {
	if o.cacheDir != "" {
		return o.cacheDir
	}
	if dir, err := os.UserCacheDir(); err == nil && corpus.UsableCacheDir(filepath.Join(dir, "assay")) {
		return filepath.Join(dir, "assay")
	}
	return other
}
