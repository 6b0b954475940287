package main

import (
	"io"
	"time"

	"github.com/spf13/pflag"

	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/internal/usage"
	"assay/run"
)

// runOptions are the flags of run.
type runOptions struct {
	cli.InputOptions
	cli.ThemeOptions
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
	o.InputOptions.Flags(f)
	f.Lookup("cache-dir").Usage = "`folder` of the cache (default OUT/cache, and the user's cache folder for the compiled PDF reader)"
	o.ThemeOptions.Flags(f)
	r := &o.run
	f.StringVarP(&r.Out, "out", "o", "results", "results `folder`")
	f.StringSliceVar(&r.Formats, "format", []string{"parquet"}, "formats of the tables: parquet, arrow, csv, jsonl")
	f.StringSliceVar(&r.Tables, "tables", nil, "tables to write (default all but texts)")
	f.BoolVar(&r.WithText, "with-text", false, "also write the texts of the documents")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "say nothing but what was lost and what went wrong")
	f.StringVar(&o.logFormat, "log-format", "text", "text, or json: one object a line")
	f.DurationVar(&o.sayEvery, "progress-every", terminal.LineEvery, "how often progress is said where it is no bar")
	_ = f.MarkHidden("progress-every") // for other programs
	f.IntVar(&o.maxFailures, "max-failures", -1, "end with an error when more documents than this are lost (-1: never)")
	f.IntVar(&r.MaxItems, "in-flight", 0, "most documents held at once (default four a worker)")
	cli.SizeVar(f, &r.MaxBytes, "in-flight-bytes", 256<<20, "most memory that the documents held at once may take, by their sizes; a larger document runs alone")
	f.BoolVar(&r.AllowEmpty, "allow-empty", false, "go on where an input matches nothing")
	f.BoolVar(&r.Force, "force", false, "do everything again, whatever the cache holds")
	f.BoolVar(&o.dryRun, "dry-run", false, "say what would be done again and why, and end")
	f.IntVar(&r.Keep, "keep", 14, "runs to keep; current and the one before it always stay (0: all)")
	f.StringVar(&r.Checks, "check", "", "YAML `file` with the rules of the publish gate (default: losing more than half of the documents, or all, blocks)")
	f.BoolVar(&r.NoReport, "no-report", false, "make no HTML report")
	f.StringVar(&r.SourceBase, "source-base", "", cli.SourceBaseUsage)
	f.StringVar(&o.metricsFile, "metrics-file", "", "Prometheus text `file` to write at the end")
	f.StringVar(&o.config, "config", "", "YAML `file` with flags (a flag on the command line wins)")
}

// options turns the flags into what package run wants.
func (o *runOptions) options(stdin io.Reader) (run.Options, error) {
	in, err := o.Given(stdin)
	if err != nil {
		return run.Options{}, err
	}
	if o.logFormat != "text" && o.logFormat != "json" {
		return run.Options{}, usage.Errorf("--log-format %q is not text or json", o.logFormat)
	}
	if o.sayEvery <= 0 {
		return run.Options{}, usage.Errorf("--progress-every must be more than 0")
	}
	opt := o.run
	opt.Inputs, opt.Themes, opt.Metadata = *in, o.Themes, o.Metadata
	opt.Program, opt.FS = cli.Version, cli.FileSystem
	if o.maxFailures >= 0 {
		opt.LossLimit = &o.maxFailures
	}
	return opt, nil
}
