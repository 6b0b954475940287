// Package extract finds the structure of a document's text: articles, sections,
// comments, quotations, sentences, tokens, entities and inspection facts. Every
// result points into Document.Text by half-open byte span; nothing copies text.
package extract

import "assay/corpus"

// Version is part of the cache key of every result. It must grow whenever the
// same Document would give another Parse.
const Version = 4

// Extract runs every step over one document, in order. It is safe for
// concurrent use.
func Extract(doc *corpus.Document) (*Parse, error) {
	p := &Parse{Doc: doc, Title: doc.Meta.Title, Publisher: doc.Meta.Publisher, Language: doc.Meta.Language}
	structure(p)
	sentences(p)
	tokens(p)
	tags(p)
	inspection(p)
	quotes(p)
	tenses(p)
	entities(p)
	return p, nil
}
