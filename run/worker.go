package run

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"sync"
	"time"

	"github.com/apache/arrow/go/v15/arrow/ipc"

	"assay/corpus"
	"assay/extract"
	"assay/out"
	"assay/out/cache"
	"assay/out/format"
	"assay/pipeline"
)

// WorkerOptions set up a Worker. The zero value of every field works.
type WorkerOptions struct {
	Inputs            // Paths, Root and Stdin are not used
	Themes            //
	Program    string // version of the program
	Tables     []string
	WithText   bool
	SourceBase string
	Meta       []out.MetaColumn // columns meta_* that the input may have

	BatchDocs  int           // most rows of an answer; 0 is 32
	BatchBytes int           // what the rows of an answer take, about, before it is sent; 0 is 16 MiB
	FlushAfter time.Duration // how long an answer may wait for more; 0 is 5 s
	MaxItems   int           // documents in flight; 0 is four a worker
	MaxBytes   int64         // what documents in flight may cost together (see Options.MaxBytes); 0 is 256 MiB
}

// Worker answers documents that come one after the other with their rows, so that
// any program that can start a process may spread a corpus over machines. It keeps
// no cache and knows no other document. Serve may be called once.
type Worker struct {
	opt      WorkerOptions
	work     *work
	tableOpt out.Options
	config   string
}

// NewWorker checks the options. Errors are *UsageError.
func NewWorker(o WorkerOptions) (*Worker, error) {
	o.Workers = o.workers()
	def(&o.BatchDocs, 32)
	def(&o.BatchBytes, 16<<20)
	def(&o.FlushAfter, 5*time.Second)
	def(&o.MaxItems, 4*o.Workers)
	def(&o.MaxBytes, defaultMaxBytes)
	if _, err := (&Options{Tables: o.Tables}).outFormats(); err != nil {
		return nil, err
	}
	if err := out.CheckSourceBase(o.SourceBase); err != nil {
		return nil, usagef("--source-base: %w", err)
	}
	c, book, model, err := o.Classifier()
	if err != nil {
		return nil, err
	}
	x, err := o.Extractor()
	if err != nil {
		return nil, err
	}
	s := &settings{
		Reader:   []byte(o.ReaderOptions("").Fingerprint()),
		Codebook: book.Fingerprint(), Model: model.Fingerprint(), Profiles: x.Profiles().Digest(), Themes: ThemeIDs(book),
		Tables: o.Tables, WithText: o.WithText, SourceBase: o.SourceBase, Versions: versions(o.Program),
	}
	w := &Worker{opt: o, tableOpt: out.Options{Themes: s.Themes, Labels: ThemeLabels(book), Tables: o.Tables, WithText: o.WithText, SourceBase: o.SourceBase, Meta: o.Meta, Profiles: x.Profiles()}}
	w.work = &work{extractor: x, classifier: c, settings: s, force: true}
	if w.config, err = workerConfig(s, o.Meta); err != nil {
		return nil, err
	}
	if _, err := w.nest(); err != nil {
		return nil, usagef("%w", err) // two tables of a name, a wrong metadata column
	}
	return w, nil
}

func def[T int | int64 | time.Duration](p *T, v T) {
	if *p <= 0 {
		*p = v
	}
}

// workerConfig is the fingerprint of everything but the document that decides its
// row.
func workerConfig(s *settings, meta []out.MetaColumn) (string, error) {
	conf, err := s.encode()
	if err != nil {
		return "", err
	}
	return cache.KeyOf("row", string(conf), fmt.Sprint(meta)).String(), nil
}

// Config is the fingerprint of everything but the document that decides its row:
// limits, codebook, model, tables, versions.
func (w *Worker) Config() string { return w.config }

func (w *Worker) nest() (*out.Nest, error) {
	return out.NewNest(out.NestOptions{Options: w.tableOpt, Config: w.config, Program: w.opt.Program})
}

// Problem is a document that was lost, as Serve tells of it.
type Problem struct {
	URI     string        `json:"uri"`
	Stage   corpus.Stage  `json:"stage"`
	Reason  corpus.Reason `json:"reason"`
	Message string        `json:"message,omitempty"`
}

