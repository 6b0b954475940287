package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayImport is the direction of docs/design.md §1: each room and the rooms of
// this program that it may know. A room's own sub-folders belong to it.
var mayImport = map[string][]string{
	"common":   {}, // the parts of internal that are not for tests
	"pipeline": {},
	"corpus":   {"common"},
	"extract":  {"corpus", "common"},
	"classify": {"corpus", "extract", "common"},
	"out":      {"corpus", "extract", "classify", "common"},
	"study":    {"corpus", "extract", "classify", "out", "common"},
	"report":   {"corpus", "extract", "classify", "out", "common"},
	"run":      {"pipeline", "corpus", "extract", "classify", "out", "study", "report", "common"},
	"cmd":      {"pipeline", "corpus", "extract", "classify", "out", "study", "report", "run", "common"},
	"bench":    {"pipeline", "corpus", "extract", "classify", "out", "report", "run"},
	"examples": {},
	"deploy":   {},
	"internal": {"corpus", "extract", "classify", "out"}, // made-up data, for tests only
}

func TestImportsGoOneWay(t *testing.T) {
	t.Parallel()
	list, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}} TESTS {{join .TestImports " "}} {{join .XTestImports " "}}`, "assay/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(string(list)), "\n") {
		fields := strings.Fields(line)
		from := room(fields[0])
		allowed, known := mayImport[from]
		if !known {
			t.Errorf("%s is a room nobody planned: say in this test what it may import", fields[0])
			continue
		}
		seen[from] = true
		tests := false
		for _, imp := range fields[1:] {
			if imp == "TESTS" {
				tests = true
				continue
			}
			if tests && room(imp) == "internal" {
				continue
			}
			if !tests && imp == "assay/classify/stance/train" && (fields[0] == "assay/classify" || fields[0] == "assay/classify/stance") {
				t.Errorf("%s imports the training: what judges must not", fields[0])
			}
			if !tests && fields[0] == "assay/classify/stance/sentence" && strings.HasPrefix(imp, "assay/classify/") {
				t.Errorf("%s imports %s: what reads a sentence must not know what judges it", fields[0], imp)
			}
			if to := room(imp); strings.HasPrefix(imp, "assay/") && to != from && !slices.Contains(allowed, to) {
				t.Errorf("%s imports %s: %s may know %v only", fields[0], imp, from, allowed)
			}
		}
	}
	for _, want := range []string{"pipeline", "corpus", "extract", "classify", "out", "run", "cmd"} {
		if !seen[want] {
			t.Errorf("there is no room %s", want)
		}
	}
}

// room is the top-level folder of an import path of this program; the parts of
// internal that are not for tests are one of their own.
func room(path string) string {
	path = strings.TrimPrefix(path, "assay/")
	switch path {
	case "internal/freelist", "internal/shards", "internal/typeface", "internal/lazyregexp", "internal/calendar", "internal/plaintext", "internal/coder", "internal/phrases", "internal/lexicon", "internal/compound", "internal/yamlnode", "internal/usage":
		return "common"
	}
	return strings.Split(path, "/")[0]
}
