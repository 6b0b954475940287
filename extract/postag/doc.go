// Package postag gives tokens their part of speech and their lemma.
//
// The tags come from the averaged perceptron of github.com/jdkato/prose/v2, read once from
// the files that the library carries and evaluated over our own tokens in whole numbers, so
// that they are the same in every run and on every machine. Lemmas come from a table
// of irregular forms, then from the rules of the ending.
//
// A Tagger remembers word forms between sentences and is for one goroutine at a time:
// Get takes one from those at rest, Put gives it back. What it remembers is bounded and
// holds no piece of a document. A sentence is tagged by itself: its tags depend on
// nothing outside it.
package postag
