package run_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"assay/corpus"
	"assay/run"
)

// A folder of documents becomes a run of a results folder; the second time nothing has
// changed and none is made.
func Example() {
	dir, err := os.MkdirTemp("", "run")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	docs := filepath.Join(dir, "docs")
	os.Mkdir(docs, 0o755)
	os.WriteFile(filepath.Join(docs, "letter.txt"), []byte("Caseloads are far too high.\n"), 0o644)
	os.WriteFile(filepath.Join(docs, "page.pdf"), []byte("<!doctype html><title>Not found</title>"), 0o644)

	opt := run.Options{
		Inputs:   run.Inputs{Paths: []corpus.Input{{Path: docs}}},
		Out:      filepath.Join(dir, "results"),
		Formats:  []string{"csv"},
		NoReport: true,
	}
	for range 2 {
		o, err := run.Run(context.Background(), opt)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d documents, %d lost, unchanged: %v\n", o.Manifest.Counts.Documents, o.Lost(), o.Unchanged)
		for _, f := range o.Failures {
			fmt.Printf("%s: %s (%s)\n", f.URI, f.Reason, f.Message)
		}
	}
	// Output:
	// 1 documents, 1 lost, unchanged: false
	// page.pdf: format_mismatch (its name says PDF, its content is HTML)
	// 1 documents, 1 lost, unchanged: true
}
