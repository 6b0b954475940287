package run

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"

	"assay/corpus"
	"assay/out"
	"assay/out/format"
)

// jobsOf reads the documents of an Arrow stream. idle is told when the stream has
// nothing ready, and when it has again.
func jobsOf(in io.Reader, meta []out.MetaColumn, idle func(bool) error) iter.Seq2[*job, error] {
	return func(yield func(*job, error) bool) {
		err := eachJob(&idleReader{Reader: bufio.NewReaderSize(in, 64<<10), idle: idle}, meta, func(j *job) bool { return yield(j, nil) })
		if err != nil {
			yield(nil, err)
		}
	}
}

func eachJob(in *idleReader, meta []out.MetaColumn, yield func(*job) bool) (err error) {
	defer func() { // the library panics on some streams that are none
		if p := recover(); p != nil {
			err = fmt.Errorf("read the documents: panic: %v", p)
		}
	}()
	if _, err := in.Peek(1); errors.Is(err, io.EOF) {
		return nil // no stream at all is one without documents
	}
	r, err := ipc.NewReader(in)
	if err != nil {
		return fmt.Errorf("read the documents: %w", err)
	}
	defer r.Release()
	cols, err := columnsOf(r.Schema(), meta)
	if err != nil {
		return err
	}
	for r.Next() {
		rec := r.Record()
		for i := range int(rec.NumRows()) {
			j, err := cols.job(rec, i)
			if err != nil {
				return err
			}
			if !yield(j) {
				return nil
			}
		}
	}
	if err := r.Err(); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read the documents: %w", err)
	}
	if string(in.tail) != endOfStream {
		return fmt.Errorf("read the documents: %w: the stream has no mark of its end", io.ErrUnexpectedEOF)
	}
	return nil
}

// endOfStream is the mark at the end of an Arrow stream. The library takes one that
// was cut off between two parts of a message for one that ended.
const endOfStream = "\xff\xff\xff\xff\x00\x00\x00\x00"

// idleReader tells when a read has to wait for more, and keeps the last bytes read.
type idleReader struct {
	*bufio.Reader
	idle func(bool) error
	tail []byte
}

func (r *idleReader) Read(p []byte) (n int, err error) {
	if r.Buffered() > 0 {
		n, err = r.Reader.Read(p)
	} else {
		if err := r.idle(true); err != nil {
			return 0, err
		}
		n, err = r.Reader.Read(p)
		if other := r.idle(false); other != nil {
			err = other
		}
	}
	r.tail = append(r.tail, p[max(0, n-len(endOfStream)):n]...)
	r.tail = append(r.tail[:0], r.tail[max(0, len(r.tail)-len(endOfStream)):]...)
	return n, err
}

// jobColumns are the places of the columns of the input; -1 where it lacks one.
type jobColumns struct {
	uri, content, path, root, claim, loss int
	meta                                  []int // by column of the options
	names                                 []out.MetaColumn
}

func columnsOf(s *arrow.Schema, meta []out.MetaColumn) (*jobColumns, error) {
	c := &jobColumns{uri: -1, content: -1, path: -1, root: -1, claim: -1, loss: -1, names: meta, meta: slices.Repeat([]int{-1}, len(meta))}
	utf8 := []arrow.Type{arrow.STRING, arrow.LARGE_STRING}
	bytes := []arrow.Type{arrow.BINARY, arrow.LARGE_BINARY}
	known := map[string]struct {
		at    *int
		types []arrow.Type
	}{
		"uri": {&c.uri, utf8}, "content": {&c.content, bytes}, "path": {&c.path, append(bytes, utf8...)},
		"root": {&c.root, utf8}, "claim": {&c.claim, utf8}, "loss": {&c.loss, utf8},
	}
	for i, f := range s.Fields() {
		k := slices.IndexFunc(meta, func(m out.MetaColumn) bool { return "meta_"+m.Name == f.Name })
		col, ok := known[f.Name]
		switch {
		case k >= 0 && f.Type.ID() == meta[k].Type.Arrow().ID() && inMicroseconds(f.Type):
			c.meta[k] = i
		case k >= 0:
			return nil, usagef("the column %s of the input is %s, declared %s", f.Name, f.Type, meta[k].Type)
		case !ok:
			return nil, usagef("the input has a column %q, which a worker does not know", f.Name).
				Advise("columns are uri, then content or path, and root, claim, loss and the meta_* that --meta declares")
		case !slices.Contains(col.types, f.Type.ID()):
			return nil, usagef("the column %s of the input is %s", f.Name, f.Type)
		default:
			*col.at = i
		}
	}
	switch {
	case c.uri < 0:
		return nil, usagef("the input has no column uri")
	case c.content < 0 && c.path < 0 && c.loss < 0:
		return nil, usagef("the input has neither a column content nor a column path")
	}
	return c, nil
}

