package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every file and folder that the page names is there (NAME stands for any), and the five
// files of a document's way declare the functions it is said to go through.
func TestArchitectureNamesWhatThereIs(t *testing.T) {
	t.Parallel()
	page := repositoryFile(t, "docs/architecture.md")
	path := regexp.MustCompile(`^[\w*./-]*(?:/[\w*.-]+|\.(?:go|txt|yaml|md))$`)
	named := 0
	for _, m := range regexp.MustCompile("`([^`\n ]+)`").FindAllStringSubmatch(page, -1) {
		if !path.MatchString(m[1]) {
			continue
		}
		named++
		if found, err := filepath.Glob(filepath.Join("../..", strings.ReplaceAll(m[1], "NAME", "*"))); err != nil || len(found) == 0 {
			t.Errorf("docs/architecture.md names %s, which is not there", m[1])
		}
	}
	if named < 30 {
		t.Errorf("only %d files are named: is the page read as it is written?", named)
	}
	for _, m := range regexp.MustCompile(`\]\(([^)#]+)\)`).FindAllStringSubmatch(page, -1) {
		if _, err := os.Stat(filepath.Join("../../docs", m[1])); err != nil {
			t.Errorf("docs/architecture.md: %v", err)
		}
	}

	things := []string{"Source", "Ref", "Document", "Parse", "Result"} // what is handed on, declared where it is known
	var steps []string
	for _, m := range regexp.MustCompile("(?m)^\\d\\. `([^`]+)`: (.*)$").FindAllStringSubmatch(page, -1) {
		steps = append(steps, m[1])
		source := repositoryFile(t, m[1])
		for _, f := range regexp.MustCompile("`([A-Z]\\w+)`").FindAllStringSubmatch(m[2], -1) {
			if !regexp.MustCompile(`(?m)^func (?:\([^)]*\) )?`+f[1]+`\(|^type `+f[1]+`\b`).MatchString(source) && !slices.Contains(things, f[1]) {
				t.Errorf("%s does not declare %s", m[1], f[1])
			}
		}
	}
	if len(steps) != 5 {
		t.Errorf("the way of a document is %v, not five files", steps)
	}
}
