package out

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"assay/classify"
	"assay/corpus"
	"assay/extract/profiles"
	"assay/out/disk"
	"assay/out/format"
)

// Options choose what is written.
type Options struct {
	Themes     []string          // ids of the codebook's themes in its order; mentions of any other theme are an error
	Labels     map[string]string // names of themes for people, by id; one that is missing is called by its id
	SourceBase string            // http or https URL that the uris of documents are relative to, for links; "" gives none
	Formats    []Format          // nil means Parquet alone
	Tables     []string          // names; nil means all but texts
	WithText   bool              // also write texts
	Meta       []MetaColumn      // columns meta_* of documents
	Location   string            // absolute path the folder will be read from, for views.sql; "" means the folder itself
	Profiles   *profiles.Set     // kinds of document that may occur; nil means the built-in ones
	FS         FS                // what files are made with; nil means that of the machine
}

// TableNames lists every table in its order.
func TableNames() []string {
	var list []string
	for _, t := range Schema(Options{}) {
		list = append(list, t.Name)
	}
	return list
}

// Schema describes every table, texts included, with the metadata columns and
// themes of the options.
func Schema(opt Options) []Table {
	return []Table{
		documentsTable(opt).describe(), articlesTable().describe(), inspectionsTable(opt).describe(), judgementsTable(opt).describe(),
		actionsTable().describe(), sectionsTable().describe(), sentencesTable().describe(), tokensTable().describe(),
		mentionsTable(opt.Themes).describe(), nearMissesTable(opt.Themes).describe(),
		commentsTable().describe(), quotesTable().describe(), entitiesTable().describe(),
		summaryTable(opt).describe(), findingsTable(opt).describe(), failuresTable().describe(), textsTable().describe(),
	}
}

// Tables writes the tables of one run. It is for one goroutine.
type Tables struct {
	opt    Options
	dir    string
	all    []rowWriter
	made   []string // paths of the files created, for Abort
	err    error    // sticks
	closed bool
	ids    map[string]string // doc_id to uri
	themes map[string]bool
	counts Counts
	last   []Failure // rows of the uri that failures were last added for

	documents, articles, inspections, judgements, actions, sections, sentences *tableWriter[item]
	mentions, findings, misses, comments, quotes, entities, texts              *tableWriter[item]
	tokens                                                                     *tableWriter[tokenRow]
	summary                                                                    *tableWriter[summaryRow]
	failures                                                                   *tableWriter[Failure]
}

// Counts says what a run holds. Documents, Lost and Skipped count inputs, each
// once; Warned counts documents that have a warning.
type Counts struct {
	Documents, Lost, Skipped, Warned int
	Rows                             map[string]int64            // by table
	Nulls                            map[string]map[string]int64 // by table and column, of the columns that may be null
	Files                            []FileInfo                  // in the order of the tables, then datapackage.json and views.sql
}

// Check reports whether every input listed is accounted for.
func (c Counts) Check(inputs int) error {
	if got := c.Documents + c.Lost + c.Skipped; got != inputs {
		return fmt.Errorf("%d inputs were listed but %d documents, %d lost and %d skipped make %d", inputs, c.Documents, c.Lost, c.Skipped, got)
	}
	return nil
}

