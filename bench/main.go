// Command bench measures the program as a whole against tools run beside it, in
// one call, and writes docs/benchmarks.md.
//
//	go run ./bench -assay bin/assay -reports ../shared/reports
//
// Every figure is a ratio of two commands run in turn (A B A B ...), or a figure
// of this very call; absolute times are given so that a reader can judge them, not
// to be compared with another machine's. Tools that are not installed are left out
// and named. Where there are no reports, the example corpus is repeated.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	var b bench
	flag.StringVar(&b.assay, "assay", "bin/assay", "the program")
	flag.StringVar(&b.reports, "reports", "../shared/reports", "folder of reports")
	flag.IntVar(&b.rounds, "rounds", 5, "how often each pair is run")
	flag.StringVar(&b.python, "python", "", "a Python with the tools of bench/requirements.txt; \"\" makes an environment in build/bench-venv, \"none\" leaves them out")
	flag.IntVar(&b.scale, "scale", 40, "how often the texts are repeated to show that memory is flat; 0 leaves it out")
	flag.StringVar(&b.page, "page", "docs/benchmarks.md", "page to write; \"\" prints it")
	flag.StringVar(&b.only, "only", "", "comma-separated parts: reading, runs, workers, start, scale, text")
	pace := flag.String("pace", "", "only measure the pace over the example corpus: check (against the committed ratios) or write them")
	flag.Parse()
	measure := b.run
	if *pace != "" {
		measure = func(ctx context.Context) error { return b.pace(ctx, *pace == "write") }
	}
	if err := b.inWork(context.Background(), measure); err != nil {
		log.Fatal(err)
	}
}

// bench is one call.
type bench struct {
	assay, reports, python, page, only string
	rounds, scale                      int

	work  string   // scratch folder
	pdfs  []string // the reports that are PDF by name
	bytes int64
	out   strings.Builder
}

func (b *bench) wants(part string) bool {
	if b.only == "" {
		return true
	}
	for _, p := range strings.Split(b.only, ",") {
		if p == part {
			return true
		}
	}
	return false
}

// inWork measures with a scratch folder.
func (b *bench) inWork(ctx context.Context, measure func(context.Context) error) error {
	var err error
	if b.assay, err = filepath.Abs(b.assay); err != nil {
		return err
	}
	if b.work, err = os.MkdirTemp("", "assay-bench-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.work)
	return measure(ctx)
}

func (b *bench) run(ctx context.Context) error {
	if err := b.corpus(); err != nil {
		return err
	}
	b.head(ctx)
	for _, part := range []struct {
		name string
		f    func(context.Context) error
	}{
		{"reading", b.reading}, {"runs", b.runs}, {"workers", b.workers}, {"start", b.start}, {"text", b.text}, {"scale", b.scaled},
	} {
		if !b.wants(part.name) {
			continue
		}
		log.Printf("%s ...", part.name)
		if err := part.f(ctx); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	if b.page == "" {
		fmt.Print(b.out.String())
		return nil
	}
	return os.WriteFile(b.page, []byte(b.out.String()+kept(b.page)), 0o644)
}

// byHand is where the part of the page begins that is written by hand.
const byHand = "## What was optimised\n"

// kept is that part of the page there is, "" where there is none.
func kept(page string) string {
	old, err := os.ReadFile(page)
	if err != nil {
		return ""
	}
	if i := strings.Index(string(old), byHand); i >= 0 {
		return string(old[i:])
	}
	return ""
}

// corpus finds the reports; without them it repeats the example's.
func (b *bench) corpus() error {
	if _, err := os.Stat(b.reports); errors.Is(err, fs.ErrNotExist) {
		log.Printf("%s is not there: the example corpus, repeated, stands in", b.reports)
		b.reports = filepath.Join(b.work, "reports")
		for i := range 60 {
			if err := os.CopyFS(filepath.Join(b.reports, fmt.Sprintf("copy-%02d", i)), os.DirFS("examples/corpus/reports")); err != nil {
				return err
			}
		}
	}
	return filepath.WalkDir(b.reports, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".pdf") {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		b.pdfs = append(b.pdfs, path)
		b.bytes += info.Size()
		return nil
	})
}
