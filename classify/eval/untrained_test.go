package eval

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"assay/classify/gold"
	"assay/internal/sharedtest"
)

// No sentence that something is measured on is among those that this project
// wrote to train on, whatever its case and punctuation.
func TestWhatIsMeasuredIsNotTrainedOn(t *testing.T) {
	same := func(text string) string {
		return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
	}
	files, err := filepath.Glob("../stance/data/*.jsonl")
	if err != nil || len(files) < 9 {
		t.Fatalf("%d files of sentences to train on: %v", len(files), err)
	}
	trained := map[string]string{}
	records, err := gold.ReadFiles(files...)
	if err != nil {
		t.Fatal(err)
	}
	for i := range records {
		trained[same(records[i].Text)] = records[i].ID
	}
	check := func(t *testing.T, name string) {
		held, err := gold.ReadFiles(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := range held {
			if id := trained[same(held[i].Text)]; id != "" {
				t.Errorf("%s of %s is trained on as %s", held[i].ID, name, id)
			}
		}
	}
	check(t, "../stance/testdata/own_held.jsonl")
	check(t, "data/guard.jsonl")
	for _, name := range []string{"dev.jsonl", "articles_dev.jsonl"} {
		t.Run(name, func(t *testing.T) { check(t, sharedtest.Path(t, "gold", name)) })
	}
}
