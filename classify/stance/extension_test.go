package stance

import (
	"errors"
	"math"
	"strings"
	"testing"

	"assay/corpus"
	"assay/extract"
)

var lessons = &Extension{Card: Card{Note: "gardens"}, Corrections: []Correction{{Theme: "gardens", Gain: 0.8, Add: [Classes]float64{0.3, -0.1, 0, -0.2},
	Terms: []Term{{"any overgrown", [Classes]float64{-1, 2, 0, -1}}, {"near path", [Classes]float64{0.5, 0, 0, -0.5}}, {"row bare and", [Classes]float64{0, 1, 0, 0}}}}}}

func saved(t *testing.T, e *Extension) (data []byte, base *Model) {
	t.Helper()
	base, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	if data, err = e.Save(base.Fingerprint()); err != nil {
		t.Fatal(err)
	}
	return data, base
}

func TestExtensionFile(t *testing.T) {
	data, base := saved(t, lessons)
	m, err := Load(data)
	if err != nil {
		t.Fatal(err)
	}
	if m.Card.Note != "gardens" || m.base != base.digest || m.Fingerprint() == base.Fingerprint() || m.fix["gardens"] == nil || m.fix[""] != nil {
		t.Errorf("card %+v, base %x", m.Card, m.base)
	}
	// Another base is an error that says which.
	other, err := lessons.Save(strings.Repeat("ab", 32))
	if err != nil {
		t.Fatal(err)
	}
	_, err = Load(other)
	var wrong *BaseError
	if !errors.As(err, &wrong) || !strings.Contains(err.Error(), "extends the model abababababab") || !strings.Contains(err.Error(), base.Fingerprint()[:12]) || wrong.Hint() == "" {
		t.Errorf("another base: %v", err)
	}
	for name, text := range map[string]string{
		"cut short": string(data[:len(data)/2]), "other format": strings.Replace(string(data), "extension 1", "extension 9", 1),
		"unknown field": strings.Replace(string(data), `"gain"`, `"pain"`, 1),
		"twice":         strings.Replace(string(data), `"corrections": [`, `"corrections": [{"theme":"gardens","gain":1,"add":[0,0,0,0]},`, 1),
	} {
		if _, err := Load([]byte(text)); err == nil {
			t.Errorf("%s is read", name)
		}
	}
	if _, err := LoadExtension(data, data); err == nil {
		t.Error("an extension of an extension is read")
	}
}

// TestCorrectedVerdictIsTheSumOfItsWords: with a correction too, what words and
// rest add makes the score.
func TestCorrectedVerdictIsTheSumOfItsWords(t *testing.T) {
	data, base := saved(t, lessons)
	m, err := Load(data)
	if err != nil {
		t.Fatal(err)
	}
	text := "Although the path is fine, the garden is overgrown, bare and dark."
	p := extract.One(text, "")
	at := int32(strings.Index(text, "garden"))
	garden := []corpus.Span{{Start: at, End: at + 6}}
	s, b := m.Scorer(), base.Scorer()
	s.Sentence(p, 0)
	b.Sentence(p, 0)
	v, plain := stanceOf(s, "gardens", garden), stanceOf(b, "gardens", garden)
	if v.P[Negative] <= plain.P[Negative] {
		t.Errorf("overgrown is no blame: %v, before %v", v.P, plain.P)
	}
	words, sum := s.takenApart()
	for _, w := range words {
		for c := range sum {
			sum[c] += w[c]
		}
	}
	if got := verdictOf(sum, 1); math.Abs(got.P[Negative]-v.P[Negative]) > 1e-4 || math.Abs(got.P[Mixed]-v.P[Mixed]) > 1e-4 {
		t.Errorf("words and rest give %v, the verdict is %v", got.P, v.P)
	}
	// Other themes, and sentiment, are judged as before.
	if x, y := stanceOf(s, "oversight", garden), stanceOf(b, "oversight", garden); x != y || s.Sentiment() != b.Sentiment() {
		t.Errorf("oversight %v, before %v", x, y)
	}
}

func TestTerms(t *testing.T) {
	_, base := saved(t, lessons)
	s := base.Scorer()
	text := "The garden centre is too far; one two three four five six lawns."
	p := extract.One(text, "")
	s.Sentence(p, 0)
	at := int32(strings.Index(text, "garden"))
	got := map[string]bool{}
	s.EachTerm([]corpus.Span{{Start: at, End: at + 6}}, func(name []byte, from, to int) { got[string(name)] = true })
	for _, want := range []string{"any centre", "near centre", "row centre be", "any lawn", "any far"} {
		if !got[want] {
			t.Errorf("no term %q in %v", want, got)
		}
	}
	for _, not := range []string{"any garden", "near lawn"} {
		if got[not] {
			t.Errorf("term %q", not)
		}
	}
}

func stanceOf(s *Scorer, theme string, at []corpus.Span) Verdict {
	v, _ := s.Stance(theme, at)
	return v
}
