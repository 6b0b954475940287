package run

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assay/corpus"
	"assay/extract"
	"assay/out/cache"
	"assay/out/disk"
	"assay/out/disk/disktest"
)

// TestWhatTheCacheGives: the same bytes under another name are neither read nor tagged
// again, and have their own place all the same; by force both are done anew, and the
// cache is not looked at.
func TestWhatTheCacheGives(t *testing.T) {
	dir := t.TempDir()
	text := []byte("Caseloads are too high. Managers have good oversight of practice.\n")
	for _, name := range []string{"a.txt", "b.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var did []string
	watched := &disktest.Faults{FS: disk.OS{}, Fail: func(_ int, op, path string) error {
		if op == "read" || op == "create" {
			tier := filepath.Base(filepath.Dir(filepath.Dir(path)))
			did = append(did, op+" "+tier)
		}
		return nil
	}}
	c, _, _, err := (&Themes{}).Classifier()
	if err != nil {
		t.Fatal(err)
	}
	reader := corpus.NewReader(corpus.Options{})
	defer reader.Close()
	w := &work{reader: reader, extractor: extract.New(nil), classifier: c, settings: &settings{}, cache: cache.New(t.TempDir(), watched, time.Now()),
		abort: func(err error) { t.Error(err) }}
	for _, step := range []struct {
		name  string
		force bool
		did   string
	}{
		{"a.txt", false, "read read, create read, read result, create result"},
		{"b.txt", false, "read read, read result"},
		{"a.txt", true, "create read, create result"},
	} {
		did, w.force = nil, step.force
		r, err := w.read(t.Context(), &input{src: corpus.File(dir, step.name, step.name)})
		if err != nil {
			t.Fatal(err)
		}
		got, err := w.tag(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		doc := got.result.Doc
		if doc.URI != step.name || doc.Size != int64(len(text)) || doc.ModTime.IsZero() || doc.SHA256 != sha256.Sum256(text) {
			t.Errorf("%s: its place is %+v, %x", step.name, doc.Ref, doc.SHA256)
		}
		if len(got.result.Mentions) == 0 || got.text != corpus.TextKey(doc.Text) {
			t.Errorf("%s: %d mentions", step.name, len(got.result.Mentions))
		}
		if all := strings.Join(did, ", "); all != step.did {
			t.Errorf("%s, force %v: the cache saw %q, want %q", step.name, step.force, all, step.did)
		}
	}
}
