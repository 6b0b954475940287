package cli

import (
	"io"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"assay/corpus"
	"assay/internal/usage"
	"assay/run"
)

// InputOptions are the flags that say what to read; verbs that read documents
// share them.
type InputOptions struct {
	run.Inputs
	Args     []string // as on the command line
	Named    []string // NAME=PATH
	Metadata string
}

// Flags adds the flags.
func (o *InputOptions) Flags(f *pflag.FlagSet) {
	f.StringArrayVar(&o.Named, "input", nil, "read `NAME=PATH`, its documents' uris begin with NAME/ (repeatable)")
	f.StringVar(&o.Root, "root", "", "`folder` that the uris of globs and of - are relative to (default the working folder)")
	f.StringVar(&o.Metadata, "metadata", "", "CSV or JSON `file` with a uri column; its other columns (name or name:type) become meta_* of documents")
	f.StringArrayVar(&o.Profiles, "profile", nil, "`file` with profiles of more kinds of document (repeatable)")
	f.IntVar(&o.Workers, "workers", runtime.GOMAXPROCS(0), "workers a stage, and processes that read PDF")
	f.StringVar(&o.CacheDir, "cache-dir", "", "private `folder` for the compiled PDF reader (default the user's cache folder)")
	l := &o.Limits
	SizeVar(f, &l.Raw, "max-raw", 128<<20, "largest raw document")
	SizeVar(f, &l.Text, "max-text", 16<<20, "largest text of a document, normalised")
	SizeVar(f, &l.Member, "max-member", 128<<20, "largest member of an archive, inflated")
	f.Int64Var(&l.Ratio, "max-ratio", 200, "highest ratio of inflated to stored bytes")
	f.IntVar(&l.Depth, "max-depth", 2, "archives within archives")
	f.IntVar(&l.Pages, "max-pages", 5000, "most pages of a PDF")
	SizeVar(f, &l.JSONLine, "max-line", 16<<20, "longest line of a JSONL file")
	f.DurationVar(&l.CPU, "pdf-cpu", 60*time.Second, "processor time one PDF may take")
	f.DurationVar(&l.Wall, "pdf-wall", 0, "time on the clock one PDF may take (default ten times --pdf-cpu)")
	SizeVar(f, &l.PDFMemory, "pdf-memory", 128<<20, "memory one PDF may take beside its own bytes")
	f.IntVar(&l.Members, "max-members", 100_000, "most members of an archive")
	f.StringVar(&o.JSONL.Text, "jsonl-text", "text", "`field` of a JSONL line that holds the text")
	f.StringVar(&o.JSONL.ID, "jsonl-id", "id", "`field` that names the line in its uri")
}

// Given turns the flags and arguments into what a run reads.
func (o *InputOptions) Given(stdin io.Reader) (*run.Inputs, error) {
	in := o.Inputs
	in.Stdin, in.PDFCommand = stdin, PDFCommand
	if in.Workers < 1 {
		return nil, usage.Errorf("--workers must be at least 1")
	}
	for _, a := range o.Args {
		in.Paths = append(in.Paths, corpus.Input{Path: a})
	}
	for _, n := range o.Named {
		name, path, ok := strings.Cut(n, "=")
		if !ok || name == "" || path == "" {
			return nil, usage.Errorf("--input %q is not NAME=PATH", n)
		}
		in.Paths = append(in.Paths, corpus.Input{Name: name, Path: path})
	}
	return &in, nil
}

// ThemeOptions are the flags that say what to look for.
type ThemeOptions struct{ run.Themes }

// Flags adds the flags.
func (o *ThemeOptions) Flags(f *pflag.FlagSet) {
	f.StringArrayVar(&o.Codebooks, "codebook", nil, "codebook `file` with more themes (repeatable)")
	f.BoolVar(&o.Only, "only-codebook", false, "leave the built-in themes out")
	f.StringVar(&o.Model, "model", "", "model `file` made by assay train (default the built-in one)")
}
