package corpus_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"assay/corpus"
)

func Example() {
	dir, err := os.MkdirTemp("", "corpus")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "letter.txt"), []byte("Dear Ms Quill\n\nCaseloads have come down.\n"), 0o644)
	os.WriteFile(filepath.Join(dir, "report.pdf"), []byte("<!doctype html><title>Not found</title>"), 0o644)

	listing, err := corpus.List(context.Background(), []corpus.Input{{Path: dir}}, corpus.ListOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	r := corpus.NewReader(corpus.Options{})
	defer r.Close()
	for _, s := range listing.Sources {
		d, err := r.Read(context.Background(), s)
		var loss *corpus.Loss
		if errors.As(err, &loss) {
			fmt.Printf("%s: %s (%s)\n", loss.URI, loss.Reason, loss.Err)
			continue
		}
		for _, l := range d.Lines {
			fmt.Printf("%s: %s\n", d.URI, l.Of(d.Text))
		}
	}
	// Output:
	// letter.txt: Dear Ms Quill
	// letter.txt: Caseloads have come down.
	// report.pdf: format_mismatch (its name says PDF, its content is HTML)
}
