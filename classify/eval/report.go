package eval

import (
	"encoding/json"
	"io"
	"math"

	"assay/classify/stance"
)

// Report is what assay eval --json prints; the form is that of docs/design.md §8.
type Report struct {
	Sentences int                           `json:"sentences"`
	Sentiment ClassFigures                  `json:"sentiment"`
	Themes    map[string]ThemeFigure        `json:"themes"`
	Stance    StanceFigures                 `json:"stance"`
	JointF1   float64                       `json:"joint_f1"`
	Kinds     map[string]map[string]float64 `json:"kinds,omitempty"` // the same figures by kind of text, by name
	Files     map[string]map[string]float64 `json:"files,omitempty"` // and by file, by its name without the folder
	Tells     map[string]float64            `json:"tells,omitempty"` // precision and recall of change, tense and voice, where coded
	Cross     map[string]float64            `json:"cross,omitempty"` // of the model's cross-validation, by kind of sentence; AddCard
	Rho       map[string]float64            `json:"rho,omitempty"`   // of language and grade, by framework; AddGrades
	ECE       map[string]float64            `json:"ece"`             // expected calibration error of sentiment and stance
	Intervals map[string][2]float64         `json:"intervals"`       // 95 %, by name of figure
}

// ClassFigures are accuracy and F1 over the four classes.
type ClassFigures struct {
	Accuracy float64            `json:"accuracy"`
	MacroF1  float64            `json:"macro_f1"`
	F1       map[string]float64 `json:"f1"`
}

// StanceFigures are ClassFigures over the coded mentions.
type StanceFigures struct {
	Mentions int `json:"mentions"`
	ClassFigures
}

// ThemeFigure is how well a theme is found.
type ThemeFigure struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// NewReport rounds the figures of outcomes to four decimals.
func NewReport(outcomes []Outcome) *Report {
	t := Count(outcomes, nil)
	r := &Report{Sentences: t.Sentences, Sentiment: classFigures(&t.Sentiment), Themes: map[string]ThemeFigure{},
		Stance: StanceFigures{t.Stance.N(), classFigures(&t.Stance)}, JointF1: rounded(t.Joint.F1()), Intervals: map[string][2]float64{}}
	for id, c := range t.Themes {
		r.Themes[id] = ThemeFigure{rounded(c.Precision()), rounded(c.Recall()), rounded(c.F1())}
	}
	_, s := Calibration(Sentiments(outcomes))
	_, a := Calibration(Stances(outcomes))
	r.ECE = map[string]float64{"sentiment": rounded(s), "stance": rounded(a)}
	for _, f := range WithIntervals(outcomes) {
		if f.HasInterval && !math.IsNaN(f.Low) {
			r.Intervals[f.Name] = [2]float64{rounded(f.Low), rounded(f.High)}
		}
	}
	r.Kinds = r.ofEach("kinds", ByKind(outcomes))
	r.Files = r.ofEach("files", ByFile(outcomes))
	r.addTells(outcomes)
	return r
}

// ofEach are the figures of every group of outcomes by their names, nil where all are
// of one group; their intervals are added under the name of what tells them apart.
func (r *Report) ofEach(apart string, groups map[string][]Outcome) map[string]map[string]float64 {
	if len(groups) < 2 {
		return nil
	}
	out := map[string]map[string]float64{}
	for name, of := range groups {
		out[name] = map[string]float64{}
		for _, f := range WithIntervals(of) {
			out[name][f.Name] = rounded(f.Value)
			if !math.IsNaN(f.Low) {
				r.Intervals[apart+"."+name+"."+f.Name] = [2]float64{rounded(f.Low), rounded(f.High)}
			}
		}
	}
	return out
}

// addTells adds precision and recall of change, tense and voice.
func (r *Report) addTells(outcomes []Outcome) {
	fs := TellsWithIntervals(outcomes)
	for _, f := range fs {
		if r.Tells == nil {
			r.Tells = map[string]float64{}
		}
		r.Tells[f.Name] = rounded(f.Value)
		if !math.IsNaN(f.Low) {
			r.Intervals["tells."+f.Name] = [2]float64{rounded(f.Low), rounded(f.High)}
		}
	}
}

// AddGrades adds how the language of each framework's reports follows their grades.
func (r *Report) AddGrades(list []GradeFigure) {
	r.Rho = map[string]float64{}
	for _, g := range list {
		r.Rho[g.Framework] = g.Rho
		r.Intervals["rho."+g.Framework] = [2]float64{rounded(g.Low), rounded(g.High)}
	}
}

// AddCard adds what cross-validation found of every kind of sentence, with the 95 %
// interval of a share of so many.
func (r *Report) AddCard(card *stance.Card) {
	r.Cross = map[string]float64{}
	put := func(name string, p float64, n int) {
		p = min(p, 1)
		half := 1.96 * math.Sqrt(p*(1-p)/float64(max(n, 1)))
		r.Cross[name] = rounded(p)
		r.Intervals["cross."+name] = [2]float64{rounded(p - half), rounded(p + half)}
	}
	for kind, k := range card.Kinds {
		put(kind+".sentiment.accuracy", k.Sentiment[0], k.Sentences)
		put(kind+".stance.accuracy", k.Stance[0], k.Mentions)
		put(kind+".joint", k.Joint, k.Mentions)
	}
	for name, x := range card.Tells {
		put(name+".precision", x[0], int(x[2]))
		put(name+".recall", x[1], int(x[2]))
	}
}

func classFigures(c *Confusion) ClassFigures {
	f := ClassFigures{rounded(c.Accuracy()), rounded(c.MacroF1()), map[string]float64{}}
	for k := stance.Class(0); k < stance.Classes; k++ {
		f.F1[k.String()] = rounded(c.F1(k))
	}
	return f
}

// WritePredictions writes one line a record, in order: the themes found with
// their stance, the stance and the direction of each coded theme, the sentiment,
// tense and voice, and the probabilities of the classes (positive, negative,
// mixed, neutral) that the sentiment and the stances are chosen from. Every figure
// of the Report can be computed again from it and the coded file.
func WritePredictions(w io.Writer, outcomes []Outcome) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range outcomes {
		o := &outcomes[i]
		line := struct {
			ID        string            `json:"id"`
			Themes    map[string]string `json:"themes"`
			Gold      map[string]string `json:"gold_stance"`
			Sentiment string            `json:"sentiment"`
			Direction map[string]string `json:"direction"`
			Tense     string            `json:"tense"`
			Voice     string            `json:"voice"`

			SentimentP [stance.Classes]float64            `json:"sentiment_probabilities"`
			GoldP      map[string][stance.Classes]float64 `json:"gold_stance_probabilities"`
		}{o.Record.ID, map[string]string{}, map[string]string{}, o.Sentiment.Predicted().String(), map[string]string{}, o.Tense.String(), o.Voice.String(),
			shares(o.Sentiment.P), map[string][stance.Classes]float64{}}
		for _, f := range o.Found {
			line.Themes[f.Theme] = f.Predicted().String()
		}
		for _, g := range o.Given {
			line.Gold[g.Theme] = g.Predicted().String()
			line.Direction[g.Theme] = g.Direction.String()
			line.GoldP[g.Theme] = shares(g.P)
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

// shares are the probabilities as they are written: to six decimals.
func shares(p [stance.Classes]float64) [stance.Classes]float64 {
	for i := range p {
		p[i] = math.Round(p[i]*1e6) / 1e6
	}
	return p
}
