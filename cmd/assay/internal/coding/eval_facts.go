package coding

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"assay/classify/eval"
	"assay/cmd/assay/internal/cli"
	"assay/corpus"
	"assay/extract"
	"assay/internal/usage"
	"assay/run"
)

// evalFactsOptions are the flags of assay eval --facts.
type evalFactsOptions struct {
	file, root  string
	json        bool
	predictions string
	cacheDir    string
}

// evalFacts extracts the inspection facts of every record's document under the
// root folder and scores them.
func evalFacts(ctx context.Context, o evalFactsOptions, stdout io.Writer) error {
	f, err := os.Open(o.file)
	if err != nil {
		return usage.Errorf("%w", err)
	}
	defer f.Close()
	want, err := eval.ReadFacts(f)
	if err != nil {
		return usage.Errorf("%w", err)
	}
	got, err := extractFacts(ctx, o, want)
	if err != nil {
		return err
	}
	if o.predictions != "" {
		if err := writePredictions(o.predictions, got); err != nil {
			return err
		}
	}
	report := eval.Facts(want, got)
	if o.json {
		enc := json.NewEncoder(stdout)
		enc.SetEscapeHTML(false)
		return enc.Encode(report)
	}
	return report.Print(stdout)
}

// extractFacts reads the documents that want names and gives their facts in its
// order. A document that is not there or cannot be read gives an empty record.
func extractFacts(ctx context.Context, o evalFactsOptions, want []eval.FactRecord) ([]eval.FactRecord, error) {
	listing, err := corpus.List(ctx, []corpus.Input{{Path: o.root}}, corpus.ListOptions{})
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", o.root, err)
	}
	sources := make(map[string]corpus.Source, len(listing.Sources))
	for _, s := range listing.Sources {
		sources[s.URI] = s
	}
	reader := corpus.NewReader(corpus.Options{PDFCommand: []string{"", cli.PDFVerb}, CacheDir: (&run.Inputs{CacheDir: o.cacheDir}).CodeFolder("")})
	got := make([]eval.FactRecord, len(want))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4) // more than there are children, so that extraction overlaps reading
	for i, w := range want {
		got[i] = eval.FactsOf(w.URI(), w.Kind(), nil)
		src, ok := sources[w.URI()]
		if !ok {
			continue
		}
		g.Go(func() error {
			doc, err := reader.Read(ctx, src)
			var loss *corpus.Loss
			if errors.As(err, &loss) && ctx.Err() == nil {
				return nil // the misses show it
			} else if err != nil {
				return err
			}
			p := extract.Extract(doc)
			got[i] = eval.FactsOf(w.URI(), w.Kind(), p)
			return nil
		})
	}
	return got, errors.Join(g.Wait(), reader.Close())
}

// writePredictions writes one JSON object a line; the file appears whole or not
// at all.
func writePredictions[T any](path string, records []T) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".predictions-*")
	if err != nil {
		return fmt.Errorf("write predictions: %w", err)
	}
	enc := json.NewEncoder(f)
	enc.SetEscapeHTML(false)
	for _, r := range records {
		if err = enc.Encode(r); err != nil {
			break
		}
	}
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("write predictions: %w", err)
	}
	return nil
}