// NewTables creates the files of the tables in the folder dir, which must
// exist. When it fails it has removed what it created.
func NewTables(dir string, opt Options) (*Tables, error) {
	if opt.FS == nil {
		opt.FS = disk.OS{}
	}
	if opt.Formats == nil {
		opt.Formats = []Format{Parquet}
	}
	if err := check(opt); err != nil {
		return nil, err
	}
	t := &Tables{opt: opt, dir: dir, ids: map[string]string{}, themes: map[string]bool{}, counts: Counts{Rows: map[string]int64{}, Nulls: map[string]map[string]int64{}}}
	for _, name := range opt.Themes {
		t.themes[name] = true
	}
	err := errors.Join(
		open(t, documentsTable(opt), &t.documents), open(t, articlesTable(), &t.articles), open(t, inspectionsTable(opt), &t.inspections),
		open(t, judgementsTable(opt), &t.judgements), open(t, actionsTable(), &t.actions), open(t, sectionsTable(), &t.sections), open(t, sentencesTable(), &t.sentences),
		open(t, tokensTable(), &t.tokens), open(t, mentionsTable(opt.Themes), &t.mentions), open(t, nearMissesTable(opt.Themes), &t.misses),
		open(t, commentsTable(), &t.comments), open(t, quotesTable(), &t.quotes), open(t, entitiesTable(), &t.entities),
		open(t, summaryTable(opt), &t.summary), open(t, findingsTable(opt), &t.findings), open(t, failuresTable(), &t.failures), open(t, textsTable(), &t.texts))
	if err != nil {
		t.Abort()
		return nil, err
	}
	return t, nil
}

// create makes a file in the folder and notes that it did.
func (t *Tables) create(name string) (*output, error) {
	path := filepath.Join(t.dir, name)
	f, err := t.opt.FS.CreateNew(path)
	if err != nil {
		return nil, fmt.Errorf("create %s: %w", name, cause(err))
	}
	t.made = append(t.made, path)
	o := &output{name: name, file: f}
	o.start()
	return o, nil
}

// check says what is wrong with the options.
func check(opt Options) error {
	known := TableNames()
	for i, name := range opt.Tables {
		if !slices.Contains(known, name) {
			return fmt.Errorf("unknown table %q: the tables are %s", name, join(known))
		}
		if slices.Contains(opt.Tables[:i], name) {
			return fmt.Errorf("table %q is named twice", name)
		}
	}
	for i, f := range opt.Formats {
		if _, ok := format.Sinks[f]; !ok {
			return fmt.Errorf("unknown format %q: the formats are parquet, arrow, csv and jsonl", f)
		}
		if slices.Contains(opt.Formats[:i], f) {
			return fmt.Errorf("format %q is named twice", f)
		}
	}
	for i, name := range opt.Themes {
		if slices.Contains(opt.Themes[:i], name) {
			return fmt.Errorf("theme %q is named twice", name)
		}
	}
	return firstOf(CheckSourceBase(opt.SourceBase), checkMeta(opt.Meta))
}

// wants reports whether a table is to be written.
func (o Options) wants(name string) bool {
	if name == "texts" {
		return o.WithText || slices.Contains(o.Tables, name)
	}
	return o.Tables == nil || slices.Contains(o.Tables, name)
}

// open opens a table that is wanted; one that is not has no files, and its rows
// are not even made.
func open[R any](t *Tables, def *table[R], w **tableWriter[R]) error {
	if !t.opt.wants(def.name) {
		return nil
	}
	tw, err := openTable(def, t.create, t.opt.Formats)
	*w = tw
	t.all = append(t.all, tw)
	return err
}

// Add appends the rows of one document, its warnings included. An error that
// comes from the document's own data (errors.As *BadResult) leaves the tables
// as they were, so that the caller may report the document as lost; any other
// error is one of writing and sticks.
func (t *Tables) Add(r *classify.Result, extra DocExtra) error {
	if t.err != nil {
		return t.err
	}
	d, err := t.accept(r, extra)
	if err != nil {
		return &BadResult{URI: r.Doc.URI, Err: err}
	}
	t.ids[d.id] = r.Doc.URI
	t.counts.Documents++
	warned := false
	for _, w := range r.Doc.Warnings {
		warned = true
		t.note(Failure{URI: r.Doc.URI, Stage: corpus.AtRead, Reason: w.Reason, Message: w.Message, Hint: w.Hint})
	}
	for _, w := range r.Warnings {
		warned = true
		t.note(Failure{URI: r.Doc.URI, Stage: corpus.AtExtract, Reason: w.Reason, Message: w.Message, Hint: w.Hint})
	}
	if warned {
		t.counts.Warned++
	}
	t.err = firstOf(t.err, t.rows(d), t.settle())
	return t.err
}

