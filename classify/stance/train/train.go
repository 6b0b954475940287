// Package train fits models of classify/stance to coded sentences.
package train

import (
	"errors"
	"fmt"
	"slices"

	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
)

// Example is one labelled sentence to learn from.
type Example struct {
	Parse     *extract.Parse // holds the sentence alone, as extract.One makes it
	Group     string         // kept together in cross-validation
	Coded     bool           // coded by a person or a careful coder: cross-validation measures on these
	Composed  bool           // made from patterns: learnt from as if coded, never measured, and presence is not learnt from it
	Natural   bool           // one of all the sentences of a text, which stand in natural proportion
	Apart     bool           // measured apart from the others
	Weight    float64        // of its rows
	Own       float64        // of its rows of change, time and voice, where kinds of text count the same
	Sentiment [stance.Classes]float64
	Themes    []Labelled
	Evidence  []stance.Evidence // of every theme of the codebook; nil: presence is not learnt from it
	Change    *Change           // nil where not coded
}

// Labelled is the label of one theme of an Example.
type Labelled struct {
	Theme    string
	Triggers []corpus.Span           // none: the whole sentence stands for them
	P        [stance.Classes]float64 // all 0: not learnt
}

// Options of Train. The zero value gives the defaults.
type Options struct {
	L2     float64      // strength of the penalty, default 1
	Steps  int          // of L-BFGS from nothing, default 30: fewer hold rare features back, as a penalty does
	Folds  int          // of cross-validation by group, default 5; 1 leaves it out, and with it the calibration
	Report func(string) // told of each stage; may be nil

	// MeasureFolds is how many of the folds are measured, for comparing ideas in
	// less time; no model is made then. 0 measures all and makes one.
	MeasureFolds int

	// Stop ends the training with ErrStopped, within a step, once it is closed.
	Stop <-chan struct{}

	// Curve are the shares of the coded examples to learn from, each measured on
	// the first fold with the other examples (silver) and without: a learning curve.
	Curve []float64

	// Tells are examples that the heads of mentions alone learn from, beside the others;
	// their numbers in Trained.Heads follow those of the others.
	Tells []Example

	// Scale replaces the value of features by family ("word2", "fine"); 0
	// leaves the family out. For measuring what a family is worth.
	Scale map[string]float64
}

func (o Options) withDefaults() Options {
	if o.L2 == 0 {
		o.L2 = 1
	}
	if o.Steps == 0 {
		o.Steps = 30
	}
	if o.Folds == 0 {
		o.Folds = 5
	}
	if o.Report == nil {
		o.Report = func(string) {}
	}
	return o
}

// ErrStopped is the error of a training that Options.Stop ended.
var ErrStopped = errors.New("training stopped")

// Trained is what Train returns.
type Trained struct {
	Model *stance.Model
	Held  []Held       // cross-validation, over the coded examples
	Heads []HeadHeld   // the same of the heads
	Curve []CurvePoint // as Options.Curve asks
}

// trainer holds the rows of one training.
type trainer struct {
	opt   Options
	ex    []Example
	model *stance.Model // vocabulary and lexicon first, weights last
	words int           // in the vocabulary
	owner []int32
	theme []string
	at    []int      // first row of an example; it has one more for each theme
	keys  [][]uint64 // of a row, until they are numbered
	dict  []uint64   // feature by column
	p     problem
}

// Train fits a model and predicts the coded examples by cross-validation. The
// same examples in the same order give the same model to the byte, on one
// GOOS/GOARCH, whatever the number of processors.
func Train(ex []Example, opt Options) (*Trained, error) {
	if len(ex) == 0 {
		return nil, errors.New("training: no examples")
	}
	opt = opt.withDefaults()
	model, err := stance.NewUntrained()
	if err != nil {
		return nil, err
	}
	t := &trainer{opt: opt, ex: slices.Clone(ex), model: model}
	t.vocabulary()
	opt.Report(fmt.Sprintf("%d words", t.words))
	out := &Trained{Model: t.model}
	if err := t.presence(out); err != nil {
		return nil, err
	}
	if err := t.change(out); err != nil {
		return nil, err
	}
	t.rows()
	t.dictionary()
	opt.Report(fmt.Sprintf("%d rows, %d features", len(t.p.row), len(t.dict)))
	if opt.Folds > 1 {
		cross, err := t.crossValidate()
		if err != nil {
			return nil, err
		}
		out.Held = t.calibrate(cross)
		if opt.MeasureFolds > 0 {
			return out, nil
		}
		if out.Curve, err = t.curve(); err != nil {
			return nil, err
		}
	}
	theta, err := t.p.solve(t.where(func(int) bool { return true }), opt.Steps)
	if err != nil {
		return nil, fmt.Errorf("training: %w", err)
	}
	t.finish(theta)
	t.fillCard()
	return out, nil
}
