package stance

import (
	"math"
	"math/rand/v2"
	"testing"

	"assay/classify/stance/sentence"
	"assay/corpus"
	"assay/extract"
)

// For any weights of the words and any second layer, a verdict taken apart must
// add up to the score it came from.
func TestScoreIsTheSumOfWhatWordsAdd(t *testing.T) {
	lex, err := sentence.ParseLexicon(sentence.LexiconText)
	if err != nil {
		t.Fatal(err)
	}
	m := &Model{lex: lex, vocab: newVocab(nil), calibrated: Uncalibrated()}
	m.install(nil, nil)
	rng := rand.New(rand.NewPCG(1, 2))
	m.layer.On = true
	for _, f := range m.layer.Floats() {
		*f = float32(rng.NormFloat64()) / 4
	}
	for _, text := range []string{"Although plans are good, reviews are late; supervision is patchy, but managers know it.", "Weak.",
		"Caseloads fell and oversight, which was poor, has improved in most teams of the service."} {
		s := m.Scorer()
		p := extract.One(text, "What needs to improve")
		s.features(p, 0)
		per := make([]Weights, len(s.read.Words))
		for i := range per {
			for c := range per[i] {
				per[i][c] = float32(rng.NormFloat64() * 500)
			}
		}
		rest := Weights{100, -200, 300, 50}
		for _, share := range []float64{1, 0.4, 0} {
			m.calibrated[1][0].Second = share
			stance := share < 1
			s.proof.explain = true
			s.gather(&s.proof, per, rest, stance, []corpus.Span{s.read.Words[0].Span})
			want := m.layer.Scores(&s.proof.value, share)
			words, sum := s.takenApart()
			for _, w := range words {
				for c := range sum {
					sum[c] += w[c]
				}
			}
			mean := (want[0] + want[1] + want[2] + want[3]) / 4
			for c := range want {
				if math.Abs(want[c]-mean-sum[c]) > 1e-3 {
					t.Errorf("%q, stance %v: words and rest add up to %.4f, the score of class %d is %.4f", text, stance, sum[c], c, want[c]-mean)
				}
			}
		}
	}
}

func TestRunFindsTheHighestStretch(t *testing.T) {
	var r run
	for i, x := range []float32{-1, 2, -1, 3, -9, 3} {
		r.next(i, x)
	}
	if r.from != 1 || r.to != 4 || r.most != 4 {
		t.Errorf("got %+v", r)
	}
}

// The same words of praise make another sum where they are wanted, asked for or
// ordered than where they are said.
func TestSumsOfTurnsByMood(t *testing.T) {
	lex, err := sentence.ParseLexicon(sentence.LexiconText)
	if err != nil {
		t.Fatal(err)
	}
	m := &Model{lex: lex, vocab: newVocab(nil), calibrated: Uncalibrated()}
	m.install(nil, nil)
	seen := map[uint64]string{}
	for _, text := range []string{"Plans are robust.", "Plans must be robust.", "Are plans robust?", "Make plans robust.", "Robust plans.",
		"Plans are not robust."} {
		keys, _ := m.Scorer().Keys(extract.One(text, ""))
		for _, key := range keys {
			k, _, _, c := unkey(key)
			if k != kTurnSum || c != moodSum {
				continue
			}
			if other, ok := seen[key]; ok {
				t.Errorf("%q and %q have the same sum of turns", text, other)
			}
			seen[key] = text
		}
	}
	if len(seen) != 6 {
		t.Errorf("%d sums of turns, want 6", len(seen))
	}
}
