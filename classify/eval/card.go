package eval

import (
	"math"

	"assay/classify/gold"
	"assay/classify/stance"
	"assay/classify/stance/train"
)

// CardFigureNames are the figures on a model's card, in the order to print them.
var CardFigureNames = []string{"sentiment.accuracy", "sentiment.macro_f1", "sentiment.ece", "stance.accuracy", "stance.macro_f1", "stance.ece"}

// FillCard writes the figures of a training to its model's card. records are those
// the examples were made of, in their order; the last, so many as tells, taught the
// heads of mentions alone and are not measured.
func FillCard(records []gold.Record, ex []train.Example, tells int, got *train.Trained) {
	c := &got.Model.Card
	c.Figures, c.Curve = CardFigures(ex, got)
	c.Kinds = CrossByKind(records, ex, got)
	c.Tells = map[string][3]float64{}
	for where, pass := range map[string]func(*gold.Record) bool{
		"reports": func(r *gold.Record) bool { return r.Kind == gold.AnyKind && r.Trap == "" },
		"written": func(r *gold.Record) bool { return r.Kind != gold.AnyKind && r.Trap == "" },
		"traps":   func(r *gold.Record) bool { return r.Trap != "" },
	} {
		t := CrossTells(ex, got, func(i int) bool { return i < len(records)-tells && pass(&records[i]) })
		for _, x := range t.Rows() {
			if x.Right+x.Wrong+x.Missed > 0 {
				c.Tells[where+": "+x.Name] = [3]float64{rounded(x.Precision()), rounded(x.Recall()), float64(x.Right + x.Missed)}
			}
		}
	}
}

// CardFigures are the cross-validation figures of a training, with the expected
// calibration error after calibration, and its learning curve.
func CardFigures(ex []train.Example, got *train.Trained) (map[string]float64, []stance.CardPoint) {
	figures := map[string]float64{}
	put := func(prefix string, rows []Judged) {
		if len(rows) == 0 {
			return
		}
		c := Confused(rows)
		_, ece := Calibration(rows)
		figures[prefix+".accuracy"], figures[prefix+".macro_f1"], figures[prefix+".ece"] = rounded(c.Accuracy()), rounded(c.MacroF1()), rounded(ece)
	}
	sentiment, about := Held(ex, got.Calibrated(ex, got.Held))
	put("sentiment", sentiment)
	put("stance", about)
	var curve []stance.CardPoint
	for _, p := range got.Curve {
		s, a := Held(ex, p.Held)
		cs, ca := Confused(s), Confused(a)
		curve = append(curve, stance.CardPoint{Coded: p.Coded, Silver: p.Silver, Sentiment: [2]float64{rounded(cs.Accuracy()), rounded(cs.MacroF1())},
			Stance: [2]float64{rounded(ca.Accuracy()), rounded(ca.MacroF1())}})
	}
	return figures, curve
}

func rounded(x float64) float64 { return math.Round(x*1e4) / 1e4 }
