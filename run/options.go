package run

import (
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"assay/classify"
	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
	"assay/extract/profiles"
	"assay/out/disk"
	"assay/pipeline"
)

// Inputs say what to read and with what limits. The zero value of every field but
// Paths works.
type Inputs struct {
	Paths      []corpus.Input // folders, files, globs, archives; "-" is a list on Stdin
	Root       string         // folder that uris of globs and of "-" are relative to; "" is the working folder
	Stdin      io.Reader
	Workers    int    // documents read at once, 0 for one a processor; no more PDFs are read and documents tagged at once than there are processors
	CacheDir   string // private folder for the compiled PDF reader; "" is the user's cache folder
	Limits     corpus.Limits
	JSONL      corpus.JSONLFields
	PDFCommand []string // starts a process that runs corpus.ServePDF; nil reads no PDF
	Profiles   []string // files with more kinds of document
}

func (in *Inputs) workers() int {
	if in.Workers <= 0 {
		return runtime.GOMAXPROCS(0)
	}
	return in.Workers
}

// processors is how many workers there are of what only reckons: more than there
// are processors would learn the same words again, and wait for each other.
func (in *Inputs) processors() int { return min(in.workers(), runtime.GOMAXPROCS(0)) }

// ReaderOptions set up a Reader that keeps the compiled PDF reader in folder.
func (in *Inputs) ReaderOptions(folder string) corpus.Options {
	return corpus.Options{
		Limits: in.Limits, JSONL: in.JSONL, Children: in.processors(),
		PDFCommand: in.PDFCommand, CacheDir: folder,
	}
}

// Extractor reads documents by the built-in profiles and those of the files. The
// error is a *UsageError that names file and line.
func (in *Inputs) Extractor() (*extract.Extractor, error) {
	set, err := profiles.Load(in.Profiles...)
	if err != nil {
		return nil, usagef("--profile: %w", err)
	}
	return extract.New(set), nil
}

// CodeFolder is where the compiled PDF reader is kept: CacheDir or the user's
// cache folder, and other where there is neither: a service has no home, or one
// that is not there or not its own.
func (in *Inputs) CodeFolder(other string) string {
	if in.CacheDir != "" {
		return in.CacheDir
	}
	if dir, err := os.UserCacheDir(); err == nil && corpus.UsableCacheDir(filepath.Join(dir, "assay")) {
		return filepath.Join(dir, "assay")
	}
	return other
}

// Themes say what to look for. The zero value is the built-in codebook and model.
type Themes struct {
	Codebooks []string // files with more themes
	Only      bool     // leave the built-in themes out
	Model     string   // file made by training; "" is the built-in model
}

// Book is the codebook: the built-in themes and those of the files, of which one
// may extend the built-in codebook and then holds its themes.
func (t *Themes) Book() (*codebook.Codebook, error) {
	if len(t.Codebooks) == 0 {
		if t.Only {
			return nil, usagef("--only-codebook without --codebook leaves no themes")
		}
		return codebook.Builtin(), nil
	}
	own, err := codebook.Load(t.Codebooks...)
	if err != nil {
		return nil, usagef("%w", err)
	}
	if t.Only || own.Whole {
		return own, nil
	}
	book, err := codebook.Merge(codebook.Builtin(), own)
	if err != nil {
		return nil, usagef("%w", err)
	}
	return book, nil
}

// LoadModel is the model.
func (t *Themes) LoadModel() (*stance.Model, error) {
	if t.Model == "" {
		return stance.Default()
	}
	data, err := os.ReadFile(t.Model)
	if err != nil {
		return nil, usagef("--model: %w", err)
	}
	m, err := stance.Load(data)
	if err != nil {
		bad := usagef("--model %s: %w", t.Model, err)
		var base *stance.BaseError
		if errors.As(err, &base) {
			bad.Todo = base.Hint()
		}
		return nil, bad
	}
	return m, nil
}

// Classifier joins the codebook with the model.
func (t *Themes) Classifier() (*classify.Classifier, *codebook.Codebook, *stance.Model, error) {
	book, err := t.Book()
	if err != nil {
		return nil, nil, nil, err
	}
	model, err := t.LoadModel()
	if err != nil {
		return nil, nil, nil, err
	}
	c, err := classify.New(book, model)
	return c, book, model, err
}

// ThemeIDs lists the ids of a codebook's themes, in its order.
func ThemeIDs(b *codebook.Codebook) []string {
	ids := make([]string, len(b.Themes))
	for i, t := range b.Themes {
		ids[i] = t.ID
	}
	return ids
}

// ThemeLabels are the names of the themes for people, by id.
func ThemeLabels(b *codebook.Codebook) map[string]string {
	labels := make(map[string]string, len(b.Themes))
	for _, t := range b.Themes {
		labels[t.ID] = t.Label
	}
	return labels
}

// Options of a run. Paths and Out are needed; the zero value of every other field
// works.
type Options struct {
	Inputs
	Themes
	Program  string // version of the program, part of the run's fingerprint
	Metadata string // CSV or JSON file with a uri column, whose other columns become meta_*

	Out        string   // results folder
	Cache      string   // folder of the cache; "" is CacheDir, or Out/cache
	Formats    []string // of the tables; nil is Parquet
	Tables     []string // nil is all but texts
	WithText   bool     // also write the table texts
	NoReport   bool     // make no HTML report
	SourceBase string   // http(s) URL that the report and the table findings link documents' uris with

	Checks     string // YAML file with the rules of the publish gate; "" is the default ones
	Keep       int    // runs to keep; 0 is all
	LossLimit  *int   // end with an error when more documents are lost; nil is never
	MaxItems   int    // documents in flight; 0 is four a worker
	MaxBytes   int64  // memory that documents in flight may cost together, by their sizes; 0 is 256 MiB
	AllowEmpty bool   // a Path that matches nothing is no *UsageError
	Force      bool   // do everything again, whatever the cache holds

	Now time.Time // names the run; zero is the clock's
	FS  disk.FS   // where the run and the cache are written; nil is the system's

	// Log is told what people should know; nil is nobody.
	Log *slog.Logger
	// Watch, if set, is called once before the first document, with how many there
	// are and the names of the stages; event is then told of every step, from many
	// goroutines at once, and done is called after the last.
	Watch func(sizes []int64, stages []string) (event func(pipeline.Event), done func())
}

// cacheFolder is where the cache lives.
func (o *Options) cacheFolder() string {
	switch {
	case o.Cache != "":
		return o.Cache
	case o.CacheDir != "":
		return o.CacheDir
	}
	return filepath.Join(o.Out, "cache")
}

// withDefaults fills in what nil and zero stand for.
func (o Options) withDefaults() *Options {
	o.Workers = o.workers()
	if o.Formats == nil {
		o.Formats = []string{"parquet"}
	}
	if o.MaxItems <= 0 {
		o.MaxItems = 4 * o.Workers
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.Keep <= 0 {
		o.Keep = int(^uint(0) >> 1)
	}
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	o.Now = o.Now.UTC()
	if o.FS == nil {
		o.FS = disk.OS{}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Watch == nil {
		o.Watch = func([]int64, []string) (func(pipeline.Event), func()) { return func(pipeline.Event) {}, func() {} }
	}
	return &o
}
