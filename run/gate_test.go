package run

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay/corpus"
)

// TestGate: figures from a file are held against the rules of a run or of a file, and
// the figures of before where there are any.
func TestGate(t *testing.T) {
	dir := t.TempDir()
	now := write(t, dir, "now.json", `{"listed":10,"documents":4,"lost":6,"rows":{"sentences":90},"scored_sentences":90}`)
	before := write(t, dir, "before.json", `{"listed":10,"documents":10,"lost":0,"rows":{"sentences":100},"scored_sentences":100}`)
	rules := write(t, dir, "rules.yaml", "checks:\n  - {check: rows, level: block, table: sentences, max_drop: 0.05}\n  - {check: nulls, level: warn, table: inspections, column: outcome, max_rise: 0.1}\n")
	for _, c := range []struct{ before, rules, want string }{
		{"", "", "all_lost block true, lost warn false"}, // a first run is held against nothing
		{before, "", "documents block false, all_lost block true, lost warn false, rows sentences warn true"},
		{before, rules, "rows sentences block false"},
	} {
		list, err := Gate(now, c.before, c.rules)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range list {
			got = append(got, fmt.Sprint(f.Name, " ", f.Level, " ", f.Passed))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%v, want %s", got, c.want)
		}
	}
	needs, err := GateNeeds(rules)
	if err != nil || !slices.Equal(needs.Rows, []string{"inspections", "sentences"}) || !slices.Equal(needs.Nulls["inspections"], []string{"outcome"}) {
		t.Errorf("%+v, %v", needs, err)
	}
	broken := write(t, dir, "broken.json", "{")
	var wrong *UsageError
	for _, c := range [][3]string{{broken, "", ""}, {now, broken, ""}, {now, "", broken}, {dir + "/absent", "", ""}, {now, "", dir + "/absent"}} {
		if _, err := Gate(c[0], c[1], c[2]); !errors.As(err, &wrong) {
			t.Errorf("%v: %v", c, err)
		}
	}
}

// TestMetadata: a sidecar gives values by uri, in the types it declares, and says whom it
// speaks of that is no input.
func TestMetadata(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "m.csv", "uri,region,places:int\na.txt,North,12\nb.txt,,3\ngone.txt,South,\n")
	m, err := readMetadata(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.columns) != 2 || m.columns[0].Name != "region" || m.columns[1].Name != "places" || m.digest == "" {
		t.Errorf("%+v", m)
	}
	for uri, want := range map[string]string{"a.txt": "map[places:12 region:North]", "b.txt": "map[places:3 region:]", "c.txt": "map[]"} {
		if got := fmt.Sprint(m.of(uri)); got != want {
			t.Errorf("%s: %s, want %s", uri, got, want)
		}
	}
	inputs := []*input{{src: corpus.Held("a.txt", nil)}, {src: corpus.Held("b.txt", nil)}, {src: corpus.Held("c.txt", nil)}}
	if got := m.unused(inputs); !slices.Equal(got, []string{"gone.txt"}) {
		t.Errorf("unused: %v", got)
	}
	none, err := readMetadata("")
	if err != nil || none.of("a.txt") != nil || none.unused(inputs) != nil || none.digest != "" {
		t.Errorf("without one: %+v, %v", none, err)
	}
	var wrong *UsageError
	for name, text := range map[string]string{"no uri": "a,b\n1,2\n", "a value of another type": "uri,n:int\na.txt,many\n", "a type nobody knows": "uri,n:colour\na.txt,red\n", "a uri twice": "uri,n\na,1\na,2\n"} {
		if _, err := readMetadata(write(t, dir, "bad.csv", text)); !errors.As(err, &wrong) || !strings.Contains(err.Error(), "--metadata") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
