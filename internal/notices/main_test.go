package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The licence of a module is told by the names of files, in its README where no file is
// named so; a module without one is an error, so that none is shipped.
func TestLicences(t *testing.T) {
	for _, c := range []struct {
		files map[string]string
		want  string // file names, or the beginning of the text in the README
	}{
		{map[string]string{"LICENSE": "MIT", "main.go": ""}, "LICENSE"},
		{map[string]string{"COPYING": "GPL", "NOTICE": "by"}, "COPYING NOTICE"},
		{map[string]string{"licence.md": "MIT", "README.md": "MIT License"}, "licence.md"},
		{map[string]string{"README.md": "# x\n\nMIT License\n\nfree"}, "README.md"},
		{map[string]string{"README.md": "# x\n\nno word of one"}, ""},
		{map[string]string{"license.go": "package x"}, ""},
	} {
		dir := t.TempDir()
		for name, text := range c.files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		var names []string
		files := licences(dir)
		for _, f := range files {
			names = append(names, filepath.Base(f))
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%v: %q, want %q", c.files, got, c.want)
		}
		var b strings.Builder
		if err := part(&b, "a module", files...); (err == nil) != (c.want != "") {
			t.Errorf("%v: %v", c.files, err)
		}
		if c.want == "README.md" && !strings.HasSuffix(b.String(), "\nMIT License\n\nfree\n") {
			t.Errorf("the licence alone of a README: %q", b.String())
		}
	}
}
