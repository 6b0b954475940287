package eval

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
