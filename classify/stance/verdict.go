// Package stance judges stance and sentiment with a linear model over named
// features, and says which of them decided.
package stance

import "assay/corpus"

// Class is one of the four classes of stance and sentiment.
type Class uint8

// The classes, in the order of every probability vector.
const (
	Positive Class = iota
	Negative
	Mixed
	Neutral
)

// Classes is the number of classes.
const Classes = 4

var classNames = [Classes]string{"positive", "negative", "mixed", "neutral"}

func (c Class) String() string { return classNames[c] }

// Verdict is a class with the probabilities it was taken from, which add up to 1.
type Verdict struct {
	Class Class
	P     [Classes]float64
}

// Score is p_positive - p_negative, from -1 to 1.
func (v Verdict) Score() float64 { return v.P[Positive] - v.P[Negative] }

// Direction is the change a mention speaks of.
type Direction uint8

// The directions.
const (
	NoChange Direction = iota
	Improving
	Worsening
)

func (d Direction) String() string { return [...]string{"none", "improving", "worsening"}[d] }

// Cue is one reason of a verdict: a span of the sentence and what it did.
type Cue struct {
	corpus.Span
	Effect string  // the class or property it speaks for
	Weight float64 // contribution to the score of Effect, in log-odds
}
