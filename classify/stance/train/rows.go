package train

import "assay/classify/stance"

// rows takes the features of every example: one row for its sentiment, one for
// the stance of each theme, empty where stances are not learnt.
func (t *trainer) rows() {
	at := make([]int, len(t.ex)+1)
	for i := range t.ex {
		at[i+1] = at[i] + 1 + len(t.ex[i].Themes)
	}
	t.at = at
	n := at[len(t.ex)]
	t.keys = make([][]uint64, n)
	t.owner = make([]int32, n)
	t.theme = make([]string, n)
	t.p.row = make([]float64, n)
	t.p.want = make([][stance.Classes]float64, n)
	t.p.weight = make([]float64, n)
	each(len(t.ex), func(_, from, to int) {
		s := t.model.Scorer()
		for i := from; i < to; i++ {
			e := &t.ex[i]
			r := at[i]
			keys, scale := s.Keys(e.Parse)
			set := func(theme string, keys []uint64, want [stance.Classes]float64) {
				t.keys[r], t.owner[r], t.theme[r] = keys, int32(i), theme
				t.p.row[r], t.p.want[r], t.p.weight[r] = scale, want, e.Weight
				if want == ([stance.Classes]float64{}) {
					t.p.weight[r] = 0 // not coded
				}
				r++
			}
			set("", keys, e.Sentiment)
			for _, l := range e.Themes {
				var keys []uint64
				if l.P != ([stance.Classes]float64{}) {
					keys = s.ThemeKeys(l.Theme, l.Triggers)
				}
				set(l.Theme, keys, l.P)
			}
		}
	})
}
