package run

import (
	"context"
	"encoding/hex"
	"errors"

	"assay/classify"
	"assay/corpus"
	"assay/out"
	"assay/out/runs"
	"assay/pipeline"
)

// writer is the sink of a run: it gives rows to the tables in uri order and
// keeps the account of every input.
type writer struct {
	tables  *out.Tables
	losses  []*corpus.Loss // of the listing, by uri, not yet written
	meta    *metadata
	texts   corpus.Duplicates
	account []runs.Input
	failed  []out.Failure // what was lost, for the summary
	limit   *int          // nil: no limit
	lost    int
	themes  map[string]int64 // mentions a theme, in counted contexts
	scored  int64            // sentences in counted contexts
}

func newWriter(tables *out.Tables, p *plan) *writer {
	w := &writer{tables: tables, losses: p.losses, meta: p.meta, limit: p.LossLimit, themes: map[string]int64{}}
	for _, id := range p.settings.Themes {
		w.themes[id] = 0
	}
	return w
}

// ErrTooManyLost ends a run that loses more documents than Options.LossLimit.
var ErrTooManyLost = errors.New("more documents were lost than --max-failures allows")

func (w *writer) write(_ context.Context, it pipeline.Item[tagged], in *input) error {
	if err := w.lossesBefore(in.src.URI); err != nil {
		return err
	}
	if it.Err != nil {
		return w.lose(in, lossOf(in.src.URI, in.at, it.Err))
	}
	doc := it.Value.result.Doc
	extra := out.DocExtra{DuplicateOf: w.texts.Add(doc.URI, it.Value.text), TextKey: it.Value.text, Meta: w.meta.of(doc.URI)}
	err := w.tables.Add(it.Value.result, extra)
	var bad *out.BadResult
	if errors.As(err, &bad) {
		return w.lose(in, lossOf(in.src.URI, corpus.AtWrite, bad.Err))
	}
	if err != nil {
		return err
	}
	w.count(it.Value.result)
	w.enter(in, runs.Read, "")
	return nil
}

// count adds a document to the theme rates of the run.
func (w *writer) count(r *classify.Result) {
	for i := range r.Sentences {
		if r.Sentences[i].Context.Counted() {
			w.scored++
		}
	}
	for i := range r.Mentions {
		if r.Sentences[r.Mentions[i].Sentence].Context.Counted() {
			w.themes[r.Mentions[i].Theme]++
		}
	}
}

// lose writes the row of a lost or skipped input.
func (w *writer) lose(in *input, l *corpus.Loss) error {
	if err := w.failure(l); err != nil {
		return err
	}
	w.enter(in, runs.StatusOf(l.Reason), l.Reason)
	return nil
}

func (w *writer) failure(l *corpus.Loss) error {
	row := out.FailureOf(l)
	if l.Reason.Severity() == corpus.Lost {
		w.failed = append(w.failed, row)
		w.lost++
		if w.limit != nil && w.lost > *w.limit {
			return ErrTooManyLost
		}
	}
	return w.tables.AddFailure(row)
}

// lossesBefore writes the losses of the listing whose uri comes before uri.
func (w *writer) lossesBefore(uri string) error {
	for len(w.losses) > 0 && w.losses[0].URI < uri {
		if err := w.listed(); err != nil {
			return err
		}
	}
	return nil
}

// rest writes the losses of the listing that come after the last document.
func (w *writer) rest() error {
	for len(w.losses) > 0 {
		if err := w.listed(); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) listed() error {
	l := w.losses[0]
	w.losses = w.losses[1:]
	w.account = append(w.account, runs.Input{URI: l.URI, Status: runs.StatusOf(l.Reason), Reason: l.Reason})
	return w.failure(l)
}

func (w *writer) enter(in *input, status runs.Status, reason corpus.Reason) {
	row := runs.Input{URI: in.src.URI, Bytes: in.src.Size, Status: status, Reason: reason,
		Claim: in.src.Claim, ReadKey: in.readKey.String(), Document: in.document, ResultKey: in.result.String()}
	if in.sha != ([32]byte{}) {
		row.SHA256 = hex.EncodeToString(in.sha[:])
	}
	w.account = append(w.account, row)
}
