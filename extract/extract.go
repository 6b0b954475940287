// Package extract finds the structure of a document's text and what is said in it.
//
// The common path: Extract takes a corpus.Document and gives a Parse, in eight steps
// that each fill their part of it and read what the steps before have filled:
//
//	structure   kind, articles, headed parts, blocks, comments, furniture (structure.go)
//	sentences   sentences of every block (sentences.go)
//	tokens      tokens of every sentence (parsetokens.go)
//	tags        part of speech and lemma of every token (parsetokens.go)
//	inspection  what an inspection report says of itself (inspection.go)
//	quotes      quotations and who speaks (quotes.go, speakers.go)
//	tenses      the time a sentence speaks of (tense.go)
//	entities    authorities, bodies, dates, grades, counts, acts (entities.go)
//
// One does the same for a single sentence under a heading, as coded sentences are.
//
// What it promises:
//   - Places. Every result points into Document.Text by half-open byte spans; nothing
//     copies text. Slices are flat and in document order, and point into each other by
//     index; -1 is none.
//   - Nothing lost. Blocks cover the text: furniture, navigation and captions are blocks
//     of their own with a context that is not scored. Sentences and the white space
//     between them rebuild their block, tokens their sentence. Parse.Check tests all of
//     this.
//   - Bounds. Time is linear in the text, whatever it holds; memory is a fixed multiple
//     of it.
//   - The same Document gives the same Parse, on every machine. Version grows when it
//     would give another.
//
// What it does not do: read files, know themes, judge, write tables. It is safe for
// concurrent use.
//
// What it knows of kinds of documents are profiles (package profiles): Extract reads by
// the built-in ones, New makes an Extractor that reads by a user's own as well.
//
// Its leaves can be read alone and know nothing of a Parse: text (characters, sentences,
// tokens), postag (parts of speech, lemmas), gazetteer (names of authorities), and
// internal/calendar (dates).
package extract

import "assay/corpus"

// Version is part of the cache key of every result. It must grow whenever the
// same Document would give another Parse.
const Version = 34

// Extract runs every step over one document by the built-in profiles. It is
// safe for concurrent use.
func Extract(doc *corpus.Document) *Parse { return builtIn().Extract(doc) }
