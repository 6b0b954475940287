package run

import (
	"context"

	"assay/corpus"
	"assay/extract"
	"assay/study"
)

// Sentences hands on every sentence of a run, where the only input is a results
// folder or one run's folder, or of documents, in order. lost and the error are
// those of Parses.
func Sentences(ctx context.Context, in *Inputs, lost func(*corpus.Loss), visit func(*study.Place) error) error {
	if dir, ok := in.Tables(); ok {
		r, err := study.Open(ctx, dir)
		if err != nil {
			return err
		}
		return r.Sentences(ctx, visit)
	}
	return Parses(ctx, in, lost, func(p *extract.Parse) error { return study.OfParse(p, visit) })
}

// Tables is the folder of a run's tables where that is the only input.
func (in *Inputs) Tables() (dir string, ok bool) {
	if len(in.Paths) != 1 || in.Paths[0].Name != "" {
		return "", false
	}
	return TablesOf(in.Paths[0].Path)
}
