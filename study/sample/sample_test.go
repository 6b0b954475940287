package sample

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"assay/classify/codebook"
	"assay/classify/gold"
	"assay/classify/stance"
	"assay/extract"
	"assay/internal/textrun"
	"assay/study"
)

const gardens = `themes:
  - id: gardens
    label: Gardens of children's homes
    definition: What is grown and played in around homes.
    include: [garden, gardens]
    exclude: [{pattern: garden centre|centres, reason: a shop}]
    positive: ["The garden has swings and a lawn."]
`

// letters are made-up: sentences with the theme, near misses, sentences that
// speak of lawns and swings without a word of the patterns, and others.
func letters() map[string]string {
	texts := map[string]string{}
	for d := range 6 {
		var b strings.Builder
		fmt.Fprintf(&b, "Letter %d\n\n", d)
		for i := range 12 {
			n := d*12 + i
			switch i % 6 {
			case 0:
				fmt.Fprintf(&b, "The garden of home %d is safe, and its lawn and swings are well kept.\n\n", n)
			case 1:
				fmt.Fprintf(&b, "Poor care of the garden at home %d leaves the lawn bare and the swings broken.\n\n", n)
			case 2:
				fmt.Fprintf(&b, "Staff of home %d buy plants at a garden centre.\n\n", n)
			case 3:
				fmt.Fprintf(&b, "Children of home %d play on the lawn and the swings.\n\n", n)
			default:
				fmt.Fprintf(&b, "The panel met %d times in the year.\n\n", n)
			}
		}
		texts[fmt.Sprintf("%d.txt", d)] = b.String()
	}
	return texts
}

