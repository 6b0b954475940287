// Package corpus finds documents, sniffs what they are and decodes them:
// bytes in, Document (text and layout) out.
package corpus
