package stance

import (
	"math"
	"math/rand/v2"
	"testing"

	"assay/corpus"
	"assay/extract"
)

// For any weights of the words and any second layer, a verdict taken apart must
// add up to the score it came from.
func TestScoreIsTheSumOfWhatWordsAdd(t *testing.T) {
	lex, err := ParseLexicon(lexiconText)
	if err != nil {
		t.Fatal(err)
	}
	m := &Model{lex: lex, vocab: newVocab(nil), sharpen: [2]float64{1, 1}}
	m.install(nil, nil)
	rng := rand.New(rand.NewPCG(1, 2))
	m.layer.on = true
	for _, f := range m.layer.floats() {
		*f = float32(rng.NormFloat64()) / 4
	}
	for _, text := range []string{"Although plans are good, reviews are late; supervision is patchy, but managers know it.", "Weak.",
		"Caseloads fell and oversight, which was poor, has improved in most teams of the service."} {
		s := m.Scorer()
		p := extract.One(text, "What needs to improve")
		s.features(p, 0)
		per := make([]weights, len(s.words))
		for i := range per {
			for c := range per[i] {
				per[i][c] = float32(rng.NormFloat64() * 500)
			}
		}
		rest := weights{100, -200, 300, 50}
		for _, stance := range []bool{false, true} {
			s.proof.explain = true
			s.gather(&s.proof, per, rest, stance, []corpus.Span{s.words[0].Span})
			want := m.layer.scores(&s.proof.value)
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

// A pattern that no sum of words can show: good and bad together is mixed.
func TestLayerLearnsWhatSumsCannot(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	tr := &trainer{}
	var seen [][inputs]float32
	for i := range 2000 {
		good, bad := rng.IntN(2) == 0, rng.IntN(2) == 0
		var x [inputs]float32
		var want [Classes]float64
		if good {
			x[inBestClause], x[inTotal] = 1, x[inTotal]+1
		}
		if bad {
			x[inWorstClause], x[inTotal+1] = -1, x[inTotal+1]+1
		}
		switch {
		case good && bad:
			want[Mixed] = 1
		case good:
			want[Positive] = 1
		case bad:
			want[Negative] = 1
		default:
			want[Neutral] = 1
		}
		seen = append(seen, x)
		tr.ex = append(tr.ex, Example{Coded: true})
		tr.owner = append(tr.owner, int32(i))
		tr.p.want, tr.p.weight = append(tr.p.want, want), append(tr.p.weight, 1)
	}
	l := tr.fitLayer(seen, func(int) bool { return true })
	wrong := 0
	for r := range seen {
		if tr.p.want[r][verdictOf(l.scores(&seen[r]), 1).Class] != 1 {
			wrong++
		}
	}
	if wrong > 0 {
		t.Errorf("%d of 2000 wrong", wrong)
	}
}
