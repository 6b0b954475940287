package train

import (
	"math/rand/v2"
	"testing"

	"assay/classify/stance"
)

// A pattern that no sum of words can show: good and bad together is mixed.
func TestLayerLearnsWhatSumsCannot(t *testing.T) {
	const total, best, worst = stance.TotalInput, 8, 9 // inBestClause, inWorstClause
	rng := rand.New(rand.NewPCG(3, 4))
	tr := &trainer{}
	var seen [][stance.Inputs]float32
	for i := range 2000 {
		good, bad := rng.IntN(2) == 0, rng.IntN(2) == 0
		var x [stance.Inputs]float32
		var want [stance.Classes]float64
		if good {
			x[best], x[total] = 1, x[total]+1
		}
		if bad {
			x[worst], x[total+1] = -1, x[total+1]+1
		}
		switch {
		case good && bad:
			want[stance.Mixed] = 1
		case good:
			want[stance.Positive] = 1
		case bad:
			want[stance.Negative] = 1
		default:
			want[stance.Neutral] = 1
		}
		seen = append(seen, x)
		tr.ex = append(tr.ex, Example{Coded: true})
		tr.owner = append(tr.owner, int32(i))
		tr.p.want, tr.p.weight = append(tr.p.want, want), append(tr.p.weight, 1)
	}
	l := tr.fitLayer(seen, func(int) bool { return true })
	wrong := 0
	for r := range seen {
		if tr.p.want[r][stance.VerdictOf(l.Scores(&seen[r], 1), 1).Class] != 1 {
			wrong++
		}
	}
	if wrong > 0 {
		t.Errorf("%d of 2000 wrong", wrong)
	}
}
