package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"assay/classify"
	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
	"assay/out"
)

// paceFile has the ratios that are committed, a name and a ratio a line.
const paceFile = "bench/pace.txt"

// slower is the drop from which on a ratio is warned of: the machines that run the
// check are shared, and their ratios move by a tenth.
const slower = 0.8

// pace measures in some seconds how fast the text stages and the sink go over the
// example corpus, held against a yardstick that is no part of the program, so that
// the ratio is about the same on every machine. It warns of what is more than a
// fifth slower than the committed ratio, and fails for nothing but that it could
// not measure.
func (b *bench) pace(ctx context.Context, write bool) error {
	b.reports = "examples/corpus"
	docs, err := b.read(ctx)
	if err != nil {
		return err
	}
	if len(docs) == 0 {
		return errors.New("no document of examples/corpus could be read")
	}
	now, err := b.measurePace(ctx, docs)
	if err != nil {
		return err
	}
	before, err := committedPace()
	if err != nil {
		return err
	}
	var page strings.Builder
	for _, name := range []string{"text", "sink"} {
		fmt.Printf("pace of %s: %.4f of the yardstick's, committed %.4f\n", name, now[name], before[name])
		if now[name] < slower*before[name] {
			fmt.Printf("warning: %s is %.0f %% slower than committed: make bench tells more\n", name, 100*(1-now[name]/before[name]))
		}
		fmt.Fprintf(&page, "%s %.4f\n", name, now[name])
	}
	if write {
		return os.WriteFile(paceFile, []byte(page.String()), 0o644)
	}
	return nil
}

// measurePace is by name the bytes a second of processor time as a share of the
// yardstick's, the median of rounds in which the three take turns.
func (b *bench) measurePace(ctx context.Context, docs []*corpus.Document) (map[string]float64, error) {
	model, err := stance.Default()
	if err != nil {
		return nil, err
	}
	book := codebook.Builtin()
	classifier, err := classify.New(book, model)
	if err != nil {
		return nil, err
	}
	results := make([]*classify.Result, len(docs))
	text := func() error {
		for i, d := range docs {
			if results[i], err = classifier.Classify(ctx, extract.Extract(d)); err != nil {
				return err
			}
		}
		return nil
	}
	var themes []string
	for _, t := range book.Themes {
		themes = append(themes, t.ID)
	}
	sink := func() error {
		dir, err := os.MkdirTemp(b.work, "tables")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		t, err := out.NewTables(dir, out.Options{Themes: themes})
		if err != nil {
			return err
		}
		defer t.Abort()
		for i := range copies * len(results) {
			if err := t.Add(renamed(results[i%len(results)], i), out.DocExtra{}); err != nil {
				return err
			}
		}
		_, err = t.Close()
		return err
	}
	yardstick := func() error { countWords(docs); return nil }
	ratios := map[string][]float64{}
	for round := range b.rounds + 1 {
		var took [3]time.Duration
		for i, f := range []func() error{yardstick, text, sink} {
			if took[i], err = perPass(f); err != nil {
				return nil, err
			}
		}
		if round > 0 { // the first loads what is loaded once
			ratios["text"] = append(ratios["text"], took[0].Seconds()/took[1].Seconds())
			ratios["sink"] = append(ratios["sink"], copies*took[0].Seconds()/took[2].Seconds())
		}
	}
	return map[string]float64{"text": median(ratios["text"]), "sink": median(ratios["sink"])}, nil
}

// copies is how often the sink writes each document: beginning and ending a file costs
// more than the rows of one.
const copies = 20

// renamed is a result of the same document by another name.
func renamed(r *classify.Result, i int) *classify.Result {
	doc, parse, result := *r.Doc, *r.Parse, *r
	doc.URI = fmt.Sprintf("%d/%s", i, doc.URI)
	parse.Doc, result.Parse = &doc, &parse
	return &result
}

// perPass is the processor time of f, called until it has taken a fifth of a second.
func perPass(f func() error) (time.Duration, error) {
	from, n := processorTime(), 0
	for {
		if err := f(); err != nil {
			return 0, err
		}
		n++
		if took := processorTime() - from; took >= 200*time.Millisecond {
			return took / time.Duration(n), nil
		}
	}
}

// countWords is the yardstick: the words of the texts in small letters, counted and
// put in order.
func countWords(docs []*corpus.Document) (most string) {
	for _, d := range docs {
		count := map[string]int{}
		for w := range strings.FieldsSeq(strings.ToLower(d.Text)) {
			count[w]++
		}
		words := make([]string, 0, len(count))
		for w := range count {
			words = append(words, w)
		}
		slices.SortFunc(words, func(a, b string) int {
			if d := count[b] - count[a]; d != 0 {
				return d
			}
			return strings.Compare(a, b)
		})
		most = max(most, words[0])
	}
	return most
}

// committedPace are the ratios of paceFile, none where it is not there.
func committedPace() (map[string]float64, error) {
	f, err := os.Open(filepath.FromSlash(paceFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	ratios := map[string]float64{}
	for s := bufio.NewScanner(f); s.Scan(); {
		var name string
		var ratio float64
		if _, err := fmt.Sscan(s.Text(), &name, &ratio); err != nil {
			return nil, fmt.Errorf("%s: %q is no name and ratio: %w", paceFile, s.Text(), err)
		}
		ratios[name] = ratio
	}
	return ratios, nil
}
