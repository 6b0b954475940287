package run

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"

	"assay/corpus"
	"assay/out"
	"assay/out/format"
)

// sent is one row of a worker's input as JSON, columns by name; binary is base64.
type sent map[string]any

var inputFields = map[string]arrow.DataType{"uri": arrow.BinaryTypes.String, "content": arrow.BinaryTypes.Binary, "path": arrow.BinaryTypes.Binary,
	"root": arrow.BinaryTypes.String, "claim": arrow.BinaryTypes.String, "loss": arrow.BinaryTypes.String,
	"meta_n": arrow.PrimitiveTypes.Int64, "other": arrow.BinaryTypes.String}

// stream is an Arrow stream of rows, so many a message.
func stream(t *testing.T, columns []string, rows []sent, perMessage int) []byte {
	t.Helper()
	var fields []arrow.Field
	for _, c := range columns {
		fields = append(fields, arrow.Field{Name: c, Type: inputFields[c], Nullable: true})
	}
	schema := arrow.NewSchema(fields, nil)
	var b bytes.Buffer
	w := ipc.NewWriter(&b, ipc.WithSchema(schema))
	for len(rows) > 0 {
		n := min(perMessage, len(rows))
		text, err := json.Marshal(rows[:n])
		if err != nil {
			t.Fatal(err)
		}
		rec, _, err := array.RecordFromJSON(memory.DefaultAllocator, schema, bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write(rec); err != nil {
			t.Fatal(err)
		}
		rows = rows[n:]
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// got is what matters of an answer.
type got struct{ uri, status, config, textKey, failure string }

func readAnswers(t *testing.T, in io.Reader) (list []got, batches int) {
	t.Helper()
	r, err := ipc.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	for r.Next() {
		batches++
		list = append(list, gotten(r.Record())...)
	}
	if r.Err() != nil && !errors.Is(r.Err(), io.EOF) {
		t.Fatal(r.Err())
	}
	return list, batches
}

func gotten(rec arrow.Record) (list []got) {
	col := func(name string, i int) string {
		return format.CellText(rec.Column(rec.Schema().FieldIndices(name)[0]), i)
	}
	for i := range int(rec.NumRows()) {
		list = append(list, got{col("uri", i), col("status", i), col("config", i), col("text_key", i), col("failures", i)})
	}
	return list
}

func newTestWorker(t *testing.T, o WorkerOptions) *Worker {
	t.Helper()
	o.Program = "test"
	if o.Tables == nil {
		o.Tables = []string{"documents", "sentences", "failures"}
	}
	w, err := NewWorker(o)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func page(i int) []byte {
	return fmt.Appendf(nil, "<html><body><p>Caseloads are too high in area %d. Oversight is weak.</p></body></html>", i)
}

func pages(n int) (rows []sent) {
	for i := range n {
		rows = append(rows, sent{"uri": fmt.Sprintf("%03d.html", i), "content": page(i)})
	}
	return rows
}

func noProblem(Problem) {}

func TestWorkerAnswersInOrderWhateverTheMessages(t *testing.T) {
	t.Parallel()
	rows := pages(70)
	for _, perMessage := range []int{1, 7, 1000} {
		for _, workers := range []int{1, 4} {
			w := newTestWorker(t, WorkerOptions{Inputs: Inputs{Workers: workers}})
			var answers bytes.Buffer
			if err := w.Serve(t.Context(), bytes.NewReader(stream(t, []string{"uri", "content"}, rows, perMessage)), &answers, noProblem); err != nil {
				t.Fatal(err)
			}
			list, batches := readAnswers(t, &answers)
			if len(list) != len(rows) || batches < 3 {
				t.Fatalf("%d answers in %d batches", len(list), batches)
			}
			for i, a := range list {
				if a.uri != rows[i]["uri"] || a.status != "document" || a.config != w.Config() || len(a.textKey) != 64 || a.failure != "[]" {
					t.Errorf("answer %d is %+v", i, a)
				}
			}
		}
	}
}

func TestWorkerWithoutDocuments(t *testing.T) {
	t.Parallel()
	for name, in := range map[string][]byte{"no stream": nil, "no rows": stream(t, []string{"uri", "content"}, nil, 1)} {
		var answers bytes.Buffer
		if err := newTestWorker(t, WorkerOptions{}).Serve(t.Context(), bytes.NewReader(in), &answers, noProblem); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if list, _ := readAnswers(t, &answers); len(list) != 0 {
			t.Errorf("%s: %v", name, list)
		}
	}
}

func TestWorkerGivesEveryInputARow(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "on disk \xff.html"), page(1), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "out.txt")); err != nil {
		t.Fatal(err)
	}
	rows := []sent{
		{"uri": "a.html", "content": page(0)},
		{"uri": "empty.txt", "content": []byte{}},
		{"uri": "null.txt"},
		{"uri": "named.pdf", "content": page(1)},
		{"uri": "named", "content": page(1), "claim": "pdf"},
		{"uri": "box.zip", "content": []byte("PK\x05\x06" + strings.Repeat("\x00", 18))},
		{"uri": "lines.jsonl", "content": []byte(`{"id":1,"text":"One."}` + "\n" + `{"id":2,"text":"Two."}` + "\n")},
		{"uri": "dir/on disk %FF.html", "root": dir, "path": []byte("on disk \xff.html")},
		{"uri": "dir/absolute.html", "root": dir, "path": []byte(dir + "/on disk \xff.html")},
		{"uri": "dir/gone.html", "root": dir, "path": []byte("gone.html")},
		{"uri": "dir/out.txt", "root": dir, "path": []byte("out.txt")},
		{"uri": "dir/up.txt", "root": dir, "path": []byte("../up.txt")},
		{"uri": ".hidden", "loss": `{"stage":"list","reason":"hidden","hint":"name it"}`},
		{"uri": "no.words", "content": []byte("--- ... ---")},
	}
	columns := []string{"uri", "content", "path", "root", "claim", "loss"}
	var answers bytes.Buffer
	var problems []string
	w := newTestWorker(t, WorkerOptions{})
	if err := w.Serve(t.Context(), bytes.NewReader(stream(t, columns, rows, 3)), &answers, func(p Problem) { problems = append(problems, p.URI) }); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"empty.txt": "empty", "null.txt": "io", "named.pdf": "format_mismatch", "named": "format_mismatch", "box.zip": "unsupported",
		"lines.jsonl": "unsupported", "dir/gone.html": "vanished", "dir/out.txt": "link_out", "dir/up.txt": "link_out", ".hidden": "hidden"}
	list, _ := readAnswers(t, &answers)
	if len(list) != len(rows) {
		t.Fatalf("%d answers for %d inputs", len(list), len(rows))
	}
	for i, a := range list {
		status := "document"
		if reason := corpus.Reason(want[a.uri]); reason != "" {
			status = reason.Severity().String()
		}
		if a.uri != rows[i]["uri"] || a.status != status || !strings.Contains(a.failure, want[a.uri]) {
			t.Errorf("answer %d is %+v, want %s %s", i, a, status, want[a.uri])
		}
		if a.status == "document" == (a.textKey == "") && a.uri != "no.words" {
			t.Errorf("%s: %s with the text key %q", a.uri, a.status, a.textKey)
		}
	}
	if len(problems) != len(want) {
		t.Errorf("problems of %v", problems)
	}
}

