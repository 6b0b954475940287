package run

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"assay/corpus"
)

// TestWhyAgain: for each thing that can change between two runs, what would be done with
// the documents, and why.
func TestWhyAgain(t *testing.T) {
	for name, c := range map[string]struct {
		change func(t *testing.T, docs, cache string, o *Options)
		want   string // what is done with a.txt and why
		newRun bool
	}{
		"nothing":     {func(*testing.T, string, string, *Options) {}, "nothing unchanged", false},
		"another day": {func(_ *testing.T, _, _ string, o *Options) { o.Now = o.Now.AddDate(0, 0, 9) }, "nothing unchanged", false},
		"touched": {func(t *testing.T, docs, _ string, _ *Options) {
			if err := os.Chtimes(filepath.Join(docs, "a.txt"), time.Now(), time.Now()); err != nil {
				t.Error(err)
			}
		}, "nothing unchanged", false},
		"other words": {func(t *testing.T, docs, _ string, _ *Options) { write(t, docs, "a.txt", "Caseloads are low.") }, "read content", true},
		"a copy": {func(t *testing.T, docs, _ string, _ *Options) { // its bytes are known, its name is new
			write(t, docs, "b.txt", "Caseloads are high.")
			os.Remove(filepath.Join(docs, "a.txt"))
		}, "removed", true},
		"a limit": {func(_ *testing.T, _, _ string, o *Options) { o.Limits.Pages = 7 }, "read options", true},
		"a book": {func(t *testing.T, docs, _ string, o *Options) {
			o.Codebooks = []string{write(t, t.TempDir(), "b.yaml", "themes:\n  - id: gardens\n    label: Gardens\n    include: [garden]\n")}
		}, "tag codebook", true},
		"a format": {func(_ *testing.T, _, _ string, o *Options) { o.Formats = []string{"jsonl"} }, "nothing unchanged", true},
		"by force": {func(_ *testing.T, _, _ string, o *Options) { o.Force = true }, "read forced", true},
		"a cache that is gone": {func(t *testing.T, _, cache string, _ *Options) {
			if err := os.RemoveAll(cache); err != nil {
				t.Error(err)
			}
		}, "read cache_damaged", false},
		"results that are gone": {func(t *testing.T, _, cache string, _ *Options) {
			if err := os.RemoveAll(filepath.Join(cache, "result")); err != nil {
				t.Error(err)
			}
		}, "tag cache_damaged", false},
	} {
		t.Run(name, func(t *testing.T) {
			docs, results := t.TempDir(), t.TempDir()
			write(t, docs, "a.txt", "Caseloads are high.")
			write(t, docs, "z.txt", "Managers have good oversight.")
			opt := func() Options {
				return Options{Inputs: Inputs{Paths: []corpus.Input{{Path: docs}}}, Out: results, Formats: []string{"csv"}, Tables: []string{"documents"}, NoReport: true,
					Now: time.Date(2026, 5, 3, 2, 0, 0, 0, time.UTC)}
			}
			o := opt()
			first, err := Explain(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			if first.Current != "" || !first.NewRun || first.Counts[New] != 2 {
				t.Errorf("before the first run: %+v", first)
			}
			if _, err := Run(t.Context(), opt()); err != nil {
				t.Fatal(err)
			}
			o = opt()
			c.change(t, docs, filepath.Join(results, "cache"), &o)
			got, err := Explain(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			all := map[string]string{}
			for _, in := range got.Inputs {
				all[in.URI] = in.Again + " " + string(in.Reason)
			}
			if slices.Contains(got.Removed, "a.txt") {
				all["a.txt"] = "removed"
			}
			if all["a.txt"] != c.want || got.NewRun != c.newRun || !strings.HasPrefix(got.Current, "2026-05-03T") {
				t.Errorf("a.txt: %q, a new run %v, current %q; want %q, %v", all["a.txt"], got.NewRun, got.Current, c.want, c.newRun)
			}
			if name == "a copy" && all["b.txt"] != "nothing new" {
				t.Errorf("its copy: %q", all["b.txt"])
			}
		})
	}
}

// write makes a file and gives its path.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
