package run

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"assay/corpus"
	"assay/corpus/corpustest"
	"assay/extract"
	"assay/out/cache"
	"assay/out/disk"
	"assay/out/disk/disktest"
)

// TestWhatIsTriedAgain counts how often the read stage looks at an input: what may
// pass is looked at twice, what is permanent once and then never again, a file that
// changed once in a run, and everything where it is forced.
func TestWhatIsTriedAgain(t *testing.T) {
	pdf := corpustest.TextPDF("Caseloads are high.") // lost: there is no command that reads it
	for name, c := range map[string]struct {
		file   string
		data   []byte
		change bool // the file is written to while it is read
		force  bool
		reason corpus.Reason // "" where it is read
		looks  int           // at the cache, in two reads of the input
		puts   int
	}{
		"read, then known":       {"a.txt", []byte("Caseloads are high."), false, false, "", 2, 1},
		"forced":                 {"a.txt", []byte("Caseloads are high."), false, true, "", 0, 2},
		"permanent":              {"a.pdf", []byte("<!DOCTYPE html><p>Gone.</p>"), false, false, corpus.FormatMismatch, 2, 1},
		"transient":              {"a.pdf", pdf, false, false, corpus.Internal, 4, 0},
		"transient, forced":      {"a.pdf", pdf, false, true, corpus.Internal, 0, 0},
		"changed while it reads": {"a.txt", []byte("Caseloads are high."), true, false, corpus.ChangedWhileRead, 2, 0},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, c.file)
			if err := os.WriteFile(path, c.data, 0o644); err != nil {
				t.Fatal(err)
			}
			looks, puts := 0, 0
			watched := &disktest.Faults{FS: disk.OS{}, Fail: func(_ int, op, _ string) error {
				switch op {
				case "read":
					if looks++; c.change {
						later := time.Now().Add(time.Duration(looks) * time.Hour)
						return errors.Join(os.WriteFile(path, append(c.data, c.data...), 0o644), os.Chtimes(path, later, later))
					}
				case "create":
					puts++
				}
				return nil
			}}
			reader := corpus.NewReader(corpus.Options{})
			defer reader.Close()
			w := &work{reader: reader, extractor: extract.New(nil), settings: &settings{}, force: c.force, cache: cache.New(t.TempDir(), watched, time.Now()),
				abort: func(err error) { t.Error(err) }}
			for range 2 {
				in := &input{src: corpus.File(dir, c.file, c.file)}
				_, err := w.read(context.Background(), in)
				var l *corpus.Loss
				if errors.As(err, &l) != (c.reason != "") || l != nil && l.Reason != c.reason {
					t.Errorf("got %v, want %q", err, c.reason)
				}
			}
			if looks != c.looks || puts != c.puts {
				t.Errorf("the cache was looked at %d times and written to %d times, want %d and %d", looks, puts, c.looks, c.puts)
			}
		})
	}
}

// TestEndedReadIsNotTriedAgain: a context that has ended is no loss that may pass.
func TestEndedReadIsNotTriedAgain(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	looks := 0
	watched := &disktest.Faults{FS: disk.OS{}, Fail: func(_ int, op, _ string) error {
		if op == "read" {
			looks++
			cancel()
		}
		return nil
	}}
	reader := corpus.NewReader(corpus.Options{})
	defer reader.Close()
	w := &work{reader: reader, settings: &settings{}, cache: cache.New(t.TempDir(), watched, time.Now()), abort: func(error) {}}
	_, err := w.read(ctx, &input{src: corpus.Held("a.txt", []byte("Caseloads are high."))})
	if !errors.Is(err, context.Canceled) || looks != 1 {
		t.Errorf("%v after %d looks", err, looks)
	}
}