func TestWorkerRefusesColumnsBeforeTheFirstDocument(t *testing.T) {
	t.Parallel()
	for name, in := range map[string][]byte{
		"unknown column":  stream(t, []string{"uri", "content", "other"}, pages(1), 1),
		"no uri":          stream(t, []string{"content"}, pages(1), 1),
		"nothing to read": stream(t, []string{"uri"}, pages(1), 1),
		"undeclared meta": stream(t, []string{"uri", "content", "meta_n"}, pages(1), 1),
		"null uri":        stream(t, []string{"uri", "content"}, []sent{{"content": page(1)}}, 1),
		"strange loss":    stream(t, []string{"uri", "content", "loss"}, []sent{{"uri": "a", "loss": `{"stage":"list","reason":"bored"}`}}, 1),
	} {
		var answers bytes.Buffer
		var usage *UsageError
		if err := newTestWorker(t, WorkerOptions{}).Serve(t.Context(), bytes.NewReader(in), &answers, noProblem); !errors.As(err, &usage) {
			t.Errorf("%s: %v, want a usage error", name, err)
		}
		if answers.Len() > 0 {
			t.Errorf("%s: it answered", name)
		}
	}
}

func TestWorkerTakesMetadata(t *testing.T) {
	t.Parallel()
	var answers bytes.Buffer
	w := newTestWorker(t, WorkerOptions{Meta: []out.MetaColumn{{Name: "n", Type: out.Int64}}})
	rows := []sent{{"uri": "a.html", "content": page(0), "meta_n": -7}, {"uri": "b.html", "content": page(1)}}
	if err := w.Serve(t.Context(), bytes.NewReader(stream(t, []string{"uri", "content", "meta_n"}, rows, 1)), &answers, noProblem); err != nil {
		t.Fatal(err)
	}
	r, err := ipc.NewReader(&answers)
	if err != nil || !r.Next() {
		t.Fatal(err)
	}
	documents := format.CellText(r.Record().Column(r.Schema().FieldIndices("documents")[0]), 0)
	if !strings.Contains(documents, `"meta_n":-7`) {
		t.Error(documents)
	}
}

