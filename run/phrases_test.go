package run

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay/corpus"
	"assay/report"
)

// TestPhrases: what stands with blame of a theme alone comes out with it.
func TestPhrases(t *testing.T) {
	in, results := t.TempDir(), filepath.Join(t.TempDir(), "results")
	for _, name := range []string{"a", "b", "c", "d"} {
		text := strings.Repeat("Caseloads are manageable. ", 6) + strings.Repeat("Caseloads are far too high in the duty team. ", 6)
		if err := os.WriteFile(filepath.Join(in, name+".txt"), []byte(name+" "+text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	o, err := Run(context.Background(), Options{Inputs: Inputs{Paths: []corpus.Input{{Path: in}}}, Out: results, NoReport: true})
	if err != nil {
		t.Fatal(err)
	}
	got, err := Phrases(context.Background(), o.Dir, []report.Theme{{ID: "caseloads"}})
	if err != nil {
		t.Fatal(err)
	}
	blame := map[string]bool{}
	for _, side := range got["caseloads"] {
		for _, p := range side.Phrases {
			if side.Stance == "negative" {
				blame[p.Text] = true
				if p.Example == "" || p.In < phrasesFrom || p.Times <= 1 {
					t.Errorf("%+v", p)
				}
			}
		}
	}
	if !blame["caseload: high"] || blame["manageable"] || blame["caseload: manageable"] {
		t.Errorf("with blame: %v", blame)
	}
}
