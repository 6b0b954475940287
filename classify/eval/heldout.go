package eval

import (
	"assay/classify/gold"
	"assay/classify/stance/train"
)

// Held turns predictions of cross-validation into judged rows: of sentiment, and
// of stance.
func Held(ex []train.Example, held []train.Held) (sentiment, about []Judged) {
	for _, h := range held {
		if ex[h.Example].Apart {
			continue
		}
		j := judged(ex, h)
		if h.Theme == "" {
			sentiment = append(sentiment, j)
		} else {
			about = append(about, j)
		}
	}
	return sentiment, about
}

// judged is a prediction with the class coded.
func judged(ex []train.Example, h train.Held) Judged {
	want := ex[h.Example].Sentiment
	for _, l := range ex[h.Example].Themes {
		if l.Theme == h.Theme {
			want = l.P
		}
	}
	return Judged{Coded: gold.Class(want), P: h.P}
}

// Confused counts judged rows.
func Confused(rows []Judged) (c Confusion) {
	for _, j := range rows {
		c.Add(j.Coded, j.Predicted())
	}
	return c
}
