package report

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"assay/out/disk"
	"assay/report/sources"
)

// TestSources: what was read is copied and linked at its page; what has changed,
// is absent, is no PDF or lies outside the folder is not.
func TestSources(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	put := func(name, text string) string {
		path := filepath.Join(from, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256([]byte(text))
		return hex.EncodeToString(sum[:])
	}
	pdf := "application/pdf"
	same := &document{uri: "in/a b/c#1.pdf", media: pdf, sha256: put("a b/c#1.pdf", "one")}
	changed := &document{uri: "in/d.pdf", media: pdf, sha256: put("d.pdf", "old")}
	put("d.pdf", "new")
	page := &document{uri: "in/e.html", media: "text/html", sha256: put("e.html", "<script>")}
	absent := &document{uri: "in/z.zip!f.pdf", media: pdf}
	outside := &document{uri: "in/../g.pdf", media: pdf, sha256: put("../g.pdf", "out")}
	elsewhere := &document{uri: "h.pdf", media: pdf, sha256: put("h.pdf", "of another input")}
	if err := os.Symlink(filepath.Join(from, "../g.pdf"), filepath.Join(from, "link.pdf")); err != nil {
		t.Fatal(err)
	}
	linked := &document{uri: "in/link.pdf", media: pdf, sha256: outside.sha256}

	why := map[string]error{}
	d := &data{docs: []*document{same, changed, page, absent, outside, elsewhere, linked}, toSources: "../"}
	d.opt = Options{Sources: []SourceFolder{{Name: "in", Path: from}}, NoSource: func(uri string, err error) { why[uri] = err }}
	if err := d.putSources(&writer{fs: disk.OS{}, dir: to}); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(filepath.Join(to, Sources, same.uri)); string(got) != "one" {
		t.Errorf("copied %q", got)
	}
	if got, want := d.hrefAt(same, 3), "../sources/in/a%20b/c%231.pdf#page=3"; got != want {
		t.Errorf("linked as %s, want %s", got, want)
	}
	if len(why) != 5 || why[changed.uri] != sources.ErrChanged || why[absent.uri] != sources.ErrAbsent || why[outside.uri] != sources.ErrAbsent || why[elsewhere.uri] != sources.ErrAbsent || why[linked.uri] != sources.ErrAbsent {
		t.Errorf("not copied: %v", why)
	}
	for _, doc := range d.docs[1:] {
		if doc.beside || d.href(doc) != "" {
			t.Errorf("%s is linked as %s", doc.uri, d.href(doc))
		}
	}
}
