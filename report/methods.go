package report

import (
	"slices"
	"strings"

	"assay/report/wording"
)

// Methods is what a reader must know to trust the numbers, or not to.
type Methods struct {
	Figures     []Figure
	Curve       []CurveRow
	Measured    bool
	Coded       string
	Silver      string
	Stances     string
	Features    string
	Note, Date  string
	Rho         []Figure
	LowQuality  []LowQuality
	Undated     int
	NoCouncil   int
	Ungraded    int
	Definitions []Theme
}

// Figure is one measured figure: its name in a model's card, and for people.
type Figure struct{ Name, Label, Value, What string }

// CurveRow is a point of the learning curve.
type CurveRow struct{ Trained, Sentiment, Stance string }

// LowQuality is a document whose text is unsound.
type LowQuality struct {
	Named
	Quality string
}

// unsound is the text quality under which a document is named: reports read
// well are above 0.97.
const unsound = 0.9

var figureWords = []Figure{
	{Name: "sentiment.accuracy", Label: "Sentiment: accuracy", What: "sentences whose sentiment was judged as the coders did"},
	{Name: "sentiment.macro_f1", Label: "Sentiment: macro-F1", What: "the same, each of the four classes weighing alike"},
	{Name: "sentiment.ece", Label: "Sentiment: calibration", What: "how far its probabilities are off, on average (expected calibration error)"},
	{Name: "stance.accuracy", Label: "Stance: accuracy", What: "mentions whose stance was judged as the coders did"},
	{Name: "stance.macro_f1", Label: "Stance: macro-F1", What: "the same, each of the four classes weighing alike"},
	{Name: "stance.ece", Label: "Stance: calibration", What: "how far its probabilities are off, on average (expected calibration error)"},
}

func (d *data) methods(m *Main) Methods {
	v := Methods{Definitions: d.themes}
	if card := d.opt.Model; card != nil {
		v.Coded, v.Silver, v.Stances, v.Features = wording.Number(card.Coded), wording.Number(card.Silver), wording.Number(card.Mentions), wording.Number(card.Features)
		v.Note, v.Date = wording.Plain(card.Note), wording.Plain(card.Date)
		for _, f := range figureWords {
			if x, ok := card.Figures[f.Name]; ok {
				f.Value = wording.Three(x)
				v.Figures = append(v.Figures, f)
			}
		}
		for _, p := range card.Curve {
			trained := wording.Number(p.Coded) + " coded sentences"
			if p.Silver {
				trained += " and the encoder's labels"
			}
			v.Curve = append(v.Curve, CurveRow{trained, wording.Three(p.Sentiment[0]) + " / " + wording.Three(p.Sentiment[1]), wording.Three(p.Stance[0]) + " / " + wording.Three(p.Stance[1])})
		}
		v.Measured = len(v.Figures) > 0
	}
	if m.Language != nil {
		for _, p := range m.Language.Panels {
			if p.Rho != "" {
				v.Rho = append(v.Rho, Figure{Name: p.Framework, Value: p.Rho, What: wording.Number(p.N)})
			}
		}
	}
	for _, doc := range d.docs {
		if doc.quality < unsound {
			v.LowQuality = append(v.LowQuality, LowQuality{Named{titleOf(doc), doc.uri, d.href(doc)}, wording.Three(doc.quality)})
		}
		if doc.year() == 0 {
			v.Undated++
		}
		if doc.insp != nil {
			if doc.insp.council == "" {
				v.NoCouncil++
			}
			if doc.insp.overall == "" {
				v.Ungraded++
			}
		}
	}
	slices.SortStableFunc(v.LowQuality, func(a, b LowQuality) int { return strings.Compare(a.Quality, b.Quality) })
	return v
}
