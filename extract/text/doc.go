// Package text is the ground floor of the language stage: what a character is, where
// a sentence ends, what a token is. Every function is of a string and a range of its
// bytes; none knows a document, a section or a table.
//
// AppendSentences cuts one block of running text into sentences, AppendTokens one
// sentence into tokens after the conventions of the Penn Treebank. Both promise that
// spans are half-open, in order, begin and end on characters that are not white space,
// and that nothing but white space lies between them, so that spans and gaps rebuild
// the text; and that time is linear in it, whatever it holds. Neither allocates beyond
// the slice that it appends to.
//
// Tokens leave here without part of speech and lemma: package postag gives them.
// Everything is safe for concurrent use.
package text
