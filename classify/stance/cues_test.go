package stance

import (
	"math"
	"strings"
	"testing"

	"assay/corpus"
	"assay/extract"
)

// The phrases and the rest must add up to the score the verdict came from, for
// every class, and cover every word once.
func TestCuesAddUp(t *testing.T) {
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"Although caseloads have reduced in most teams, too many social workers still carry more than they can manage.",
		"Management oversight is not consistently effective, and zzyxian drift in plans is not challenged.",
		"Supervision.",
		"Thresholds are well understood by partners; as a result, children are not left at risk of harm.",
	} {
		s := m.Scorer()
		s.Sentence(extract.One(text, "The impact of leaders"), 0)
		v, cues := s.Stance("oversight", []corpus.Span{{Start: s.read.Words[0].Start, End: s.read.Words[0].End}})
		phrases, rest := s.explain(v.Class)
		next := 0
		for _, p := range phrases {
			if p.from != next {
				t.Errorf("%q: phrase starts at word %d, want %d", text, p.from, next)
			}
			next = p.to
			for c := range rest {
				rest[c] += p.by[c]
			}
		}
		if next != len(s.read.Words) {
			t.Errorf("%q: phrases end at word %d of %d", text, next, len(s.read.Words))
		}
		if got := verdictOf(rest, 1); math.Abs(got.P[v.Class]-v.P[v.Class]) > 1e-6 {
			t.Errorf("%q: explained %v, given %v", text, got.P, v.P)
		}
		for _, c := range cues {
			switch word := strings.ToLower(c.Of(s.read.Text)); word {
			case "of", "the", "in", "and", "which", ",", ".", ";":
				t.Errorf("%q: cue %q says nothing", text, word)
			}
		}
	}
}
