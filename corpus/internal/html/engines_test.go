package html

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEngines: every page of a thread is named in the list of engines, once, and every
// line of the list names one.
func TestEngines(t *testing.T) {
	raw, err := os.ReadFile("testdata/threads/engines.txt")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, line := range strings.Split(string(raw), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		page, engine, ok := strings.Cut(line, " | ")
		if !ok || engine == "" || named[page] {
			t.Errorf("bad or double line %q", line)
		}
		named[page] = true
		if _, err := os.Stat(filepath.Join("testdata/threads", page+".html")); err != nil {
			t.Error(err)
		}
	}
	pages, _ := filepath.Glob("testdata/threads/*.html")
	for _, p := range pages {
		if name := strings.TrimSuffix(filepath.Base(p), ".html"); !named[name] {
			t.Errorf("no line for %s", name)
		}
	}
}