// Serve reads an Arrow stream of documents from in and writes an Arrow stream of
// one row a document to answers, in their order. Columns of the input go by name:
// uri (utf8), then content (binary), or path (utf8 or binary) with an optional root
// (utf8); optional are loss (utf8: JSON of the reason why a listing turned the
// input away) and the meta_* columns of the options. A column it does not know is a
// *UsageError before the first document.
//
// A row leaves when BatchDocs or BatchBytes are reached, when FlushAfter has
// passed, and whenever the input has nothing ready and nothing is in the works, so
// that whoever waits for an answer before sending more gets it. A document's error
// is a row, not an error of Serve. problem is told of each loss.
func (w *Worker) Serve(ctx context.Context, in io.Reader, answers io.Writer, problem func(Problem)) (err error) {
	nest, err := w.nest()
	if err != nil {
		return err
	}
	reader := corpus.NewReader(w.opt.ReaderOptions(w.opt.CodeFolder("")))
	defer func() { err = errors.Join(err, reader.Close()) }()
	w.work.reader = reader
	buf := bufio.NewWriterSize(answers, 256<<10)
	d := &desk{nest: nest, opt: &w.opt, problem: problem, buf: buf, last: time.Now(),
		out: ipc.NewWriter(buf, ipc.WithSchema(nest.Schema()))}

	ctx, abort := context.WithCancelCause(ctx)
	defer abort(nil)
	p := pipeline.New(ctx, pipeline.Options{MaxItems: w.opt.MaxItems, MaxBytes: w.opt.MaxBytes})
	jobs := pipeline.From(p, pipeline.Source[*job]{
		Items: d.taken(jobsOf(in, w.opt.Meta, d.idle)),
		Name:  func(j *job) string { return j.in.src.URI },
		Weigh: func(j *job) int64 { return costOf(j.in.src) },
	})
	docs := pipeline.Through(jobs, pipeline.Stage[*job, readDoc]{Name: StageRead, Workers: w.opt.Workers, Run: w.read})
	results := pipeline.Through(docs, pipeline.Stage[readDoc, tagged]{Name: StageTag, Workers: w.opt.processors(), Run: w.work.tag})
	pipeline.Into(results, func(_ context.Context, it pipeline.Item[tagged]) error { return d.answer(it) })
	if err := p.Wait(); err != nil {
		return cause(ctx, err)
	}
	return d.close()
}

// read is the first stage.
func (w *Worker) read(ctx context.Context, j *job) (readDoc, error) {
	j.began = time.Now()
	if j.loss != nil {
		return readDoc{}, j.loss
	}
	doc, err := w.work.read(ctx, &j.in)
	return doc, packed(&j.in, err)
}

// packed gives a container of documents its own hint: a run looks inside.
func packed(in *input, err error) error {
	var loss *corpus.Loss
	if !errors.As(err, &loss) || loss.Reason != corpus.Unsupported {
		return err
	}
	switch in.src.Claim {
	case "zip", "tar", "gz+tar", "zst+tar", "jsonl", "gz+jsonl", "zst+jsonl", "ndjson", "mbox", "gz+mbox", "zst+mbox":
		l := *loss
		l.Err, l.Hint = errors.New("it is a container of documents"), "unpack it first: here one input is one document; assay run looks inside"
		return &l
	}
	return err
}

// job is one document on its way to its row.
type job struct {
	in    input
	loss  *corpus.Loss // known beforehand
	meta  map[string]string
	began time.Time // when its work did; zero before
}

// desk keeps the account of what was taken in and not answered, and sends the
// answers. Reader and sink of the pipeline both come to it.
type desk struct {
	opt     *WorkerOptions
	problem func(Problem)

	mu      sync.Mutex
	due     []*job // taken in and not answered, in order
	waiting bool   // the input has nothing ready
	nest    *out.Nest
	buf     *bufio.Writer
	out     *ipc.Writer
	last    time.Time // of the last answer sent
}

// taken notes every job that the pipeline takes.
func (d *desk) taken(jobs iter.Seq2[*job, error]) iter.Seq2[*job, error] {
	return func(yield func(*job, error) bool) {
		for j, err := range jobs {
			if err == nil {
				d.mu.Lock()
				d.due = append(d.due, j)
				d.mu.Unlock()
			}
			if !yield(j, err) {
				return
			}
		}
	}
}

