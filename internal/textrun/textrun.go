// Package textrun makes the tables of a run from a few texts, for tests of what
// reads them.
package textrun

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"assay/classify"
	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
	"assay/out"
)

// Parses reads texts, by path, as a run would, in the order of their paths.
func Parses(t testing.TB, texts map[string]string) []*extract.Parse {
	t.Helper()
	dir := t.TempDir()
	for name, text := range texts {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return ParseAll(t, dir)
}

// ParseAll reads the files under dir that need no other process, in order.
func ParseAll(t testing.TB, dir string) (list []*extract.Parse) {
	t.Helper()
	listing, err := corpus.List(context.Background(), []corpus.Input{{Path: dir}}, corpus.ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r := corpus.NewReader(corpus.Options{})
	defer r.Close()
	for _, s := range listing.Sources {
		if filepath.Ext(s.URI) == ".pdf" {
			continue
		}
		doc, err := r.Read(context.Background(), s)
		if err != nil {
			t.Fatalf("%s: %v", s.URI, err)
		}
		p := extract.Extract(doc)
		list = append(list, p)
	}
	return list
}

// Write classifies the documents with the codebook and the model that ships with
// the program, and writes their tables into a folder that it returns.
func Write(t testing.TB, parses []*extract.Parse, book *codebook.Codebook, formats ...out.Format) string {
	t.Helper()
	model, err := stance.Default()
	if err != nil {
		t.Fatal(err)
	}
	c, err := classify.New(book, model)
	if err != nil {
		t.Fatal(err)
	}
	opt := out.Options{Formats: formats}
	for i := range book.Themes {
		opt.Themes = append(opt.Themes, book.Themes[i].ID)
	}
	dir := t.TempDir()
	tables, err := out.NewTables(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parses {
		r, err := c.Classify(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		if err := tables.Add(r, out.DocExtra{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tables.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}
