package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"assay/classify"
	"assay/cmd/assay/internal/cli"
	"assay/corpus"
	"assay/extract"
	"assay/out"
	"assay/run"
)

// TestVersionsGrow holds what each stage gives for the example corpus against
// testdata/versions.txt, which has a line "stage version digest". Where a digest
// differs and the version does not, entries that the cache holds would be used
// although they are stale: raise the stage's Version constant, then -update.
// -update refuses to write another digest for the same version.
func TestVersionsGrow(t *testing.T) {
	t.Parallel()
	const path = "testdata/versions.txt"
	got := stageDigests(t)
	known := map[string]string{} // "stage version" -> digest
	data, err := os.ReadFile(path)
	if err != nil && !*update {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		if len(f) == 3 {
			known[f[0]+" "+f[1]] = f[2]
		}
	}
	var b strings.Builder
	for _, s := range got {
		key := s.stage + " " + s.version
		if old, ok := known[key]; ok && old != s.digest {
			t.Errorf("stage %s gives something else for the example corpus and is still version %s: raise its Version constant, then go test ./cmd/assay -run Versions -update", s.stage, s.version)
		} else if !ok && !*update {
			t.Errorf("%s has no line for stage %s, version %s: go test ./cmd/assay -run Versions -update", path, s.stage, s.version)
		}
		fmt.Fprintf(&b, "%s %s\n", key, s.digest)
	}
	if *update && !t.Failed() {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestVersionIsTheChangelogs: wheels are named by what CHANGELOG.md names last.
func TestVersionIsTheChangelogs(t *testing.T) {
	t.Parallel()
	log, err := os.ReadFile("../../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`(?m)^## (\d\S*)`).FindSubmatch(log)
	if named == nil || string(named[1]) != cli.Version {
		t.Errorf("CHANGELOG.md names %s last, the program is %s", named, cli.Version)
	}
}

// TestChangelogsVersionsAreTheStages: the line of CHANGELOG.md that says which versions
// the tables and the stages have come to says what their constants say.
func TestChangelogsVersionsAreTheStages(t *testing.T) {
	t.Parallel()
	line := regexp.MustCompile(`(?m)^Versions of tables and stages since .*$`).FindString(repositoryFile(t, "CHANGELOG.md"))
	for stage, version := range map[string]int{"tables": out.Version, "reader": corpus.Version, "extract": extract.Version, "classify": classify.Version} {
		if want := fmt.Sprintf(`\b%s \d+ to %d\b`, stage, version); !regexp.MustCompile(want).MatchString(line) {
			t.Errorf("CHANGELOG.md does not say that %s is at version %d: %q", stage, version, line)
		}
	}
}

type stageDigest struct{ stage, version, digest string }

// stageDigests takes the example corpus through the stages, each digest over
// what the stage before gave.
func stageDigests(t *testing.T) []stageDigest {
	t.Helper()
	in := run.Inputs{Paths: []corpus.Input{{Path: "../../examples/corpus"}}, Workers: 1, PDFCommand: cli.PDFCommand}
	listing, err := in.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	reader := corpus.NewReader(in.ReaderOptions(in.CodeFolder(t.TempDir())))
	defer reader.Close()
	classifier, book, _, err := (&run.Themes{}).Classifier()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	tables, err := out.NewTables(dir, out.Options{Themes: run.ThemeIDs(book)})
	if err != nil {
		t.Fatal(err)
	}
	read, extracted, classified, written := sha256.New(), sha256.New(), sha256.New(), sha256.New()
	for _, s := range listing.Sources {
		doc, err := reader.Read(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		read.Write(corpus.EncodeDocument(nil, doc))
		parse := extract.Extract(doc)
		extracted.Write(classify.EncodeResult(nil, &classify.Result{Parse: parse, Sentiments: make([]classify.Sentiment, len(parse.Sentences))}))
		res, err := classifier.Classify(t.Context(), parse)
		if err != nil {
			t.Fatal(err)
		}
		classified.Write(classify.EncodeResult(nil, res))
		if err := tables.Add(res, out.DocExtra{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tables.Close(); err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.parquet"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		written.Write(data)
	}
	hex := func(h interface{ Sum([]byte) []byte }) string { return fmt.Sprintf("%x", h.Sum(nil)) }
	return []stageDigest{
		{"reader", fmt.Sprint(corpus.Version), hex(read)},
		{"extract", fmt.Sprint(extract.Version), hex(extracted)},
		{"classify", fmt.Sprint(classify.Version), hex(classified)},
		{"tables", fmt.Sprint(out.Version), hex(written)},
	}
}
