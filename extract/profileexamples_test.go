package extract

import (
	"context"
	"strings"
	"testing"

	"assay/corpus"
	"assay/extract/profiles"
)

// TestProfileExamples reads the examples of the built-in profiles; each has one of
// its kind and one that looks alike.
func TestProfileExamples(t *testing.T) {
	t.Parallel()
	for _, p := range profiles.BuiltIn().Profiles {
		of, not := 0, 0
		for _, e := range p.Examples {
			if e.Not {
				not++
			} else {
				of++
			}
		}
		if of == 0 || not == 0 {
			t.Errorf("%s: %d examples of its kind, %d of others", p.ID, of, not)
		}
		failed, err := builtIn().Examples(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range failed {
			t.Errorf("%s: %s: %s: %s", f.Pos, f.Profile, f.Example, f.Message)
		}
	}
}

// What lets a document in, and what was looked for and not found, is said with its
// place in the profile.
func TestProfileSaysWhy(t *testing.T) {
	t.Parallel()
	const beacon = `profiles:
  - id: beacon
    recognise: {title: ["report on a beacon"]}
    facts:
      - {fact: inspection_dates, label: ["lit on"]}
      - {fact: keeper, where: back, sentence: ["kept by {person}"]}
      - {fact: height, type: text, optional: true, label: ["height"]}
    examples:
      - name: a song
        not: true
        text: |
          Report on a beacon
          Lit on the hill it stood.
      - name: no mark
        text: |
          Report on a beacon
          It shone.
`
	own, err := profiles.Parse("beacon.yaml", []byte(beacon))
	if err != nil {
		t.Fatal(err)
	}
	set := profiles.BuiltIn()
	failed, err := New(&profiles.Set{Common: set.Common, Profiles: append(own, set.Profiles...)}).Examples(context.Background(), own[0])
	if err != nil {
		t.Fatal(err)
	}
	if len(failed) != 2 {
		t.Fatalf("%v", failed)
	}
	for i, want := range []string{`pattern report on a beacon, beacon.yaml:3:25); mark: pattern lit on, beacon.yaml:5:42`, "it has no mark of such a document"} {
		if !strings.Contains(failed[i].Message, want) {
			t.Errorf("got %s, want %s", failed[i].Message, want)
		}
	}
	p := readBy(t, beacon, "a.txt", "Report on a beacon\n\nHeight: 9 m\n\nIt shone.\n")
	want := `prints inspection_dates (line 5 of the profile; label "lit on", where: front), keeper (line 6 of the profile; sentence "kept by {person}", where: back), and none`
	for _, w := range p.Warnings {
		if w.Reason == corpus.FactMissing && strings.Contains(w.Message, want) {
			return
		}
	}
	t.Errorf("%v", p.Warnings)
}
