package stance

// rows takes the features of every example: one row for its sentiment, one for
// the stance of each theme.
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
	t.p.want = make([][Classes]float64, n)
	t.p.weight = make([]float64, n)
	each(len(t.ex), func(_, from, to int) {
		s := t.model.Scorer()
		for i := from; i < to; i++ {
			e := &t.ex[i]
			s.features(e.Parse, 0)
			r := at[i]
			set := func(theme string, want [Classes]float64) {
				t.keys[r] = keysOf(s.feats)
				t.owner[r], t.theme[r] = int32(i), theme
				t.p.row[r], t.p.want[r], t.p.weight[r] = rowScale(len(s.words)), want, e.Weight
				r++
			}
			set("", e.Sentiment)
			for _, l := range e.Themes {
				s.feats = s.feats[:s.shared]
				s.stanceFeatures(t.model.vocab.ids[themeKey(l.Theme)], l.Triggers)
				set(l.Theme, l.P)
			}
		}
	})
}

func keysOf(fs []feature) []uint64 {
	out := make([]uint64, len(fs))
	for i := range fs {
		out[i] = fs[i].key
	}
	return out
}