// inMicroseconds refuses timestamps of another unit; other types have none.
func inMicroseconds(t arrow.DataType) bool {
	ts, ok := t.(*arrow.TimestampType)
	return !ok || ts.Unit == arrow.Microsecond
}

// job is the document in row i.
func (c *jobColumns) job(rec arrow.Record, i int) (*job, error) {
	uri, ok := value(rec, c.uri, i)
	if !ok || len(uri) == 0 {
		return nil, usagef("a row of the input has no uri")
	}
	j := &job{}
	content, hasContent := value(rec, c.content, i)
	path, hasPath := value(rec, c.path, i)
	switch {
	case hasContent:
		j.in.src = corpus.Held(string(uri), content)
	case hasPath:
		root, ok := value(rec, c.root, i)
		if !ok {
			root = []byte("/")
		}
		j.in.src = fileSource(string(root), string(path), string(uri))
	default:
		j.in.src = corpus.Held(string(uri), nil)
		j.loss = &corpus.Loss{URI: string(uri), Stage: corpus.AtRead, Reason: corpus.IO, Err: errors.New("neither content nor path was sent"), Hint: "look at the query that lists the documents"}
	}
	j.in.src.URI = string(uri)
	if claim, ok := value(rec, c.claim, i); ok {
		j.in.src.Claim = string(claim)
	}
	if text, ok := value(rec, c.loss, i); ok {
		var err error
		if j.loss, err = listedLoss(string(uri), text); err != nil {
			return nil, err
		}
	}
	for k, at := range c.meta {
		if at < 0 || rec.Column(at).IsNull(i) {
			continue
		}
		if j.meta == nil {
			j.meta = map[string]string{}
		}
		j.meta[c.names[k].Name] = format.CellText(rec.Column(at), i)
	}
	return j, nil
}

// fileSource is the file at path, which may be relative to root. Its size is what
// it weighs in the pipeline; where it cannot be seen, reading says why.
func fileSource(root, path, uri string) corpus.Source {
	name := strings.TrimPrefix(path, "/")
	if rel, err := filepath.Rel(root, path); err == nil && filepath.IsAbs(path) {
		name = filepath.ToSlash(rel)
	}
	src := corpus.File(root, name, uri)
	if info, err := os.Stat(filepath.Join(root, name)); err == nil {
		src.Size = info.Size()
	}
	return src
}

// value is a text or some bytes; false where it is null or not there. The bytes
// are the record's.
func value(rec arrow.Record, col, i int) ([]byte, bool) {
	if col < 0 || rec.Column(col).IsNull(i) {
		return nil, false
	}
	switch a := rec.Column(col).(type) {
	case *array.String:
		return []byte(a.Value(i)), true
	case *array.LargeString:
		return []byte(a.Value(i)), true
	case *array.Binary:
		return a.Value(i), true
	case *array.LargeBinary:
		return a.Value(i), true
	}
	return nil, false
}

// listedLoss is what a listing said of an input that is not to be read.
func listedLoss(uri string, text []byte) (*corpus.Loss, error) {
	var row ListedLoss
	if err := json.Unmarshal(text, &row); err != nil {
		return nil, usagef("the column loss of %q is not what assay list writes: %w", uri, err)
	}
	if row.Stage != corpus.AtList && row.Stage != corpus.AtRead || !out.KnownReason(row.Reason) || row.Reason.Severity() == corpus.Warned {
		return nil, usagef("the column loss of %q names stage %q and reason %q", uri, row.Stage, row.Reason)
	}
	l := &corpus.Loss{URI: uri, Stage: row.Stage, Reason: row.Reason, Hint: row.Hint}
	if row.Message != "" {
		l.Err = errors.New(row.Message)
	}
	return l, nil
}

// ListedLoss is why an input of a listing is not to be read, as the column loss of
// a worker's input has it.
type ListedLoss struct {
	Stage   corpus.Stage  `json:"stage"`
	Reason  corpus.Reason `json:"reason"`
	Message string        `json:"message,omitempty"`
	Hint    string        `json:"hint,omitempty"`
}
