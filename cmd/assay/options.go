package main

import (
	"io"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"assay/corpus"
	"assay/run"
)

// inputOptions are the flags that say what to read; verbs that read documents
// share them.
type inputOptions struct {
	run.Inputs
	args     []string // as on the command line
	named    []string // NAME=PATH
	metadata string
}

func (o *inputOptions) flags(f *pflag.FlagSet) {
	f.StringArrayVar(&o.named, "input", nil, "read `NAME=PATH`, its documents' uris begin with NAME/ (repeatable)")
	f.StringVar(&o.Root, "root", "", "`folder` that the uris of globs and of - are relative to (default the working folder)")
	f.StringVar(&o.metadata, "metadata", "", "CSV or JSON `file` with a uri column; its other columns (name or name:type) become meta_* of documents")
	f.StringArrayVar(&o.Profiles, "profile", nil, "`file` with profiles of more kinds of document (repeatable)")
	f.IntVar(&o.Workers, "workers", runtime.GOMAXPROCS(0), "workers a stage, and processes that read PDF")
	f.StringVar(&o.CacheDir, "cache-dir", "", "private `folder` for the compiled PDF reader (default the user's cache folder)")
	l := &o.Limits
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
	f.StringVar(&o.JSONL.Text, "jsonl-text", "text", "`field` of a JSONL line that holds the text")
	f.StringVar(&o.JSONL.ID, "jsonl-id", "id", "`field` that names the line in its uri")
}

// inputs turns the flags into what a run reads.
func (o *inputOptions) inputs(stdin io.Reader) (*run.Inputs, error) {
	in := o.Inputs
	in.Stdin, in.PDFCommand = stdin, pdfCommand
	if in.Workers < 1 {
		return nil, usagef("--workers must be at least 1")
	}
	for _, a := range o.args {
		in.Paths = append(in.Paths, corpus.Input{Path: a})
	}
	for _, n := range o.named {
		name, path, ok := strings.Cut(n, "=")
		if !ok || name == "" || path == "" {
			return nil, usagef("--input %q is not NAME=PATH", n)
		}
		in.Paths = append(in.Paths, corpus.Input{Name: name, Path: path})
	}
	return &in, nil
}

// themeOptions are the flags that say what to look for.
type themeOptions struct{ run.Themes }

func (o *themeOptions) flags(f *pflag.FlagSet) {
	f.StringArrayVar(&o.Codebooks, "codebook", nil, "codebook `file` with more themes (repeatable)")
	f.BoolVar(&o.Only, "only-codebook", false, "leave the built-in themes out")
	f.StringVar(&o.Model, "model", "", "model `file` made by assay train (default the built-in one)")
}

// runOptions are the flags of run.
type runOptions struct {
	inputOptions
	themeOptions
	run         run.Options // but for what the two above say
	quiet       bool
	logFormat   string
	sayEvery    time.Duration
	maxFailures int
	dryRun      bool
	dryJSON     bool // the dry run prints JSON (assay status --json)
	config      string
	metricsFile string
}

func (o *runOptions) flags(f *pflag.FlagSet) {
	o.inputOptions.flags(f)
	f.Lookup("cache-dir").Usage = "`folder` of the cache (default OUT/cache, and the user's cache folder for the compiled PDF reader)"
	o.themeOptions.flags(f)
	r := &o.run
	f.StringVarP(&r.Out, "out", "o", "results", "results `folder`")
	f.StringSliceVar(&r.Formats, "format", []string{"parquet"}, "formats of the tables: parquet, arrow, csv, jsonl")
	f.StringSliceVar(&r.Tables, "tables", nil, "tables to write (default all but texts)")
	f.BoolVar(&r.WithText, "with-text", false, "also write the texts of the documents")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "say nothing but what was lost and what went wrong")
	f.StringVar(&o.logFormat, "log-format", "text", "text, or json: one object a line")
	f.DurationVar(&o.sayEvery, "progress-every", lineEvery, "how often progress is said where it is no bar")
	_ = f.MarkHidden("progress-every") // for other programs
	f.IntVar(&o.maxFailures, "max-failures", -1, "end with an error when more documents than this are lost (-1: never)")
	f.IntVar(&r.MaxItems, "in-flight", 0, "most documents held at once (default four a worker)")
	sizeVar(f, &r.MaxBytes, "in-flight-bytes", 256<<20, "most memory that the documents held at once may take, by their sizes; a larger document runs alone")
	f.BoolVar(&r.AllowEmpty, "allow-empty", false, "go on where an input matches nothing")
	f.BoolVar(&r.Force, "force", false, "do everything again, whatever the cache holds")
	f.BoolVar(&o.dryRun, "dry-run", false, "say what would be done again and why, and end")
	f.IntVar(&r.Keep, "keep", 14, "runs to keep; current and the one before it always stay (0: all)")
	f.StringVar(&r.Checks, "check", "", "YAML `file` with the rules of the publish gate (default: losing more than half of the documents, or all, blocks)")
	f.BoolVar(&r.NoReport, "no-report", false, "make no HTML report")
	f.StringVar(&r.SourceBase, "source-base", "", sourceBaseUsage)
	f.StringVar(&o.metricsFile, "metrics-file", "", "Prometheus text `file` to write at the end")
	f.StringVar(&o.config, "config", "", "YAML `file` with flags (a flag on the command line wins)")
}

// options turns the flags into what package run wants.
func (o *runOptions) options(stdin io.Reader) (run.Options, error) {
	in, err := o.inputs(stdin)
	if err != nil {
		return run.Options{}, err
	}
	if o.logFormat != "text" && o.logFormat != "json" {
		return run.Options{}, usagef("--log-format %q is not text or json", o.logFormat)
	}
	if o.sayEvery <= 0 {
		return run.Options{}, usagef("--progress-every must be more than 0")
	}
	opt := o.run
	opt.Inputs, opt.Themes, opt.Metadata = *in, o.Themes, o.metadata
	opt.Program, opt.FS = version, fileSystem
	if o.maxFailures >= 0 {
		opt.LossLimit = &o.maxFailures
	}
	return opt, nil
}
