// Command reading measures the reader against Poppler: the wall time of reading
// every file of a folder, as a ratio to two pdftotext processes that run side
// by side over the same files. The two are measured in turn, several times, so
// that a busy machine slows both; only ratios within one run mean anything.
//
//	go run ./bench/reading [-rounds 3] [-workers 2] FOLDER
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"assay/corpus"

	"golang.org/x/sync/errgroup"
)

const childArg = "serve-pdf"

func main() {
	if len(os.Args) == 2 && os.Args[1] == childArg {
		if err := corpus.ServePDF(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	rounds := flag.Int("rounds", 3, "how often each of the two is measured")
	workers := flag.Int("workers", 2, "how many documents are read, and pdftotext processes run, at once")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: reading [-rounds N] [-workers N] FOLDER")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *rounds, *workers); err != nil {
		fmt.Fprintln(os.Stderr, "reading:", err)
		os.Exit(1)
	}
}

func run(folder string, rounds, workers int) error {
	cache, err := os.MkdirTemp("", "assay-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(cache)
	if _, err := read(folder, cache, 1, 1); err != nil { // compiles the PDF reader, which a machine does once
		return err
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		return errors.New("pdftotext (poppler-utils) is not installed: there is nothing to compare with")
	}
	var ratios []float64
	for range rounds {
		theirs, err := poppler(folder, workers)
		if err != nil {
			return err
		}
		start := time.Now()
		n, err := read(folder, cache, workers, 0)
		if err != nil {
			return err
		}
		ours := time.Since(start)
		ratios = append(ratios, ours.Seconds()/theirs.Seconds())
		fmt.Printf("read %d documents in %.2f of the wall time of %d parallel pdftotext processes\n", n, ratios[len(ratios)-1], workers)
	}
	slices.Sort(ratios)
	fmt.Printf("median ratio %.2f (target: at most 0.80)\n", ratios[len(ratios)/2])
	return nil
}

// read lists and reads the folder as a run does, children and all; limit stops
// after so many documents, 0 reads all.
func read(folder, cache string, workers, limit int) (int, error) {
	ctx := context.Background()
	listing, err := corpus.List(ctx, []corpus.Input{{Path: folder}}, corpus.ListOptions{})
	if err != nil {
		return 0, err
	}
	sources := listing.Sources
	if limit > 0 {
		sources = slices.DeleteFunc(sources, func(s corpus.Source) bool { return s.Claim != "pdf" })
		sources = sources[:min(limit, len(sources))]
	}
	r := corpus.NewReader(corpus.Options{Children: workers, PDFCommand: []string{"", childArg}, CacheDir: cache})
	var g errgroup.Group
	g.SetLimit(workers)
	docs := make([]bool, len(sources))
	for i, s := range sources {
		g.Go(func() error {
			_, err := r.Read(ctx, s)
			docs[i] = err == nil
			if errors.As(err, new(*corpus.Loss)) {
				return nil
			}
			return err
		})
	}
	err = errors.Join(g.Wait(), r.Close())
	n := 0
	for _, ok := range docs {
		if ok {
			n++
		}
	}
	return n, err
}

// poppler runs pdftotext over the PDF files of the folder.
func poppler(folder string, workers int) (time.Duration, error) {
	var files []string
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".pdf") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	start := time.Now()
	var g errgroup.Group
	g.SetLimit(workers)
	for _, f := range files {
		g.Go(func() error {
			exec.Command("pdftotext", "-q", f, "-").Run() // two of them are no PDF: an error is expected
			return nil
		})
	}
	g.Wait()
	return time.Since(start), nil
}
