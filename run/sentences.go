package run

import (
	"context"
	"strconv"

	"assay/corpus"
	"assay/extract"
)

// Place is one sentence with the document it stands in.
type Place struct {
	URI      string
	Page     int32 // from 1; 0 where the format has no pages
	Parse    *extract.Parse
	Sentence int // index in Parse.Sentences
}

// Sentences hands on every sentence of a run, where the only input is a results
// folder or one run's folder, or of documents, in order. lost and the error are
// those of Parses.
func Sentences(ctx context.Context, in *Inputs, lost func(*corpus.Loss), visit func(Place) error) error {
	if dir, ok := in.Tables(); ok {
		return tableSentences(ctx, dir, visit)
	}
	return Parses(ctx, in, lost, func(p *extract.Parse) error {
		for i := range p.Sentences {
			if err := visit(Place{p.Doc.URI, p.Sentences[i].Page, p, i}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Tables is the folder of a run's tables where that is the only input.
func (in *Inputs) Tables() (dir string, ok bool) {
	if len(in.Paths) != 1 || in.Paths[0].Name != "" {
		return "", false
	}
	return TablesOf(in.Paths[0].Path)
}

// tableSentences reads the sentences of a run out of its tables and parses each
// anew.
func tableSentences(ctx context.Context, dir string, visit func(Place) error) error {
	uris, err := URIs(ctx, dir)
	if err != nil {
		return err
	}
	return TableRows(ctx, dir, "sentences", []string{"doc_id", "page", "heading", "context", "speaker_role", "text"}, func(c []string) error {
		p := extract.One(c[5], c[2])
		page, _ := strconv.ParseInt(c[1], 10, 32) // null where the format has no pages: 0
		for x := extract.Context(0); x <= extract.Chrome; x++ {
			if x.String() == c[3] {
				p.Sentences[0].Context = x
			}
		}
		for x := extract.Role(0); x <= extract.Commenter; x++ {
			if x.String() == c[4] {
				p.Sentences[0].Role = x
			}
		}
		return visit(Place{uris[c[0]], int32(page), p, 0})
	})
}
