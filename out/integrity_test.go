package out

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"assay/internal/made"
	"assay/out/format"
)

// scan calls f for every row of a table, with the value of a column as text.
func scan(t *testing.T, dir, table string, f func(rec arrow.Record, i int, value func(string) string)) {
	t.Helper()
	r, err := Open(context.Background(), dir, table, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	rows := int64(0)
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		for i := range int(rec.NumRows()) {
			rows++
			f(rec, i, func(column string) string {
				return format.CellText(rec.Column(rec.Schema().FieldIndices(column)[0]), i)
			})
		}
	}
	if rows != r.Rows {
		t.Errorf("%s: read %d rows of %d", table, rows, r.Rows)
	}
}

// TestIntegrity reads the tables back: every key is unique, every foreign key
// resolves, every value that is not in its list is found, every span lies in
// its text and yields what the row says.
func TestIntegrity(t *testing.T) {
	for _, format := range []Format{Parquet, Arrow} {
		opt := Options{WithText: true, Themes: made.Themes, Formats: []Format{format}}
		dir, counts := write(t, opt, 7, made.Options{Sentences: 50})
		values := map[string]map[string]bool{}
		texts := map[string]string{}
		scan(t, dir, "texts", func(_ arrow.Record, _ int, v func(string) string) { texts[v("doc_id")] = v("text") })
		for _, table := range Schema(opt) {
			keys := map[string]bool{}
			for _, c := range table.Columns {
				values[table.Name+"."+c.Name] = map[string]bool{}
			}
			scan(t, dir, table.Name, func(rec arrow.Record, i int, v func(string) string) {
				var key []string
				for _, k := range table.Key {
					key = append(key, v(k))
				}
				if k := fmt.Sprintf("%q", key); keys[k] {
					t.Errorf("%s: key %s stands there twice", table.Name, k)
				} else {
					keys[k] = true
				}
				for n, c := range table.Columns {
					if rec.Column(n).IsNull(i) {
						if !c.Nullable {
							t.Errorf("%s.%s is null", table.Name, c.Name)
						}
						continue
					}
					values[table.Name+"."+c.Name][v(c.Name)] = true
					if c.Enum != nil && !slices.Contains(c.Enum, v(c.Name)) {
						t.Errorf("%s.%s is %q", table.Name, c.Name, v(c.Name))
					}
				}
				if _, ok := table.Column("start"); ok {
					checkSpan(t, table, rec, i, texts[v("doc_id")])
				}
			})
			if int64(len(keys)) != counts.Rows[table.Name] {
				t.Errorf("%s: %d rows, counted %d", table.Name, len(keys), counts.Rows[table.Name])
			}
		}
		for _, table := range Schema(opt) {
			for _, c := range table.Columns {
				if c.Ref == "" {
					continue
				}
				for v := range values[table.Name+"."+c.Name] {
					if !values[c.Ref][v] {
						t.Errorf("%s.%s: %s is not in %s", table.Name, c.Name, v, c.Ref)
					}
				}
			}
		}
	}
}

func checkSpan(t *testing.T, table Table, rec arrow.Record, i int, text string) {
	start := rec.Column(rec.Schema().FieldIndices("start")[0]).(*array.Int32)
	end := rec.Column(rec.Schema().FieldIndices("end")[0]).(*array.Int32)
	if start.IsNull(i) {
		return
	}
	if start.Value(i) < 0 || end.Value(i) < start.Value(i) || int(end.Value(i)) > len(text) {
		t.Errorf("%s: span %d-%d outside text of %d bytes", table.Name, start.Value(i), end.Value(i), len(text))
		return
	}
	if at := rec.Schema().FieldIndices("text"); len(at) > 0 {
		got, want := format.CellText(rec.Column(at[0]), i), strings.Join(strings.Fields(text[start.Value(i):end.Value(i)]), " ")
		if got != want {
			t.Errorf("%s: text %q, want %q", table.Name, got, want)
		}
	}
}

