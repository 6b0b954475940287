package eval

import (
	"assay/classify/gold"
	"assay/classify/stance"
	"assay/classify/stance/train"
)

// crossed gathers one kind of sentence.
type crossed struct {
	sentences        int
	sentiment, about []Judged
	themes           map[string]*Counts
	joint            Counts
}

// CrossByKind sorts a cross-validation by the kinds of text and by what the
// records are: "whole" for sentences of whole articles and threads, "trap" for
// traps of polarity with their controls, "trap: NAME" for one kind of them; examples
// measured apart are "apart" and nothing else.
// records are those the examples were made of, in their order.
func CrossByKind(records []gold.Record, ex []train.Example, got *train.Trained) map[string]stance.CardKind {
	all := map[string]*crossed{}
	each := func(e int, f func(c *crossed)) {
		for _, name := range kindsOf(&records[e], ex[e].Apart) {
			if all[name] == nil {
				all[name] = &crossed{themes: map[string]*Counts{}}
			}
			f(all[name])
		}
	}
	type key struct {
		example int
		theme   string
	}
	right := map[key]bool{} // the stance of a coded theme
	for _, h := range got.Calibrated(ex, got.Held) {
		j := judged(ex, h)
		each(h.Example, func(c *crossed) {
			if h.Theme == "" {
				c.sentences++
				c.sentiment = append(c.sentiment, j)
			} else {
				c.about = append(c.about, j)
			}
		})
		right[key{h.Example, h.Theme}] = j.Predicted() == j.Coded
	}
	limits := map[string][]float64{}
	for _, h := range got.Model.Heads() {
		limits[h.Name] = h.Limits
	}
	for _, h := range got.Heads {
		if len(h.P) != 1 {
			continue
		}
		kind := stance.KindOf(ex[h.Example].Parse.Sentences[0].Context)
		found := h.P[0] >= limits[h.Head][stance.LimitOf(kind, h.Seen)]
		given := 0
		if found {
			given = 1
		}
		each(h.Example, func(c *crossed) {
			if c.themes[h.Theme] == nil {
				c.themes[h.Theme] = &Counts{}
			}
			c.themes[h.Theme].tell(h.Coded, given)
			switch {
			case found && h.Coded == 1 && right[key{h.Example, h.Theme}]:
				c.joint.Right++
			default:
				c.joint.Wrong += given
				c.joint.Missed += h.Coded
			}
		})
	}
	out := map[string]stance.CardKind{}
	for name, c := range all {
		out[name] = c.figures()
	}
	return out
}

func kindsOf(r *gold.Record, apart bool) []string {
	if apart {
		return []string{"apart"}
	}
	names := []string{kindOf(r).String()}
	if r.Piece != "" {
		names = append(names, "whole")
	}
	if r.Trap != "" {
		names = append(names, "trap", "trap: "+r.Trap)
	}
	return names
}

func (c *crossed) figures() stance.CardKind {
	f := stance.CardKind{Sentences: c.sentences, Mentions: len(c.about), Joint: rounded(c.joint.F1()), Themes: map[string][3]float64{}}
	f.Sentiment, f.Sure[0] = rowFigures(c.sentiment)
	f.Stance, f.Sure[1] = rowFigures(c.about)
	for id, n := range c.themes {
		f.Themes[id] = [3]float64{rounded(n.Precision()), rounded(n.Recall()), rounded(n.F1())}
	}
	return f
}

// rowFigures are accuracy, macro-F1 and calibration error of judged rows, and how
// many are right of those whose first class has 0.9 or more.
func rowFigures(rows []Judged) (f [3]float64, sure float64) {
	c := Confused(rows)
	_, ece := Calibration(rows)
	n, right := 0, 0
	for i := range rows {
		if k := rows[i].Predicted(); rows[i].P[k] >= 0.9 {
			n++
			if k == rows[i].Coded {
				right++
			}
		}
	}
	return [3]float64{rounded(c.Accuracy()), rounded(c.MacroF1()), rounded(ece)}, rounded(ratio(right, n))
}

// CrossTells counts a cross-validation's answers on change, tense and voice of
// the examples, by number, that pass.
func CrossTells(ex []train.Example, got *train.Trained, pass func(int) bool) (t Telling) {
	limits := map[string][]float64{}
	for _, h := range got.Model.Heads() {
		limits[h.Name] = h.Limits
	}
	for _, h := range got.Heads {
		if len(h.P) == 1 || !ex[h.Example].Coded || !pass(h.Example) {
			continue
		}
		given, _ := stance.Answered(append([]float64(nil), h.P...), limits[h.Head][0])
		switch h.Head {
		case stance.HeadDirection:
			t.direction(stance.Direction(h.Coded), stance.Direction(given))
		case stance.HeadTense:
			t.Tense.tell(h.Coded, given)
		case stance.HeadVoice:
			t.voice(stance.Voice(h.Coded), stance.Voice(given))
		}
	}
	return t
}
