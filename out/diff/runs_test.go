package diff

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay/classify"
	"assay/internal/made"
	"assay/out"
	"assay/out/load"
	"assay/out/runs"
)

const configuration = `{"reader":{"max":1},"codebook":"c1","model":"m1","versions":{"reader":"1","extract":"1","classify":"1"}}`

// written is a run with the tables of results and a configuration.
func written(t *testing.T, id, conf string, results ...*classify.Result) runs.Run {
	t.Helper()
	dir := t.TempDir()
	tables, err := out.NewTables(dir, out.Options{Themes: made.Themes, Formats: []out.Format{out.Parquet}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if err := tables.Add(r, out.DocExtra{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tables.Close(); err != nil {
		t.Fatal(err)
	}
	return runs.Run{ID: id, Dir: dir, Manifest: &runs.Manifest{ID: id, Configuration: []byte(conf)}}
}

// result is the same made-up document each time it is asked for.
func result(uri string, seed uint64) *classify.Result {
	return made.Result(uri, seed, made.Options{Sentences: 20, Report: true})
}

// TestRuns: of two runs that were written, what differs and why, by what was changed.
func TestRuns(t *testing.T) {
	ctx := context.Background()
	base := written(t, "one", configuration, result("a.pdf", 1), result("b.pdf", 2))
	same, err := Runs(ctx, base, written(t, "two", configuration, result("a.pdf", 1), result("b.pdf", 2)))
	if err != nil || len(same.Changes) != 0 || len(same.Summary) != 0 || same.Before != "one" || same.After != "two" {
		t.Errorf("two alike: %+v, %v", same, err)
	}

	// Another stance of one mention, by another model: that mention alone.
	turned := result("b.pdf", 2)
	m := &turned.Mentions[0]
	was := m.Class
	m.Class = (was + 1) % 4
	d, err := Runs(ctx, base, written(t, "three", strings.Replace(configuration, "m1", "m2", 1), result("a.pdf", 1), turned))
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Changes) != 1 || d.Summary["mention changed"] != 1 {
		t.Fatalf("one stance: %+v", d.Changes)
	}
	c := d.Changes[0]
	sentence := turned.Sentences[m.Sentence].Of(turned.Doc.Text)
	if c.URI != "b.pdf" || c.Cause != "model" || c.Item != m.Theme || !strings.HasPrefix(c.Before, was.String()+", ") ||
		!strings.HasPrefix(c.After, m.Class.String()+", ") || !strings.HasPrefix(c.Text, m.Of(turned.Doc.Text)+": ") || !strings.Contains(c.Text, strings.Fields(sentence)[0]) {
		t.Errorf("%+v", c)
	}

	// A document gone takes its judgements and mentions with it, and one that is new
	// brings its own.
	d, err = Runs(ctx, base, written(t, "four", configuration, result("a.pdf", 1), result("c.pdf", 3)))
	if err != nil {
		t.Fatal(err)
	}
	gone, fresh := result("b.pdf", 2), result("c.pdf", 3)
	if d.Summary["document removed"] != 1 || d.Summary["document added"] != 1 || d.Summary["mention removed"] != len(gone.Mentions) || d.Summary["mention added"] != len(fresh.Mentions) {
		t.Errorf("%v, want %d mentions removed and %d added", d.Summary, len(gone.Mentions), len(fresh.Mentions))
	}
	for _, c := range d.Changes {
		if c.URI == "a.pdf" || c.Cause != "input" {
			t.Errorf("%+v", c)
		}
	}

	// Other bytes under the same name are the cause, whatever else has changed.
	edited := result("b.pdf", 2)
	edited.Doc.SHA256[0]++
	edited.Mentions[0].Class = m.Class
	d, err = Runs(ctx, base, written(t, "five", strings.Replace(configuration, "c1", "c2", 1), result("a.pdf", 1), edited))
	if err != nil || d.Summary["document changed"] != 1 || d.Summary["mention changed"] != 1 {
		t.Fatalf("%+v, %v", d.Summary, err)
	}
	for _, c := range d.Changes {
		if c.Cause != "input" {
			t.Errorf("%+v", c)
		}
	}
}

// TestJudgements: a grade that changed, with the status where there is no grade.
func TestJudgements(t *testing.T) {
	graded := result("a.pdf", 1)
	if graded.Inspection == nil || len(graded.Inspection.Judgements) == 0 {
		t.Fatal("the made-up report has no judgement")
	}
	j := &graded.Inspection.Judgements[0]
	before := written(t, "one", configuration, graded)
	other := result("a.pdf", 1)
	k := &other.Inspection.Judgements[0]
	k.Grade, k.Status = "", "unreadable"
	d, err := Runs(t.Context(), before, written(t, "two", strings.Replace(configuration, `"extract":"1"`, `"extract":"2"`, 1), other))
	if err != nil || d.Summary["judgement changed"] != 1 || len(d.Changes) != 1 {
		t.Fatalf("%+v, %v", d.Changes, err)
	}
	if c := d.Changes[0]; c.Before != string(j.Grade) || c.After != "unreadable" || c.Cause != "version" || c.URI != "a.pdf" {
		t.Errorf("%+v", c)
	}
}

// TestRunsRefused: a run without its tables and one whose configuration is damaged are
// errors that name it.
func TestRunsRefused(t *testing.T) {
	whole := written(t, "one", configuration, result("a.pdf", 1))
	for _, table := range []string{"documents", "judgements", "mentions", "sentences"} {
		part := written(t, "two", configuration, result("a.pdf", 1))
		if err := os.Remove(filepath.Join(part.Dir, table+".parquet")); err != nil {
			t.Fatal(err)
		}
		for _, pair := range [][2]runs.Run{{whole, part}, {part, whole}} {
			if _, err := Runs(t.Context(), pair[0], pair[1]); !errors.Is(err, load.ErrNoTable) || !strings.Contains(err.Error(), table) {
				t.Errorf("without %s: %v", table, err)
			}
		}
	}
	broken := whole
	broken.Manifest = &runs.Manifest{ID: "damaged", Configuration: []byte("{")}
	if _, err := Runs(t.Context(), whole, broken); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("a damaged configuration: %v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := Runs(ended, whole, whole); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that has ended: %v", err)
	}
}

// TestCause says nothing where nothing but inputs can differ.
func TestCause(t *testing.T) {
	a := &runs.Manifest{Configuration: []byte(configuration)}
	if got, err := Cause(a, a); got != "" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	indented := &runs.Manifest{Configuration: []byte(strings.ReplaceAll(configuration, ",", ",\n  "))}
	if got, err := Cause(a, indented); got != "" || err != nil {
		t.Errorf("white space: %q, %v", got, err)
	}
	b := &runs.Manifest{Configuration: []byte(strings.Replace(configuration, "m1", "m2", 1))}
	if got, err := Cause(a, b); got != "model" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}
