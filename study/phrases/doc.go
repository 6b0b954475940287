// Package phrases finds the words, rows of words and pairs of a verb and its
// thing that set some sentences of a run apart from others.
package phrases
