package eval

import (
	"math/rand/v2"

	"assay/classify/stance"
)

// Bin is one bin of a calibration table: predictions whose highest probability
// lies in [Low, High).
type Bin struct {
	Low, High  float64
	N          int
	Confidence float64 // mean of the highest probability
	Accuracy   float64
}

// bins is the number of bins, the usual ten.
const bins = 10

// Calibration sorts predictions by their confidence and returns the bins that
// hold any, with the expected calibration error: the mean of the distance
// between confidence and accuracy, weighted by the size of the bins.
func Calibration(rows []Judged) ([]Bin, float64) {
	var all [bins]Bin
	for _, j := range rows {
		k := j.Predicted()
		b := min(int(j.P[k]*bins), bins-1)
		all[b].N++
		all[b].Confidence += j.P[k]
		if k == j.Coded {
			all[b].Accuracy++
		}
	}
	var out []Bin
	ece := 0.0
	for i, b := range all {
		if b.N == 0 {
			continue
		}
		b.Low, b.High = float64(i)/bins, float64(i+1)/bins
		b.Confidence /= float64(b.N)
		b.Accuracy /= float64(b.N)
		d := b.Confidence - b.Accuracy
		if d < 0 {
			d = -d
		}
		ece += d * float64(b.N) / float64(len(rows))
		out = append(out, b)
	}
	return out, ece
}

// CalibrationFigure is the expected calibration error of judged rows with its 95 %
// interval over the rows.
func CalibrationFigure(rows []Judged) Figure {
	f := Figure{HasInterval: len(rows) > 0}
	_, f.Value = Calibration(rows)
	if !f.HasInterval {
		return f
	}
	drawn := make([]Judged, len(rows))
	low, high := Bootstrap(len(rows), Resamples, func(at []int) []float64 {
		for i, k := range at {
			drawn[i] = rows[k]
		}
		_, ece := Calibration(drawn)
		return []float64{ece}
	})
	f.Low, f.High = low[0], high[0]
	return f
}

// chanceDraws are enough for the mean to stand still in the third decimal.
const chanceDraws = 400

// CalibrationByChance is the expected calibration error that so many rows would show
// in the mean if their probabilities were right: classes are drawn by them.
func CalibrationByChance(rows []Judged) float64 {
	rng := rand.New(rand.NewPCG(2, uint64(len(rows))))
	drawn := make([]Judged, len(rows))
	sum := 0.0
	for range chanceDraws {
		for i, j := range rows {
			x := rng.Float64()
			for j.Coded = 0; j.Coded < stance.Classes-1 && x >= j.P[j.Coded]; j.Coded++ {
				x -= j.P[j.Coded]
			}
			drawn[i] = j
		}
		_, ece := Calibration(drawn)
		sum += ece
	}
	return sum / chanceDraws
}

// Sentiments and Stances are the judged rows of outcomes.
func Sentiments(os []Outcome) (rows []Judged) {
	for i := range os {
		if !os[i].Record.ThemesOnly {
			rows = append(rows, os[i].Sentiment)
		}
	}
	return rows
}

// Stances are the stances with the coded theme given.
func Stances(os []Outcome) (rows []Judged) {
	for i := range os {
		for _, g := range os[i].Given {
			rows = append(rows, g.Judged)
		}
	}
	return rows
}
