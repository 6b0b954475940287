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

// Voice is whose word or view a sentence reports.
type Voice uint8

// The voices. NoVoice is the text's own statement.
const (
	NoVoice Voice = iota
	Leader
	Practitioner
	Child
	Parent
	Partner
	Government
	OtherVoice
	Voices // number of voices
)

var voiceNames = []string{"none", "leader", "practitioner", "child", "parent", "partner", "government", "other"}

func (v Voice) String() string { return voiceNames[v] }

// VoiceNames are the names of the voices, in their order.
func VoiceNames() []string { return voiceNames }

// Cue is one reason of a verdict: a span of the document and what it did.
type Cue struct {
	corpus.Span
	Effect string  // the class it speaks for
	Weight float64 // contribution to the score of Effect, in log-odds
	By     By
}

// By is what a cue is.
type By uint8

// What cues are.
const (
	ByWords   By = iota // words of the sentence
	ByTurn              // a word of praise or blame with what turns it round
	ByHeading           // the heading the sentence stands under
	ByContext           // the heading, which asks for something: what is asked for is missing
	ByPrior             // no words: how such sentences mostly are; the span is empty
	Bys                 // number of these
)

var byNames = [Bys]string{"words", "turned_words", "heading", "context", "prior"}

func (b By) String() string { return byNames[b] }