// BadResult is a result that cannot be written as rows.
type BadResult struct {
	URI string
	Err error
}

func (b *BadResult) Error() string { return inDocument(b.URI, b.Err).Error() }
func (b *BadResult) Unwrap() error { return b.Err }

// accept checks a result before any of its rows is made.
func (t *Tables) accept(r *classify.Result, extra DocExtra) (*doc, error) {
	d, err := newDoc(r, extra)
	if err != nil {
		return nil, err
	}
	if uri, ok := t.ids[d.id]; ok {
		return nil, fmt.Errorf("has the doc_id of %q", uri)
	}
	for i := range r.Mentions {
		if !t.themes[r.Mentions[i].Theme] {
			return nil, fmt.Errorf("mention %d is of theme %q, which the codebook does not have", i, r.Mentions[i].Theme)
		}
	}
	return d, d.fallback(t.opt.Meta)
}

// AddFailure appends a row of failures. Rows of one uri must follow each other;
// a second row with the same stage and reason is added to the first.
func (t *Tables) AddFailure(f Failure) error {
	if t.err != nil {
		return t.err
	}
	t.note(f)
	return t.err
}

func (t *Tables) note(f Failure) {
	if len(t.last) > 0 && t.last[0].URI != f.URI {
		t.err = firstOf(t.err, t.settle())
	}
	for i := range t.last {
		if l := &t.last[i]; l.Stage == f.Stage && l.Reason == f.Reason {
			if f.Message != "" && f.Message != l.Message {
				l.Message += "; " + f.Message
			}
			return
		}
	}
	t.last = append(t.last, f)
}

// settle writes the failures of the last uri and counts it.
func (t *Tables) settle() error {
	severity := corpus.Warned
	for _, f := range t.last {
		severity = min(severity, f.Reason.Severity())
		if t.failures != nil {
			if err := t.failures.add(f); err != nil {
				return err
			}
		}
	}
	switch {
	case len(t.last) == 0:
	case severity == corpus.Lost:
		t.counts.Lost++
	case severity == corpus.Skipped:
		t.counts.Skipped++
	}
	t.last = t.last[:0]
	return nil
}

// Close finishes every file and makes it durable, then writes datapackage.json
// and views.sql. After an error the caller calls Abort.
func (t *Tables) Close() (Counts, error) {
	if t.closed {
		return t.counts, errors.New("tables are closed already")
	}
	if t.err = firstOf(t.err, t.settle()); t.err != nil {
		return t.counts, t.err
	}
	infos, err := t.finish()
	if err != nil {
		t.err = err
		return t.counts, err
	}
	for i, w := range t.all {
		t.counts.Files = append(t.counts.Files, infos[i]...)
		if len(infos[i]) > 0 {
			t.counts.Rows[w.describe().Name] = infos[i][0].Rows
			t.counts.Nulls[w.describe().Name] = w.nullCounts()
		}
	}
	if t.err = t.describeFiles(); t.err == nil {
		t.closed = true
	}
	return t.counts, t.err
}

// finish ends the files of all tables beside each other.
func (t *Tables) finish() ([][]FileInfo, error) {
	for _, w := range t.all {
		if err := firstOf(w.fill(), w.flush()); err != nil {
			return nil, err
		}
	}
	infos := make([][]FileInfo, len(t.all))
	var g errgroup.Group
	for i, w := range t.all {
		g.Go(func() (err error) {
			infos[i], err = w.end()
			return err
		})
	}
	return infos, g.Wait()
}

// Abort closes and removes every file that was created. It does nothing after
// a successful Close.
func (t *Tables) Abort() {
	if t.closed {
		return
	}
	t.closed = true
	t.err = firstOf(t.err, errors.New("tables were aborted"))
	for _, w := range t.all {
		w.abandon()
	}
	for _, path := range t.made {
		_ = t.opt.FS.Remove(path)
	}
}
