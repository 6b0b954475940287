package extract

import (
	"context"
	"testing"

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
