package out

import (
	"fmt"
	"io"
	"syscall"
	"testing"
	"time"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"

	"assay/classify"
	"assay/internal/made"
	"assay/out/disk"
)

type discard struct{ io.Writer }

func (discard) Sync() error  { return nil }
func (discard) Close() error { return nil }

// discardOutput writes nowhere.
func discardOutput(name string) (*output, error) {
	o := &output{name: name, file: discard{io.Discard}}
	o.start()
	return o, nil
}

// keeper is a sink that keeps the records it is given.
type keeper struct{ records []arrow.Record }

func (k *keeper) Write(r arrow.Record) error {
	r.Retain()
	k.records = append(k.records, r)
	return nil
}
func (k *keeper) Close() error { return nil }

func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkMillionTokens writes a million rows of tokens from results to Parquet
// and, in the same run, has the Arrow library alone write the very same batches
// with the same properties. Reported: rows per CPU-second of both and their
// ratio (target 0.8: what turning results into batches may cost).
func BenchmarkMillionTokens(b *testing.B) {
	const rows = 1_000_000
	d, err := newDoc(made.Result("report.pdf", 1, made.Options{Sentences: 10_000, Report: true}), DocExtra{})
	if err != nil {
		b.Fatal(err)
	}
	fill := func(w *tableWriter[tokenRow]) {
		for n := 0; ; {
			for s := range d.r.Sentences {
				first, end := d.r.Sentences[s].FirstToken, d.r.Sentences[s].EndToken
				for i := first; i < end; i++ {
					if err := w.add(tokenRow{d, &d.r.Tokens[i], int32(s), i - first}); err != nil {
						b.Fatal(err)
					}
					if n++; n == rows {
						if _, err := w.end(); err != nil {
							b.Fatal(err)
						}
						return
					}
				}
			}
		}
	}
	def := tokensTable()

	kept := &keeper{}
	w, err := openTable(def, discardOutput, []Format{Parquet})
	if err != nil {
		b.Fatal(err)
	}
	w.sinks[0] = kept
	fill(w)

	var ours, theirs time.Duration
	for b.Loop() {
		from := cpu()
		w, err := openTable(def, discardOutput, []Format{Parquet})
		if err != nil {
			b.Fatal(err)
		}
		fill(w)
		ours += cpu() - from

		from = cpu()
		props := parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd), parquet.WithDictionaryFor("start", false), parquet.WithDictionaryFor("end", false))
		aw, err := pqarrow.NewFileWriter(def.describe().Arrow(), io.Discard, props, pqarrow.NewArrowWriterProperties(pqarrow.WithStoreSchema()))
		if err != nil {
			b.Fatal(err)
		}
		for _, rec := range kept.records {
			if err := aw.Write(rec); err != nil {
				b.Fatal(err)
			}
		}
		if err := aw.Close(); err != nil {
			b.Fatal(err)
		}
		theirs += cpu() - from
	}
	n := float64(b.N) * rows
	b.ReportMetric(n/ours.Seconds(), "rows/cpu-s")
	b.ReportMetric(n/theirs.Seconds(), "arrow-rows/cpu-s")
	b.ReportMetric(theirs.Seconds()/ours.Seconds(), "ratio")
	b.ReportMetric(0, "ns/op")
}

// discardFS makes files that keep nothing.
type discardFS struct{}

func (discardFS) CreateNew(string) (disk.File, error) { return discard{io.Discard}, nil }
func (discardFS) Remove(string) error                 { return nil }

// BenchmarkSink writes every table of 60 made-up reports of 2,000 sentences to
// nowhere. With -cpu 1,2 it shows what a second processor gives. Reported: documents
// a second of the clock, and processors that were busy.
func BenchmarkSink(b *testing.B) {
	const docs = 60
	var results []*classify.Result
	for i := range docs {
		results = append(results, made.Result(fmt.Sprintf("report-%02d.pdf", i), uint64(i), made.Options{Sentences: 2000, Report: true}))
	}
	from := cpu()
	for b.Loop() {
		t, err := NewTables("", Options{Themes: made.Themes, FS: discardFS{}})
		if err != nil {
			b.Fatal(err)
		}
		for _, r := range results {
			if err := t.Add(r, DocExtra{}); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := t.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*docs)/b.Elapsed().Seconds(), "documents/s")
	b.ReportMetric((cpu()-from).Seconds()/b.Elapsed().Seconds(), "processors")
}
