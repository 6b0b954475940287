package sources

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// A document is copied from where it lies, under its uri, if it still is the one that was
// read; nothing that a link or a name leads to outside the folder is.
func TestCopy(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	write := func(path, text string) {
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(dir, "a/plan.pdf"), "plan")
	write(filepath.Join(dir, "b/plan.pdf"), "another plan")
	write(filepath.Join(outside, "secret.pdf"), "secret")
	for from, to := range map[string]string{filepath.Join(outside, "secret.pdf"): "out.pdf", filepath.Join(dir, "a/plan.pdf"): "absolute.pdf", "a/plan.pdf": "in.pdf"} {
		if err := os.Symlink(from, filepath.Join(dir, to)); err != nil {
			t.Fatal(err)
		}
	}
	digest := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return hex.EncodeToString(sum[:])
	}
	plain, named := []Folder{{Path: dir}}, []Folder{{Name: "in", Path: dir}}
	two := []Folder{{Path: filepath.Join(dir, "b")}, {Path: filepath.Join(dir, "a")}}
	for name, c := range map[string]struct {
		from []Folder
		uri  string
		text string
		put  string // where it is put, "" where it is not
		err  error
	}{
		"in a folder":          {plain, "a/plan.pdf", "plan", "sources/a/plan.pdf", nil},
		"in a named one":       {named, "in/a/plan.pdf", "plan", "sources/in/a/plan.pdf", nil},
		"without the name":     {named, "a/plan.pdf", "plan", "", ErrAbsent},
		"in the second of two": {two, "plan.pdf", "plan", "sources/plan.pdf", nil},
		"changed in both":      {two, "plan.pdf", "a third", "", ErrChanged},
		"changed":              {plain, "a/plan.pdf", "an older plan", "", ErrChanged},
		"not there":            {plain, "a/other.pdf", "plan", "", ErrAbsent},
		"a folder":             {plain, "a", "plan", "", ErrAbsent},
		"a link within":        {plain, "in.pdf", "plan", "sources/in.pdf", nil},
		"a link out":           {plain, "out.pdf", "secret", "", ErrAbsent},
		"an absolute link":     {plain, "absolute.pdf", "plan", "", ErrAbsent},
		"up":                   {plain, "../" + filepath.Base(outside) + "/secret.pdf", "secret", "", ErrAbsent},
		"from the root":        {plain, filepath.Join(dir, "a/plan.pdf"), "plan", "", ErrAbsent},
		"up behind the name":   {named, "in/../a/plan.pdf", "plan", "", ErrAbsent},
		"no folder to look in": {nil, "a/plan.pdf", "plan", "", ErrAbsent},
	} {
		put, data := "", ""
		err := Copy(func(name string, b []byte) error { put, data = name, string(b); return nil }, c.from, c.uri, digest(c.text))
		if !errors.Is(err, c.err) || filepath.ToSlash(put) != c.put || c.put != "" && data != c.text {
			t.Errorf("%s: put %q, %v; want %q, %v", name, put, err, c.put, c.err)
		}
	}
	full := errors.New("full")
	if err := Copy(func(string, []byte) error { return full }, plain, "a/plan.pdf", digest("plan")); !errors.Is(err, full) {
		t.Errorf("an error of put: %v", err)
	}
}
