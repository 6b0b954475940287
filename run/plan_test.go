package run

import (
	"os"
	"path/filepath"
	"testing"

	"assay/classify/stance"
	"assay/out/cache"
)

// Whatever a user gives to find and judge by decides what is taken from the cache: with
// another model, codebook or profile nothing found before is used, and with another limit
// no Document; what only shapes the tables leaves both as they are.
func TestWhatIsGivenDecidesWhatIsReused(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	model, err := stance.Default()
	if err != nil {
		t.Fatal(err)
	}
	lessons := stance.Extension{Corrections: []stance.Correction{{Theme: "gardens", Gain: 0.8}}}
	extended, err := lessons.Save(model.Fingerprint())
	if err != nil {
		t.Fatal(err)
	}
	other := file("other.bin", extended)
	book := file("gardens.yaml", []byte("themes:\n  - id: gardens\n    label: Gardens\n    include: [garden]\n"))
	profile := file("hospital.yaml", []byte("profiles:\n  - id: hospital_report\n    label: hospital report\n    recognise:\n      title: [\"hospital report\"]\n"))

	plan := func(change func(*Options)) (read, result cache.Key, whole string) {
		o := &Options{Formats: []string{"csv"}}
		change(o)
		p, err := newPlan(o)
		if err != nil {
			t.Fatal(err)
		}
		if whole, err = runKey(nil, nil, p.settings); err != nil {
			t.Fatal(err)
		}
		return p.settings.readKey([32]byte{1}, "pdf"), p.settings.resultKey("doc"), whole
	}
	read, result, whole := plan(func(*Options) {})
	for name, c := range map[string]struct {
		change       func(*Options)
		read, result bool // is made anew
	}{
		"model":    {func(o *Options) { o.Model = other }, false, true},
		"codebook": {func(o *Options) { o.Codebooks = []string{book} }, false, true},
		"profile":  {func(o *Options) { o.Profiles = []string{profile} }, false, true},
		"limit":    {func(o *Options) { o.Limits.Pages = 7 }, true, false},
		"field":    {func(o *Options) { o.JSONL.Text = "body" }, true, false},
		"format":   {func(o *Options) { o.Formats = []string{"jsonl"} }, false, false},
		"text":     {func(o *Options) { o.WithText = true }, false, false},
		"links":    {func(o *Options) { o.SourceBase = "https://example.org/" }, false, false},
	} {
		r, f, w := plan(c.change)
		if (r != read) != c.read || (f != result) != c.result || w == whole {
			t.Errorf("another %s: read anew %v, found anew %v, another run %v", name, r != read, f != result, w != whole)
		}
	}
	// What is only how the run goes is no part of what it is.
	if r, f, w := plan(func(o *Options) { o.Workers, o.CacheDir, o.Force = 3, dir, true }); r != read || f != result || w != whole {
		t.Error("workers, folders or force make another run")
	}
}
