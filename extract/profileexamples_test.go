package extract

import (
	"context"
	"testing"

	"assay/extract/profiles"
)

// TestProfileExamples reads the examples of the built-in profiles.
func TestProfileExamples(t *testing.T) {
	t.Parallel()
	n := 0
	for _, p := range profiles.BuiltIn().Profiles {
		n += len(p.Examples)
		failed, err := builtIn().Examples(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range failed {
			t.Errorf("%s: %s: %s: %s", f.Pos, f.Profile, f.Example, f.Message)
		}
	}
	if n < 3 {
		t.Errorf("%d examples", n)
	}
}
