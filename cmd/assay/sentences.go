package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"assay/corpus"
	"assay/extract"
	"assay/pipeline"
)

// parses reads documents and finds their structure, and hands them on in source
// order. A document that is lost is named on stderr and left out; the error is
// an outcome with the code of lost documents then.
func parses(ctx context.Context, o *inputOptions, stdin io.Reader, stderr io.Writer, visit func(*extract.Parse) error) (err error) {
	if o.workers < 1 {
		return usagef("--workers must be at least 1")
	}
	listing, err := o.list(ctx, stdin)
	if err != nil {
		return err
	}
	if len(listing.Unmatched) > 0 {
		return usagef("%s", unmatched(listing.Unmatched[0].Path)).hint("name a folder, file, glob or archive with documents in it, or a results folder")
	}
	reader := corpus.NewReader(o.readerOptions(o.codeFolder("")))
	defer func() { err = errors.Join(err, reader.Close()) }()
	inputs := make([]*input, len(listing.Sources))
	for i, s := range listing.Sources {
		inputs[i] = &input{src: s}
	}
	lost := 0
	run := pipeline.New(ctx, pipeline.Options{MaxItems: 4 * o.workers, MaxBytes: 64 << 20})
	source := pipeline.From(run, pipeline.Source[*input]{
		Items: each(inputs),
		Name:  func(in *input) string { return in.src.URI },
		Weigh: func(in *input) int64 { return in.src.Size },
	})
	docs := pipeline.Through(source, pipeline.Stage[*input, *extract.Parse]{Name: stageRead, Workers: o.workers,
		Run: func(ctx context.Context, in *input) (*extract.Parse, error) {
			raw, err := reader.Open(ctx, in.src)
			if err != nil {
				return nil, err
			}
			defer raw.Close()
			doc, err := reader.Decode(ctx, raw)
			if err != nil {
				return nil, err
			}
			return extract.Extract(doc)
		}})
	pipeline.Into(docs, func(_ context.Context, it pipeline.Item[*extract.Parse]) error {
		if it.Err != nil {
			lost++
			fmt.Fprintln(stderr, "assay: "+printable(lostLine(lossOf(inputs[it.Index].src.URI, stepRead, it.Err))))
			return nil
		}
		return visit(it.Value)
	})
	if err := run.Wait(); err != nil {
		return cause(ctx, err)
	}
	if lost > 0 {
		return &outcome{exitLost, counted(lost, "document") + " lost"}
	}
	return nil
}

// place is one sentence with the document it stands in.
type place struct {
	uri      string
	page     int32
	parse    *extract.Parse
	sentence int
}

// places hands on every sentence of a run (a results folder or one run's
// folder) or of documents, in order.
func places(ctx context.Context, o *inputOptions, stdin io.Reader, stderr io.Writer, visit func(place) error) error {
	if len(o.args) == 1 && len(o.named) == 0 {
		if dir, ok := runFolder(o.args[0]); ok {
			return runPlaces(ctx, dir, visit)
		}
	}
	return parses(ctx, o, stdin, stderr, func(p *extract.Parse) error {
		for i := range p.Sentences {
			if err := visit(place{p.Doc.URI, p.Sentences[i].Page, p, i}); err != nil {
				return err
			}
		}
		return nil
	})
}

// runFolder finds the folder of tables an argument means: a run's own, or the
// current one of a results folder.
func runFolder(arg string) (string, bool) {
	for _, dir := range [...]string{arg, filepath.Join(arg, "current")} {
		if _, err := os.Stat(filepath.Join(dir, "manifest.json")); err == nil {
			return dir, true
		}
	}
	return "", false
}

// runPlaces reads the sentences of a run out of its tables and parses each anew.
func runPlaces(ctx context.Context, dir string, visit func(place) error) error {
	uris, err := runURIs(ctx, dir)
	if err != nil {
		return err
	}
	return tableRows(ctx, dir, "sentences", []string{"doc_id", "page", "heading", "context", "speaker_role", "text"}, func(c []string) error {
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
		return visit(place{uris[c[0]], int32(page), p, 0})
	})
}

// runURIs maps doc_id to uri.
func runURIs(ctx context.Context, dir string) (map[string]string, error) {
	uris := map[string]string{}
	err := tableRows(ctx, dir, "documents", []string{"doc_id", "uri"}, func(c []string) error {
		uris[c[0]] = c[1]
		return nil
	})
	return uris, err
}
