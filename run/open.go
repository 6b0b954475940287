package run

import (
	"context"

	"assay/classify"
	"assay/corpus"
	"assay/extract"
)

// Stages are the two stages of a run without cache and tables: one document's
// bytes in, its Result out. They are safe for concurrent use.
type Stages struct {
	reader     *corpus.Reader
	extractor  *extract.Extractor
	classifier *classify.Classifier // nil where only Parse is called
}

// Open readies the stages. Paths of in are not looked at: Source lists one input,
// corpus.List many, corpus.Held one of bytes. Close them when the last call has
// returned. Errors are *UsageError where a codebook, a model or a profile is wrong.
func Open(in *Inputs, themes *Themes) (*Stages, error) {
	c, _, _, err := themes.Classifier()
	if err != nil {
		return nil, err
	}
	s, err := openReader(in)
	if err != nil {
		return nil, err
	}
	s.classifier = c
	return s, nil
}

func openReader(in *Inputs) (*Stages, error) {
	x, err := in.Extractor()
	if err != nil {
		return nil, err
	}
	return &Stages{reader: corpus.NewReader(in.ReaderOptions(in.CodeFolder(""))), extractor: x}, nil
}

// Close ends the processes that read PDF.
func (s *Stages) Close() error { return s.reader.Close() }

// Parse reads a source and finds its structure. Errors are *corpus.Loss with the
// source's uri, or the context's.
func (s *Stages) Parse(ctx context.Context, src corpus.Source) (*extract.Parse, error) {
	doc, err := s.reader.Read(ctx, src)
	if err != nil {
		return nil, err
	}
	return s.extractor.Extract(doc), nil
}

// Classify takes a source through both stages. Errors are those of Parse.
func (s *Stages) Classify(ctx context.Context, src corpus.Source) (*classify.Result, error) {
	p, err := s.Parse(ctx, src)
	if err != nil {
		return nil, err
	}
	return s.classifier.Classify(ctx, p)
}
