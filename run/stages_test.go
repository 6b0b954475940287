package run

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"assay/corpus"
	"assay/extract"
	"assay/out"
	"assay/pipeline"
)

// TestMistakesAreNamedByStep: a panic in any step is a row of failures whose
// stage is one that the data dictionary lists.
func TestMistakesAreNamedByStep(t *testing.T) {
	var known []string
	for _, table := range out.Schema(out.Options{}) {
		for _, c := range table.Columns {
			if table.Name == "failures" && c.Name == "stage" {
				known = c.Enum
			}
		}
	}
	work := &work{reader: corpus.NewReader(corpus.Options{}), extractor: extract.New(nil), settings: &settings{}, force: true} // no classifier, no cache
	for _, step := range []corpus.Stage{corpus.AtExtract, corpus.AtClassify} {
		in := &input{}
		doc := &corpus.Document{Text: "Caseloads are too high.\n"}
		if step == corpus.AtExtract {
			doc = nil
		}
		run := pipeline.New(context.Background(), pipeline.Options{})
		flow := pipeline.From(run, pipeline.Source[readDoc]{Items: one(readDoc{in, doc}), Name: func(readDoc) string { return "x" }})
		results := pipeline.Through(flow, pipeline.Stage[readDoc, tagged]{Name: StageTag, Workers: 1, Run: work.tag})
		pipeline.Into(results, func(_ context.Context, it pipeline.Item[tagged]) error {
			l := lossOf("x", in.at, it.Err)
			if l.Stage != step || l.Reason != corpus.Internal || !slices.Contains(known, string(l.Stage)) || !strings.HasPrefix(l.Err.Error(), "panic: ") {
				t.Errorf("%s: %v (the stages are %q)", step, l, known)
			}
			return nil
		})
		if err := run.Wait(); err != nil {
			t.Fatal(err)
		}
	}
}

// one yields a single item.
func one[T any](item T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) { yield(item, nil) }
}

// TestWhatIsCached: permanent losses are kept, others are not.
func TestWhatIsCached(t *testing.T) {
	for _, reason := range []corpus.Reason{corpus.FormatMismatch, corpus.Encrypted, corpus.CPULimit, corpus.Permission, corpus.Vanished, corpus.ChildDied, corpus.Internal} {
		err := &corpus.Loss{URI: "x", Stage: corpus.AtRead, Reason: reason, Err: errors.New("why"), Hint: "what"}
		entry, keep := readEntry(&input{}, nil, err)
		if keep != reason.Permanent() {
			t.Errorf("%s: kept %v", reason, keep)
		}
		if keep {
			var c cachedLoss
			if jerr := json.Unmarshal(entry[1:], &c); jerr != nil || entry[0] != entryLoss || c != (cachedLoss{reason, "why", "what"}) {
				t.Errorf("%s: %q, %v", reason, entry, jerr)
			}
		}
	}
}
