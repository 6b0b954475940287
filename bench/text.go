package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"assay/classify"
	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
)

// text measures the text stages in this process, on one goroutine, by processor
// time, and the Python tools on the same texts in theirs.
func (b *bench) text(ctx context.Context) error {
	docs, err := b.read(ctx)
	if err != nil {
		return err
	}
	var size int
	dir := filepath.Join(b.work, "texts")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i, d := range docs {
		size += len(d.Text)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), []byte(d.Text), 0o644); err != nil {
			return err
		}
	}
	model, err := stance.Default()
	if err != nil {
		return err
	}
	classifier, err := classify.New(codebook.Builtin(), model)
	if err != nil {
		return err
	}
	work := func() error {
		for _, d := range docs {
			p := extract.Extract(d)
			if _, err := classifier.Classify(ctx, p); err != nil {
				return err
			}
		}
		return nil
	}
	if err := work(); err != nil { // loads what is loaded once
		return err
	}
	var speeds []float64
	for range b.rounds {
		runtime.GC()
		start := processorTime()
		if err := work(); err != nil {
			return err
		}
		speeds = append(speeds, float64(size)/1e6/(processorTime()-start).Seconds())
	}
	b.printf("## Text stages\n\n%d documents, %.1f MB of text. MB of text a second of processor time (garbage collection included):\n\n", len(docs), float64(size)/1e6)
	b.printf("| | MB a CPU-second | target |\n|---|---|---|\n| all text stages together: structure, sentences, tokens, tags, facts, themes, stance | **%s** | 6 |\n", spread(speeds, "%.2f"))
	if err := b.steps(ctx); err != nil {
		return err
	}
	b.printf("\n")
	return b.tools(ctx, dir)
}

func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // it has no reason to fail
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// read gives every document of the reports, read by the program's own children.
func (b *bench) read(ctx context.Context) ([]*corpus.Document, error) {
	listing, err := corpus.List(ctx, []corpus.Input{{Path: b.reports}}, corpus.ListOptions{})
	if err != nil {
		return nil, err
	}
	r := corpus.NewReader(corpus.Options{PDFCommand: []string{b.assay, "read-pdf"}, CacheDir: filepath.Join(b.work, "cache", "assay")})
	defer r.Close()
	var docs []*corpus.Document
	for _, s := range listing.Sources {
		if d, err := r.Read(ctx, s); err == nil {
			docs = append(docs, d)
		}
	}
	return docs, nil
}

// steps adds the benchmarks of package extract that time single steps.
func (b *bench) steps(ctx context.Context) error {
	out, err := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", "^Benchmark(SplitTokenize|Tag)$", "-benchtime", "2s", "./extract").CombinedOutput()
	if err != nil {
		return fmt.Errorf("go test -bench: %w: %s", err, out)
	}
	targets := map[string]string{"BenchmarkSplitTokenize": "25", "BenchmarkTag": "12"}
	for line := range strings.SplitSeq(string(out), "\n") {
		f := strings.Fields(line)
		if len(f) < 4 || !strings.HasPrefix(f[0], "Benchmark") {
			continue
		}
		name, _, _ := strings.Cut(f[0], "-")
		for i := range f {
			if f[i] == "MB/s" {
				b.printf("| `%s` (one goroutine) | %s | %s |\n", name, f[i-1], targets[name])
			}
		}
	}
	return nil
}

// tools runs bench/tools.py over the texts.
func (b *bench) tools(ctx context.Context, texts string) error {
	if b.python == "none" {
		return nil
	}
	python := b.python
	if python == "" {
		var err error
		if python, err = makeVenv(ctx); err != nil {
			b.printf("The Python tools could not be installed and are left out: %v.\n\n", err)
			return nil
		}
	}
	var stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, python, "bench/tools.py", texts, b.reports)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("bench/tools.py: %w: %s", err, stderr.String())
	}
	b.printf("Other tools, in the same call, each on as much of the same texts as it reads in some seconds:\n\n%s\n", out)
	return nil
}

func makeVenv(ctx context.Context) (python string, err error) {
	dir := "build/bench-venv"
	python = filepath.Join(dir, "bin", "python")
	if _, err := os.Stat(filepath.Join(dir, "ready")); err == nil {
		return python, nil
	}
	for _, args := range [][]string{
		{"python3", "-m", "venv", dir},
		{python, "-m", "pip", "install", "--quiet", "--requirement", "bench/requirements.txt"},
	} {
		if out, err := exec.CommandContext(ctx, args[0], args[1:]...).CombinedOutput(); err != nil {
			return "", fmt.Errorf("%s: %w: %s", strings.Join(args, " "), err, out)
		}
	}
	return python, os.WriteFile(filepath.Join(dir, "ready"), nil, 0o644)
}
