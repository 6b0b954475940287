package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"assay/cmd/assay/internal/cli"
	"assay/corpus"
	"assay/corpus/corpustest"
)

// TestChangedInRun changes a file while the program reads it: it is lost for
// this run, as changed_while_read and nothing else, and everything else is read.
func TestChangedInRun(t *testing.T) {
	t.Parallel()
	needProc(t)
	p := newProgram(t)
	whole := corpustest.SlowPDF(120)
	quick := filepath.Join(openFolder(t), "quick.pdf")
	if err := os.WriteFile(quick, corpustest.TextPDF("It is read first."), 0o644); err != nil {
		t.Fatal(err)
	}
	// The first run compiles the PDF reader, so that the next ones read at once.
	if code, said, _ := p.run(t, "run", quick, "--out", filepath.Join(openFolder(t), "results")); code != cli.ExitDone {
		t.Fatalf("code %d: %s", code, said)
	}
	change := map[string]func(string) error{
		"shrinks": func(f string) error { return os.Truncate(f, int64(len(whole)/2)) },
		"grows": func(f string) error {
			w, err := os.OpenFile(f, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = w.WriteString("% more\n")
			return errors.Join(err, w.Close())
		},
		"replaced": func(f string) error {
			if err := os.WriteFile(f+".new", whole, 0o644); err != nil {
				return err
			}
			return os.Rename(f+".new", f)
		},
	}
	for name, change := range change {
		// The child reads a page of the program's own before the document, and how long
		// that takes is the machine's: where the change came before the document was
		// opened, the changed file was read as it is. Try again with more patience.
		want := map[string][]row{"slow.pdf": {{string(corpus.ChangedWhileRead), corpus.Lost.String()}}}
		results, diff := "", "not run"
		for used := time.Second; diff != "" && used < 4*time.Second; used += time.Second {
			code, said := 0, ""
			code, said, results = p.runChanging(t, whole, used, change)
			diff = cmp.Diff(want, failures(t, results))
			if diff == "" && code != cli.ExitLost {
				t.Fatalf("%s: code %d, want %d: %s", name, code, cli.ExitLost, said)
			}
		}
		if diff != "" {
			t.Errorf("%s: failures: %s", name, diff)
		}
		if diff := cmp.Diff([]string{"sound.txt"}, column(t, results, "documents", "uri")); diff != "" {
			t.Errorf("%s: documents: %s", name, diff)
		}
	}
}

// runChanging runs the program over a document that takes long and a sound one, and
// changes the first when the child that reads PDF has used so much processor time. It
// gives the exit code, what the program said, and the results folder.
func (p *program) runChanging(t *testing.T, whole []byte, used time.Duration, change func(string) error) (int, string, string) {
	t.Helper()
	docs := openFolder(t)
	slow := filepath.Join(docs, "slow.pdf")
	for path, data := range map[string][]byte{slow: whole, filepath.Join(docs, "sound.txt"): []byte("Caseloads are too high.\n")} {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	results := filepath.Join(openFolder(t), "results")
	cmd, said := p.command("run", docs, "--out", results, "--workers", "1", "--pdf-cpu", "5m")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // the code is given
		close(ended)
	}()
	for running := true; running && childrenTime(cmd.Process.Pid) < used; {
		select {
		case <-ended:
			running = false
		case <-time.After(5 * time.Millisecond):
		}
	}
	if err := change(slow); err != nil {
		t.Fatal(err)
	}
	<-ended
	return cmd.ProcessState.ExitCode(), said.String(), results
}

// childrenTime is the processor time that the processes under one have used.
func childrenTime(root int) time.Duration {
	ticks := 0
	for _, pid := range processTree(root)[1:] {
		raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			continue // it has ended
		}
		after := strings.Fields(string(raw[bytes.LastIndexByte(raw, ')')+1:]))
		user, _ := strconv.Atoi(after[11]) // field 14 of the line
		ticks += user
	}
	return time.Duration(ticks) * time.Second / 100 // Linux counts in hundredths
}

// giga is a line of a gibibyte without an end: words that do not compress to
// nothing, made as they are asked for.
func giga() io.Reader { return io.LimitReader(&wordy{rng: rand.New(rand.NewPCG(5, 6))}, 1<<30) }

type wordy struct {
	rng  *rand.Rand
	page [1 << 16]byte
	left []byte
}

func (w *wordy) Read(p []byte) (int, error) {
	if len(w.left) == 0 {
		for i := 0; i < len(w.page); i += 8 {
			n := w.rng.Uint64()
			for k := range 8 {
				w.page[i+k] = "etaoinshrdlu cmf"[n>>(8*k)&15]
			}
		}
		w.left = w.page[:]
	}
	n := copy(p, w.left)
	w.left = w.left[n:]
	return n, nil
}

// TestGigabyteLine: a line of a gibibyte, plain, compressed and as a record, is
// too large under the usual limits and under much higher ones, and costs no
// memory that grows with it.
func TestGigabyteLine(t *testing.T) {
	t.Parallel()
	needProc(t)
	p := newProgram(t)
	docs := openFolder(t)
	write := func(name string, from ...io.Reader) {
		t.Helper()
		f, err := os.Create(filepath.Join(docs, name))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(f, io.MultiReader(from...)); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	packed := func(from io.Reader) io.Reader {
		r, w := io.Pipe()
		go func() {
			z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
			if err == nil {
				_, err = io.Copy(z, from)
				err = errors.Join(err, z.Close())
			}
			_ = w.CloseWithError(err)
		}()
		return r
	}
	write("line.txt", giga())
	write("packed.txt.zst", packed(giga()))
	write("record.jsonl.zst", packed(io.MultiReader(bytes.NewReader([]byte(`{"id":"r","text":"`)), giga())))
	write("sound.txt", bytes.NewReader([]byte("Caseloads are too high.\n")))

	alone := filepath.Join(openFolder(t), "results")
	code, said, least := p.run(t, "run", filepath.Join(docs, "sound.txt"), "--out", alone)
	if code != cli.ExitDone {
		t.Fatalf("the sound file alone: code %d: %s", code, said)
	}
	for name, limits := range map[string][]string{"usual": nil, "high": {"--max-raw", "2GiB"}} {
		results := filepath.Join(openFolder(t), "results")
		code, said, peak := p.run(t, append([]string{"run", docs, "--out", results}, limits...)...)
		if code != cli.ExitLost {
			t.Fatalf("%s limits: code %d, want %d: %s", name, code, cli.ExitLost, said)
		}
		large := []row{{string(corpus.TooLarge), corpus.Lost.String()}}
		want := map[string][]row{"line.txt": large, "packed.txt.zst": large, "record.jsonl.zst#1": large}
		if diff := cmp.Diff(want, failures(t, results)); diff != "" {
			t.Errorf("%s limits: failures: %s", name, diff)
		}
		t.Logf("%s limits: %d MiB at most, %d MiB without the lines", name, peak>>20, least>>20)
		if peak-least > 200<<20 {
			t.Errorf("%s limits: the lines took %d MiB", name, (peak-least)>>20)
		}
	}
}
