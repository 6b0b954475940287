package classify

import (
	"assay/corpus"
	"assay/extract"
)

// Result is a Parse with what it says about the themes of a codebook.
type Result struct {
	*extract.Parse
	Mentions   []Mention   // in sentence order, then theme order of the codebook
	Sentiments []Sentiment // one a sentence, in order; zero Verdict where the context is not scored
	NearMisses []NearMiss
}

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

// Sentiment is the verdict on a whole sentence.
type Sentiment struct {
	Scored bool
	Verdict
}

// Direction is the change a mention speaks of.
type Direction uint8

// The directions.
const (
	NoChange Direction = iota
	Improving
	Worsening
)

func (d Direction) String() string { return [...]string{"none", "improving", "worsening"}[d] }

// Mention is one theme in one sentence.
type Mention struct {
	corpus.Span // of the trigger (merged: from the first to the last trigger)
	Sentence    int32
	Theme       string
	Rule        string // the pattern that matched
	Verdict
	Direction Direction
	Tense     extract.Tense
	Cues      []Cue // strongest first
}

// Cue is one reason of a stance: a span of the sentence and what it did.
type Cue struct {
	corpus.Span
	Effect string  // the class or property it speaks for
	Weight float64 // contribution to the score of Effect, in log-odds
}

// NearMiss is a candidate that a rule rejected.
type NearMiss struct {
	corpus.Span
	Sentence int32
	Theme    string
	Rule     string
	Reason   string
}
