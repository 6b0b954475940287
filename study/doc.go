// Package study is what people do with the sentences of a run or of documents:
// look at every place of a pattern, find the phrases that set a group apart, draw
// sentences to code, code them in a browser, and exchange codes with other
// programs. A Source gives the sentences; the sub-packages each do one of these.
package study
