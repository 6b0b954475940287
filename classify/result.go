package classify

import (
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
)

// Version is part of the cache key of every result. It must grow whenever the
// same Parse, codebook and model would give another Result.
const Version = 29

// Result is a Parse with what it says about the themes of a codebook.
type Result struct {
	*extract.Parse
	Mentions   []Mention   // in sentence order, then theme order of the codebook
	Sentiments []Sentiment // one a sentence, in order; zero where the context is not scored
	NearMisses []NearMiss
}

// Sentiment is the verdict on a whole sentence.
type Sentiment struct {
	Scored bool
	stance.Verdict
}

// Mention is one theme in one sentence.
type Mention struct {
	corpus.Span // of the trigger; where several were merged, from the first to the last
	Sentence    int32
	Theme       string
	Rule        string // the pattern that matched, or Learnt
	stance.Verdict
	Direction stance.Direction
	Tense     extract.Tense
	Role      extract.Role // of who speaks: whose word the sentence reports, or the author of a comment
	Cues      []stance.Cue // strongest first
}

// NearMiss is a candidate that a rule rejected.
type NearMiss struct {
	corpus.Span
	Sentence int32
	Theme    string
	Rule     string
	Reason   string
}