// idle is told when the input begins and ends to have nothing ready.
func (d *desk) idle(waiting bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.waiting = waiting
	if waiting && len(d.due) == 0 {
		return d.send()
	}
	return nil
}

// answer is the sink.
func (d *desk) answer(it pipeline.Item[tagged]) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	j := d.due[0]
	d.due = d.due[1:]
	if err := d.add(j, it); err != nil {
		return err
	}
	if d.nest.Rows() >= d.opt.BatchDocs || d.nest.Bytes() >= d.opt.BatchBytes || time.Since(d.last) >= d.opt.FlushAfter || d.waiting && len(d.due) == 0 {
		return d.send()
	}
	return nil
}

func (d *desk) add(j *job, it pipeline.Item[tagged]) error {
	in := &j.in
	x := out.NestExtra{Bytes: in.src.Size, SHA256: in.sha, Seconds: time.Since(j.began).Seconds()}
	err := it.Err
	if err == nil {
		doc := it.Value.result.Doc
		x.DocExtra, x.Bytes = out.DocExtra{TextKey: it.Value.text, Meta: j.meta}, doc.Size
		if err = d.nest.Add(it.Value.result, x); err == nil {
			return nil
		}
		in.at = corpus.AtWrite
		var bad *out.BadResult
		if !errors.As(err, &bad) {
			return err
		}
		err = bad.Err
	}
	loss := lossOf(in.src.URI, in.at, err)
	row := out.FailureOf(loss)
	d.problem(Problem{row.URI, row.Stage, row.Reason, row.Message})
	x.DocExtra = out.DocExtra{}
	return d.nest.Lose(row, x)
}

// send sends what is gathered, if anything.
func (d *desk) send() error {
	if d.nest.Rows() == 0 {
		return nil
	}
	rec := d.nest.Take()
	defer rec.Release()
	d.last = time.Now()
	if err := d.out.Write(rec); err != nil {
		return fmt.Errorf("send the answers: %w", err)
	}
	return d.buf.Flush()
}

func (d *desk) close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return errors.Join(d.send(), d.out.Close(), d.buf.Flush())
}

// Description says what a worker answers, so that nobody writes it twice.
type Description struct {
	Assay    string                      `json:"assay"`
	Versions map[string]string           `json:"versions"`
	Config   string                      `json:"config"`
	Schema   string                      `json:"arrow_schema_base64"` // of the answers: an Arrow stream without rows
	Silence  float64                     `json:"silence_seconds"`     // a document takes less, or the worker hangs
	MaxRaw   int64                       `json:"max_raw"`             // bytes of the largest document that is read
	Themes   []string                    `json:"themes"`
	Counted  []string                    `json:"counted_contexts"` // the contexts whose sentences and mentions theme rates count
	Tables   map[string]TableDescription `json:"tables"`
	Order    []string                    `json:"table_order"`
	Settings json.RawMessage             `json:"configuration"`
}

// TableDescription is one table as a run writes it.
type TableDescription struct {
	Schema string `json:"arrow_schema_base64"`
	out.Table
}

// Describe describes the worker.
func (w *Worker) Describe() (*Description, error) {
	nest, err := w.nest()
	if err != nil {
		return nil, err
	}
	conf, err := w.work.settings.encode()
	if err != nil {
		return nil, err
	}
	limits := w.opt.Limits.WithDefaults()
	d := &Description{Assay: w.opt.Program, Versions: w.work.settings.Versions, Config: w.config, MaxRaw: limits.Raw,
		Silence: (limits.Wall + time.Minute).Seconds(), Themes: w.tableOpt.Themes, Counted: countedContexts(), Tables: map[string]TableDescription{}, Settings: conf}
	if d.Schema, err = format.StoredSchema(nest.Schema()); err != nil {
		return nil, err
	}
	for _, t := range out.Written(w.tableOpt) {
		s, err := format.StoredSchema(t.Arrow())
		if err != nil {
			return nil, err
		}
		d.Tables[t.Name] = TableDescription{s, t}
		d.Order = append(d.Order, t.Name)
	}
	return d, nil
}

func countedContexts() []string {
	var names []string
	for c := range extract.Context(extract.Contexts) {
		if c.Counted() {
			names = append(names, c.String())
		}
	}
	return names
}
