package run

import (
	"testing"

	"assay/corpus"
)

// TestCostOf: two texts of 15 MB must not be in flight together, eight reports of
// the usual size and as many web pages must.
func TestCostOf(t *testing.T) {
	for _, c := range []struct {
		claim    string
		size     int64
		together int
		fit      bool
	}{
		{"txt", 15 << 20, 2, false}, {"", 15 << 20, 2, false}, {"gz+txt", 3 << 20, 2, false}, {"txt", 1 << 20, 8, true},
		{"pdf", 350 << 10, 32, true}, {"pdf", 5 << 20, 8, true}, {"pdf", 128 << 20, 2, false}, {"html", 1 << 20, 8, true},
	} {
		s := corpus.Source{Claim: c.claim}
		s.Size = c.size
		if fit := int64(c.together)*costOf(s) <= defaultMaxBytes; fit != c.fit {
			t.Errorf("%d of %q with %d bytes in flight together: %v, want %v", c.together, c.claim, c.size, fit, c.fit)
		}
	}
}
