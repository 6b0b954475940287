package train

import (
	"math"
	"slices"

	"assay/classify/stance"
	"assay/internal/shards"
)

// A correction learns from few sentences, so it may move little: the model's own
// verdict is the prior, and every weight is drawn towards what leaves it as it is.

// Lesson is one coded sentence for a correction: what the model says of it, and
// the terms that stand in it.
type Lesson struct {
	Group string
	Given [stance.Classes]float64 // probabilities of the model
	Terms []string                // each once
	Scale float64                 // of the weights of terms in this sentence
	Coded stance.Class
}

// What may be learnt from so many sentences.
const (
	LevelCoded = 20 // coded sentences from which the mix of classes is learnt
	WordsCoded = 80 // from which words are
	ClassCoded = 10 // of a class, below which it keeps what general features say of it
)

// Depth is how much a correction learns.
type Depth uint8

// The depths.
const (
	Nothing Depth = iota // general features decide
	Level                // how sure the model is, and how often each class comes
	Words                // the words of the sentence too
)

// Learnt is what a correction came to.
type Learnt struct {
	Correction *stance.Correction // nil where nothing is learnt
	Depth      Depth
	Held       [][stance.Classes]float64 // by lesson, from a correction that had not seen its group
}

// choice is one way to learn that cross-validation chooses between.
type choice struct {
	depth Depth
	l2    float64 // of the weights of terms
}

var choices = []choice{{Nothing, 0}, {Level, 0}, {Words, 4}, {Words, 1.5}, {Words, 0.6}}

// innerFolds are those within the lessons of an outer fold, by which it chooses.
const innerFolds = 4

// Learn finds the correction that lessons teach. How much it learns is decided by
// cross-validation, within every outer fold anew, so that Held is honest. The same
// lessons give the same correction.
func Learn(lessons []Lesson, folds int) Learnt {
	allowed, classes := allow(lessons)
	out := Learnt{Held: make([][stance.Classes]float64, len(lessons))}
	fold := lessonFolds(lessons, folds)
	if folds > 1 {
		shards.Each(folds, 1, func(f, _, _ int) {
			var in []Lesson
			for i := range lessons {
				if fold[i] != f {
					in = append(in, lessons[i])
				}
			}
			c := choose(in, innerFolds, allowed, classes)
			m := fit(in, c, classes)
			for i := range lessons {
				if fold[i] == f {
					out.Held[i] = m.judge(&lessons[i])
				}
			}
		})
	} else {
		for i := range lessons {
			out.Held[i] = lessons[i].Given
		}
	}
	c := choose(lessons, max(folds, 2), allowed, classes)
	out.Depth = c.depth
	if c.depth > Nothing {
		out.Correction = fit(lessons, c, classes).correction()
	}
	return out
}

// mask tells which classes are learnt.
type mask [stance.Classes]bool

// allow are the choices that so many lessons allow, and the classes that have
// enough of them.
func allow(lessons []Lesson) ([]choice, mask) {
	n, classes := 0, mask{}
	for k, coded := range Counts(lessons) {
		if classes[k] = coded >= ClassCoded; classes[k] {
			n++
		}
	}
	most := Nothing
	switch {
	case n < 2 || len(lessons) < LevelCoded:
	case len(lessons) < WordsCoded:
		most = Level
	default:
		most = Words
	}
	return slices.DeleteFunc(slices.Clone(choices), func(c choice) bool { return c.depth > most }), classes
}

// Counts is how many lessons each class has.
func Counts(lessons []Lesson) (n [stance.Classes]int) {
	for i := range lessons {
		n[lessons[i].Coded]++
	}
	return n
}

// lessonFolds deals groups to folds; where there are too few groups, lessons.
func lessonFolds(lessons []Lesson, folds int) []int {
	groups := map[string]bool{}
	for i := range lessons {
		groups[lessons[i].Group] = true
	}
	out := make([]int, len(lessons))
	for i := range lessons {
		if len(groups) < 4*folds {
			out[i] = i % folds
			continue
		}
		out[i] = foldOf(lessons[i].Group, folds)
	}
	return out
}

// choose is the choice under which lessons left out are likeliest, the plainer
// where two are as good.
func choose(lessons []Lesson, folds int, allowed []choice, classes mask) choice {
	best, least := allowed[0], math.Inf(1)
	fold := lessonFolds(lessons, folds)
	losses := make([]float64, len(allowed))
	shards.Each(len(allowed), 1, func(k, _, _ int) {
		for f := range folds {
			var in []Lesson
			for i := range lessons {
				if fold[i] != f {
					in = append(in, lessons[i])
				}
			}
			m := fit(in, allowed[k], classes)
			for i := range lessons {
				if fold[i] == f {
					losses[k] -= math.Log(max(m.judge(&lessons[i])[lessons[i].Coded], 1e-12))
				}
			}
		}
	})
	for k, loss := range losses {
		if loss < least-0.01*float64(len(lessons)) || k == 0 { // a hundredth a sentence is no gain
			best, least = allowed[k], loss
		}
	}
	return best
}
