// Package diff holds two runs against each other: documents, judgements and
// mentions that are new, gone or changed, and why.
package diff

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"assay/out/load"
	"assay/out/runs"
)

// Change is one row that differs. Before and After are what it said: the digest
// of a document, the grade of a judgement, the stance of a mention; "" where it
// was not there.
type Change struct {
	Kind   string `json:"kind"` // document, judgement, mention
	What   string `json:"what"` // added, removed, changed
	URI    string `json:"uri"`
	Item   string `json:"item"` // judgement key, or theme
	Text   string `json:"text"` // the trigger and its sentence, of a mention
	Before string `json:"before"`
	After  string `json:"after"`
	Cause  string `json:"cause"` // input, reader, options, version, codebook, model; several joined by +
}

// Rate is how often a theme is mentioned, per 1,000 scored sentences.
type Rate struct {
	Theme  string  `json:"theme"`
	Before float64 `json:"before"`
	After  float64 `json:"after"`
}

// Diff is the difference of two runs.
type Diff struct {
	Before  string         `json:"before"` // run ids
	After   string         `json:"after"`
	Summary map[string]int `json:"summary"` // "mention added" -> how many
	Rates   []Rate         `json:"rates"`
	Changes []Change       `json:"changes"` // documents, judgements, mentions, each by uri
}

// Runs compares two runs. Both must hold documents, judgements, sentences and
// mentions as Parquet.
func Runs(ctx context.Context, before, after runs.Run) (*Diff, error) {
	d := &Diff{Before: before.ID, After: after.ID, Summary: map[string]int{}, Rates: rates(before.Manifest, after.Manifest)}
	a, err := read(ctx, before.Dir)
	if err != nil {
		return nil, err
	}
	b, err := read(ctx, after.Dir)
	if err != nil {
		return nil, err
	}
	general, err := generalCause(before.Manifest, after.Manifest)
	if err != nil {
		return nil, err
	}
	cause := func(uri string) string {
		x, y := a.documents[uri], b.documents[uri]
		if x.sha != y.sha {
			return "input"
		}
		return general
	}
	d.documents(a, b)
	d.judgements(a, b, cause)
	d.mentions(a, b, cause)
	for _, c := range d.Changes {
		d.Summary[c.Kind+" "+c.What]++
	}
	return d, nil
}

// Cause says what other than inputs differs between two runs: reader, options,
// version, codebook, model, joined by +; "" where nothing does.
func Cause(before, after *runs.Manifest) (string, error) {
	cause, err := generalCause(before, after)
	if cause == "input" {
		cause = ""
	}
	return cause, err
}

// generalCause says what other than inputs differs between two runs.
func generalCause(a, b *runs.Manifest) (string, error) {
	var x, y struct {
		Reader          json.RawMessage
		Codebook, Model string
		Versions        map[string]string
	}
	if err := json.Unmarshal(a.Configuration, &x); err != nil {
		return "", fmt.Errorf("configuration of %s: %w", a.ID, err)
	}
	if err := json.Unmarshal(b.Configuration, &y); err != nil {
		return "", fmt.Errorf("configuration of %s: %w", b.ID, err)
	}
	var causes []string
	add := func(differs bool, name string) {
		if differs {
			causes = append(causes, name)
		}
	}
	add(x.Versions["reader"] != y.Versions["reader"], "reader")
	add(!sameJSON(x.Reader, y.Reader), "options")
	add(x.Versions["extract"] != y.Versions["extract"] || x.Versions["classify"] != y.Versions["classify"], "version")
	add(x.Codebook != y.Codebook, "codebook")
	add(x.Model != y.Model, "model")
	if len(causes) == 0 {
		return "input", nil // another document's input: duplicates and the like
	}
	return strings.Join(causes, "+"), nil
}

// sameJSON compares JSON whatever its white space: a manifest that was read back
// is indented.
func sameJSON(a, b []byte) bool {
	var x, y bytes.Buffer
	return bytes.Equal(a, b) || json.Compact(&x, a) == nil && json.Compact(&y, b) == nil && bytes.Equal(x.Bytes(), y.Bytes())
}

