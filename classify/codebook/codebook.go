// Package codebook reads codebooks (themes with their patterns) and finds their
// candidates in tokenised sentences with one compiled matcher.
package codebook

import (
	"assay/corpus"
	"assay/extract"
)

// Codebook is a list of themes with their patterns.
type Codebook struct{ Themes []Theme }

// Theme is one theme of a codebook.
type Theme struct{ ID string }

// Matcher compiles the codebook.
func (b *Codebook) Matcher() *Matcher { return &Matcher{} }

// Hit is one theme found in one sentence, its triggers merged.
type Hit struct {
	corpus.Span               // from the first trigger to the last
	Theme       int           // index into Codebook.Themes
	Triggers    []corpus.Span // each trigger, in order
	Rule        string        // the pattern that matched first
}

// Reject is a candidate that an exclude pattern or condition turned away.
type Reject struct {
	corpus.Span
	Theme        int
	Rule, Reason string
}

// Matcher is a compiled codebook; it is safe for concurrent use.
type Matcher struct{}

// Sentence appends the hits and rejects of sentence s of p.
func (m *Matcher) Sentence(p *extract.Parse, s int, hits []Hit, rejects []Reject) ([]Hit, []Reject) {
	return hits, rejects
}