// A client that waits for an answer before it sends more must get it: neither the
// end of the stream nor a full batch is needed.
func TestWorkerFlushesWhenIdle(t *testing.T) {
	t.Parallel()
	in, feed := io.Pipe()
	answers, send := io.Pipe()
	w := newTestWorker(t, WorkerOptions{FlushAfter: time.Hour})
	ended := make(chan error, 1)
	go func() {
		ended <- w.Serve(t.Context(), in, send, noProblem)
		send.Close()
	}()
	rows := pages(5)
	data := stream(t, []string{"uri", "content"}, rows, 1)
	head := len(stream(t, []string{"uri", "content"}, nil, 1)) - 8 // without the mark of the end
	one := (len(data) - 8 - head) / len(rows)
	var r *ipc.Reader
	for i := range rows {
		from := head + i*one
		if i == 0 {
			from = 0
		}
		if _, err := feed.Write(data[from : head+(i+1)*one]); err != nil {
			t.Fatal(err)
		}
		if r == nil {
			var err error
			if r, err = ipc.NewReader(answers); err != nil {
				t.Fatal(err)
			}
		}
		if !r.Next() { // the test's own time limit is the only one
			t.Fatal(r.Err())
		}
		if a := gotten(r.Record()); len(a) != 1 || a[0].uri != rows[i]["uri"] {
			t.Fatalf("after document %d: %v", i, a)
		}
	}
	if _, err := feed.Write(data[head+len(rows)*one:]); err != nil {
		t.Fatal(err)
	}
	feed.Close()
	for r.Next() {
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestWorkerCutOff(t *testing.T) {
	t.Parallel()
	data := stream(t, []string{"uri", "content"}, pages(9), 3)
	for _, n := range []int{5, 100, len(data) / 2, len(data) - 20} {
		var answers bytes.Buffer
		if err := newTestWorker(t, WorkerOptions{}).Serve(t.Context(), bytes.NewReader(data[:n]), &answers, noProblem); err == nil {
			t.Errorf("%d of %d bytes are a whole stream", n, len(data))
		}
	}
}

func TestWorkerEndsWithItsReader(t *testing.T) {
	t.Parallel()
	answers, send := io.Pipe()
	answers.Close()
	data := stream(t, []string{"uri", "content"}, pages(40), 1)
	if err := newTestWorker(t, WorkerOptions{}).Serve(t.Context(), bytes.NewReader(data), send, noProblem); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("%v, want a closed pipe", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	in, feed := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- newTestWorker(t, WorkerOptions{}).Serve(ctx, in, io.Discard, noProblem) }()
	cancel()
	feed.Close() // a read cannot be cancelled
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want cancelled", err)
	}
}

func TestWorkerBoundsItsAnswers(t *testing.T) {
	t.Parallel()
	w := newTestWorker(t, WorkerOptions{BatchBytes: 4 << 10, FlushAfter: time.Hour})
	var rows []sent
	for i := range 30 {
		rows = append(rows, sent{"uri": fmt.Sprint(i, ".txt"), "content": []byte(strings.Repeat("Caseloads are high. ", 60))})
	}
	var answers bytes.Buffer
	if err := w.Serve(t.Context(), bytes.NewReader(stream(t, []string{"uri", "content"}, rows, 100)), &answers, noProblem); err != nil {
		t.Fatal(err)
	}
	if list, batches := readAnswers(t, &answers); len(list) != 30 || batches < 10 {
		t.Errorf("%d answers in %d batches", len(list), batches)
	}
}

func TestWorkerConfigTellsWhatDecidesARow(t *testing.T) {
	t.Parallel()
	book := filepath.Join(t.TempDir(), "mine.yaml")
	text := "themes:\n  - id: drift\n    label: Drift\n    include:\n      - drift\n"
	if err := os.WriteFile(book, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	base := newTestWorker(t, WorkerOptions{})
	seen := map[string]string{base.Config(): "base"}
	for name, o := range map[string]WorkerOptions{
		"limit": {Inputs: Inputs{Limits: corpus.Limits{Pages: 7}}}, "text": {WithText: true}, "tables": {Tables: []string{"mentions"}},
		"link": {SourceBase: "https://example.org/"}, "meta": {Meta: []out.MetaColumn{{Name: "n", Type: out.Int64}}}, "codebook": {Themes: Themes{Codebooks: []string{book}}},
	} {
		c := newTestWorker(t, o).Config()
		if seen[c] != "" {
			t.Errorf("%s has the fingerprint of %s", name, seen[c])
		}
		seen[c] = name
	}
	same := newTestWorker(t, WorkerOptions{Inputs: Inputs{Workers: 5, CacheDir: "x"}, BatchDocs: 3, MaxItems: 9})
	if same.Config() != base.Config() {
		t.Error("what decides no row changes the fingerprint")
	}
}