func rates(a, b *runs.Manifest) []Rate {
	per := func(m *runs.Manifest, theme string) float64 {
		if m.Scored == 0 {
			return 0
		}
		return 1000 * float64(m.Themes[theme]) / float64(m.Scored)
	}
	names := map[string]bool{}
	for t := range a.Themes {
		names[t] = true
	}
	for t := range b.Themes {
		names[t] = true
	}
	var list []Rate
	for t := range names {
		list = append(list, Rate{t, per(a, t), per(b, t)})
	}
	slices.SortFunc(list, func(x, y Rate) int { return cmp.Compare(x.Theme, y.Theme) })
	return list
}

func (d *Diff) documents(a, b *tables) {
	for _, uri := range union(a.documents, b.documents) {
		x, inA := a.documents[uri]
		y, inB := b.documents[uri]
		c := Change{Kind: "document", URI: uri, Before: x.sha, After: y.sha, Cause: "input"}
		switch {
		case !inA:
			c.What = "added"
		case !inB:
			c.What = "removed"
		case x.sha != y.sha:
			c.What = "changed"
		default:
			continue
		}
		d.Changes = append(d.Changes, c)
	}
}

func (d *Diff) judgements(a, b *tables, cause func(string) string) {
	for _, k := range union(a.judgements, b.judgements) {
		x, y := a.judgements[k], b.judgements[k]
		if x == y {
			continue
		}
		uri, key, _ := strings.Cut(k, "\x00")
		c := Change{Kind: "judgement", What: "changed", URI: uri, Item: key, Before: x, After: y, Cause: cause(uri)}
		if x == "" {
			c.What = "added"
		} else if y == "" {
			c.What = "removed"
		}
		d.Changes = append(d.Changes, c)
	}
}

func union[V any](a, b map[string]V) []string {
	var keys []string
	for k := range a {
		keys = append(keys, k)
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}

// document is what diff knows of one document.
type document struct{ id, sha string }

// mention is what diff knows of one mention.
type mention struct {
	start, end     int64
	text, sentence string
	stance         string
	direction      string
	tense          string
}

func (m mention) says() string { return m.stance + ", " + m.direction + ", " + m.tense }

// tables are what diff reads of a run.
type tables struct {
	documents  map[string]document
	judgements map[string]string               // uri NUL key -> grade or status
	mentions   map[string]map[string][]mention // uri -> theme -> in order
}

func read(ctx context.Context, dir string) (*tables, error) {
	t := &tables{documents: map[string]document{}, judgements: map[string]string{}, mentions: map[string]map[string][]mention{}}
	uris := map[string]string{}
	err := load.Table(ctx, dir, "documents", []string{"doc_id", "uri", "sha256"}, func(b load.Batch) error {
		for i := range b.Rows() {
			t.documents[b.Str(1, i)] = document{b.Str(0, i), b.Str(2, i)}
			uris[b.Str(0, i)] = b.Str(1, i)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = load.Table(ctx, dir, "judgements", []string{"doc_id", "judgement", "grade", "status"}, func(b load.Batch) error {
		for i := range b.Rows() {
			said := b.Str(2, i)
			if said == "" {
				said = b.Str(3, i)
			}
			t.judgements[uris[b.Str(0, i)]+"\x00"+b.Str(1, i)] = said
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return t, t.readMentions(ctx, dir, uris)
}

// readMentions reads mentions and then the text of just those sentences that
// hold one.
func (t *tables) readMentions(ctx context.Context, dir string, uris map[string]string) error {
	type place struct {
		uri, theme string
		at         int
	}
	places := map[string][]place{} // sentence_id -> mentions
	err := load.Table(ctx, dir, "mentions", []string{"doc_id", "sentence_id", "theme", "start", "end", "text", "stance", "direction", "tense"}, func(b load.Batch) error {
		for i := range b.Rows() {
			uri, theme := uris[b.Str(0, i)], b.Str(2, i)
			if t.mentions[uri] == nil {
				t.mentions[uri] = map[string][]mention{}
			}
			list := t.mentions[uri][theme]
			places[b.Str(1, i)] = append(places[b.Str(1, i)], place{uri, theme, len(list)})
			t.mentions[uri][theme] = append(list, mention{start: b.Int(3, i), end: b.Int(4, i), text: b.Str(5, i), stance: b.Str(6, i), direction: b.Str(7, i), tense: b.Str(8, i)})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return load.Table(ctx, dir, "sentences", []string{"sentence_id", "text"}, func(b load.Batch) error {
		for i := range b.Rows() {
			for _, p := range places[b.Str(0, i)] {
				t.mentions[p.uri][p.theme][p.at].sentence = b.Str(1, i)
			}
		}
		return nil
	})
}
