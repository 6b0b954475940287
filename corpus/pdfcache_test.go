package corpus

import (
	"os"
	"path/filepath"
	"testing"

	"assay/corpus/corpustest"
)

// TestRelativeCacheDir: the children that read PDF work in a folder of their
// own, so a cache folder is not relative to theirs.
func TestRelativeCacheDir(t *testing.T) {
	cache, dir := testCache(t), t.TempDir()
	if err := os.MkdirAll(cache, 0o755); err != nil {
		t.Fatal(err)
	}
	pdf := filepath.Join(dir, "a.pdf")
	if err := os.WriteFile(pdf, corpustest.TextPDF("Caseloads are too high."), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Dir(cache))
	r := NewReader(Options{PDFCommand: []string{"", childArg}, CacheDir: filepath.Base(cache), Children: 1})
	defer r.Close()
	d, err := r.Read(t.Context(), list(t, pdf).Sources[0])
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Text) == 0 {
		t.Error("no text")
	}
}
