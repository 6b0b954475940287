package postag

import (
	"bytes"
	"encoding/gob"
	"math"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"

	"assay/extract/text"
)

// TestWeightsAsGobReadsThem: our reader gives what package gob gives for the library's file.
func TestWeightsAsGobReadsThem(t *testing.T) {
	t.Parallel()
	p, err := readPerceptron()
	if err != nil {
		t.Fatal(err)
	}
	file, err := prose.Asset(weightsFile)
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]map[string]float64
	if err := gob.NewDecoder(bytes.NewReader(file)).Decode(&want); err != nil {
		t.Fatal(err)
	}
	if len(p.features) != len(want) || len(want) < 50_000 || len(p.fixed) < 1_000 {
		t.Fatalf("%d features, gob reads %d; %d words of one tag", len(p.features), len(want), len(p.fixed))
	}
	for _, f := range p.features {
		weights := want[f.name]
		if len(weights) != len(f.weights) {
			t.Fatalf("%q: %v, gob reads %v", f.name, f.weights, weights)
		}
		for class, w := range weights {
			tag := text.TagOf(class)
			found := false
			for _, e := range f.weights {
				found = found || e.class == tag && math.Abs(float64(e.weight)-1000*w) < 1e-6
			}
			if !found {
				t.Fatalf("%q: %v, gob reads %v", f.name, f.weights, weights)
			}
		}
	}
}

// TestWeightsOfAnotherForm: what another version of the library may hold is an error that
// says so, and a file cut anywhere is never read as a whole one.
func TestWeightsOfAnotherForm(t *testing.T) {
	t.Parallel()
	written := func(v any) []byte {
		var b bytes.Buffer
		if err := gob.NewEncoder(&b).Encode(v); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	type weights = map[string]map[string]float64
	sound := written(weights{"bias": {"NN": 1.5, "DT": -0.25}, "i word the": {"DT": 3}})
	if list, err := weightsOf(sound); err != nil || len(list) != 2 {
		t.Fatalf("%v, %v", list, err)
	}
	for n := range sound {
		if list, err := weightsOf(sound[:n]); err == nil {
			t.Errorf("cut after %d of %d bytes it is read as %v", n, len(sound), list)
		}
	}
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"another type":      {written([]string{"a", "b"}), errGob.Error()},
		"a number too long": {append(bytes.Clone(sound[:len(sound)-3]), 0x80, 0, 0), errGob.Error()},
		"an unknown tag":    {written(weights{"bias": {"ZZ": 1}}), `"ZZ" is a tag we do not know`},
		"a finer weight":    {written(weights{"bias": {"NN": 0.0001}}), "no whole number of thousandths"},
		"a larger weight":   {written(weights{"bias": {"NN": 1e9}}), "no whole number of thousandths"},
	} {
		if _, err := weightsOf(c.file); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