// TestSummaryAgreesWithMentions counts theme_summary anew from the tables it
// summarises.
func TestSummaryAgreesWithMentions(t *testing.T) {
	dir, _ := write(t, Options{}, 4, made.Options{Sentences: 60})
	scored, stances := map[string]int{}, map[string]int{}
	scan(t, dir, "sentences", func(_ arrow.Record, _ int, v func(string) string) {
		if v("sentiment") != "" && slices.Contains(counted, v("context")) {
			scored[v("article_id")+v("context")]++
		}
	})
	scan(t, dir, "mentions", func(_ arrow.Record, _ int, v func(string) string) {
		stances[v("article_id")+v("context")+v("theme")+v("stance")]++
	})
	rows := 0
	scan(t, dir, "theme_summary", func(_ arrow.Record, _ int, v func(string) string) {
		rows++
		cell := v("article_id") + v("context")
		if got, want := v("sentences_scored"), fmt.Sprint(scored[cell]); got != want || want == "0" {
			t.Errorf("%s: %s sentences, want %s", cell, got, want)
		}
		all := 0
		for _, class := range classes {
			n := stances[cell+v("theme")+class]
			all += n
			if v(class) != fmt.Sprint(n) {
				t.Errorf("%s %s: %s %s, want %d", cell, v("theme"), v(class), class, n)
			}
			delete(stances, cell+v("theme")+class)
		}
		if v("mentions") != fmt.Sprint(all) || (v("net_stance") == "") != (all == 0) {
			t.Errorf("%s %s: %s mentions, net stance %q, want %d", cell, v("theme"), v("mentions"), v("net_stance"), all)
		}
	})
	if rows != len(scored)*len(made.Themes) {
		t.Errorf("%d rows, want %d: zeros included", rows, len(scored)*len(made.Themes))
	}
	if len(stances) > 0 {
		t.Errorf("mentions that no row counts: %v", stances)
	}
}

// TestMemoryIsFlat compares what is alive after 100 thousand rows and after a
// million, when what was being written is written: a batch at most, whatever the
// number of rows.
func TestMemoryIsFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("writes a million rows")
	}
	d, err := newDoc(made.Result("report.pdf", 1, made.Options{Sentences: 3000, Unique: true}), DocExtra{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := openTable(tokensTable(), discardOutput, []Format{Parquet})
	if err != nil {
		t.Fatal(err)
	}
	alive := func() int64 {
		if err := w.wait(); err != nil {
			t.Fatal(err)
		}
		var m runtime.MemStats
		runtime.GC()
		runtime.GC() // the second clears what sync.Pool kept
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	var early int64
	for n := range 1_000_000 {
		i := n % len(d.r.Tokens)
		if err := w.add(tokenRow{d, &d.r.Tokens[i], 0, int32(n)}); err != nil {
			t.Fatal(err)
		}
		if n == BatchRows+1000 {
			early = alive()
		}
		if n > BatchRows+1000 && n%(5*BatchRows) == 1000 {
			if grown := alive() - early; grown > 4<<20 {
				t.Errorf("after %d rows %d bytes more are alive than after %d", n, grown, BatchRows+1000)
			}
		}
	}
	if _, err := w.end(); err != nil {
		t.Fatal(err)
	}
}

func TestReaderErrors(t *testing.T) {
	dir, _ := write(t, Options{Tables: []string{"documents"}}, 1, made.Options{Sentences: 5})
	if got := Present(dir); !slices.Equal(got, []string{"documents"}) {
		t.Errorf("present are %v", got)
	}
	for _, name := range []string{"tokens", "nothing", "../documents"} {
		if _, err := Open(context.Background(), dir, name, nil); !errors.Is(err, ErrNoTable) {
			t.Errorf("%s: error is %v", name, err)
		}
	}
	if _, err := Open(context.Background(), dir, "documents", []string{"uri", "colour"}); err == nil || !strings.Contains(err.Error(), `no column "colour"`) {
		t.Errorf("error is %v", err)
	}
	r, err := Open(context.Background(), dir, "documents", []string{"uri", "doc_id"})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	rec, err := r.Next()
	if err != nil || rec.NumCols() != 2 || rec.ColumnName(0) != "doc_id" || rec.ColumnName(1) != "uri" {
		t.Errorf("record is %v, %v", rec, err)
	}
}