func book(t *testing.T) *codebook.Codebook {
	t.Helper()
	own, err := codebook.Parse("gardens.yaml", []byte(gardens))
	if err != nil {
		t.Fatal(err)
	}
	b, err := codebook.Merge(codebook.Builtin(), own)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func from(parses []*extract.Parse) study.Source {
	return func(_ context.Context, visit func(*study.Place) error) error {
		for _, p := range parses {
			if err := study.OfParse(p, visit); err != nil {
				return err
			}
		}
		return nil
	}
}

func draw(t *testing.T, src study.Source, opt Options) []Sentence {
	t.Helper()
	model, err := stance.Default()
	if err != nil {
		t.Fatal(err)
	}
	opt.Book, opt.Themes, opt.Model = book(t), []string{"gardens"}, model
	got, err := Draw(context.Background(), src, opt)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func strata(list []Sentence) map[string]int {
	n := map[string]int{}
	for _, s := range list {
		n[s.Stratum]++
	}
	return n
}

func TestAims(t *testing.T) {
	parses := textrun.Parses(t, letters())
	got := draw(t, from(parses), Options{N: 40, Seed: 1})
	n := strata(got)
	want := map[string]int{"candidate:gardens": 14, "unsure:gardens": 8, "near_miss:gardens": 6, "suggested:gardens": 8, "random": 4}
	for s, k := range want {
		if n[s] != k {
			t.Errorf("%s: %d, want %d", s, n[s], k)
		}
	}
	seen := map[string]bool{}
	for _, s := range got {
		if seen[s.ID] {
			t.Errorf("%s twice", s.ID)
		}
		seen[s.ID] = true
		kind, _, _ := strings.Cut(s.Stratum, ":")
		hit := strings.Contains(s.Text, "garden") && !strings.Contains(s.Text, "centre")
		switch {
		case kind == "suggested" && !strings.Contains(s.Text, "play on the lawn"), kind == "near_miss" && !strings.Contains(s.Text, "garden centre"),
			(kind == "candidate" || kind == "unsure") != hit:
			t.Errorf("%s: %s", s.Stratum, s.Text)
		}
		if hit && (len(s.Marks) != 1 || s.Text[s.Marks[0][0]:s.Marks[0][1]] != "garden") {
			t.Errorf("marks %v of %q", s.Marks, s.Text)
		}
		if s.Before == "" && s.After == "" {
			t.Errorf("no neighbours of %q", s.Text)
		}
	}
}

// TestSameDraw: documents, their run, and documents in another order give the
// same sentences; another seed others.
func TestSameDraw(t *testing.T) {
	parses := textrun.Parses(t, letters())
	ids := func(list []Sentence) (ids []string) {
		for _, s := range list {
			ids = append(ids, s.ID+s.Stratum)
		}
		return ids
	}
	first := draw(t, from(parses), Options{N: 30, Seed: 1})
	r, err := study.Open(context.Background(), textrun.Write(t, parses, codebook.Builtin()))
	if err != nil {
		t.Fatal(err)
	}
	if again := draw(t, r.Sentences, Options{N: 30, Seed: 1}); !slices.Equal(ids(again), ids(first)) {
		t.Errorf("of a run:\n%q\n%q", ids(again), ids(first))
	}
	back := slices.Clone(parses)
	slices.Reverse(back)
	if again := draw(t, from(back), Options{N: 30, Seed: 1}); !slices.Equal(ids(again), ids(first)) {
		t.Error("the order of documents changes the draw")
	}
	if other := draw(t, from(parses), Options{N: 30, Seed: 2}); slices.Equal(ids(other), ids(first)) {
		t.Error("another seed gives the same draw")
	}
	skip := map[string]bool{}
	for _, s := range first {
		skip[s.Text] = true
	}
	for _, s := range draw(t, from(parses), Options{N: 30, Seed: 1, Skip: skip}) {
		if skip[s.Text] {
			t.Errorf("drawn although coded: %s", s.Text)
		}
	}
}

func TestPerClass(t *testing.T) {
	got := draw(t, from(textrun.Parses(t, letters())), Options{PerClass: 4, Seed: 1})
	kinds := map[bool]int{}
	for _, s := range got {
		if s.Stratum == "candidate:gardens" {
			kinds[strings.HasPrefix(s.Text, "Poor")]++
		}
	}
	if len(got) != 30 || kinds[true] < 4 || kinds[false] < 4 {
		t.Errorf("%d sentences, %v", len(got), kinds)
	}
}

// TestSheet: a sheet that a coder filled is read back, with the themes that were
// asked for and no others.
func TestSheet(t *testing.T) {
	list := draw(t, from(textrun.Parses(t, letters())), Options{N: 10, Seed: 1})
	var b bytes.Buffer
	if err := WriteCSV(&b, []string{"gardens"}, list); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "empty: the sentence does not speak of it") {
		t.Error("the sheet does not say what an empty cell means")
	}
	rows := strings.SplitAfter(b.String(), "\n")
	for i := 1; i < len(rows); i++ {
		if at := strings.LastIndex(rows[i], ",,,,"); at >= 0 {
			rows[i] = rows[i][:at] + ",Negative,neutral,a note," + rows[i][at+4:]
		}
	}
	file := filepath.Join(t.TempDir(), "coded.csv")
	if err := os.WriteFile(file, []byte(strings.Join(rows, "")), 0o644); err != nil {
		t.Fatal(err)
	}
	records, err := gold.ReadFiles(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(records) != 10 {
		t.Fatalf("%d records", len(records))
	}
	for i := range records {
		r := &records[i]
		if c, ok := r.Stance("gardens"); !ok || c != stance.Negative || r.Text != list[i].Text || r.ID != list[i].ID || !r.Asks("gardens") || r.Asks("oversight") {
			t.Errorf("%+v", r)
		}
	}
	b.Reset()
	if err := WriteJSONL(&b, []string{"gardens"}, list); err != nil {
		t.Fatal(err)
	}
	filled := strings.ReplaceAll(strings.ReplaceAll(b.String(), `"sentiment":""`, `"sentiment":"mixed"`), `"themes":{}`, `"themes":{"gardens":"positive"}`)
	records, err = gold.Read(strings.NewReader(filled), "coded.jsonl")
	if err != nil || len(records) != 10 || records[3].Asks("oversight") {
		t.Errorf("%v %d", err, len(records))
	}
}
