// Package cli is what the verbs share: the flags that say what is read, looked for and
// written to, the results folder that arguments name, files that appear whole, and the
// exit codes. It prints nothing but lost documents.
package cli
