package eval

import (
	"assay/classify/stance"
	"assay/classify/stance/train"
)

// Held turns predictions of cross-validation into judged rows: of sentiment, and
// of stance.
func Held(ex []train.Example, held []train.Held) (sentiment, about []Judged) {
	for _, h := range held {
		want := ex[h.Example].Sentiment
		for _, l := range ex[h.Example].Themes {
			if l.Theme == h.Theme {
				want = l.P
			}
		}
		j := Judged{P: h.P}
		for c, w := range want {
			if w > want[j.Coded] {
				j.Coded = stance.Class(c)
			}
		}
		if h.Theme == "" {
			sentiment = append(sentiment, j)
		} else {
			about = append(about, j)
		}
	}
	return sentiment, about
}

// Confused counts judged rows.
func Confused(rows []Judged) (c Confusion) {
	for _, j := range rows {
		c.Add(j.Coded, j.Predicted())
	}
	return c
}
